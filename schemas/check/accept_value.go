// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
)

// interval is min, max, gt and lt over whole numbers.
type interval struct{ low, high int64 }

func (i interval) has(n int64) bool { return n >= i.low && n <= i.high }

func intervalOf(c *constraint.Constraint) (i interval, limited bool) {
	i = interval{math.MinInt64, math.MaxInt64}
	for _, side := range []struct {
		text string
		set  func(int64)
	}{
		{c.Min, func(n int64) { i.low = max(i.low, n) }},
		{c.Gt, func(n int64) { i.low = max(i.low, n+1) }},
		{c.Max, func(n int64) { i.high = min(i.high, n) }},
		{c.Lt, func(n int64) { i.high = min(i.high, n-1) }},
	} {
		if side.text == "" {
			continue
		}
		n, err := strconv.ParseInt(side.text, 10, 64)
		if err != nil {
			panic(fmt.Sprintf("check: limit %q: %v", side.text, err))
		}
		side.set(n)
		limited = true
	}
	return i, limited
}

func acceptNumber(c *constraint.Constraint) accepter {
	i, limited := intervalOf(c)
	if !limited {
		return nil
	}
	return func(v reflect.Value) bool { return i.has(v.Int()) }
}

func acceptText(c *constraint.Constraint) accepter {
	a := words(c)
	if a == nil {
		return nil
	}
	return func(v reflect.Value) bool { return a(v.String()) }
}

// words compiles what c asks of a text; nil if nothing.
func words(c *constraint.Constraint) func(string) bool {
	i, limited := intervalOf(c)
	form := formOf(c.Form)
	if !limited && c.OneOf == nil && form == nil {
		return nil
	}
	return func(s string) bool {
		return (c.OneOf == nil || slices.Contains(c.OneOf, s)) &&
			(form == nil || form(s)) &&
			(!limited || i.has(int64(utf8.RuneCountInString(s))))
	}
}

func formOf(name string) func(string) bool {
	if name == "" {
		return nil
	}
	if twin, ok := twins[name]; ok {
		return twin
	}
	n, ok := pattern.Find(name)
	if !ok {
		panic(fmt.Sprintf("check: no form %q", name))
	}
	return n.Match
}

func acceptSlice(c *constraint.Constraint, t reflect.Type) accepter {
	i, _ := intervalOf(c)
	var elem accepter
	if c.Elem != nil {
		elem = accept(c.Elem, t.Elem())
	}
	return func(v reflect.Value) bool {
		if c.Presence != constraint.Always && v.IsNil() {
			return true
		}
		n := v.Len()
		if !i.has(int64(n)) || c.Unique && !distinct(v) {
			return false
		}
		for k := 0; elem != nil && k < n; k++ {
			if !elem(v.Index(k)) {
				return false
			}
		}
		return true
	}
}

// distinct reports whether no two elements of a slice are equal.
func distinct(v reflect.Value) bool {
	seen := make(map[any]struct{}, v.Len())
	for k := range v.Len() {
		seen[v.Index(k).Interface()] = struct{}{}
	}
	return len(seen) == v.Len()
}

var textsType = reflect.TypeFor[*map[string]string]()

func acceptMap(c *constraint.Constraint, t reflect.Type) accepter {
	i, _ := intervalOf(c)
	absent := func(v reflect.Value) bool { return c.Presence != constraint.Always && v.IsNil() }
	if t.Key().Kind() == reflect.String && t.Elem().Kind() == reflect.String && reflect.PointerTo(t).ConvertibleTo(textsType) {
		key, word := wordsOf(c.Keys), wordsOf(c.Elem)
		return func(v reflect.Value) bool {
			if absent(v) {
				return true
			}
			if !i.has(int64(v.Len())) {
				return false
			}
			var few [8]string
			names := few[:0]
			for k, s := range texts(v) {
				if key != nil && !key(k) || word != nil && !word(s) {
					return false
				}
				names = append(names, k)
			}
			return distinctNames(names)
		}
	}
	var key, elem accepter
	if c.Keys != nil {
		key = accept(c.Keys, t.Key())
	}
	if c.Elem != nil {
		elem = accept(c.Elem, t.Elem())
	}
	return func(v reflect.Value) bool {
		if absent(v) {
			return true
		}
		if !i.has(int64(v.Len())) {
			return false
		}
		var few [8]string
		names := few[:0]
		for it := v.MapRange(); it.Next(); {
			if key != nil && !key(it.Key()) || elem != nil && !elem(it.Value()) {
				return false
			}
			names = append(names, it.Key().String())
		}
		return distinctNames(names)
	}
}

// wordsOf is words with omitempty.
func wordsOf(c *constraint.Constraint) func(string) bool {
	if c == nil {
		return nil
	}
	a := words(c)
	if a == nil || c.Presence != constraint.OmitEmpty {
		return a
	}
	return func(s string) bool { return s == "" || a(s) }
}

// texts returns the map that v is, without copying it.
func texts(v reflect.Value) map[string]string {
	if v.CanAddr() {
		return *v.Addr().Convert(textsType).Interface().(*map[string]string)
	}
	return v.Convert(textsType.Elem()).Interface().(map[string]string)
}
