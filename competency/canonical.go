// SPDX-License-Identifier: Apache-2.0

//go:build !js || eafc_engine

package competency

import (
	"math"
	"sort"
	"strconv"
	"unicode/utf16"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// appendCanonical appends the JSON value raw as RFC 8785 writes it, or "null"
// when raw is no JSON value.
func appendCanonical(b, raw []byte) []byte {
	if strictjson.Scan(raw, strictjson.Wire, limits).HasErrors() {
		return append(b, "null"...)
	}
	return appendValue(b, strictjson.NewReader(raw, strictjson.Wire, limits))
}

func appendValue(b []byte, r *strictjson.Reader) []byte {
	switch r.Peek() {
	case strictjson.Object:
		return appendObject(b, r)
	case strictjson.Array:
		b = append(b, '[')
		r.Enter()
		for n := 0; r.More(); n++ {
			if n > 0 {
				b = append(b, ',')
			}
			b = appendValue(b, r)
		}
		return append(b, ']')
	case strictjson.String:
		return appendQuoted(b, string(r.Text()))
	case strictjson.Number:
		return appendNumber(b, string(r.Number()))
	case strictjson.True:
		b = append(b, "true"...)
	case strictjson.False:
		b = append(b, "false"...)
	default:
		b = append(b, "null"...)
	}
	r.Literal()
	return b
}

func appendObject(b []byte, r *strictjson.Reader) []byte {
	type member struct {
		name  string
		key   []uint16
		value []byte
	}
	var members []member
	for r.Enter(); r.More(); {
		name := string(r.Name())
		members = append(members, member{name, utf16.Encode([]rune(name)), appendValue(nil, r)})
	}
	sort.SliceStable(members, func(i, j int) bool {
		x, y := members[i].key, members[j].key
		for n := 0; n < len(x) && n < len(y); n++ {
			if x[n] != y[n] {
				return x[n] < y[n]
			}
		}
		return len(x) < len(y)
	})
	b = append(b, '{')
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendQuoted(b, m.name), ':')
		b = append(b, m.value...)
	}
	return append(b, '}')
}

// appendNumber writes a number as ECMAScript does.
func appendNumber(b []byte, lexeme string) []byte {
	v, err := strconv.ParseFloat(lexeme, 64)
	switch {
	case err != nil || math.IsInf(v, 0):
		return append(b, "null"...)
	case v == 0:
		return append(b, '0')
	}
	if a := math.Abs(v); a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	from := len(b)
	b = strconv.AppendFloat(b, v, 'e', -1, 64)
	// Go writes two digits of exponent at least: 1e-07 is 1e-7 here.
	for i := from; i < len(b); i++ {
		if b[i] == 'e' && b[i+2] == '0' && i+3 < len(b) {
			b = append(b[:i+2], b[i+3:]...)
		}
	}
	return b
}
