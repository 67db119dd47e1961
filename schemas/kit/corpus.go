// SPDX-License-Identifier: Apache-2.0

package kit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Document is one document of the kit and the verdict of the schema alone.
type Document struct {
	Kind    schemas.Kind
	Name    string
	Data    []byte
	Verdict schemas.Verdict
	Issues  issue.Issues
}

// Options says how large the kit is. The zero value has the examples and ten
// drawn documents per kind.
type Options struct {
	Drawn    int  // documents drawn per kind; 0 is 10, -1 none
	Keywords bool // a document per assertion keyword (takes minutes)
}

// Documents returns the documents of one kind, always the same.
func Documents(k schemas.Kind, o Options) ([]Document, error) {
	src, err := schemas.Source(k)
	if err != nil {
		return nil, err
	}
	compiled, err := schemas.Schema(k)
	if err != nil {
		return nil, err
	}
	var out []Document
	seen := map[string]bool{}
	add := func(name string, data []byte) {
		if seen[string(data)] {
			return
		}
		seen[string(data)] = true
		res := compiled.Validate(data)
		out = append(out, Document{Kind: k, Name: name, Data: data, Verdict: res.Verdict, Issues: res.Issues})
	}
	for _, e := range schemas.Examples(k) {
		add(e.Name, e.Data)
	}
	for i, data := range drawn(src, o.Drawn) {
		add(fmt.Sprintf("drawn/%03d", i+1), data)
	}
	if o.Keywords {
		found, err := Witnesses(src)
		if err != nil {
			return nil, err
		}
		for i, w := range found {
			if w.Document != nil {
				add(fmt.Sprintf("keyword/%03d", i+1), w.Document)
			}
		}
	}
	return out, nil
}

// drawn draws documents: every second one accepted, the others with a change.
func drawn(src []byte, n int) [][]byte {
	switch {
	case n == 0:
		n = 10
	case n < 0:
		return nil
	}
	tree, err := engine.Decode(src)
	if err != nil {
		return nil
	}
	doc := subset.Parse(tree)
	gen := subset.NewSampler(doc, 5)
	var out [][]byte
	for i := 0; len(out) < n && i < 20*n; i++ {
		gen.Rich = []int{0, 30, 80}[i%3]
		v, ok := gen.Draw(doc.Root)
		if !ok {
			continue
		}
		if i%2 == 1 {
			v, _ = engine.Decode(encode(v))
			v = spoil(gen, v)
		}
		data := encode(v)
		if len(strictjson.Scan(data, strictjson.Document, strictjson.Limits{})) == 0 {
			out = append(out, data)
		}
	}
	return out
}

// spoil takes a member away, adds one, or puts something else in its place.
func spoil(g *subset.Sampler, v any) any {
	m, ok := v.(map[string]any)
	if !ok || len(m) == 0 {
		return v
	}
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	n := names[g.Rand.IntN(len(names))]
	switch g.Rand.IntN(5) {
	case 0:
		delete(m, n)
	case 1:
		m["inconnu"] = "x"
	case 2:
		m[n] = []any{true, json.Number("-1.5"), "", []any{}, map[string]any{}}[g.Rand.IntN(5)]
	default:
		switch x := m[n].(type) {
		case string:
			m[n] = x + "\n"
		case json.Number:
			m[n] = json.Number("-" + string(x))
		case []any:
			if len(x) > 0 {
				x[0] = spoil(g, x[0])
			}
			m[n] = append(x, "x")
		default:
			m[n] = spoil(g, x)
		}
	}
	return m
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return nil
	}
	return b.Bytes()
}

// Witness is a document that one assertion keyword alone refuses. Document is
// nil if there is none: the keyword changes nothing.
type Witness struct {
	Pointer  issue.Pointer // of the keyword in the schema
	Document []byte
	TooLarge bool // the limit is too high for a document of the kit
}

// Witnesses looks for a document per assertion keyword of a schema.
func Witnesses(src []byte) ([]Witness, error) {
	tree, err := engine.Decode(src)
	if err != nil {
		return nil, err
	}
	var out []Witness
	for _, v := range variants(tree, src) {
		w := Witness{Pointer: v.at, TooLarge: v.high > subset.MaxElements}
		if w.TooLarge {
			out = append(out, w)
			continue
		}
		rep, found := compat.Compare(src, v.schema)
		if len(found) > 0 {
			return nil, fmt.Errorf("%s: %w", v.at, found)
		}
		without, err := engine.Compile(v.dropped, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.at, err)
		}
		for _, c := range rep.Changes {
			if c.Class != compat.ClassWidening {
				continue
			}
			if x, _ := engine.Decode(c.Witness); without.Accepts(x) || v.guard {
				w.Document = c.Witness
				break
			}
		}
		out = append(out, w)
	}
	return out, nil
}
