// SPDX-License-Identifier: Apache-2.0

package portfolio

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// File is a portfolio with the pieces it holds, by their digest.
type File struct {
	Portfolio Portfolio
	Pieces    map[competency.Digest][]byte
}

// Erase returns f without an evidence: the evidence, its piece when no other
// evidence is that piece, and every mention of it. A claim that stood on it
// alone is one's own word again. ok is false when there is no such evidence.
func (f File) Erase(id competency.ID) (File, bool) {
	if _, ok := f.Portfolio.Find(id); !ok {
		return f, false
	}
	return f.only(func(e *Evidence) bool { return e.ID != id }), true
}

// only keeps the evidence that keep accepts and forgets the rest entirely.
func (f File) only(keep func(*Evidence) bool) File {
	p := f.Portfolio
	kept := map[competency.ID]bool{}
	used := map[competency.Digest]bool{}
	var evidence []Evidence
	for i := range p.Evidence {
		if e := &p.Evidence[i]; keep(e) {
			evidence = append(evidence, *e)
			kept[e.ID], used[e.SHA256] = true, true
		}
	}
	p.Evidence = evidence
	p.Positions = append([]competency.Position(nil), p.Positions...)
	for i := range p.Positions {
		claims := append([]competency.Claim(nil), p.Positions[i].Claims...)
		for j := range claims {
			claims[j] = forget(claims[j], kept)
		}
		p.Positions[i].Claims = claims
	}
	p.Grants = append([]Grant(nil), p.Grants...)
	for i := range p.Grants {
		p.Grants[i].Evidence = intersect(p.Grants[i].Evidence, kept)
	}
	out := File{Portfolio: p, Pieces: map[competency.Digest][]byte{}}
	for d, piece := range f.Pieces {
		if used[d] {
			out.Pieces[d] = piece
		}
	}
	return out
}

func forget(c competency.Claim, kept map[competency.ID]bool) competency.Claim {
	before := len(c.Evidence)
	c.Evidence = intersect(c.Evidence, kept)
	if before > 0 && len(c.Evidence) == 0 {
		c.Basis = competency.BasisSelfDeclared
	}
	return c
}

func intersect(list []competency.ID, kept map[competency.ID]bool) []competency.ID {
	var out []competency.ID
	for _, id := range list {
		if kept[id] {
			out = append(out, id)
		}
	}
	return out
}

// Share returns what a grant gives on a day, and nothing else: the claims on
// its items, the evidence it names, no note and no grant. A grant past its
// end, or on something the portfolio lacks, gives PORTFOLIO-010 and nothing.
func (f File) Share(g Grant, on competency.Date) (File, issue.Issues) {
	items := map[competency.ID]bool{}
	for _, pos := range f.Portfolio.Positions {
		for _, c := range pos.Claims {
			items[c.Item.Item] = true
		}
	}
	for _, e := range f.Portfolio.Evidence {
		for _, r := range e.Items {
			items[r.Item] = true
		}
	}
	bad := grantFault(&f.Portfolio, &g, on, items)
	if bad == "" && (!on.Valid() || g.From > on) {
		bad = string(on)
	}
	if bad != "" {
		return File{}, issue.Issues{ruleGrant.At("", bad)}
	}
	granted, pieces := map[competency.ID]bool{}, map[competency.ID]bool{}
	for _, r := range g.Items {
		granted[r.Item] = true
	}
	for _, id := range g.Evidence {
		pieces[id] = true
	}
	out := f.only(func(e *Evidence) bool { return pieces[e.ID] })
	p := &out.Portfolio
	p.Notes, p.Grants = nil, nil
	var positions []competency.Position
	for _, pos := range p.Positions {
		var claims []competency.Claim
		for _, c := range pos.Claims {
			if granted[c.Item.Item] {
				claims = append(claims, c)
			}
		}
		if pos.Claims = claims; len(claims) > 0 {
			positions = append(positions, pos)
		}
	}
	p.Positions = positions
	for i := range p.Evidence {
		var refs []competency.Ref
		for _, r := range p.Evidence[i].Items {
			if granted[r.Item] {
				refs = append(refs, r)
			}
		}
		p.Evidence[i].Items = refs
	}
	return out, nil
}
