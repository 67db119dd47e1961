// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Tenant names the owner of a set of records, for instance an academy
// ("ac-lyon"). It is 1 to 63 characters: a-z, 0-9 and '-', the first one not
// '-'. Nothing is shared between tenants.
type Tenant string

// Valid reports whether t is a well formed tenant name.
func (t Tenant) Valid() bool {
	if len(t) == 0 || len(t) > 63 || t[0] == '-' {
		return false
	}
	for i := 0; i < len(t); i++ {
		c := t[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return true
}

// UUID is the 16 bytes of an identifier, of any version and variant.
type UUID [16]byte

// ParseUUID reads the form 8-4-4-4-12, hexadecimal digits of either case.
func ParseUUID(s string) (UUID, error) {
	var u UUID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return u, fmt.Errorf("uuid %q: want 8-4-4-4-12 hexadecimal digits", s)
	}
	digits := []byte(s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:])
	if _, err := hex.Decode(u[:], digits); err != nil {
		return UUID{}, fmt.Errorf("uuid %q: want 8-4-4-4-12 hexadecimal digits", s)
	}
	return u, nil
}

// String returns the lower-case 8-4-4-4-12 form.
func (u UUID) String() string {
	var b [36]byte
	hex.Encode(b[:8], u[:4])
	hex.Encode(b[9:13], u[4:6])
	hex.Encode(b[14:18], u[6:8])
	hex.Encode(b[19:23], u[8:10])
	hex.Encode(b[24:], u[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

// IsZero reports whether u is the zero value, which stands for "none".
func (u UUID) IsZero() bool { return u == UUID{} }

// Key is the SHA-256 of the normal form of an agent's identifier or of an
// activity's IRI: what stores index, of fixed length whatever the client sent.
type Key [sha256.Size]byte

// ActivityKey returns the key of an activity.
func ActivityKey(iri string) Key { return sha256.Sum256([]byte(iri)) }
