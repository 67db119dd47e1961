// SPDX-License-Identifier: Apache-2.0

package xapi

// Version is a version of the specification whose rules apply.
type Version string

// The versions this package knows. The empty Version means V20.
const (
	V103 Version = "1.0.3"
	V20  Version = "2.0"
)

// Valid reports whether v is one of the declared versions.
func (v Version) Valid() bool { return v == V103 || v == V20 }

// ParseVersion reads 1.0, 1.0.N, 2.0 and 2.0.N, as the version of a statement
// or the X-Experience-API-Version of a request is written.
func ParseVersion(s string) (Version, bool) {
	if len(s) < 3 {
		return "", false
	}
	v := V103
	switch s[:3] {
	case "1.0":
	case "2.0":
		v = V20
	default:
		return "", false
	}
	if len(s) == 3 {
		return v, true
	}
	patch := s[4:]
	if s[3] != '.' || patch == "" || len(patch) > 1 && patch[0] == '0' || len(patch) > 9 || !digits([]byte(patch)) {
		return "", false
	}
	return v, true
}

func (v Version) orDefault() Version {
	if v == V103 {
		return V103
	}
	return V20
}
