// SPDX-License-Identifier: Apache-2.0

package jsontree

import (
	"math"
	"sort"
	"strconv"
	"unicode/utf16"
)

// Canonical returns v as RFC 8785 bytes: no white space, members sorted by
// UTF-16 code units, the shortest spelling of every number and string.
func (v Value) Canonical() []byte { return v.appendCanonical(nil) }

func (v Value) appendCanonical(b []byte) []byte {
	switch v.kind {
	case KindBool:
		return strconv.AppendBool(b, v.flag)
	case KindNumber:
		return appendNumber(b, v.number)
	case KindString:
		return appendText(b, v.text)
	case KindArray:
		b = append(b, '[')
		for i := range v.Elements() {
			if i > 0 {
				b = append(b, ',')
			}
			b = v.Elements()[i].appendCanonical(b)
		}
		return append(b, ']')
	case KindObject:
		b = append(b, '{')
		for i, m := range utf16Order(v.Members()) {
			if i > 0 {
				b = append(b, ',')
			}
			b = m.Value.appendCanonical(append(appendText(b, m.Name), ':'))
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

// utf16Order returns the members in the order of RFC 8785 §3.2.3, which
// differs from byte order only beyond the Basic Multilingual Plane.
func utf16Order(ms []Member) []Member {
	wide := false
	for _, m := range ms {
		for i := 0; i < len(m.Name); i++ {
			wide = wide || m.Name[i] >= 0xEE
		}
	}
	if !wide {
		return ms
	}
	out := append([]Member(nil), ms...)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := utf16.Encode([]rune(out[i].Name)), utf16.Encode([]rune(out[j].Name))
		for k := 0; k < len(a) && k < len(b); k++ {
			if a[k] != b[k] {
				return a[k] < b[k]
			}
		}
		return len(a) < len(b)
	})
	return out
}

// appendNumber writes f as ECMAScript would.
func appendNumber(b []byte, f float64) []byte {
	if f == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, '0')
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	if n := len(b); n >= start+4 && b[n-2] == '0' && (b[n-3] == '-' || b[n-3] == '+') {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

const hexDigits = "0123456789abcdef"

// appendText writes s with the escapes of RFC 8785 §3.2.2.2 and no others.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x20:
			b = append(b, c)
		case c == '\b':
			b = append(b, '\\', 'b')
		case c == '\t':
			b = append(b, '\\', 't')
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\f':
			b = append(b, '\\', 'f')
		case c == '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(b, '"')
}
