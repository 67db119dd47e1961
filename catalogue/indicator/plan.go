// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns what is wrong with the definitions: an unknown unit, kind or
// formula, a formula of another unit, a SameAs that counts otherwise
// (INDICATOR-006).
func (p *Plan) Check() issue.Issues {
	var out issue.Issues
	seen := map[string]bool{}
	for i := range p.Indicators {
		d := &p.Indicators[i]
		at := issue.Pointer("/indicators").Index(i)
		say := func(field, got, want string) { out.Add(rule006, at.Field(field), d.ID, got, want) }
		if d.ID == "" || seen[d.ID] {
			say("id", d.ID, "id")
		}
		seen[d.ID] = true
		if d.Plan != p.ID {
			say("plan", string(d.Plan), string(p.ID))
		}
		if !competency.ValidVersion(d.Version) {
			say("version", d.Version, "semver")
		}
		if !d.Unit.Valid() {
			say("unit", string(d.Unit), string(UnitCount))
		}
		f, known := formulas()[d.Formula]
		switch {
		case !d.Kind.Valid():
			say("kind", string(d.Kind), string(KindDeclared))
		case d.Kind == KindDeclared && d.Formula != "":
			say("formula", string(d.Formula), "-")
		case d.Kind != KindDeclared && !known:
			say("formula", string(d.Formula), "formula")
		case known && f.unit != d.Unit:
			say("unit", string(d.Unit), string(f.unit))
		}
		if o := p.Indicator(d.SameAs); d.SameAs != "" && (o == nil || o.Formula != d.Formula || o.Param != d.Param) {
			say("sameAs", d.SameAs, string(d.Formula))
		}
	}
	out.Sort()
	return out
}
