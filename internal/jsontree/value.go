// SPDX-License-Identifier: Apache-2.0

package jsontree

import (
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
	kind    Kind
	flag    bool
	number  float64
	text    string
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
func Array(elems ...Value) Value { return Value{kind: KindArray, elems: elems} }

// Object returns the JSON object of members, which it keeps and sorts. Of two
// members with one name, the first stays.
func Object(members ...Member) Value {
	sort.SliceStable(members, func(i, j int) bool { return members[i].Name < members[j].Name })
	out := members[:0]
	for _, m := range members {
		if len(out) == 0 || out[len(out)-1].Name != m.Name {
			out = append(out, m)
		}
	}
	return Value{kind: KindObject, members: out}
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
func (v Value) Elements() []Value { return v.elems }

// Members returns the members of an object by name; none for another kind.
// The caller must not change them.
func (v Value) Members() []Member { return v.members }

// Get returns the member called name, and whether v is an object that has it.
func (v Value) Get(name string) (Value, bool) {
	i := sort.Search(len(v.members), func(i int) bool { return v.members[i].Name >= name })
	if i < len(v.members) && v.members[i].Name == name {
		return v.members[i].Value, true
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
			if i, ok = index(token, len(v.elems)); ok {
				v = v.elems[i]
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
	if v.kind != o.kind || v.flag != o.flag || v.number != o.number || v.text != o.text ||
		len(v.elems) != len(o.elems) || len(v.members) != len(o.members) {
		return false
	}
	for i := range v.elems {
		if !v.elems[i].Equal(o.elems[i]) {
			return false
		}
	}
	for i := range v.members {
		if v.members[i].Name != o.members[i].Name || !v.members[i].Value.Equal(o.members[i].Value) {
			return false
		}
	}
	return true
}

// Empty reports whether v is "", [] or {}.
func (v Value) Empty() bool {
	switch v.kind {
	case KindString:
		return v.text == ""
	case KindArray:
		return len(v.elems) == 0
	case KindObject:
		return len(v.members) == 0
	}
	return false
}
