// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// DecodedTwice tells whether s holds UTF-8 that was read as windows-1252
// ("Ã©" for "é", "â€™" for "’") and returns it mended, part by part.
func DecodedTwice(s string) (fixed string, twice bool) {
	if !strings.ContainsAny(s, "ÃÂâ") {
		return s, false
	}
	var b strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		if r, n := sequence(runes[i:]); n > 0 {
			b.WriteRune(r)
			i += n
			twice = true
			continue
		}
		b.WriteRune(runes[i])
		i++
	}
	if !twice {
		return s, false
	}
	return b.String(), true
}

// sequence reads one character that was decoded twice at the start of rs.
func sequence(rs []rune) (rune, int) {
	if len(rs) < 2 || rs[0] < 0xC2 || rs[0] > 0xF4 {
		return 0, 0
	}
	var raw []byte
	for n := 0; n < 4 && n < len(rs); n++ {
		c, ok := charmap.Windows1252.EncodeRune(rs[n])
		if !ok {
			return 0, 0
		}
		raw = append(raw, c)
		if n > 0 && c < 0x80 || n == 0 && c < 0xC2 {
			return 0, 0
		}
		if r, size := utf8.DecodeRune(raw); r != utf8.RuneError && size == n+1 && n > 0 {
			return r, size
		}
	}
	return 0, 0
}
