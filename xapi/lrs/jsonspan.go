// SPDX-License-Identifier: Apache-2.0

package lrs

import "encoding/json"

// The functions of this file walk JSON that has been validated already: they
// find where members and elements stand and read nothing else, so that what
// is served are the bytes that came. On a text that is no JSON they stop
// early; they never read outside it.

// members walks the members of the object that starts at from.
type members struct {
	b        []byte
	i        int
	first    bool
	key      []byte // decoded
	keyAt    int    // offset of the opening quote of the name
	from, to int    // the value
}

func membersOf(b []byte, from int) members {
	i := skipSpace(b, from)
	if i >= len(b) || b[i] != '{' {
		return members{b: b, i: len(b)}
	}
	return members{b: b, i: i + 1, first: true}
}

// next moves to the next member and reports whether there is one.
func (m *members) next() bool {
	b := m.b
	i := skipSpace(b, m.i)
	if !m.first {
		if i >= len(b) || b[i] != ',' {
			m.i = i
			return false
		}
		i = skipSpace(b, i+1)
	}
	m.first = false
	if i >= len(b) || b[i] != '"' {
		m.i = i
		return false
	}
	m.keyAt = i
	end := skipString(b, i)
	if end < i+2 {
		m.i = len(b)
		return false
	}
	m.key = b[i+1 : end-1]
	for _, c := range m.key {
		if c == '\\' {
			m.key = []byte(unquote(b[i:end]))
			break
		}
	}
	i = skipSpace(b, end)
	if i >= len(b) || b[i] != ':' {
		m.i = len(b)
		return false
	}
	m.from = skipSpace(b, i+1)
	m.to = skipValue(b, m.from)
	m.i = m.to
	return m.to > m.from
}

// value returns the bytes of the current member's value.
func (m *members) value() []byte { return m.b[m.from:m.to] }

// end returns, once next has said no, the offset of the closing brace.
func (m *members) end() int { return m.i }

// elements walks the elements of the array that starts at from.
type elements struct {
	b        []byte
	i        int
	first    bool
	from, to int
}

func elementsOf(b []byte, from int) elements {
	i := skipSpace(b, from)
	if i >= len(b) || b[i] != '[' {
		return elements{b: b, i: len(b)}
	}
	return elements{b: b, i: i + 1, first: true}
}

func (e *elements) next() bool {
	i := skipSpace(e.b, e.i)
	if !e.first {
		if i >= len(e.b) || e.b[i] != ',' {
			e.i = i
			return false
		}
		i = skipSpace(e.b, i+1)
	}
	e.first = false
	e.from, e.to = i, skipValue(e.b, i)
	e.i = e.to
	return e.to > e.from
}

func (e *elements) value() []byte { return e.b[e.from:e.to] }

// closed reports whether, next having said no, only the closing bracket and
// white space are left.
func (e *elements) closed() bool {
	return e.i < len(e.b) && e.b[e.i] == ']' && skipSpace(e.b, e.i+1) == len(e.b)
}

// member returns the value of the first member called name of an object.
func member(b []byte, name string) []byte {
	for m := membersOf(b, 0); m.next(); {
		if string(m.key) == name {
			return m.value()
		}
	}
	return nil
}

// memberText is member for a string, decoded; "" when there is none.
func memberText(b []byte, name string) string { return unquote(member(b, name)) }

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// skipString returns the offset after the string that starts at i, or i when
// it does not end.
func skipString(b []byte, i int) int {
	for j := i + 1; j < len(b); j++ {
		switch b[j] {
		case '"':
			return j + 1
		case '\\':
			j++
		}
	}
	return i
}

// skipValue returns the offset after the value at i, or i when there is none.
func skipValue(b []byte, i int) int {
	if i >= len(b) {
		return i
	}
	switch b[i] {
	case '"':
		return skipString(b, i)
	case '{', '[':
		depth := 0
		for j := i; j < len(b); j++ {
			switch b[j] {
			case '"':
				end := skipString(b, j)
				if end == j {
					return i
				}
				j = end - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return j + 1
				}
			}
		}
		return i
	}
	j := i
	for j < len(b) && b[j] != ',' && b[j] != '}' && b[j] != ']' && b[j] > ' ' {
		j++
	}
	return j
}

// unquote decodes a JSON string; anything else is "".
func unquote(raw []byte) string {
	if len(raw) < 2 || raw[0] != '"' {
		return ""
	}
	for _, c := range raw {
		if c == '\\' {
			var s string
			if json.Unmarshal(raw, &s) != nil {
				return ""
			}
			return s
		}
	}
	return string(raw[1 : len(raw)-1])
}

func isObject(raw []byte) bool { return len(raw) > 0 && raw[0] == '{' }
func isArray(raw []byte) bool  { return len(raw) > 0 && raw[0] == '[' }
