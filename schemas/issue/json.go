// SPDX-License-Identifier: Apache-2.0

package issue

import "unicode/utf8"

// AppendJSON appends the issue as one JSON object, as encoding/json would
// write it with its HTML escapes, and returns the extended buffer.
func (i Issue) AppendJSON(b []byte) []byte {
	b = append(b, `{"code":`...)
	b = AppendString(b, i.Code)
	b = append(b, `,"pointer":`...)
	b = AppendString(b, string(i.Pointer))
	if i.Line != 0 {
		b = append(append(b, `,"line":`...), itoa(i.Line)...)
	}
	if i.Column != 0 {
		b = append(append(b, `,"column":`...), itoa(i.Column)...)
	}
	b = append(b, `,"severity":`...)
	b = AppendString(b, string(i.Severity))
	b = append(b, `,"message":`...)
	b = AppendString(b, i.Message)
	if i.Fix != "" {
		b = AppendString(append(b, `,"fix":`...), i.Fix)
	}
	if i.Ref != "" {
		b = AppendString(append(b, `,"ref":`...), i.Ref)
	}
	return append(b, '}')
}

const hexDigits = "0123456789abcdef"

// AppendString appends s as a JSON string that is safe inside HTML: <, >, &,
// U+2028 and U+2029 are escaped, and bytes that are not UTF-8 become U+FFFD.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '"' || c == '\\':
				b = append(b, '\\', c)
			case c == '\b':
				b = append(b, '\\', 'b')
			case c == '\f':
				b = append(b, '\\', 'f')
			case c == '\n':
				b = append(b, '\\', 'n')
			case c == '\r':
				b = append(b, '\\', 'r')
			case c == '\t':
				b = append(b, '\\', 't')
			case c < 0x20 || c == '<' || c == '>' || c == '&':
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, `\ufffd`...)
		case r == 0x2028 || r == 0x2029:
			b = append(b, `\u202`...)
			b = append(b, hexDigits[r&15])
		default:
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return append(b, '"')
}
