// SPDX-License-Identifier: Apache-2.0

package view

import "unicode/utf8"

const (
	nbsp   = '\u00a0' // before a colon, inside guillemets, between a number and its unit
	nnbsp  = '\u202f' // before ; ! ?
	apos   = '\u2019'
	openQ  = '«'
	closeQ = '»'
)

// Typo returns s with French typography when lang is "fr": a narrow no-break
// space (U+202F) before ; ! and ?, a no-break space (U+00A0) before a colon,
// inside « » and between a number and its unit, and the apostrophe ’. It
// leaves addresses, times, ratios and any other language alone. Applying it
// twice changes nothing more.
func Typo(lang, s string) string {
	if lang != "fr" || !needsTypo(s) {
		return s
	}
	r := []rune(s)
	out := make([]rune, 0, len(r)+8)
	for i := 0; i < len(r); i++ {
		c := r[i]
		switch {
		case c == '\'' && i > 0 && letter(r[i-1]) && i+1 < len(r) && letter(r[i+1]):
			out = append(out, apos)
		case (c == ';' || c == '!' || c == '?') && endsWord(r, i):
			out = spaced(out, nnbsp, c)
		case c == ':' && endsWord(r, i):
			out = spaced(out, nbsp, c)
		case c == openQ:
			out = append(out, c)
			for i+1 < len(r) && space(r[i+1]) {
				i++
			}
			if i+1 < len(r) {
				out = append(out, nbsp)
			}
		case c == closeQ:
			out = spaced(out, nbsp, c)
		case c == ' ' && i > 0 && digit(r[i-1]) && unit(r[i+1:]):
			out = append(out, nbsp)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

func needsTypo(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'', ';', '!', '?', ':', 0xc2: // 0xc2 begins « and »
			return true
		case ' ':
			if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
				return true
			}
		}
	}
	return false
}

// spaced ends the word, writes the space, then the sign. After another sign
// of the same kind, or at the start of the text, no space is due.
func spaced(out []rune, sp, sign rune) []rune {
	for len(out) > 0 && space(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	if n := len(out); n > 0 && (sign == closeQ || !double(out[n-1])) {
		out = append(out, sp)
	}
	return append(out, sign)
}

func double(c rune) bool { return c == ';' || c == '!' || c == '?' || c == ':' }

// endsWord reports whether the sign at i closes a word or a phrase, which a
// colon in 10:30 or a question mark in an address does not.
func endsWord(r []rune, i int) bool {
	end := i + 1
	for end < len(r) && double(r[end]) {
		end++
	}
	if end < len(r) && !space(r[end]) && r[end] != closeQ && r[end] != ')' {
		return false
	}
	start := i
	for start > 0 && !space(r[start-1]) {
		start--
	}
	return !addressLike(r[start:i])
}

func addressLike(w []rune) bool {
	for i := range w {
		if i+2 < len(w) && w[i] == ':' && w[i+1] == '/' && w[i+2] == '/' {
			return true
		}
	}
	return false
}

var units = [...]string{"h", "min", "%", "j", "€", "s", "km", "Mo", "Ko", "ko", "Mio", "px"}

func unit(r []rune) bool {
	for _, u := range units {
		n := utf8.RuneCountInString(u)
		if len(r) < n || string(r[:n]) != u {
			continue
		}
		if len(r) == n || !letter(r[n]) && !digit(r[n]) && r[n] != '\'' && r[n] != apos {
			return true
		}
	}
	return false
}

func space(c rune) bool { return c == ' ' || c == nbsp || c == nnbsp }
func digit(c rune) bool { return c >= '0' && c <= '9' }
func letter(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xc0 && c != 0xd7 && c != 0xf7 && c < 0x2000
}
