// SPDX-License-Identifier: Apache-2.0

package view

// The readers of numbers here stand for those of strconv, whose errors hold
// the tables of what may be printed: 20 kB (brotli) with ParseFloat.

// Integer reads a whole number of at most fifteen digits, with or without a
// minus sign.
func Integer(s string) (n int, ok bool) {
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		s = s[1:]
	}
	if len(s) == 0 || len(s) > 15 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// hexadecimal reads s, of at most eight digits.
func hexadecimal(s string) (n uint32, ok bool) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		n = n<<4 | uint32(c)
	}
	return n, len(s) > 0 && len(s) <= 8
}

// channel reads one channel of a computed colour: digits, with or without a
// fraction.
func channel(s string) (v float64, ok bool) {
	scale := 0.0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' && scale == 0:
			scale = 1
		case c >= '0' && c <= '9':
			v, scale = v*10+float64(c-'0'), scale*10
			ok = true
		default:
			return 0, false
		}
	}
	if scale > 1 {
		v /= scale
	}
	return v, ok
}
