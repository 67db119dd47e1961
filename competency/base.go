// SPDX-License-Identifier: Apache-2.0

package competency

import "errors"

// ID is a lower-case UUID of version 1 to 5 (RFC 9562). Versions 6 and 7 are
// refused because 1EdTech CASE refuses them.
type ID string

// Valid reports whether id is a lower-case UUID of version 1 to 5.
func (id ID) Valid() bool {
	if len(id) != 36 {
		return false
	}
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case i == 14:
			if c < '1' || c > '5' {
				return false
			}
		case i == 19:
			if c != '8' && c != '9' && c != 'a' && c != 'b' {
				return false
			}
		case !isLowerHex(c):
			return false
		}
	}
	return true
}

func isLowerHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }

// IRI is an absolute identifier written in ASCII (RFC 3986; other characters
// percent-encoded): a scheme, a colon and at least one character.
type IRI string

// Valid reports whether iri is absolute and holds no character that RFC 3986
// forbids; at most 2048 characters.
func (iri IRI) Valid() bool {
	if len(iri) > 2048 {
		return false
	}
	i := 0
	for i < len(iri) && (isAlpha(iri[i]) || i > 0 && (isDigit(iri[i]) || iri[i] == '+' || iri[i] == '-' || iri[i] == '.')) {
		i++
	}
	if i == 0 || i+1 >= len(iri) || iri[i] != ':' {
		return false
	}
	for _, c := range []byte(iri[i+1:]) {
		if c <= ' ' || c >= 0x7f {
			return false
		}
		switch c {
		case '"', '<', '>', '\\', '^', '`', '{', '|', '}':
			return false
		}
	}
	return true
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// NodeRef names an end of an Association: the ID of the framework or of one
// of its items, or the IRI of a node elsewhere.
type NodeRef string

// Valid reports whether r is a valid ID or a valid IRI.
func (r NodeRef) Valid() bool { return ID(r).Valid() || IRI(r).Valid() }

// Ref names one item of one version of one framework, from outside it.
type Ref struct {
	Framework IRI    `json:"framework" validate:"form=iri"`
	Version   string `json:"version" validate:"form=semver"`
	Item      ID     `json:"item" validate:"form=uuid"`
}

// Valid reports whether all three parts are valid.
func (r Ref) Valid() bool { return r.Framework.Valid() && ValidVersion(r.Version) && r.Item.Valid() }

// Pseudonym stands for a person or a unit without naming them: 1 to 128
// characters among ASCII letters, digits and . _ ~ : - (no @, no space).
type Pseudonym string

// Valid reports whether p has the form of a pseudonym.
func (p Pseudonym) Valid() bool {
	if len(p) == 0 || len(p) > 128 {
		return false
	}
	for _, c := range []byte(p) {
		if !isAlpha(c) && !isDigit(c) && c != '.' && c != '_' && c != '~' && c != ':' && c != '-' {
			return false
		}
	}
	return true
}

// Digest is "sha256:" and 64 lower-case hexadecimal digits.
type Digest string

// Valid reports whether d has the form of a digest.
func (d Digest) Valid() bool {
	if len(d) != 71 || d[:7] != "sha256:" {
		return false
	}
	for i := 7; i < len(d); i++ {
		if !isLowerHex(d[i]) {
			return false
		}
	}
	return true
}

// Decimal is an exact decimal number kept as it was written ("0.50"): an
// optional minus, digits without useless leading zeros, an optional fraction,
// no exponent. In JSON it is a number. The zero value "" is no number.
type Decimal string

// Valid reports whether d is a decimal number of at most 32 characters.
func (d Decimal) Valid() bool {
	s := string(d)
	if len(s) > 32 {
		return false
	}
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == 0 || i > 1 && s[0] == '0' {
		return false
	}
	if i == len(s) {
		return true
	}
	if s[i] != '.' || i+1 == len(s) {
		return false
	}
	for i++; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

var errDecimal = errors.New("competency: not a decimal number without exponent")

// MarshalJSON writes d as the number it is.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if !d.Valid() {
		return nil, errDecimal
	}
	return []byte(d), nil
}

// UnmarshalJSON keeps the number as written.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	if !Decimal(b).Valid() {
		return errDecimal
	}
	*d = Decimal(b)
	return nil
}

// Extra is a JSON object that belongs to somebody else's vocabulary, kept byte
// for byte as it was read. The zero value is "no extra members".
type Extra []byte

var errExtra = errors.New("competency: extra is not a JSON object")

// MarshalJSON writes the object as it was read.
func (e Extra) MarshalJSON() ([]byte, error) {
	if len(e) == 0 {
		return []byte("{}"), nil
	}
	return e, nil
}

// UnmarshalJSON keeps a copy of the object.
func (e *Extra) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return errExtra
	}
	*e = append(Extra(nil), b...)
	return nil
}
