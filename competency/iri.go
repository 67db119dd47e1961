// SPDX-License-Identifier: Apache-2.0

package competency

const upperHex = "0123456789ABCDEF"

// EscapeIRI returns s with every byte that an IRI may not hold
// percent-encoded (RFC 3987 §3.1): letters beyond ASCII, blanks, brackets.
// It does not make a relative reference absolute.
func EscapeIRI(s string) IRI {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f, c == '"', c == '<', c == '>', c == '\\', c == '^', c == '`', c == '{', c == '|', c == '}':
			out = append(out, '%', upperHex[c>>4], upperHex[c&15])
		default:
			out = append(out, c)
		}
	}
	return IRI(out)
}
