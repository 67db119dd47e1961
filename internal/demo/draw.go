// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"html/template"
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
)

// draw gives the screens of the two questionnaires of the first page as HTML,
// by the id of their element: they are read and answered while the module is
// on its way. A questionnaire that cannot be drawn comes with the module.
func (d *Data) draw(base string) map[string]template.HTML {
	out := map[string]template.HTML{}
	for id, o := range map[string]pack.Options{
		"direction": {Documents: map[string][]byte{"referentiel": d.files["referentiel.json"], "profil": d.files["profil-direction.json"], "catalogue": d.files["catalogue.json"]}},
		"numerique": {Documents: map[string][]byte{"referentiel": d.files["crcn.json"], "profil": d.files["profil-cadre.json"]}},
	} {
		o.Widget = "auto-positionnement"
		o.Attributes = map[string]string{"niveau-titre": "3", "endpoint-xapi": "/relais", "campagne": "plan-2027"}
		element, err := pack.Prerender(o)
		if err != nil {
			continue
		}
		root := element[strings.Index(element, "<template"):strings.LastIndex(element, "</eafc-")]
		out[id] = template.HTML(strings.Replace(root, `href="eafc.css"`, `href="`+base+`eafc.css"`, 1))
	}
	return out
}
