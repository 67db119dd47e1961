// SPDX-License-Identifier: Apache-2.0

package safezip

import (
	"archive/zip"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameFault says what is wrong with an entry name; "" when nothing is.
func nameFault(name string) string {
	switch {
	case name == "":
		return "vide"
	case !utf8.ValidString(name):
		return "pas en UTF-8"
	case len(name) > 4096:
		return "trop long"
	case name[0] == '/' || name[0] == '~':
		return "pas relatif"
	}
	for _, r := range name {
		if r == '\\' || unicode.IsControl(r) {
			return "caractère interdit"
		}
	}
	for _, s := range strings.Split(strings.TrimSuffix(name, "/"), "/") {
		switch {
		case s == "" || s == "." || s == "..":
			return "segment « " + s + " »"
		case len(s) > 255:
			return "segment de plus de 255 octets"
		case len(s) > 1 && s[1] == ':':
			return "lecteur"
		case s[len(s)-1] == '.' || s[len(s)-1] == ' ':
			return "segment fini par un point ou une espace"
		case device(s):
			return "nom réservé"
		}
	}
	return ""
}

// device reports whether s names a device of Windows, with any extension.
func device(s string) bool {
	base, _, _ := strings.Cut(s, ".")
	switch b := strings.ToUpper(strings.TrimRight(base, " ")); b {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	default:
		return len(b) == 4 && (b[:3] == "COM" || b[:3] == "LPT") && b[3] >= '0' && b[3] <= '9'
	}
}

// clashes refuses two names equal under case folding and a file that is also
// a folder.
func (c *checker) clashes(files []*zip.File) {
	c.at = ""
	names := make(map[string]string, len(files))
	folders := make(map[string]string)
	for _, f := range files {
		folded := fold(strings.TrimSuffix(f.Name, "/"))
		if other, twice := names[folded]; twice {
			c.refuse(&ruleClash, other, f.Name)
		}
		names[folded] = f.Name
		for i := strings.LastIndexByte(folded, '/'); i > 0; i = strings.LastIndexByte(folded[:i], '/') {
			folders[folded[:i]] = f.Name
		}
	}
	for _, f := range files {
		if inside, ok := folders[fold(f.Name)]; ok && !strings.HasSuffix(f.Name, "/") {
			c.refuse(&ruleClash, f.Name, inside)
		}
	}
}

// fold replaces each rune by the least of its simple folding orbit.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, s)
}
