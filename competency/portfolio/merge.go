// SPDX-License-Identifier: Apache-2.0

//go:build !js

package portfolio

import (
	"bytes"
	"encoding/json"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Merge joins two files of one owner. What both hold is there once; evidence
// of one content, title and kind is one; what differs under one identifier is
// kept twice, the second under a new identifier (PORTFOLIO-012).
func Merge(a, b File) (File, issue.Issues) {
	if a.Portfolio.Owner != b.Portfolio.Owner {
		return a, issue.Issues{ruleOther.At("/owner", string(a.Portfolio.Owner), string(b.Portfolio.Owner))}
	}
	m := &merger{out: a, moved: map[competency.ID]competency.ID{}}
	m.out.Pieces = map[competency.Digest][]byte{}
	for _, f := range [...]File{a, b} {
		for d, piece := range f.Pieces {
			m.out.Pieces[d] = piece
		}
	}
	p := &m.out.Portfolio
	p.Evidence = append([]Evidence(nil), p.Evidence...)
	for _, e := range b.Portfolio.Evidence {
		m.evidence(e)
	}
	p.Notes = join(m, append([]Note(nil), p.Notes...), b.Portfolio.Notes, func(n *Note) *competency.ID { return &n.ID })
	grants := append([]Grant(nil), b.Portfolio.Grants...)
	for i := range grants {
		grants[i].Evidence = m.renamed(grants[i].Evidence)
	}
	p.Grants = join(m, append([]Grant(nil), p.Grants...), grants, func(g *Grant) *competency.ID { return &g.ID })
	p.Positions = append([]competency.Position(nil), p.Positions...)
	for _, pos := range b.Portfolio.Positions {
		m.position(pos)
	}
	m.issues.Sort()
	return m.out, m.issues
}

type merger struct {
	out    File
	moved  map[competency.ID]competency.ID // identifiers of b that changed
	issues issue.Issues
}

func same(a, b any) bool {
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(x, y)
}

// otherID names the second of two things that share an identifier.
func otherID(id competency.ID, v any) competency.ID {
	data, err := json.Marshal(v)
	if err != nil {
		data = nil
	}
	return competency.NewID(competency.IRI("urn:uuid:"+string(id)), string(data))
}

func (m *merger) evidence(e Evidence) {
	p := &m.out.Portfolio
	for _, have := range p.Evidence {
		if same(have, e) {
			return
		}
		twin := e
		if twin.ID = have.ID; have.ID != e.ID && same(have, twin) {
			m.moved[e.ID] = have.ID
			return
		}
	}
	if _, twice := p.Find(e.ID); twice {
		m.issues = append(m.issues, ruleClash.At("/evidence", e.Title))
		old := e.ID
		e.ID = otherID(old, e)
		m.moved[old] = e.ID
		if _, there := p.Find(e.ID); there {
			return // merged before
		}
	}
	p.Evidence = append(p.Evidence, e)
}

func (m *merger) renamed(list []competency.ID) []competency.ID {
	var out []competency.ID
	seen := map[competency.ID]bool{}
	for _, id := range list {
		if to, ok := m.moved[id]; ok {
			id = to
		}
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

func join[T any](m *merger, list, more []T, id func(*T) *competency.ID) []T {
	for _, v := range more {
		found, clash := false, false
		for i := range list {
			found = found || same(list[i], v)
			clash = clash || *id(&list[i]) == *id(&v)
		}
		if found {
			continue
		}
		if clash {
			old := *id(&v)
			m.issues = append(m.issues, ruleClash.At("", string(old)))
			*id(&v) = otherID(old, v)
			there := false
			for i := range list {
				there = there || *id(&list[i]) == *id(&v)
			}
			if there {
				continue
			}
		}
		list = append(list, v)
	}
	return list
}

// position adds the claims that are not there yet to the position on the same
// framework and version.
func (m *merger) position(pos competency.Position) {
	p := &m.out.Portfolio
	claims := append([]competency.Claim(nil), pos.Claims...)
	for i := range claims {
		claims[i].Evidence = m.renamed(claims[i].Evidence)
	}
	for i := range p.Positions {
		have := &p.Positions[i]
		if have.Holder != pos.Holder || have.Framework != pos.Framework || have.Version != pos.Version || have.Digest != pos.Digest {
			continue
		}
		all := append([]competency.Claim(nil), have.Claims...)
		for _, c := range claims {
			found := false
			for _, old := range all {
				found = found || same(old, c)
			}
			if !found {
				all = append(all, c)
			}
		}
		have.Claims = all
		return
	}
	pos.Claims = claims
	p.Positions = append(p.Positions, pos)
}
