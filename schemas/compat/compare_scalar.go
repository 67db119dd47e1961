// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"encoding/json"
	"math/big"
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/subset"
)

// one returns a draw that always gives v.
func one(v any) func() (any, bool) { return func() (any, bool) { return v, true } }

// finite compares a schema with listed values.
func (w *walker) finite(a, b *subset.Schema, up wrap) {
	values := a.Enum
	if values == nil {
		values = []any{false, true}
	}
	var lost []any
	for _, v := range values {
		if w.old.doc.Accepts(a, v) && !w.new.doc.Accepts(b, v) {
			lost = append(lost, v)
		}
	}
	if len(lost) > 0 {
		w.report(b, w.scalarKeyword(b, lost[0]), up, func() (any, bool) { return lost[w.gen.Rand.IntN(len(lost))], true })
	}
}

// scalarKeyword names the keyword of b that refuses v.
func (w *walker) scalarKeyword(b *subset.Schema, v any) string {
	if b.Enum != nil {
		if b.IsConst {
			return "const"
		}
		return "enum"
	}
	switch v := v.(type) {
	case string:
		l := b.Lang()
		switch {
		case !(subset.Lang{Min: l.Min, Max: -1}).Contains(v):
			return "minLength"
		case !(subset.Lang{Max: l.Max}).Contains(v):
			return "maxLength"
		}
		return "pattern"
	case json.Number:
		r := subset.Rat(v)
		switch {
		case b.Type == "integer" && !r.IsInt():
			return "type"
		case b.Minimum != nil && r.Cmp(b.Minimum) < 0:
			return "minimum"
		case b.Maximum != nil && r.Cmp(b.Maximum) > 0:
			return "maximum"
		case b.ExclusiveMinimum != nil && r.Cmp(b.ExclusiveMinimum) <= 0:
			return "exclusiveMinimum"
		case b.ExclusiveMaximum != nil && r.Cmp(b.ExclusiveMaximum) >= 0:
			return "exclusiveMaximum"
		}
		return "multipleOf"
	}
	return "type"
}

func (w *walker) strings(a, b *subset.Schema, up wrap) {
	la := a.Lang()
	if b.Enum != nil {
		w.stringsToEnum(a, b, up)
		return
	}
	word, in := la.Within(b.Lang())
	switch in {
	case subset.Excluded:
		w.report(b, w.scalarKeyword(b, word), up, one(word))
	case subset.Undecided:
		w.report(b, "pattern", up, func() (any, bool) {
			v, ok := w.gen.Draw(a)
			return v, ok && !w.new.doc.Accepts(b, v)
		})
	}
}

// stringsToEnum takes the listed words out of a until one is left over or
// the language is empty.
func (w *walker) stringsToEnum(a, b *subset.Schema, up wrap) {
	la := a.Lang()
	for range len(b.Enum) + 50 {
		v, ok := w.gen.Draw(a)
		if ok && !w.new.doc.Accepts(b, v) {
			w.report(b, w.scalarKeyword(b, v), up, one(v))
			return
		}
	}
	// Only the listed words were drawn: is there another one?
	word, in := la.Within(subset.Lang{Patterns: []string{alternatives(b.Enum)}, Max: -1})
	switch in {
	case subset.Excluded:
		w.report(b, w.scalarKeyword(b, word), up, one(word))
	case subset.Undecided:
		w.report(b, "enum", up, func() (any, bool) { return nil, false })
	}
}

func (w *walker) numbers(a, b *subset.Schema, up wrap) {
	var lost []any
	for _, s := range []*subset.Schema{a, b} {
		for _, n := range s.Candidates() {
			if w.old.doc.Accepts(a, n) && !w.new.doc.Accepts(b, n) {
				lost = append(lost, n)
			}
		}
	}
	if b.Enum != nil {
		if n, ok := w.outsideEnum(a, b); ok {
			lost = append(lost, n)
		}
	}
	if len(lost) > 0 {
		w.report(b, w.scalarKeyword(b, lost[0]), up, func() (any, bool) { return lost[w.gen.Rand.IntN(len(lost))], true })
		return
	}
	if !numbersWithin(a, b) {
		w.report(b, "minimum", up, func() (any, bool) { return nil, false })
	}
}

// outsideEnum looks for an integer of a that b does not list.
func (w *walker) outsideEnum(a, b *subset.Schema) (json.Number, bool) {
	lo, hi := integerBounds(a)
	from := int64(0)
	if lo != nil && lo.IsInt64() {
		from = lo.Int64()
	} else if hi != nil && hi.IsInt64() {
		from = hi.Int64() - 2000
	}
	for i := range int64(2000) {
		n := json.Number(strconv.FormatInt(from+i, 10))
		if w.old.doc.Accepts(a, n) && !w.new.doc.Accepts(b, n) {
			return n, true
		}
	}
	return "", false
}

// integerBounds returns the closed bounds of an integer schema, nil if open.
func integerBounds(s *subset.Schema) (lo, hi *big.Int) {
	ceil := func(r *big.Rat) *big.Int {
		q := new(big.Int).Div(r.Num(), r.Denom())
		if !r.IsInt() {
			q.Add(q, big.NewInt(1))
		}
		return q
	}
	floor := func(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }
	raise := func(n *big.Int) {
		if lo == nil || n.Cmp(lo) > 0 {
			lo = n
		}
	}
	lowerTo := func(n *big.Int) {
		if hi == nil || n.Cmp(hi) < 0 {
			hi = n
		}
	}
	if s.Minimum != nil {
		raise(ceil(s.Minimum))
	}
	if s.ExclusiveMinimum != nil {
		raise(new(big.Int).Add(floor(s.ExclusiveMinimum), big.NewInt(1)))
	}
	if s.Maximum != nil {
		lowerTo(floor(s.Maximum))
	}
	if s.ExclusiveMaximum != nil {
		lowerTo(new(big.Int).Sub(ceil(s.ExclusiveMaximum), big.NewInt(1)))
	}
	if s.MultipleOf != nil && s.MultipleOf.IsInt() && s.MultipleOf.Sign() > 0 {
		m := s.MultipleOf.Num()
		if lo != nil {
			q := new(big.Int).Div(new(big.Int).Add(lo, new(big.Int).Sub(m, big.NewInt(1))), m)
			lo = q.Mul(q, m)
		}
		if hi != nil {
			q := new(big.Int).Div(hi, m)
			hi = q.Mul(q, m)
		}
	}
	return lo, hi
}

// numbersWithin proves that every number of a is one of b. False means that
// this proof does not apply.
func numbersWithin(a, b *subset.Schema) bool {
	if a.Type == "integer" {
		lo, hi := integerBounds(a)
		if lo != nil && hi != nil && lo.Cmp(hi) > 0 {
			return true
		}
		lob, hib := integerBounds(&subset.Schema{Minimum: b.Minimum, Maximum: b.Maximum, ExclusiveMinimum: b.ExclusiveMinimum, ExclusiveMaximum: b.ExclusiveMaximum})
		bounds := (lob == nil || lo != nil && lo.Cmp(lob) >= 0) && (hib == nil || hi != nil && hi.Cmp(hib) <= 0)
		multiples := b.MultipleOf == nil || a.MultipleOf != nil && new(big.Rat).Quo(a.MultipleOf, b.MultipleOf).IsInt() ||
			lo != nil && hi != nil && lo.Cmp(hi) == 0 && new(big.Rat).Quo(new(big.Rat).SetInt(lo), b.MultipleOf).IsInt()
		if b.Enum != nil {
			return lo != nil && hi != nil && new(big.Int).Sub(hi, lo).Cmp(big.NewInt(2000)) < 0
		}
		return bounds && multiples
	}
	return b.Enum == nil && b.MultipleOf == nil && b.Type == "number" && lowWithin(a, b) && highWithin(a, b)
}

func lowWithin(a, b *subset.Schema) bool {
	above := func(limit *big.Rat, strict bool) bool {
		if limit == nil {
			return true
		}
		return a.Minimum != nil && (a.Minimum.Cmp(limit) > 0 || !strict && a.Minimum.Cmp(limit) == 0) ||
			a.ExclusiveMinimum != nil && a.ExclusiveMinimum.Cmp(limit) >= 0
	}
	return above(b.Minimum, false) && above(b.ExclusiveMinimum, true)
}

func highWithin(a, b *subset.Schema) bool {
	below := func(limit *big.Rat, strict bool) bool {
		if limit == nil {
			return true
		}
		return a.Maximum != nil && (a.Maximum.Cmp(limit) < 0 || !strict && a.Maximum.Cmp(limit) == 0) ||
			a.ExclusiveMaximum != nil && a.ExclusiveMaximum.Cmp(limit) <= 0
	}
	return below(b.Maximum, false) && below(b.ExclusiveMaximum, true)
}
