// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// DecodeChangeSet reads one change set, as Decode reads a framework.
func DecodeChangeSet(r io.Reader) (*ChangeSet, issue.Issues, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, nil, err
	}
	s, is := ParseChangeSet(data)
	return s, is, nil
}

// ParseChangeSet is DecodeChangeSet for bytes at hand.
func ParseChangeSet(data []byte) (*ChangeSet, issue.Issues) {
	s := new(ChangeSet)
	is := parse(data, func(d decoder) { d.changeSet(s) })
	return s, is
}

var (
	changeSetShape  = shape{"$schema", "from*", "to*", "impact*", "changes*", "known*", "routes", "put*", "gone", "goneScales"}
	versionRefShape = shape{"framework*", "version*", "digest"}
	changeShape     = shape{"kind*", "impact*", "node", "code", "member", "rank", "before", "after", "was", "is"}
	routeShape      = shape{"item*", "fate*", "to", "ranks"}
)

func (d decoder) changeSet(s *ChangeSet) {
	d.object(changeSetShape, func(name string) {
		switch name {
		case "$schema":
			s.Schema = IRI(d.text())
		case "from":
			s.From = d.versionRef()
		case "to":
			s.To = d.versionRef()
		case "impact":
			s.Impact = Impact(d.text())
		case "changes":
			s.Changes = []Change{}
			d.array(func() { s.Changes = append(s.Changes, d.change()) })
		case "known":
			s.Known = []ID{}
			d.array(func() { s.Known = append(s.Known, ID(d.text())) })
		case "routes":
			d.some(func() { s.Routes = append(s.Routes, d.route()) })
		case "put":
			d.framework(&s.Put)
		case "gone":
			d.some(func() { s.Gone = append(s.Gone, ID(d.text())) })
		case "goneScales":
			d.some(func() { s.GoneScales = append(s.GoneScales, d.text()) })
		}
	})
}

func (d decoder) versionRef() (v VersionRef) {
	d.object(versionRefShape, func(name string) {
		switch name {
		case "framework":
			v.Framework = IRI(d.text())
		case "version":
			v.Version = d.text()
		case "digest":
			v.Digest = Digest(d.text())
		}
	})
	return v
}

func (d decoder) change() (c Change) {
	d.object(changeShape, func(name string) {
		switch name {
		case "kind":
			c.Kind = ChangeKind(d.text())
		case "impact":
			c.Impact = Impact(d.text())
		case "node":
			c.Node = ID(d.text())
		case "code":
			c.Code = d.text()
		case "member":
			c.Member = d.text()
		case "rank":
			c.Rank = d.positive()
		case "before":
			c.Before = d.words()
		case "after":
			c.After = d.words()
		case "was":
			c.Was = d.text()
		case "is":
			c.Is = d.text()
		}
	})
	return c
}

func (d decoder) route() (r Route) {
	d.object(routeShape, func(name string) {
		switch name {
		case "item":
			r.Item = ID(d.text())
		case "fate":
			r.Fate = Fate(d.text())
		case "to":
			d.some(func() { r.To = append(r.To, ID(d.text())) })
		case "ranks":
			d.some(func() { r.Ranks = append(r.Ranks, d.number()) })
		}
	})
	return r
}
