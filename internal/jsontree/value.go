// SPDX-License-Identifier: Apache-2.0

package jsontree

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Kind is the JSON type of a Value.
type Kind uint8

// The kinds of a Value. KindNull is the zero value.
const (
	KindNull Kind = iota
	KindBool
	KindNumber
	KindString
	KindArray
	KindObject
)

// Value is one immutable JSON value. The zero value is null. Objects keep their members
// sorted by name, so two spellings of the same facts are the same Value.
type Value struct {
	kind   Kind
	flag   bool
	number float64
	text   string
	in     *inside // of an array or an object that is not empty
}

// inside is what an array or an object holds. It stands apart, so that the
// many values that hold nothing stay small.
type inside struct {
	elems   []Value
	members []Member
}

// Member is one named value of an object.
type Member struct {
	Name  string
	Value Value
}

// Bool returns the JSON value true or false.
func Bool(b bool) Value { return Value{kind: KindBool, flag: b} }

// Int returns the JSON number n. Integers up to 2^53 are exact.
func Int(n int64) Value { return Value{kind: KindNumber, number: float64(n)} }

// Number returns the JSON number f.
func Number(f float64) Value { return Value{kind: KindNumber, number: f} }

// String returns the JSON string s.
func String(s string) Value { return Value{kind: KindString, text: s} }

// Array returns the JSON array of elems, which it keeps.
func Array(elems ...Value) Value {
	if len(elems) == 0 {
		return Value{kind: KindArray}
	}
	return Value{kind: KindArray, in: &inside{elems: elems}}
}

// Object returns the JSON object of members, which it keeps and sorts. Of two
// members with one name, the first stays.
func Object(members ...Member) Value {
	slices.SortStableFunc(members, func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
	out := members[:0]
	for _, m := range members {
		if len(out) == 0 || out[len(out)-1].Name != m.Name {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return Value{kind: KindObject}
	}
	return Value{kind: KindObject, in: &inside{members: out}}
}

// Kind returns the JSON type of v.
func (v Value) Kind() Kind { return v.kind }

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.kind == KindNull }

// AsString returns the string v holds, and whether v is one.
func (v Value) AsString() (string, bool) { return v.text, v.kind == KindString }

// AsBool returns the boolean v holds, and whether v is one.
func (v Value) AsBool() (value, ok bool) { return v.flag, v.kind == KindBool }

// AsNumber returns the number v holds, and whether v is one.
func (v Value) AsNumber() (float64, bool) { return v.number, v.kind == KindNumber }

// AsInt returns the integer v holds, and whether v is a whole number.
func (v Value) AsInt() (int64, bool) {
	n := int64(v.number)
	return n, v.kind == KindNumber && float64(n) == v.number
}

// Elements returns the elements of an array; none for another kind. The
// caller must not change them.
func (v Value) Elements() []Value {
	if v.in == nil {
		return nil
	}
	return v.in.elems
}

// Members returns the members of an object by name; none for another kind.
// The caller must not change them.
func (v Value) Members() []Member {
	if v.in == nil {
		return nil
	}
	return v.in.members
}

// Get returns the member called name, and whether v is an object that has it.
func (v Value) Get(name string) (Value, bool) {
	members := v.Members()
	i := sort.Search(len(members), func(i int) bool { return members[i].Name >= name })
	if i < len(members) && members[i].Name == name {
		return members[i].Value, true
	}
	return Value{}, false
}

// At follows an RFC 6901 pointer from v. It reports false where the pointer
// leads nowhere.
func (v Value) At(p issue.Pointer) (Value, bool) {
	for p != "" {
		rest := string(p[1:])
		token, tail := rest, ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			token, tail = rest[:i], rest[i:]
		}
		if strings.IndexByte(token, '~') >= 0 {
			token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		}
		ok := false
		switch v.kind {
		case KindObject:
			v, ok = v.Get(token)
		case KindArray:
			var i int
			if i, ok = index(token, len(v.Elements())); ok {
				v = v.in.elems[i]
			}
		}
		if !ok {
			return Value{}, false
		}
		p = issue.Pointer(tail)
	}
	return v, true
}

func index(token string, n int) (int, bool) {
	i, err := strconv.Atoi(token)
	return i, err == nil && i >= 0 && i < n && strconv.Itoa(i) == token
}

// Equal reports whether v and o are the same JSON value; numbers compare by
// value, members in any order.
func (v Value) Equal(o Value) bool {
	return v.kind == o.kind && v.flag == o.flag && v.number == o.number && v.text == o.text &&
		slices.EqualFunc(v.Elements(), o.Elements(), Value.Equal) &&
		slices.EqualFunc(v.Members(), o.Members(), func(a, b Member) bool { return a.Name == b.Name && a.Value.Equal(b.Value) })
}

// Empty reports whether v is "", [] or {}.
func (v Value) Empty() bool {
	switch v.kind {
	case KindString:
		return v.text == ""
	case KindArray, KindObject:
		return v.in == nil
	}
	return false
}
