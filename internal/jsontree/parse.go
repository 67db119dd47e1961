// SPDX-License-Identifier: Apache-2.0

package jsontree

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Parse reads one document strictly (READ codes). The Value is null when an
// issue ends the reading.
func Parse(data []byte, p strictjson.Profile, l strictjson.Limits) (Value, issue.Issues) {
	r := strictjson.NewReader(data, p, l)
	v := Read(r)
	if is := r.Finish(); is.HasErrors() {
		return Value{}, is
	}
	return v, nil
}

// Read reads the next value of r, whatever it is. It goes over the text twice:
// a text over its limits is refused before anything is built, and what is
// built has its size from the start.
func Read(r *strictjson.Reader) Value {
	mark := r.Mark()
	var b builder
	b.count(r)
	if r.Failed() {
		return Value{}
	}
	r.Restore(mark)
	return b.value(r)
}

// builder makes a Value. sizes holds how many values each array and object
// has, in the order in which they begin.
type builder struct {
	sizes []int32
	next  int
}

func (b *builder) count(r *strictjson.Reader) {
	k := r.Peek()
	if k != strictjson.Object && k != strictjson.Array {
		r.Skip()
		return
	}
	own := len(b.sizes)
	b.sizes = append(b.sizes, 0)
	for r.Enter(); r.More(); {
		b.sizes[own]++
		b.count(r)
	}
}

// size returns the size of the container that begins next.
func (b *builder) size() int {
	b.next++
	return int(b.sizes[b.next-1])
}

func (b *builder) value(r *strictjson.Reader) Value {
	switch r.Peek() {
	case strictjson.Object:
		ms := make([]Member, 0, b.size())
		for r.Enter(); r.More(); {
			name := string(r.Name())
			ms = append(ms, Member{Name: name, Value: b.value(r)})
		}
		return Object(ms...)
	case strictjson.Array:
		elems := make([]Value, 0, b.size())
		for r.Enter(); r.More(); {
			elems = append(elems, b.value(r))
		}
		return Array(elems...)
	case strictjson.String:
		return String(string(r.Text()))
	case strictjson.Number:
		f, err := strconv.ParseFloat(string(r.Number()), 64)
		if err != nil {
			return Value{}
		}
		return Number(f)
	}
	switch r.Literal() {
	case strictjson.True:
		return Bool(true)
	case strictjson.False:
		return Bool(false)
	}
	return Value{}
}

// MarshalJSON writes the canonical bytes.
func (v Value) MarshalJSON() ([]byte, error) { return v.Canonical(), nil }

// DecodeStrict reads v from r.
func (v *Value) DecodeStrict(r *strictjson.Reader) { *v = Read(r) }

// UnmarshalJSON reads v strictly.
func (v *Value) UnmarshalJSON(data []byte) error {
	got, is := Parse(data, strictjson.Wire, strictjson.Limits{})
	*v = got
	return is.Err()
}
