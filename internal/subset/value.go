// SPDX-License-Identifier: Apache-2.0

package subset

import (
	"encoding/json"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/internal/pattern"
)

// Rat returns the exact value of n, or nil when n is no number or has an
// exponent too large to be worth writing out.
func Rat(n json.Number) *big.Rat {
	s := string(n)
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if e, err := strconv.Atoi(strings.TrimPrefix(s[i+1:], "+")); err != nil || e > 400 || e < -400 {
			return nil
		}
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return r
}

// Key returns a string that two JSON values share exactly when JSON Schema
// calls them equal: numbers by value, objects whatever their order.
func Key(v any) string { return string(appendKey(nil, v)) }

func appendKey(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, 'n')
	case bool:
		if v {
			return append(b, 't')
		}
		return append(b, 'f')
	case string:
		return strconv.AppendQuote(b, v)
	case json.Number:
		if r := Rat(v); r != nil {
			return append(b, r.RatString()...)
		}
		return append(b, v...)
	case []any:
		b = append(b, '[')
		for _, x := range v {
			b = append(appendKey(b, x), ',')
		}
		return append(b, ']')
	case map[string]any:
		names := make([]string, 0, len(v))
		for n := range v {
			names = append(names, n)
		}
		sort.Strings(names)
		b = append(b, '{')
		for _, n := range names {
			b = append(strconv.AppendQuote(b, n), ':')
			b = append(appendKey(b, v[n]), ',')
		}
		return append(b, '}')
	}
	return append(b, '?')
}

// Accepts reports whether v satisfies s.
func (d *Document) Accepts(s *Schema, v any) bool {
	s = d.Resolve(s)
	if s == nil {
		return true
	}
	if s.Always != nil {
		return *s.Always
	}
	if s.Type != "" && !hasType(s.Type, v) {
		return false
	}
	if s.Enum != nil && !contains(s.Enum, v) {
		return false
	}
	switch v := v.(type) {
	case string:
		return s.Lang().Contains(v)
	case json.Number:
		return s.acceptsNumber(v)
	case []any:
		return d.acceptsArray(s, v)
	case map[string]any:
		return d.acceptsObject(s, v)
	}
	return true
}

func contains(list []any, v any) bool {
	k := Key(v)
	for _, x := range list {
		if Key(x) == k {
			return true
		}
	}
	return false
}

func hasType(want string, v any) bool {
	switch v := v.(type) {
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	case json.Number:
		if want == "number" {
			return true
		}
		r := Rat(v)
		return want == "integer" && r != nil && r.IsInt()
	}
	return false
}

func (s *Schema) acceptsNumber(n json.Number) bool {
	r := Rat(n)
	switch {
	case r == nil:
		return false
	case s.Minimum != nil && r.Cmp(s.Minimum) < 0,
		s.Maximum != nil && r.Cmp(s.Maximum) > 0,
		s.ExclusiveMinimum != nil && r.Cmp(s.ExclusiveMinimum) <= 0,
		s.ExclusiveMaximum != nil && r.Cmp(s.ExclusiveMaximum) >= 0:
		return false
	}
	return s.MultipleOf == nil || s.MultipleOf.Sign() == 0 || new(big.Rat).Quo(r, s.MultipleOf).IsInt()
}

func (d *Document) acceptsArray(s *Schema, v []any) bool {
	if len(v) < s.MinItems || s.MaxItems >= 0 && len(v) > s.MaxItems {
		return false
	}
	seen := map[string]bool{}
	for _, x := range v {
		if s.Items != nil && !d.Accepts(s.Items, x) {
			return false
		}
		if s.Unique {
			k := Key(x)
			if seen[k] {
				return false
			}
			seen[k] = true
		}
	}
	return true
}

func (d *Document) acceptsObject(s *Schema, v map[string]any) bool {
	if len(v) < s.MinProperties || s.MaxProperties >= 0 && len(v) > s.MaxProperties || lacks(v, s.Required) {
		return false
	}
	for name, x := range v {
		if s.PropertyNames != nil && !d.Accepts(s.PropertyNames, name) {
			return false
		}
		p, listed := s.Properties[name]
		if !listed {
			p = s.Additional
		}
		if p != nil && !d.Accepts(p, x) {
			return false
		}
	}
	for _, c := range s.When {
		if x, ok := v[c.Name]; !ok || !contains(c.Values, x) {
			continue
		}
		if lacks(v, c.Required) {
			return false
		}
		for name, p := range c.Then {
			if x, ok := v[name]; ok && !d.Accepts(p, x) {
				return false
			}
		}
	}
	return true
}

func lacks(v map[string]any, names []string) bool {
	for _, n := range names {
		if _, ok := v[n]; !ok {
			return true
		}
	}
	return false
}

// Contains reports whether the word is in the language.
func (l Lang) Contains(w string) bool {
	n := utf8.RuneCountInString(w)
	if n < l.Min || l.Max >= 0 && n > l.Max || l.NoNewline && strings.ContainsAny(w, "\n\r") {
		return false
	}
	for _, p := range l.Patterns {
		if !pattern.Expr(p).MatchString(w) {
			return false
		}
	}
	return true
}
