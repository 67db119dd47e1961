// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/cmi5"
	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/catalogue/gaia"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/catalogue/lheo"
	"forge.apps.education.fr/eafc/briques/catalogue/magistere"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/catalogue/schemaorg"
	cataloguesheet "forge.apps.education.fr/eafc/briques/catalogue/sheet"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
	"forge.apps.education.fr/eafc/briques/competency/moodlecsv"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/sheet"
	"forge.apps.education.fr/eafc/briques/internal/safezip"
	"forge.apps.education.fr/eafc/briques/internal/strictxml"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

// ruleSets are the rules of every package that has some.
var ruleSets = []func() []issue.Rule{
	schemas.Rules, compat.Rules,
	competency.Rules,
	imscase.Rules,
	moodlecsv.Rules,
	positioning.Rules,
	sheet.Rules,
	xapi.Rules,
	lrs.Rules,
	profile.Rules,
	catalogue.Rules,
	cmi5.Rules,
	credential.Rules,
	gaia.Rules,
	indicator.Rules,
	label.Rules,
	lheo.Rules,
	magistere.Rules,
	planner.Rules,
	schemaorg.Rules,
	cataloguesheet.Rules,
	safezip.Rules,
	strictxml.Rules,
	tabular.Rules,
	widget.Rules,
}

// rules is rules.json.
func rules() []byte {
	var list []any
	for _, r := range allRules() {
		o := obj{{"code", r.Code}, {"severity", string(r.Severity)}, {"message", pair(r.Message)}, {"fix", pair(r.Fix)}}
		if r.Ref != "" {
			o = append(o, member{"ref", r.Ref})
		}
		list = append(list, o)
	}
	return render(obj{{"rules", list}}, "fr")
}
