// SPDX-License-Identifier: Apache-2.0

package competency

import "strings"

// ValidVersion reports whether v is MAJOR.MINOR.PATCH with an optional
// pre-release and build (SemVer 2.0.0, no leading "v"), 64 characters at most.
func ValidVersion(v string) bool {
	if len(v) > 64 {
		return false
	}
	if i := strings.IndexByte(v, '+'); i >= 0 {
		if !versionIdentifiers(v[i+1:], false) {
			return false
		}
		v = v[:i]
	}
	if i := strings.IndexByte(v, '-'); i >= 0 {
		if !versionIdentifiers(v[i+1:], true) {
			return false
		}
		v = v[:i]
	}
	parts := strings.Split(v, ".")
	if len(parts) != 3 {
		return false
	}
	for _, p := range parts {
		if !numericIdentifier(p) {
			return false
		}
	}
	return true
}

func versionIdentifiers(s string, strictNumbers bool) bool {
	for _, p := range strings.Split(s, ".") {
		if p == "" {
			return false
		}
		number := true
		for i := 0; i < len(p); i++ {
			if !isDigit(p[i]) {
				number = false
				if !isAlpha(p[i]) && p[i] != '-' {
					return false
				}
			}
		}
		if number && strictNumbers && !numericIdentifier(p) {
			return false
		}
	}
	return true
}

func numericIdentifier(s string) bool {
	if s == "" || len(s) > 1 && s[0] == '0' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// CompareVersions returns -1, 0 or 1 as a comes before, beside or after b in
// SemVer precedence (build metadata does not count). Both must be valid.
func CompareVersions(a, b string) int {
	a, _, _ = strings.Cut(a, "+")
	b, _, _ = strings.Cut(b, "+")
	coreA, preA, hasA := strings.Cut(a, "-")
	coreB, preB, hasB := strings.Cut(b, "-")
	if c := compareIdentifiers(coreA, coreB); c != 0 {
		return c
	}
	switch {
	case !hasA && !hasB:
		return 0
	case !hasA:
		return 1
	case !hasB:
		return -1
	}
	return compareIdentifiers(preA, preB)
}

func compareIdentifiers(a, b string) int {
	pa, pb := strings.Split(a, "."), strings.Split(b, ".")
	for i := 0; i < len(pa) && i < len(pb); i++ {
		if pa[i] == pb[i] {
			continue
		}
		na, nb := numericIdentifier(pa[i]), numericIdentifier(pb[i])
		switch {
		case na && nb && len(pa[i]) != len(pb[i]):
			return sign(len(pa[i]) < len(pb[i]))
		case na != nb:
			return sign(na)
		}
		return sign(pa[i] < pb[i])
	}
	if len(pa) == len(pb) {
		return 0
	}
	return sign(len(pa) < len(pb))
}
