// SPDX-License-Identifier: Apache-2.0

package read

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// Portfolio reads portfolio.json, or what <eafc-auto-positionnement> saved,
// which is one position without evidence. It returns nil when it is neither.
func Portfolio(d view.Doc) (*portfolio.Portfolio, issue.Issues) {
	var r reader
	if d.Get("eafc").Exists() {
		p, faults := Position(d)
		if p == nil {
			return nil, faults
		}
		return &portfolio.Portfolio{Positions: []competency.Position{*p}}, faults
	}
	if d.Text("owner") == "" {
		r.refuse("/owner", issue.Text{FR: "un portfolio (membre « owner »)", EN: "a portfolio (member “owner”)"})
		return nil, r.issues
	}
	o := &portfolio.Portfolio{Owner: competency.Pseudonym(d.Text("owner"))}
	for i := range d.Get("positions").Len() {
		at := issue.Pointer("/positions").Index(i)
		p, faults := Position(d.Get("positions").At(i))
		r.issues = append(r.issues, faults.Under(at)...)
		if p != nil {
			o.Positions = append(o.Positions, *p)
		}
	}
	if n := d.Get("evidence").Len(); n > MaxItems {
		return nil, widget.RuleTooLarge.Alone("/evidence", widget.Counted(n, " preuves", " pieces of evidence"))
	}
	for i := range d.Get("evidence").Len() {
		v, at := d.Get("evidence").At(i), issue.Pointer("/evidence").Index(i)
		e := portfolio.Evidence{ID: competency.ID(v.Text("id")), Title: v.Text("title"), Kind: portfolio.EvidenceKind(v.Text("kind")),
			URI: competency.IRI(v.Text("uri")), SHA256: competency.Digest(v.Text("sha256")), MediaType: v.Text("mediaType"), Size: v.Whole("size"),
			Items: refs(v.Get("items")), Created: competency.Date(v.Text("created")), ExpiresOn: competency.Date(v.Text("expiresOn"))}
		if e.ID == "" || e.Title == "" || !e.Kind.Valid() {
			r.drop(at, issue.Text{FR: "preuve sans « id », « title » ou « kind »", EN: "evidence without “id”, “title” or “kind”"})
			continue
		}
		if a := v.Get("attestation"); a.Exists() {
			e.Attestation = &portfolio.Attestation{By: a.Text("by"), Role: a.Text("role"), On: competency.Date(a.Text("on")),
				Basis: competency.Basis(a.Text("basis")), Rank: a.Whole("rank"), Reason: a.Text("reason")}
		}
		o.Evidence = append(o.Evidence, e)
	}
	d.Get("grants").Each(func(_ string, v view.Doc) {
		g := portfolio.Grant{ID: competency.ID(v.Text("id")), To: v.Text("to"), Items: refs(v.Get("items")),
			From: competency.Date(v.Text("from")), Until: competency.Date(v.Text("until"))}
		for _, id := range v.Get("evidence").Strs() {
			g.Evidence = append(g.Evidence, competency.ID(id))
		}
		o.Grants = append(o.Grants, g)
	})
	return o, r.issues
}

func refs(d view.Doc) []competency.Ref {
	var out []competency.Ref
	d.Each(func(_ string, v view.Doc) { out = append(out, ref(v)) })
	return out
}
