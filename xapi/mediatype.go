// SPDX-License-Identifier: Apache-2.0

package xapi

// validMediaType reports whether s is type/subtype with optional parameters
// (RFC 9110 §8.3.1).
func validMediaType(s []byte) bool {
	i := token(s, 0)
	if i == 0 || i == len(s) || s[i] != '/' {
		return false
	}
	j := token(s, i+1)
	if j == i+1 {
		return false
	}
	for i = spaces(s, j); i < len(s); i = spaces(s, i) {
		if s[i] != ';' {
			return false
		}
		i = spaces(s, i+1)
		if i == len(s) || s[i] == ';' {
			continue
		}
		j = token(s, i)
		if j == i || j == len(s) || s[j] != '=' {
			return false
		}
		if i = parameterValue(s, j+1); i < 0 {
			return false
		}
	}
	return true
}

// parameterValue returns the end of the token or quoted text at i, -1 if none.
func parameterValue(s []byte, i int) int {
	if i == len(s) || s[i] != '"' {
		if j := token(s, i); j > i {
			return j
		}
		return -1
	}
	for i++; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return i + 1
		case s[i] == '\\':
			i++
		case s[i] < ' ' && s[i] != '\t', s[i] == 0x7F:
			return -1
		}
	}
	return -1
}

func spaces(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// token returns the end of the RFC 9110 token that begins at i.
func token(s []byte, i int) int {
	for i < len(s) {
		c := s[i]
		if !letter(c) && !digit(c) {
			switch c {
			case '!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~':
			default:
				return i
			}
		}
		i++
	}
	return i
}
