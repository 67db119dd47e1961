// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"reflect"
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
)

// Valid reports whether Struct finds nothing. It asks the same tags, compiled
// once per type into plain comparisons: a document that is accepted has no
// fault to explain, and this takes a tenth of the validator's time. That both
// say the same is what TestStructParity shows.
func Valid(v any) bool {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer {
		rv = rv.Elem()
	}
	return limitsOf(rv.Type()).hold(rv)
}

// accepter reports whether a value keeps its limits.
type accepter func(reflect.Value) bool

// limits are the compiled tags of a struct type.
type limits struct {
	once    sync.Once
	typ     reflect.Type
	members []limit
}

// limit is what one member has to keep. needed is set for required_if.
type limit struct {
	index  []int
	accept accepter
	needed func(parent reflect.Value) bool
}

var compiled sync.Map // reflect.Type -> *limits

// limitsOf returns the limits of t, compiled when they are first asked: a
// type may hold itself.
func limitsOf(t reflect.Type) *limits {
	l, ok := compiled.Load(t)
	if !ok {
		l, _ = compiled.LoadOrStore(t, &limits{typ: t})
	}
	return l.(*limits)
}

func (l *limits) hold(v reflect.Value) bool {
	l.once.Do(l.compile)
	for i := range l.members {
		m := &l.members[i]
		f := v.Field(m.index[0])
		if len(m.index) > 1 {
			f = v.FieldByIndex(m.index)
		}
		if m.needed != nil && f.IsZero() && m.needed(v) || m.accept != nil && !m.accept(f) {
			return false
		}
	}
	return true
}

func (l *limits) compile() {
	fields, err := constraint.Fields(l.typ)
	if err != nil {
		panic(fmt.Sprintf("check: %v", err))
	}
	for _, f := range fields {
		m := limit{index: f.Index, accept: accept(f.Rule, f.Type)}
		if f.Rule.RequiredIf != "" {
			m.needed = conditionOf(l.typ, f.Rule)
		}
		if m.accept != nil || m.needed != nil {
			l.members = append(l.members, m)
		}
	}
}

// conditionOf is required_if: the named field has the named value.
func conditionOf(t reflect.Type, c *constraint.Constraint) func(reflect.Value) bool {
	f, ok := t.FieldByName(c.RequiredIf)
	if !ok || f.Type.Kind() != reflect.String && f.Type.Kind() != reflect.Bool {
		panic(fmt.Sprintf("check: required_if=%s in %s: no such text or boolean field", c.RequiredIf, t))
	}
	if f.Type.Kind() == reflect.Bool {
		return func(v reflect.Value) bool { return v.FieldByIndex(f.Index).Bool() == (c.RequiredIfValue == "true") }
	}
	return func(v reflect.Value) bool { return v.FieldByIndex(f.Index).String() == c.RequiredIfValue }
}

// accept compiles c for values of type t; nil if every value is accepted.
func accept(c *constraint.Constraint, t reflect.Type) accepter {
	if c == nil {
		c = &constraint.Constraint{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		inner, absent := accept(c, t.Elem()), c.Presence != constraint.Always || c.Empty()
		return func(v reflect.Value) bool {
			if v.IsNil() {
				return absent
			}
			return inner == nil || inner(v.Elem())
		}
	case reflect.Struct:
		l := limitsOf(t)
		return l.hold
	case reflect.Slice:
		return acceptSlice(c, t)
	case reflect.Map:
		return acceptMap(c, t)
	case reflect.String:
		return unlessEmpty(c, acceptText(c))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return unlessEmpty(c, acceptNumber(c))
	}
	if !c.Empty() {
		panic(fmt.Sprintf("check: no limits for values of type %s", t))
	}
	return nil
}

// unlessEmpty is omitempty for texts and numbers.
func unlessEmpty(c *constraint.Constraint, a accepter) accepter {
	if a == nil || c.Presence != constraint.OmitEmpty {
		return a
	}
	return func(v reflect.Value) bool { return v.IsZero() || a(v) }
}
