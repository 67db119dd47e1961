// SPDX-License-Identifier: Apache-2.0

package credential

import "strings"

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// decodeSegment decodes base64url without padding. It accepts the one
// canonical spelling of each byte string: unused bits are zero, no other
// character, no line break.
func decodeSegment(s string) ([]byte, bool) {
	if len(s)%4 == 1 {
		return nil, false
	}
	out := make([]byte, 0, len(s)*3/4)
	acc, bits := uint32(0), 0
	for i := 0; i < len(s); i++ {
		v := strings.IndexByte(base64url, s[i])
		if v < 0 {
			return nil, false
		}
		acc, bits = acc<<6|uint32(v), bits+6
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	return out, acc&(1<<bits-1) == 0
}

// encodeSegment is the inverse of decodeSegment.
func encodeSegment(b []byte) string {
	out := make([]byte, 0, (len(b)*4+2)/3)
	acc, bits := uint32(0), 0
	for _, c := range b {
		acc, bits = acc<<8|uint32(c), bits+8
		for bits >= 6 {
			bits -= 6
			out = append(out, base64url[acc>>bits&63])
		}
	}
	if bits > 0 {
		out = append(out, base64url[acc<<(6-bits)&63])
	}
	return string(out)
}

// split returns the three segments of a compact JWS and what they decode to.
func split(token string) (segments [3]string, decoded [3][]byte, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return segments, decoded, false
	}
	for i, p := range parts {
		segments[i] = p
		b, canonical := decodeSegment(p)
		if !canonical || len(b) == 0 {
			return segments, decoded, false
		}
		decoded[i] = b
	}
	return segments, decoded, true
}

// trim drops the one newline that ends a text file.
func trim(token string) string {
	token, cut := strings.CutSuffix(token, "\n")
	if cut {
		token = strings.TrimSuffix(token, "\r")
	}
	return token
}
