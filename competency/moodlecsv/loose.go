// SPDX-License-Identifier: Apache-2.0

package moodlecsv

import (
	"math"
	"strconv"
	"strings"
)

// LooseEqual reports whether a == b in PHP 8 for two strings: two numeric
// strings are compared as numbers, all others as they are written.
func LooseEqual(a, b string) bool {
	x, okx := number(a)
	y, oky := number(b)
	switch {
	case !okx || !oky || x.overflow != 0 && x.overflow == y.overflow:
		return a == b
	case x.integer && y.integer:
		return x.i == y.i
	case x.integer && y.overflow != 0 || y.integer && x.overflow != 0:
		return false
	case !x.integer && !y.integer && x.f == y.f && math.IsInf(x.f, 0):
		return a == b
	}
	return x.f == y.f
}

// numeric is what PHP makes of a numeric string.
type numeric struct {
	integer  bool
	overflow int // an integer beyond 64 bits, by its sign
	i        int64
	f        float64
}

const phpSpace = " \t\n\r\v\f"

func number(s string) (numeric, bool) {
	s = strings.Trim(s, phpSpace)
	digits, rest := s, ""
	if s != "" && (s[0] == '+' || s[0] == '-') {
		digits = s[1:]
	}
	whole := span(digits)
	rest = digits[whole:]
	integer := true
	fraction := 0
	if strings.HasPrefix(rest, ".") {
		fraction = span(rest[1:])
		rest, integer = rest[1+fraction:], false
	}
	if whole+fraction == 0 {
		return numeric{}, false
	}
	if rest != "" && rest[0]|0x20 == 'e' {
		e := rest[1:]
		if e != "" && (e[0] == '+' || e[0] == '-') {
			e = e[1:]
		}
		if n := span(e); n == 0 || n != len(e) {
			return numeric{}, false
		}
		rest, integer = "", false
	}
	if rest != "" {
		return numeric{}, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return numeric{}, false
	}
	if !integer {
		return numeric{f: f}, true
	}
	i, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		sign := 1
		if s[0] == '-' {
			sign = -1
		}
		return numeric{overflow: sign, f: f}, true
	}
	return numeric{integer: true, i: i, f: float64(i)}, true
}

func span(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// looseKey gives equal keys to strings that may be loosely equal.
func looseKey(s string) string {
	if n, ok := number(s); ok {
		if n.f == 0 {
			n.f = 0 // -0 is 0
		}
		return "=" + strconv.FormatFloat(n.f, 'g', -1, 64)
	}
	return "s" + s
}
