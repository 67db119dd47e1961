// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"encoding/json"
	"slices"
	"sort"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Verdict says how a new schema stands to an old one.
type Verdict string

// The verdicts. VerdictUnknown must be treated as a narrowing.
const (
	VerdictSuperset  Verdict = "superset"
	VerdictNarrowing Verdict = "narrowing"
	VerdictUnknown   Verdict = "unknown"
)

// Valid reports whether v is one of the declared verdicts.
func (v Verdict) Valid() bool {
	return v == VerdictSuperset || v == VerdictNarrowing || v == VerdictUnknown
}

// Class says what a change does to the set of accepted documents.
type Class string

// The classes of a change.
const (
	ClassNarrowing Class = "narrowing"
	ClassWidening  Class = "widening"
	ClassUnknown   Class = "unknown"
)

// Valid reports whether c is one of the declared classes.
func (c Class) Valid() bool {
	return c == ClassNarrowing || c == ClassWidening || c == ClassUnknown
}

// Change is one difference between the languages of two schemas. Pointer
// leads into the new schema (into the old one if the place is gone), Keyword
// names what differs. Witness is a document that only the old schema accepts
// (narrowing) or only the new one (widening), confirmed by the engine.
type Change struct {
	Pointer issue.Pointer   `json:"pointer"`
	Keyword string          `json:"keyword"`
	Class   Class           `json:"class"`
	Witness json.RawMessage `json:"witness,omitempty"`
}

// Bump is the part of the version that a change asks to raise.
type Bump string

// The bumps: the same language, a superset, anything else.
const (
	BumpPatch Bump = "patch"
	BumpMinor Bump = "minor"
	BumpMajor Bump = "major"
)

// Report is the result of Compare. Changes are sorted by pointer, keyword
// and class.
type Report struct {
	Verdict Verdict  `json:"verdict"`
	Same    bool     `json:"same"` // both accept exactly the same documents
	Bump    Bump     `json:"bump"`
	Changes []Change `json:"changes"`
}

// Compare compares two schema documents, both inside the portable subset. It
// returns issues, and no verdict, if one of them is not.
func Compare(old, new []byte) (Report, issue.Issues) {
	a, found := load(old)
	if len(found) > 0 {
		return Report{Verdict: VerdictUnknown}, found
	}
	b, found := load(new)
	if len(found) > 0 {
		return Report{Verdict: VerdictUnknown}, found
	}
	narrower := walk(a, b, ClassNarrowing)
	wider := walk(b, a, ClassWidening)
	rep := Report{Verdict: VerdictSuperset, Same: len(narrower)+len(wider) == 0, Bump: BumpMinor, Changes: append(narrower, wider...)}
	for _, c := range narrower {
		if c.Class == ClassNarrowing {
			rep.Verdict = VerdictNarrowing
		} else if rep.Verdict == VerdictSuperset {
			rep.Verdict = VerdictUnknown
		}
	}
	switch {
	case rep.Verdict != VerdictSuperset:
		rep.Bump = BumpMajor
	case rep.Same:
		rep.Bump = BumpPatch
	}
	sort.SliceStable(rep.Changes, func(i, j int) bool {
		x, y := rep.Changes[i], rep.Changes[j]
		if x.Pointer != y.Pointer {
			return x.Pointer < y.Pointer
		}
		if x.Keyword != y.Keyword {
			return x.Keyword < y.Keyword
		}
		return x.Class < y.Class
	})
	return rep, nil
}

// side is one of the two schemas.
type side struct {
	doc    *subset.Document
	engine *engine.Schema
}

func load(data []byte) (*side, issue.Issues) {
	found := Lint(data)
	// A definition that nothing uses changes no verdict.
	found = slices.DeleteFunc(found, func(i issue.Issue) bool { return i.Code == ruleDead.Code })
	if len(found) > 0 {
		return nil, found
	}
	v, _ := engine.Decode(data)
	s, err := engine.Compile(data, nil)
	if err != nil {
		return nil, issue.Issues{ruleKeyword.At("", "$schema", err.Error(), err.Error())}
	}
	return &side{doc: subset.Parse(v), engine: s}, nil
}

// walker looks for documents that old accepts and new refuses. Walking the
// other way round finds widenings.
type walker struct {
	old, new *side
	found    Class
	gen      *subset.Sampler
	seen     map[[2]*subset.Schema]bool
	reported map[string]bool
	changes  []Change
}

// wrap puts a value where the walk stands and returns a whole document.
type wrap func(v any) (any, bool)

func walk(old, new *side, found Class) []Change {
	w := &walker{old: old, new: new, found: found, gen: subset.NewSampler(old.doc, 1),
		seen: map[[2]*subset.Schema]bool{}, reported: map[string]bool{}}
	w.pair(old.doc.Root, new.doc.Root, func(v any) (any, bool) { return v, true })
	return w.changes
}

// maxSamples bounds the search of a witness.
const maxSamples = 10000

// report adds a change at a place. draw makes local values that old should
// accept and new refuse.
func (w *walker) report(place *subset.Schema, keyword string, up wrap, draw func() (any, bool)) {
	key := string(place.Pointer) + " " + keyword
	if w.reported[key] {
		return
	}
	w.reported[key] = true
	c := Change{Pointer: place.Pointer, Keyword: keyword, Class: ClassUnknown}
	misses := 0
	for i := 0; i < maxSamples && misses < 400; i++ {
		w.gen.Rich = 0 // a small document if it will do
		if i >= 20 {
			w.gen.Rich = 30
		}
		local, ok := draw()
		if !ok {
			misses++
			continue
		}
		doc, ok := up(local)
		if !ok {
			misses++
			continue
		}
		if w.old.doc.Accepts(w.old.doc.Root, doc) && !w.new.doc.Accepts(w.new.doc.Root, doc) &&
			w.accepts(w.old, doc) && !w.accepts(w.new, doc) {
			c.Class = w.found
			c.Witness, _ = json.Marshal(doc)
			break
		}
	}
	w.changes = append(w.changes, c)
}

// accepts asks the engine. The document's own $schema is what it must be for
// that side, if it has one, so that only the change under test decides.
func (w *walker) accepts(s *side, doc any) bool { return s.engine.Accepts(doc) }

func (w *walker) pair(a, b *subset.Schema, up wrap) {
	named := a.Ref != "" && b.Ref != ""
	a, b = w.old.doc.Resolve(a), w.new.doc.Resolve(b)
	if named {
		k := [2]*subset.Schema{a, b}
		if w.seen[k] {
			return
		}
		w.seen[k] = true
	}
	w.compare(a, b, up)
}

func never(s *subset.Schema) bool  { return s != nil && s.Always != nil && !*s.Always }
func always(s *subset.Schema) bool { return s == nil || s.Always != nil && *s.Always }

func (w *walker) compare(a, b *subset.Schema, up wrap) {
	switch {
	case always(b) || never(a):
		return
	case never(b) || always(a):
		w.report(b, "additionalProperties", up, func() (any, bool) { return w.drawAny(a) })
		return
	case a.Type != b.Type && !(a.Type == "integer" && b.Type == "number"):
		w.report(b, "type", up, func() (any, bool) { return w.gen.Draw(a) })
		return
	}
	if a.Enum != nil || a.Type == "boolean" {
		w.finite(a, b, up)
		return
	}
	switch a.Type {
	case "string":
		w.strings(a, b, up)
	case "integer", "number":
		w.numbers(a, b, up)
	case "array":
		w.arrays(a, b, up)
	case "object":
		w.objects(a, b, up)
	}
}

// drawAny draws from a schema that may be true.
func (w *walker) drawAny(a *subset.Schema) (any, bool) {
	if always(a) {
		return []any{"a", json.Number("1"), true, []any{}, map[string]any{}}[w.gen.Rand.IntN(5)], true
	}
	return w.gen.Draw(a)
}
