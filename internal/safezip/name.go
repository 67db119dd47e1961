// SPDX-License-Identifier: Apache-2.0

package safezip

import (
	"archive/zip"
	"strings"
	"unicode"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// nameFault says what is wrong with an entry name; empty when nothing is.
func nameFault(name string) issue.Text {
	switch {
	case name == "":
		return issue.Text{FR: "vide", EN: "empty"}
	case !utf8.ValidString(name):
		return issue.Text{FR: "pas en UTF-8", EN: "not UTF-8"}
	case len(name) > 4096:
		return issue.Text{FR: "trop long", EN: "too long"}
	case name[0] == '/' || name[0] == '~':
		return issue.Text{FR: "pas relatif", EN: "not relative"}
	}
	for _, r := range name {
		if r == '\\' || unicode.IsControl(r) {
			return issue.Text{FR: "caractère interdit", EN: "forbidden character"}
		}
	}
	for _, s := range strings.Split(strings.TrimSuffix(name, "/"), "/") {
		switch {
		case s == "" || s == "." || s == "..":
			return issue.Text{FR: "segment « " + s + " »", EN: "segment “" + s + "”"}
		case len(s) > 255:
			return issue.Text{FR: "segment de plus de 255 octets", EN: "segment of more than 255 bytes"}
		case len(s) > 1 && s[1] == ':':
			return issue.Text{FR: "lecteur", EN: "drive"}
		case s[len(s)-1] == '.' || s[len(s)-1] == ' ':
			return issue.Text{FR: "segment fini par un point ou une espace", EN: "segment that ends with a dot or a space"}
		case device(s):
			return issue.Text{FR: "nom réservé", EN: "reserved name"}
		}
	}
	return issue.Text{}
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
