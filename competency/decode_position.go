// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DecodePosition reads one position document, as Decode reads a framework.
func DecodePosition(r io.Reader) (*Position, issue.Issues, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, nil, err
	}
	p, is := ParsePosition(data)
	return p, is, nil
}

// ParsePosition is DecodePosition for bytes at hand.
func ParsePosition(data []byte) (*Position, issue.Issues) {
	p := new(Position)
	is := parse(data, func(d decoder) { d.position(p) })
	return p, is
}

var (
	positionShape   = shape{"$schema", "holder*", "framework*", "version*", "digest*", "claims*"}
	claimShape      = shape{"item*", "rank*", "basis*", "on*", "evidence", "checked", "conflicts", "movedFrom"}
	conflictShape   = shape{"kind*", "ranks*", "with", "settled"}
	settlementShape = shape{"by*", "rank*", "reason*"}
	refShape        = shape{"framework*", "version*", "item*"}
)

func (d decoder) position(p *Position) {
	d.object(positionShape, func(name string) {
		switch name {
		case "$schema":
			p.Schema = IRI(d.text())
		case "holder":
			p.Holder = Pseudonym(d.text())
		case "framework":
			p.Framework = IRI(d.text())
		case "version":
			p.Version = d.text()
		case "digest":
			p.Digest = Digest(d.text())
		case "claims":
			p.Claims = []Claim{}
			d.array(func() { p.Claims = append(p.Claims, d.claim()) })
		}
	})
}

func (d decoder) claim() (c Claim) {
	d.object(claimShape, func(name string) {
		switch name {
		case "item":
			c.Item = d.ref()
		case "rank":
			c.Rank = d.number()
		case "basis":
			c.Basis = Basis(d.text())
		case "on":
			c.On = Date(d.text())
		case "evidence":
			d.some(func() { c.Evidence = append(c.Evidence, ID(d.text())) })
		case "checked":
			c.Checked = d.numberPointer()
		case "conflicts":
			d.some(func() { c.Conflicts = append(c.Conflicts, d.conflict()) })
		case "movedFrom":
			r := d.ref()
			c.MovedFrom = &r
		}
	})
	return c
}

func (d decoder) conflict() (c Conflict) {
	d.object(conflictShape, func(name string) {
		switch name {
		case "kind":
			c.Kind = ConflictKind(d.text())
		case "ranks":
			d.some(func() { c.Ranks = append(c.Ranks, d.number()) })
		case "with":
			r := d.ref()
			c.With = &r
		case "settled":
			s := d.settlement()
			c.Settled = &s
		}
	})
	return c
}

func (d decoder) settlement() (s Settlement) {
	d.object(settlementShape, func(name string) {
		switch name {
		case "by":
			s.By = d.text()
		case "rank":
			s.Rank = d.number()
		case "reason":
			s.Reason = d.text()
		}
	})
	return s
}

func (d decoder) ref() (r Ref) {
	d.object(refShape, func(name string) {
		switch name {
		case "framework":
			r.Framework = IRI(d.text())
		case "version":
			r.Version = d.text()
		case "item":
			r.Item = ID(d.text())
		}
	})
	return r
}
