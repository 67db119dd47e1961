// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/subset"
)

func alternatives(values []any) string {
	var words []string
	for _, v := range values {
		if s, ok := v.(string); ok {
			words = append(words, regexp.QuoteMeta(s))
		}
	}
	return "^(" + strings.Join(words, "|") + ")$"
}

func (w *walker) arrays(a, b *subset.Schema, up wrap) {
	shaped := func(sh subset.Shape) func() (any, bool) {
		return func() (any, bool) { return w.gen.Shaped(a, sh) }
	}
	distinct := w.cardinal(a.Items)
	most := a.MaxItems // -1: no limit
	if a.Unique && distinct >= 0 && (most < 0 || distinct < most) {
		most = distinct
	}
	lo := max(a.MinItems, 0)
	switch {
	case most >= 0 && lo > most:
		return
	case lo < b.MinItems:
		w.report(b, "minItems", up, shaped(subset.Shape{Count: lo}))
	}
	if b.MaxItems >= 0 && (most < 0 || most > b.MaxItems) {
		w.report(b, "maxItems", up, shaped(subset.Shape{Count: max(b.MaxItems+1, lo)}))
	}
	if b.Unique && !a.Unique && (most < 0 || most > 1) {
		w.report(b, "uniqueItems", up, shaped(subset.Shape{Count: max(lo-1, 1), Twice: true}))
	}
	if b.Items == nil || most == 0 {
		return
	}
	w.pair(orTrue(a.Items), b.Items, func(v any) (any, bool) {
		arr, ok := w.gen.Shaped(a, subset.Shape{Item: v, Count: max(lo, 1)})
		if !ok {
			return nil, false
		}
		return up(arr)
	})
}

var yes = true

func orTrue(s *subset.Schema) *subset.Schema {
	if s == nil {
		return &subset.Schema{Always: &yes}
	}
	return s
}

// cardinal returns how many values s accepts, -1 for many.
func (w *walker) cardinal(s *subset.Schema) int {
	s = w.old.doc.Resolve(s)
	switch {
	case s == nil:
		return -1
	case s.Enum != nil:
		return len(s.Enum)
	case s.Type == "boolean":
		return 2
	case s.Type == "integer":
		if lo, hi := integerBounds(s); lo != nil && hi != nil {
			if n := new(big.Int).Sub(hi, lo); n.IsInt64() && n.Int64() < 1000 {
				return int(n.Int64()) + 1
			}
		}
	}
	return -1
}

// objects compares once for every combination of discriminator values that
// one of the two schemas tells apart.
func (w *walker) objects(a, b *subset.Schema, up wrap) {
	w.members(a, b, w.old.doc.Under(a, nil), w.new.doc.Under(b, nil), nil, up)
	for _, set := range w.settings(a, b) {
		w.members(a, b, w.old.doc.Under(a, set), w.new.doc.Under(b, set), set, up)
	}
}

// maxSettings bounds the combinations of discriminator values.
const maxSettings = 4096

// settings returns the assignments of discriminators worth a look: every
// combination of named values and of absence.
func (w *walker) settings(a, b *subset.Schema) []map[string]any {
	values := map[string][]any{}
	var order []string
	for _, s := range []*subset.Schema{a, b} {
		for _, c := range s.When {
			if _, known := values[c.Name]; !known {
				order = append(order, c.Name)
			}
			for _, v := range c.Values {
				if p := a.Properties[c.Name]; p != nil && w.old.doc.Accepts(p, v) && !slices.ContainsFunc(values[c.Name], func(x any) bool { return equalValues(x, v) }) {
					values[c.Name] = append(values[c.Name], v)
				}
			}
			if values[c.Name] == nil {
				values[c.Name] = []any{}
			}
		}
	}
	out := []map[string]any{{}}
	for _, name := range order {
		for _, set := range out[:len(out):len(out)] {
			for _, v := range values[name] {
				if len(out) >= maxSettings {
					break
				}
				next := map[string]any{name: v}
				for n, x := range set {
					next[n] = x
				}
				out = append(out, next)
			}
		}
	}
	return out[1:]
}

// members compares the objects of one setting. ea and eb are a and b with
// the conditions of the setting worked in.
func (w *walker) members(a, b, ea, eb *subset.Schema, set map[string]any, up wrap) {
	shape := func(more subset.Shape) func() (any, bool) {
		return func() (any, bool) {
			fix := map[string]any{}
			for n, v := range set {
				fix[n] = v
			}
			for n, v := range more.Fix {
				fix[n] = v
			}
			return w.gen.Shaped(a, subset.Shape{Fix: fix, Omit: more.Omit, Count: more.Count})
		}
	}
	for _, name := range eb.Required {
		if _, held := set[name]; held || slices.Contains(ea.Required, name) {
			continue
		}
		place := b
		if !slices.Contains(b.Required, name) {
			place = conditionOn(b, name)
		}
		w.report(place, "required", up, shape(subset.Shape{Omit: map[string]bool{name: true}, Count: -1}))
	}
	w.counts(a, b, set, up, shape)
	w.nameRules(ea, eb, up, shape)
	for _, name := range union(ea.Names(), eb.Names()) {
		pa, listedA := ea.Properties[name]
		pb, listedB := eb.Properties[name]
		if !listedA {
			pa = orTrue(ea.Additional)
		}
		if never(w.old.doc.Resolve(pa)) || !w.nameAllowed(ea, name) {
			continue
		}
		if _, held := set[name]; held {
			continue
		}
		if set != nil && listedA && pa == a.Properties[name] && pb == b.Properties[name] {
			continue // nothing that this setting changes
		}
		if !listedB {
			pb = orTrue(eb.Additional)
			if never(pb) {
				w.report(pa, "properties", up, func() (any, bool) {
					v, ok := w.drawAny(pa)
					if !ok {
						return nil, false
					}
					return shape(subset.Shape{Fix: map[string]any{name: v}, Count: -1})()
				})
				continue
			}
		}
		w.pair(pa, pb, w.member(name, shape, up))
	}
	w.additional(ea, eb, shape, up)
}

func (w *walker) member(name string, shape func(subset.Shape) func() (any, bool), up wrap) wrap {
	return func(v any) (any, bool) {
		obj, ok := shape(subset.Shape{Fix: map[string]any{name: v}, Count: -1})()
		if !ok {
			return nil, false
		}
		return up(obj)
	}
}

func (w *walker) nameAllowed(s *subset.Schema, name string) bool {
	return s.PropertyNames == nil || w.old.doc.Accepts(s.PropertyNames, name)
}

// additional compares what the two say of members they do not list.
func (w *walker) additional(ea, eb *subset.Schema, shape func(subset.Shape) func() (any, bool), up wrap) {
	if never(ea.Additional) || always(eb.Additional) {
		return
	}
	w.pair(orTrue(ea.Additional), eb.Additional, func(v any) (any, bool) {
		name, ok := w.freeName(ea, eb)
		if !ok {
			return nil, false
		}
		return w.member(name, shape, up)(v)
	})
}

func (w *walker) freeName(ea, eb *subset.Schema) (string, bool) {
	name := "x"
	if ea.PropertyNames != nil {
		v, ok := w.gen.Draw(ea.PropertyNames)
		if !ok {
			return "", false
		}
		name, _ = v.(string)
	}
	_, inA := ea.Properties[name]
	_, inB := eb.Properties[name]
	return name, !inA && !inB
}

// counts compares minProperties and maxProperties.
func (w *walker) counts(a, b *subset.Schema, set map[string]any, up wrap, shape func(subset.Shape) func() (any, bool)) {
	if set != nil {
		return
	}
	least, most := max(a.MinProperties, len(a.Required), 0), a.MaxProperties
	if never(a.Additional) && (most < 0 || len(a.Properties) < most) {
		most = len(a.Properties)
	}
	if least < b.MinProperties {
		w.report(b, "minProperties", up, shape(subset.Shape{Count: least}))
	}
	if b.MaxProperties >= 0 && (most < 0 || most > b.MaxProperties) {
		w.report(b, "maxProperties", up, shape(subset.Shape{Count: b.MaxProperties + 1}))
	}
}

// nameRules compares propertyNames.
func (w *walker) nameRules(ea, eb *subset.Schema, up wrap, shape func(subset.Shape) func() (any, bool)) {
	if eb.PropertyNames == nil || never(ea.Additional) {
		return
	}
	names := ea.PropertyNames
	if names == nil {
		names = &subset.Schema{Type: "string", MinLength: -1, MaxLength: -1}
	}
	w.pair(names, eb.PropertyNames, func(name any) (any, bool) {
		key, _ := name.(string)
		v, ok := w.drawAny(ea.Additional)
		if !ok {
			return nil, false
		}
		return w.member(key, shape, up)(v)
	})
}

func conditionOn(s *subset.Schema, name string) *subset.Schema {
	for _, c := range s.When {
		if slices.Contains(c.Required, name) {
			return &subset.Schema{Pointer: c.Pointer.Field("then")}
		}
	}
	return s
}

func union(a, b []string) []string {
	out := append(append([]string(nil), a...), b...)
	slices.Sort(out)
	return slices.Compact(out)
}
