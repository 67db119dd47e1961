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

// Read reads the next value of r, whatever it is.
func Read(r *strictjson.Reader) Value {
	switch r.Peek() {
	case strictjson.Object:
		var ms []Member
		for r.Enter(); r.More(); {
			name := string(r.Name())
			ms = append(ms, Member{Name: name, Value: Read(r)})
		}
		return Object(ms...)
	case strictjson.Array:
		elems := []Value{}
		for r.Enter(); r.More(); {
			elems = append(elems, Read(r))
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
