// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// limits of a framework document.
var limits = strictjson.Limits{Bytes: 32 << 20, Depth: 32, Values: 8_000_000}

// The limits on the parts of a framework (FRAMEWORK-033).
const (
	MaxItems        = 50_000
	MaxAssociations = 200_000
	MaxIndicators   = 50
	MaxText         = 4_000
	MaxCode         = 100
)

// Decode reads one framework document. The issues are those of reading and of
// shape (READ, SHAPE), each with its line and column, and FRAMEWORK-002 for a
// value that is there but empty; Check finds the others. The framework holds
// what could be read, even after issues. The error is one of r only.
func Decode(r io.Reader) (*Framework, issue.Issues, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, nil, err
	}
	f, is := Parse(data)
	return f, is, nil
}

// readAll reads one byte more than the limit at most.
func readAll(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
}

// Parse is Decode for bytes at hand.
func Parse(data []byte) (*Framework, issue.Issues) {
	f := new(Framework)
	is := parse(data, func(d decoder) { d.framework(f) })
	return f, is
}

func parse(data []byte, read func(decoder)) issue.Issues {
	r := strictjson.NewReader(data, strictjson.Document, limits)
	read(decoder{r})
	is := r.Finish()
	is.Sort()
	return is
}

// CheckBytes is Parse, then, when the document could be read to its end,
// Check: all the issues of the document with line and column. What Check says
// of the parts that Parse has refused, or because they are not there, is left
// out.
func CheckBytes(data []byte) (*Framework, issue.Issues) {
	f, is := Parse(data)
	if !is.HasErrors() {
		is = f.Check()
	} else if readThrough(is) {
		is = append(is, besides(is, f.Check())...)
	}
	Locate(data, is)
	is.Sort()
	return f, is
}

// readThrough reports whether the faults of reading left the rest readable.
func readThrough(is issue.Issues) bool {
	for i := range is {
		switch is[i].Code {
		case "READ-007", "READ-008", "READ-009", "READ-010", "READ-011", "READ-012", "READ-013":
		default:
			if strings.HasPrefix(is[i].Code, "READ-") || is[i].Pointer == "" && is[i].Code == issue.Shape001.Code {
				return false
			}
		}
	}
	return true
}

// besides returns the issues of a check that are not consequences of what
// reading has refused.
func besides(refused, checked issue.Issues) issue.Issues {
	at := make(map[issue.Pointer]bool, len(refused)) // nothing below counts
	lacks := map[issue.Pointer]bool{}                // no member counts: one is missing
	for i := range refused {
		switch refused[i].Code {
		case issue.Shape002.Code:
			lacks[refused[i].Pointer] = true
		case issue.Shape003.Code, "READ-007", "READ-008": // a member too many
		default:
			at[refused[i].Pointer] = true
		}
	}
	var out issue.Issues
	for _, i := range checked {
		switch i.Code {
		case ruleEnd.Code, ruleUnreachable.Code: // the node may be what was refused
			continue
		}
		p := i.Pointer
		told := lacks[p] || lacks[p.Parent()] && p != ""
		for ; !told && p != ""; p = p.Parent() {
			told = at[p]
		}
		if !told {
			out = append(out, i)
		}
	}
	return out
}

// Locate gives the issues found on a decoded document their line and column
// in data, the bytes it was decoded from.
func Locate(data []byte, is issue.Issues) {
	strictjson.Locate(is, data, limits)
}

var frameworkShape = shape{"$schema", "id*", "uri*", "version*", "kind*", "standing*", "title*", "summary", "language*",
	"status*", "validFrom", "validUntil", "publisher", "licence", "sources", "changed*", "scales", "items*", "associations", "rubrics", "extra"}

func (d decoder) framework(f *Framework) {
	d.object(frameworkShape, func(name string) {
		if d.header(f, name) {
			return
		}
		switch name {
		case "scales":
			d.some(func() { f.Scales = append(f.Scales, d.scale()) })
		case "items":
			f.Items = []Item{}
			d.array(func() { f.Items = append(f.Items, Item{}); d.item(&f.Items[len(f.Items)-1]) })
		case "associations":
			d.some(func() {
				f.Associations = append(f.Associations, Association{})
				d.association(&f.Associations[len(f.Associations)-1])
			})
		case "rubrics":
			d.some(func() { f.Rubrics = append(f.Rubrics, d.rubric()) })
		}
	})
}

// header reads the members of a framework that are not lists of parts.
func (d decoder) header(f *Framework, name string) bool {
	switch name {
	case "$schema":
		f.Schema = IRI(d.text())
	case "id":
		f.ID = ID(d.text())
	case "uri":
		f.URI = IRI(d.text())
	case "version":
		f.Version = d.text()
	case "kind":
		f.Kind = Kind(d.text())
	case "standing":
		f.Standing = Standing(d.text())
	case "title":
		f.Title = d.words()
	case "summary":
		f.Summary = d.words()
	case "language":
		f.Language = d.text()
	case "status":
		f.Status = AdoptionStatus(d.text())
	case "validFrom":
		f.ValidFrom = Date(d.text())
	case "validUntil":
		f.ValidUntil = Date(d.text())
	case "publisher":
		f.Publisher = d.text()
	case "licence":
		f.Licence = d.text()
	case "sources":
		d.some(func() { f.Sources = append(f.Sources, d.source()) })
	case "changed":
		f.Changed = Instant(d.text())
	case "extra":
		f.Extra = d.extra()
	default:
		return false
	}
	return true
}

var sourceShape = shape{"title*", "reference", "uri", "verifiedOn"}

func (d decoder) source() (s Source) {
	d.object(sourceShape, func(name string) {
		switch name {
		case "title":
			s.Title = d.text()
		case "reference":
			s.Reference = d.text()
		case "uri":
			s.URI = IRI(d.text())
		case "verifiedOn":
			s.VerifiedOn = Date(d.text())
		}
	})
	return s
}

var (
	scaleShape    = shape{"id*", "levels*", "replaces"}
	levelShape    = shape{"rank*", "code", "group", "label*", "descriptor", "origin*", "proficient"}
	levelMapShape = shape{"version*", "scale*", "from*", "to*"}
)

func (d decoder) scale() (s Scale) {
	d.object(scaleShape, func(name string) {
		switch name {
		case "id":
			s.ID = d.text()
		case "levels":
			s.Levels = []Level{}
			d.array(func() { s.Levels = append(s.Levels, d.level()) })
		case "replaces":
			d.some(func() { s.Replaces = append(s.Replaces, d.levelMap()) })
		}
	})
	return s
}

func (d decoder) level() (l Level) {
	d.object(levelShape, func(name string) {
		switch name {
		case "rank":
			l.Rank = d.number()
		case "code":
			l.Code = d.text()
		case "group":
			l.Group = d.text()
		case "label":
			l.Label = d.words()
		case "descriptor":
			l.Descriptor = d.words()
		case "origin":
			l.Origin = Origin(d.text())
		case "proficient":
			l.Proficient = d.flag()
		}
	})
	return l
}

func (d decoder) levelMap() (m LevelMap) {
	d.object(levelMapShape, func(name string) {
		switch name {
		case "version":
			m.Version = d.text()
		case "scale":
			m.Scale = d.text()
		case "from":
			m.From = d.number()
		case "to":
			m.To = d.number()
		}
	})
	return m
}
