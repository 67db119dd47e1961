// SPDX-License-Identifier: Apache-2.0

package view

import "strconv"

// Kind is what a JSON value is.
type Kind uint8

// The kinds. KindAbsent is a value that is not there: every accessor of an
// absent Doc returns zero, so that reading a path needs no test at each step.
const (
	KindAbsent Kind = iota
	KindNull
	KindBool
	KindNumber
	KindString
	KindArray
	KindObject
)

// Doc is one value of a parsed JSON document. The zero value is absent.
// A Doc is immutable and may be shared.
type Doc struct{ n *node }

type node struct {
	kind  Kind
	text  string // string value, number lexeme, or "true"
	names []string
	items []node
}

// Kind returns what the value is.
func (d Doc) Kind() Kind {
	if d.n == nil {
		return KindAbsent
	}
	return d.n.kind
}

// Exists reports whether the value is there (null is there).
func (d Doc) Exists() bool { return d.n != nil }

// Get returns a member of an object; absent when there is none.
func (d Doc) Get(name string) Doc {
	if d.n != nil && d.n.kind == KindObject {
		for i, n := range d.n.names {
			if n == name {
				return Doc{&d.n.items[i]}
			}
		}
	}
	return Doc{}
}

// Path follows member names from d.
func (d Doc) Path(names ...string) Doc {
	for _, n := range names {
		d = d.Get(n)
	}
	return d
}

// At returns element i of an array, or member i of an object in document
// order; absent out of range.
func (d Doc) At(i int) Doc {
	if d.n == nil || i < 0 || i >= len(d.n.items) {
		return Doc{}
	}
	return Doc{&d.n.items[i]}
}

// Name returns the name of member i of an object, in document order.
func (d Doc) Name(i int) string {
	if d.n == nil || i < 0 || i >= len(d.n.names) {
		return ""
	}
	return d.n.names[i]
}

// Len returns how many elements or members there are.
func (d Doc) Len() int {
	if d.n == nil {
		return 0
	}
	return len(d.n.items)
}

// Str returns a string value, else "".
func (d Doc) Str() string {
	if d.n != nil && d.n.kind == KindString {
		return d.n.text
	}
	return ""
}

// Text returns a member that is a string, else "".
func (d Doc) Text(name string) string { return d.Get(name).Str() }

// Whole returns a member that is a whole number, else 0.
func (d Doc) Whole(name string) int { return d.Get(name).Int() }

// Lexeme returns a number as it was written, else "".
func (d Doc) Lexeme() string {
	if d.n != nil && d.n.kind == KindNumber {
		return d.n.text
	}
	return ""
}

// Int returns a whole number, else 0.
func (d Doc) Int() int {
	n, _ := Integer(d.Lexeme())
	return n
}

// Float returns a number, else 0.
func (d Doc) Float() float64 {
	f, err := strconv.ParseFloat(d.Lexeme(), 64)
	if err != nil {
		return 0
	}
	return f
}

// Bool returns true only for the value true.
func (d Doc) Bool() bool { return d.n != nil && d.n.kind == KindBool && d.n.text == "true" }

// Each calls f for every element or member in document order.
func (d Doc) Each(f func(name string, v Doc)) {
	for i := range d.Len() {
		f(d.Name(i), d.At(i))
	}
}

// Strs returns the strings of an array of strings.
func (d Doc) Strs() []string {
	var out []string
	for i := range d.Len() {
		if s := d.At(i).Str(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// JSON returns the value as compact JSON, members in document order.
func (d Doc) JSON() string { return string(appendNode(nil, d.n)) }

func appendNode(b []byte, n *node) []byte {
	if n == nil {
		return append(b, "null"...)
	}
	switch n.kind {
	case KindString:
		return AppendJSON(b, n.text)
	case KindArray:
		b = append(b, '[')
		for i := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendNode(b, &n.items[i])
		}
		return append(b, ']')
	case KindObject:
		b = append(b, '{')
		for i := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(AppendJSON(b, n.names[i]), ':')
			b = appendNode(b, &n.items[i])
		}
		return append(b, '}')
	}
	return append(b, n.text...)
}
