// SPDX-License-Identifier: Apache-2.0

package xapi

// IRI is an internationalised resource identifier (RFC 3987) with a scheme.
// An IRL is an IRI too: nothing here asks that it leads anywhere.
type IRI string

// Valid reports whether s has a scheme and no character that an IRI refuses.
func (s IRI) Valid() bool { return iriState([]byte(s)) != iriBad }

// The three answers of iriState: iriOdd is accepted with a warning.
const (
	iriGood = iota
	iriOdd
	iriBad
)

// iriClass: 0 stands for itself, 1 refused, 2 percent sign, 3 bracket, 4
// beyond ASCII.
var iriClass = func() (t [256]uint8) {
	for c := 0; c <= ' '; c++ {
		t[c] = 1
	}
	for _, c := range []byte("<>\"{}|\\^`\x7f") {
		t[c] = 1
	}
	t['%'], t['['], t[']'] = 2, 3, 3
	for c := 0x80; c < 256; c++ {
		t[c] = 4
	}
	return t
}()

// schemeClass marks the bytes of a scheme after its first letter.
var schemeClass = func() (t [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-") {
		t[c] = true
	}
	return t
}()

// iriState judges s: a scheme, a colon, and none of the refused characters.
// A broken percent sequence, or brackets outside the authority, are odd.
func iriState(s []byte) int {
	i := 0
	for i < len(s) && schemeClass[s[i]] {
		i++
	}
	if i == 0 || i == len(s) || s[i] != ':' || !letter(s[0]) {
		return iriBad
	}
	from, state, host := i+1, iriGood, -1 // host: where the authority ends, once asked
	for i = from; ; i++ {
		for i < len(s) && iriClass[s[i]] == 0 {
			i++
		}
		if i == len(s) {
			return state
		}
		switch iriClass[s[i]] {
		case 1:
			return iriBad
		case 2:
			if i+2 >= len(s) || !hexDigit(s[i+1]) || !hexDigit(s[i+2]) {
				state = iriOdd
			}
		case 3:
			if host < 0 {
				host = from + authorityLen(s[from:])
			}
			if i >= host {
				state = iriOdd
			}
		case 4:
			if s[i] == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0 {
				return iriBad // a control character, U+0080 to U+009F
			}
		}
	}
}

// authorityLen returns the length of the authority, its slashes included, at
// the start of s; 0 if there is none.
func authorityLen(s []byte) int {
	if len(s) < 2 || s[0] != '/' || s[1] != '/' {
		return 0
	}
	for i, c := range s[2:] {
		if c == '/' || c == '?' || c == '#' {
			return 2 + i
		}
	}
	return len(s)
}

func letter(c byte) bool   { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool    { return c-'0' < 10 }
func hexDigit(c byte) bool { return c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'f' }

// validMbox reports whether s is "mailto:" and one address, without query.
func validMbox(s []byte) bool {
	const scheme = "mailto:"
	if len(s) <= len(scheme) || string(s[:len(scheme)]) != scheme || iriState(s) == iriBad {
		return false
	}
	s = s[len(scheme):]
	at := -1
	for i, c := range s {
		switch c {
		case '@':
			if at >= 0 {
				return false
			}
			at = i
		case '?', ',', ';', '#', '/', '(', ')', ':':
			if c != '/' || at >= 0 {
				return false
			}
		}
	}
	if at < 1 || at == len(s)-1 {
		return false
	}
	return dotted(s[:at]) && domain(s[at+1:])
}

// dotted reports whether s has no empty part between its dots.
func dotted(s []byte) bool {
	last := byte('.')
	for _, c := range s {
		if c == '.' && last == '.' {
			return false
		}
		last = c
	}
	return last != '.'
}

// domain reports whether s is a host name or an address in brackets.
func domain(s []byte) bool {
	if s[0] == '[' {
		return len(s) > 2 && s[len(s)-1] == ']'
	}
	if !dotted(s) {
		return false
	}
	for i, c := range s {
		ok := letter(c) || digit(c) || c == '.' || c >= 0x80 || c == '%' ||
			c == '-' && i > 0 && i < len(s)-1
		if !ok {
			return false
		}
	}
	return true
}
