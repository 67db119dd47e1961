// SPDX-License-Identifier: Apache-2.0

package checker

import (
	"encoding/json"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Report is one document in the machine formats of `briques validate`.
type Report struct {
	Path    string          `json:"path"`
	Line    int             `json:"line,omitempty"`
	Kind    string          `json:"kind,omitempty"`
	Verdict schemas.Verdict `json:"verdict"`
	Issues  issue.Issues    `json:"issues"`
}

// Encode writes v as one line of JSON, without escapes for HTML.
func Encode(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return []byte(b.String()), err
}

// Excerpt is the part of the source around a fault: at most 100 characters,
// made harmless to show. At is the number of characters in front of the
// fault, Width how many it covers.
type Excerpt struct {
	Text  string `json:"text"`
	At    int    `json:"at"`
	Width int    `json:"width"`
}

// Around returns the excerpt at a line and a column; ok is false when the
// source has no such place.
func Around(lines *strictjson.Lines, line, column int) (e Excerpt, ok bool) {
	text, lead, ok := lines.Window(line, column, 40, 100)
	if !ok || text == "" {
		return e, false
	}
	part := []rune(text)
	e.At, e.Width = lead, 1
	if lead < len(part) {
		e.Width = tokenWidth(part[lead:])
	}
	for i, c := range part {
		if c < 0x20 || c == 0x7f || c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xfeff {
			part[i] = ' '
		}
	}
	e.Text = strings.TrimRight(string(part), " ")
	return e, true
}

// tokenWidth is the length of the JSON token that begins s.
func tokenWidth(s []rune) int {
	if len(s) == 0 {
		return 1
	}
	if s[0] == '"' {
		for i := 1; i < len(s); i++ {
			if s[i] == '\\' {
				i++
			} else if s[i] == '"' {
				return i + 1
			}
		}
		return len(s)
	}
	if strings.ContainsRune("{}[],:", s[0]) {
		return 1
	}
	n := 1
	for n < len(s) && !strings.ContainsRune(" \t{}[],:\"", s[n]) {
		n++
	}
	return n
}
