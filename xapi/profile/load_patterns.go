// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

const patternType = "Pattern"

func (l *loader) pattern(v value) Pattern {
	if s, m, ok := l.textOf(v, "type", true); ok && s != patternType {
		l.note(m.p, ruleType, s, patternType)
	}
	p := Pattern{Primary: l.boolean(v, "primary"), PrefLabel: l.languages(v, "prefLabel", false), Definition: l.languages(v, "definition", false)}
	p.ID = l.iri(v, "id", true)
	if p.ID != "" {
		l.claim(v, p.ID, patternType)
	}
	if p.InScheme = l.iri(v, "inScheme", false); p.InScheme != "" && !l.versions[p.InScheme] {
		l.note(v.p.Field("inScheme"), ruleScheme, string(p.InScheme))
	}
	if p.Primary && p.PrefLabel == nil {
		l.note(v.p, rulePrimary, "prefLabel")
	}
	if p.Primary && p.Definition == nil {
		l.note(v.p, rulePrimary, "definition")
	}
	kinds := 0
	for _, k := range []PatternKind{Alternates, Optional, OneOrMore, Sequence, ZeroOrMore} {
		m, ok := l.get(v, string(k), false)
		if !ok {
			continue
		}
		kinds++
		p.Kind = k
		p.Members = l.patternMembers(m, k)
	}
	if kinds != 1 {
		l.note(v.p, ruleOneKind, count(kinds))
	}
	return p
}

// patternMembers reads one id, or the array of alternates and sequence.
func (l *loader) patternMembers(m value, k PatternKind) (out []xapi.IRI) {
	want := []string{templateType, patternType}
	one := func(e value) {
		if l.is(e, strictjson.String) {
			id := xapi.IRI(l.t.text(e.i))
			out = append(out, id)
			l.refer(id, e.p, want)
		}
	}
	if k != Alternates && k != Sequence {
		one(m)
		return out
	}
	if !l.is(m, strictjson.Array) {
		return nil
	}
	n := 0
	l.each(m, func(e value) { n++; one(e) })
	if n < 2 {
		l.note(m.p, ruleTwoMembers, string(k))
	}
	return out
}

// patternsWhole checks what concerns several patterns.
func (l *loader) patternsWhole(p *Profile) {
	c := &cycles{l.patterns, map[xapi.IRI]int{}, nil, map[xapi.IRI]bool{}}
	for i := range p.Patterns {
		pattern := &p.Patterns[i]
		at := l.places[pattern.ID].p
		if pattern.Kind == Alternates {
			l.alternates(pattern, at)
		}
		if c.place[pattern.ID] == 0 {
			c.walk(pattern.ID)
		}
	}
	for i := range p.Patterns {
		pattern := &p.Patterns[i]
		at := l.places[pattern.ID].p
		if c.found[pattern.ID] {
			l.note(at, ruleCycle)
		}
	}
}

func (l *loader) alternates(pattern *Pattern, at issue.Pointer) {
	for i, id := range pattern.Members {
		inner := l.patterns[id]
		if inner != nil && (inner.Kind == Optional || inner.Kind == ZeroOrMore) {
			l.note(at.Field("alternates").Index(i), ruleOptionalInside, string(id), string(inner.Kind))
		}
	}
}

// cycles marks the patterns that contain themselves, by one depth-first walk.
type cycles struct {
	patterns map[xapi.IRI]*Pattern
	place    map[xapi.IRI]int // in open, from 1; -1 when done
	open     []xapi.IRI
	found    map[xapi.IRI]bool
}

func (c *cycles) walk(id xapi.IRI) {
	c.open = append(c.open, id)
	c.place[id] = len(c.open)
	for _, m := range c.patterns[id].Members {
		switch at := c.place[m]; {
		case c.patterns[m] == nil || at < 0:
		case at == 0:
			c.walk(m)
		default:
			for _, inside := range c.open[at-1:] {
				c.found[inside] = true
			}
		}
	}
	c.open = c.open[:len(c.open)-1]
	c.place[id] = -1
}
