// SPDX-License-Identifier: Apache-2.0

package view

import (
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends s as a JSON string that may also stand inside HTML:
// <, >, &, U+2028 and U+2029 are escaped, and a byte that is not UTF-8
// becomes U+FFFD. strconv.Quote is not JSON and must not be used for it.
func AppendJSON(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '"', c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, '\\', 'n')
			case c == '\t':
				b = append(b, '\\', 't')
			case c == '\r':
				b = append(b, '\\', 'r')
			case c < 0x20, c == 0x7f, c == '<', c == '>', c == '&':
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			default:
				b = append(b, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, "\ufffd"...)
		case r == 0x2028, r == 0x2029:
			b = append(append(b, `\u202`...), hex[r&15])
		default:
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return append(b, '"')
}

// Quote returns s as AppendJSON writes it.
func Quote(s string) string { return string(AppendJSON(nil, s)) }

// Object writes one JSON object, member by member, in the order of the
// calls. The zero value is an empty object.
type Object struct{ b []byte }

func (o *Object) name(n string) {
	if len(o.b) > 0 {
		o.b = append(o.b, ',')
	}
	o.b = append(AppendJSON(o.b, n), ':')
}

// Str adds a string member.
func (o *Object) Str(name, value string) *Object {
	o.name(name)
	o.b = AppendJSON(o.b, value)
	return o
}

// Opt adds a string member unless value is empty.
func (o *Object) Opt(name, value string) *Object {
	if value == "" {
		return o
	}
	return o.Str(name, value)
}

// Strs adds string members: names and values in turn. One call weighs less in
// a module than one per member.
func (o *Object) Strs(pairs ...string) *Object {
	for i := 1; i < len(pairs); i += 2 {
		o.Str(pairs[i-1], pairs[i])
	}
	return o
}

// Opts is Strs without the members whose value is empty.
func (o *Object) Opts(pairs ...string) *Object {
	for i := 1; i < len(pairs); i += 2 {
		o.Opt(pairs[i-1], pairs[i])
	}
	return o
}

// Int adds a whole number.
func (o *Object) Int(name string, n int) *Object {
	o.name(name)
	o.b = strconv.AppendInt(o.b, int64(n), 10)
	return o
}

// Bool adds true or false.
func (o *Object) Bool(name string, v bool) *Object {
	o.name(name)
	o.b = strconv.AppendBool(o.b, v)
	return o
}

// Raw adds a member whose value is JSON already.
func (o *Object) Raw(name, json string) *Object {
	o.name(name)
	o.b = append(o.b, json...)
	return o
}

// String returns the object.
func (o *Object) String() string { return "{" + string(o.b) + "}" }

// Array joins JSON values into one JSON array.
func Array(values []string) string {
	b := []byte{'['}
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, v...)
	}
	return string(append(b, ']'))
}

// Strings writes a JSON array of texts.
func Strings(texts []string) string {
	b := []byte{'['}
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendJSON(b, s)
	}
	return string(append(b, ']'))
}
