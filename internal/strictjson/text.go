// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"math/bits"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// plain marks the ASCII bytes that stand for themselves inside a string.
var plain = func() (t [256]bool) {
	for c := 0x20; c < 0x80; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// plainEnd returns the offset of the first byte from i on that does not stand
// for itself inside a string; len(d) if all do. It looks at eight at a time.
func plainEnd(d []byte, i int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(d); i += 8 {
		b := d[i : i+8 : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		odd := (w | (w-ones*0x20)&^w | (quote-ones)&^quote | (slash-ones)&^slash) & highs
		if odd != 0 {
			return i + bits.TrailingZeros64(odd)/8
		}
	}
	for i < len(d) && plain[d[i]] {
		i++
	}
	return i
}

// Text reads the next value, which must be a string, and returns its decoded
// bytes: valid until the next call of Text, and a part of the input when the
// string has no escape. Another kind of value is left unread and gives nil.
func (r *Reader) Text() []byte {
	if r.Peek() != String {
		return nil
	}
	from, to, escaped, ok := r.scanText()
	if !ok {
		return nil
	}
	if !escaped {
		return r.data[from:to:to]
	}
	r.textBuf = appendDecoded(r.textBuf[:0], r.data[from:to])
	return r.textBuf
}

// scanText checks the string value at the current byte.
func (r *Reader) scanText() (from, to int, escaped, ok bool) {
	if !r.value() {
		return 0, 0, false, false
	}
	return r.scanString()
}

// scanString checks the string at the current byte, name or value, and
// returns where its content stands.
func (r *Reader) scanString() (from, to int, escaped, ok bool) {
	d, i := r.data, r.pos+1
	from = i
	for {
		i = plainEnd(d, i)
		if i >= len(d) {
			r.syntax(i, "fin du texte dans une chaîne", "end of text inside a string")
			return
		}
		switch c := d[i]; {
		case c == '"':
			if i-from > r.lim.String {
				r.stop(r.pos, issue.Read017, issue.Text{FR: "texte", EN: "text"}, r.lim.String)
				return
			}
			r.pos = i + 1
			return from, i, escaped, true
		case c == '\\':
			escaped = true
			n := r.escape(i)
			if n == 0 {
				return
			}
			i += n
		case c < 0x20:
			r.syntax(i, "caractère de commande dans une chaîne", "control character inside a string")
			return
		default:
			c, n := utf8.DecodeRune(d[i:])
			if c == utf8.RuneError && n <= 1 {
				r.notUTF8(i)
				return
			}
			if r.profile == Document && noncharacter(c) {
				r.note(i, issue.Read013)
			}
			i += n
		}
		if r.fatal {
			return
		}
	}
}

// escape checks the escape at offset i and returns its length, 0 if broken.
func (r *Reader) escape(i int) int {
	d := r.data
	if i+1 >= len(d) {
		r.syntax(i+1, "fin du texte dans une chaîne", "end of text inside a string")
		return 0
	}
	switch d[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
	default:
		if r.badUTF8(i + 1) {
			r.notUTF8(i + 1)
		} else {
			r.syntax(i+1, "échappement inconnu", "unknown escape")
		}
		return 0
	}
	c, bad := hex4(d, i+2)
	if bad >= 0 {
		if bad < len(d) && r.badUTF8(bad) {
			r.notUTF8(bad)
		} else {
			r.syntax(bad, "quatre chiffres hexadécimaux sont attendus", "four hexadecimal digits are expected")
		}
		return 0
	}
	switch {
	case c >= 0xD800 && c < 0xDC00 && i+7 < len(d) && d[i+6] == '\\' && d[i+7] == 'u':
		low, bad := hex4(d, i+8)
		if bad >= 0 || low < 0xDC00 || low > 0xDFFF {
			r.note(i, issue.Read012)
			return 6
		}
		if r.profile == Document && noncharacter(pair(c, low)) {
			r.note(i, issue.Read013)
		}
		return 12
	case c >= 0xD800 && c <= 0xDFFF:
		r.note(i, issue.Read012)
	case r.profile == Document && (c == 0 || noncharacter(c)):
		r.note(i, issue.Read013)
	}
	return 6
}

// hex4 reads four hexadecimal digits at i; bad is the offset of the first
// byte that is none, -1 if all are.
func hex4(d []byte, i int) (c rune, bad int) {
	for n := 0; n < 4; n++ {
		if i+n >= len(d) {
			return 0, len(d)
		}
		switch b := d[i+n]; {
		case b >= '0' && b <= '9':
			c = c<<4 | rune(b-'0')
		case b >= 'a' && b <= 'f':
			c = c<<4 | rune(b-'a'+10)
		case b >= 'A' && b <= 'F':
			c = c<<4 | rune(b-'A'+10)
		default:
			return 0, i + n
		}
	}
	return c, -1
}

func pair(high, low rune) rune { return 0x10000 + (high-0xD800)<<10 + (low - 0xDC00) }

func noncharacter(c rune) bool {
	return c&0xFFFE == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF
}

// appendDecoded appends the meaning of checked string content s. Unpaired
// surrogates become U+FFFD.
func appendDecoded(b, s []byte) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' {
			b = append(b, c)
			i++
			continue
		}
		switch s[i+1] {
		case 'b':
			b = append(b, '\b')
		case 'f':
			b = append(b, '\f')
		case 'n':
			b = append(b, '\n')
		case 'r':
			b = append(b, '\r')
		case 't':
			b = append(b, '\t')
		case 'u':
			c, _ := hex4(s, i+2)
			i += 4
			if c >= 0xD800 && c < 0xDC00 && i+7 < len(s) && s[i+2] == '\\' && s[i+3] == 'u' {
				if low, bad := hex4(s, i+4); bad < 0 && low >= 0xDC00 && low <= 0xDFFF {
					c = pair(c, low)
					i += 6
				}
			}
			b = utf8.AppendRune(b, c)
		default:
			b = append(b, s[i+1])
		}
		i += 2
	}
	return b
}

// Unquote returns the meaning of a checked JSON string with its quotes.
func Unquote(quoted []byte) string {
	if len(quoted) < 2 {
		return ""
	}
	return string(appendDecoded(nil, quoted[1:len(quoted)-1]))
}
