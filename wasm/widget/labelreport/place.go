// SPDX-License-Identifier: Apache-2.0

package labelreport

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// places are the words for the members of facts that rules name (see
// label.FactPaths); what goes without saying, as the subject, has none.
var places = [...]struct{ name, words string }{
	{name: "bricks", words: "brique"}, {name: "targets", words: "cible"}, {name: "entry", words: "niveau d’entrée"},
	{name: "assessments", words: "évaluation"}, {name: "wanted", words: "compétence visée"}, {name: "assessed", words: "compétence évaluée"},
	{name: "partners", words: "partenaire"}, {name: "results", words: "résultats"}, {name: "totals", words: "durées"}, {name: "order", words: "ordre des étapes"},
	{name: "title", words: "intitulé"}, {name: "summary", words: "résumé"}, {name: "publics", words: "publics"}, {name: "accessibility", words: "accessibilité"},
	{name: "licence", words: "licence"}, {name: "positioning", words: "positionnement d’entrée"}, {name: "action", words: "type d’action"},
	{name: "kind", words: "genre"}, {name: "role", words: "rôle"}, {name: "siret", words: "SIRET"}, {name: "uai", words: "UAI"},
	{name: "sessions", words: "sessions"}, {name: "published", words: "publication"},
}

// place says where a pointer leads, as far as it has words: "/bricks/1/targets/0"
// is "brique 2, cible 1"; "" where it goes without saying.
func (s *State) place(pointer string) string {
	out, known := "", false
	for _, part := range strings.Split(pointer, "/") {
		if n, ok := view.Integer(part); ok && known {
			out += " " + strconv.Itoa(n+1)
		}
		known = false
		for i := range places {
			if places[i].name == part {
				if known = true; out != "" {
					out += ", "
				}
				out += s.T.T(places[i].words)
			}
		}
	}
	return out
}
