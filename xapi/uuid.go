// SPDX-License-Identifier: Apache-2.0

package xapi

// UUID is an identifier in the standard form 8-4-4-4-12, in any case and of
// any version and variant.
type UUID string

// Valid reports whether u has the standard form.
func (u UUID) Valid() bool { return validUUID([]byte(u)) }

// Canonical returns u in lower case: two UUIDs are one when these are equal.
func (u UUID) Canonical() UUID { return UUID(lower(string(u))) }

func validUUID(s []byte) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range s {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !hexDigit(c) {
				return false
			}
		}
	}
	return true
}

// validHex reports whether s is made of hexadecimal digits and has one of
// the lengths.
func validHex(s []byte, lengths ...int) bool {
	for _, n := range lengths {
		if len(s) == n {
			for _, c := range s {
				if !hexDigit(c) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// lower returns s with its ASCII capitals in lower case.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
