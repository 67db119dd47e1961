// SPDX-License-Identifier: Apache-2.0

package read

import (
	"strconv"

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
	if d.Get("owner").Str() == "" {
		r.refuse("/owner", "un portfolio (membre « owner »)")
		return nil, r.issues
	}
	o := &portfolio.Portfolio{Owner: competency.Pseudonym(d.Get("owner").Str())}
	for i := range d.Get("positions").Len() {
		at := issue.Pointer("/positions").Index(i)
		p, faults := Position(d.Get("positions").At(i))
		r.issues = append(r.issues, faults.Under(at)...)
		if p != nil {
			o.Positions = append(o.Positions, *p)
		}
	}
	if n := d.Get("evidence").Len(); n > MaxItems {
		return nil, widget.RuleTooLarge.Alone("/evidence", strconv.Itoa(n)+" preuves")
	}
	for i := range d.Get("evidence").Len() {
		v, at := d.Get("evidence").At(i), issue.Pointer("/evidence").Index(i)
		e := portfolio.Evidence{ID: competency.ID(v.Get("id").Str()), Title: v.Get("title").Str(), Kind: portfolio.EvidenceKind(v.Get("kind").Str()),
			URI: competency.IRI(v.Get("uri").Str()), SHA256: competency.Digest(v.Get("sha256").Str()), MediaType: v.Get("mediaType").Str(), Size: v.Get("size").Int(),
			Items: refs(v.Get("items")), Created: competency.Date(v.Get("created").Str()), ExpiresOn: competency.Date(v.Get("expiresOn").Str())}
		if e.ID == "" || e.Title == "" || !e.Kind.Valid() {
			r.drop(at, "preuve sans « id », « title » ou « kind »")
			continue
		}
		if a := v.Get("attestation"); a.Exists() {
			e.Attestation = &portfolio.Attestation{By: a.Get("by").Str(), Role: a.Get("role").Str(), On: competency.Date(a.Get("on").Str()),
				Basis: competency.Basis(a.Get("basis").Str()), Rank: a.Get("rank").Int(), Reason: a.Get("reason").Str()}
		}
		o.Evidence = append(o.Evidence, e)
	}
	d.Get("grants").Each(func(_ string, v view.Doc) {
		g := portfolio.Grant{ID: competency.ID(v.Get("id").Str()), To: v.Get("to").Str(), Items: refs(v.Get("items")),
			From: competency.Date(v.Get("from").Str()), Until: competency.Date(v.Get("until").Str())}
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
