// SPDX-License-Identifier: Apache-2.0

package xapi

import "strconv"

// Decimal is a number as it was written: "0.50" and "5e-1" are kept apart
// but compare equal. "" stands for no number.
type Decimal string

// Compare orders two numbers by their exact value: -1, 0 or 1. No precision
// is lost, whatever the number of digits or the exponent.
func (d Decimal) Compare(e Decimal) int { return compareDecimals([]byte(d), []byte(e)) }

// Valid reports whether d is a JSON number.
func (d Decimal) Valid() bool {
	i, s := 0, string(d)
	if i < len(s) && s[i] == '-' {
		i++
	}
	run := func() bool {
		from := i
		for i < len(s) && digit(s[i]) {
			i++
		}
		return i > from
	}
	if i < len(s) && s[i] == '0' {
		i++
	} else if !run() {
		return false
	}
	if i < len(s) && s[i] == '.' {
		if i++; !run() {
			return false
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if !run() {
			return false
		}
	}
	return i == len(s)
}

// Int64 returns the value when it is a whole number that fits.
func (d Decimal) Int64() (int64, bool) { return wholeNumber([]byte(d)) }

// parts is a number taken apart: its digits without leading and trailing
// zeros, as d1.d2d3… times ten to the power of exp. zero has no digits.
type parts struct {
	negative bool
	digits   []byte // may hold one '.', to be passed over
	exp      int64
	zero     bool
}

const expLimit = 1 << 40

func takeApart(s []byte) (p parts) {
	i := 0
	if len(s) > 0 && s[0] == '-' {
		p.negative = true
		i++
	}
	end := len(s)
	exp := int64(0)
	for j := i; j < len(s); j++ {
		if s[j]|0x20 == 'e' {
			end = j
			exp = exponent(s[j+1:])
			break
		}
	}
	point := end
	for j := i; j < end; j++ {
		if s[j] == '.' {
			point = j
			break
		}
	}
	first := i
	for first < end && (s[first] == '0' || s[first] == '.') {
		first++
	}
	if first == end {
		return parts{zero: true}
	}
	last := end
	for s[last-1] == '0' || s[last-1] == '.' {
		last--
	}
	if first < point {
		exp += int64(point - first - 1)
	} else {
		exp -= int64(first - point)
	}
	p.digits, p.exp = s[first:last], exp
	return p
}

// exponent reads the digits after e, held within ±expLimit.
func exponent(s []byte) int64 {
	negative := false
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	n := int64(0)
	for _, c := range s {
		if n = n*10 + int64(c-'0'); n > expLimit {
			n = expLimit
		}
	}
	if negative {
		return -n
	}
	return n
}

func compareDecimals(a, b []byte) int {
	x, y := takeApart(a), takeApart(b)
	switch {
	case x.zero && y.zero:
		return 0
	case x.zero:
		return order(!y.negative)
	case y.zero:
		return order(x.negative)
	case x.negative != y.negative:
		return order(x.negative)
	}
	c := 0
	if x.exp != y.exp {
		c = order(x.exp < y.exp)
	} else {
		c = compareDigits(x.digits, y.digits)
	}
	if x.negative {
		return -c
	}
	return c
}

func compareDigits(a, b []byte) int {
	i, j := 0, 0
	for {
		if i < len(a) && a[i] == '.' {
			i++
		}
		if j < len(b) && b[j] == '.' {
			j++
		}
		switch {
		case i == len(a) && j == len(b):
			return 0
		case i == len(a):
			return -1
		case j == len(b):
			return 1
		case a[i] != b[j]:
			return order(a[i] < b[j])
		}
		i++
		j++
	}
}

// appendCanonical appends the one spelling of a value: digits, "e" and the
// power of ten of the first digit.
func appendCanonical(out, s []byte) []byte {
	p := takeApart(s)
	if p.zero {
		return append(out, '0')
	}
	if p.negative {
		out = append(out, '-')
	}
	for _, c := range p.digits {
		if c != '.' {
			out = append(out, c)
		}
	}
	return strconv.AppendInt(append(out, 'e'), p.exp, 10)
}

// wholeNumber returns the value of s when it is a whole number that fits.
func wholeNumber(s []byte) (int64, bool) {
	if len(s) == 0 {
		return 0, false
	}
	p := takeApart(s)
	if p.zero {
		return 0, true
	}
	if p.exp < 0 || p.exp > 18 {
		return 0, false
	}
	n, left := uint64(0), p.exp+1
	for _, c := range p.digits {
		if c == '.' {
			continue
		}
		if left == 0 {
			return 0, false
		}
		n = n*10 + uint64(c-'0')
		left--
	}
	for ; left > 0; left-- {
		n *= 10
	}
	if n > 1<<63-1 {
		return 0, false
	}
	if p.negative {
		return -int64(n), true
	}
	return int64(n), true
}
