// SPDX-License-Identifier: Apache-2.0

package read

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// Position reads what a person is known to master: a position document, or
// what <eafc-auto-positionnement> saved (portfolio or resume file), whose
// passed competencies make no claim. It returns nil when it is neither.
func Position(d view.Doc) (*competency.Position, issue.Issues) {
	var r reader
	p := &competency.Position{Holder: competency.Pseudonym(d.Text("holder")), Framework: competency.IRI(d.Text("framework")),
		Version: d.Text("version"), Digest: competency.Digest(d.Text("digest"))}
	list, name := d.Get("claims"), issue.Pointer("/claims")
	saved := d.Get("eafc").Exists()
	if saved {
		list, name = d.Get("answers"), "/answers"
		if d.Whole("eafc") != 1 {
			return nil, widget.RuleMajor.Alone("/eafc", d.Get("eafc").JSON())
		}
	}
	if list.Kind() != view.KindArray || p.Framework == "" || p.Version == "" {
		r.refuse("", issue.Text{FR: "des positions (« framework », « version », « claims » ou « answers »)", EN: "positions (“framework”, “version”, “claims” or “answers”)"})
		return nil, r.issues
	}
	if list.Len() > MaxItems {
		return nil, widget.RuleTooLarge.Alone(name, widget.Counted(list.Len(), " compétences", " competencies"))
	}
	for i := range list.Len() {
		v, at := list.At(i), name.Index(i)
		if saved && v.Get("rank").Kind() != view.KindNumber {
			continue // passed, or only a text
		}
		c := competency.Claim{Item: ref(v.Get("item")), Rank: v.Whole("rank"), Basis: competency.Basis(v.Text("basis")), On: competency.Date(v.Text("on"))}
		if saved {
			c.Item = competency.Ref{Framework: p.Framework, Version: p.Version, Item: competency.ID(v.Text("item"))}
			c.Basis, c.On = competency.BasisSelfDeclared, competency.Date(d.Text("savedOn"))
		}
		if v.Get("rank").Kind() != view.KindNumber || c.Item.Item == "" || c.Rank < 0 || c.Rank > 12 || !c.Basis.Valid() {
			r.drop(at, issue.Text{FR: "position sans compétence, rang ou fondement valable", EN: "position without a valid competency, rank or basis"})
			continue
		}
		if n := v.Get("checked"); n.Kind() == view.KindNumber {
			rank := n.Int()
			c.Checked = &rank
		}
		for _, id := range v.Get("evidence").Strs() {
			c.Evidence = append(c.Evidence, competency.ID(id))
		}
		p.Claims = append(p.Claims, c)
	}
	return p, r.issues
}
