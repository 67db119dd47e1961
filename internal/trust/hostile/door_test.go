// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"regexp"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// door is one way into the library. codes gives its own code for one of the
// format's, where it has another.
type door struct {
	name   string
	read   func([]byte) issue.Issues
	before func([]byte) // makes the file that read opens
	codes  map[string]string
	named  map[string]string // the code of one case, by its name
	// more is what it may take beyond the bound of memory: its limits on
	// elements or entries cap it.
	more int
}

// refused is the code of a case that a door refuses by one of several.
const refused = "refused"

// accepted is the code of a case that a door takes.
const accepted = "accepted"

// through runs the cases of a format through doors. There must be sixty.
func through(t *testing.T, cases []hostile.Case, doors ...door) {
	t.Helper()
	if len(cases) < 60 {
		t.Errorf("%d cases", len(cases))
	}
	for _, d := range doors {
		t.Run(d.name, func(t *testing.T) {
			for _, c := range cases {
				if own := d.codes[c.Code]; own != "" {
					c.Code = own
				}
				if own := d.named[c.Name]; own != "" {
					c.Code, c.Pointer = own, ""
				}
				if d.before != nil {
					d.before(c.Data)
				}
				is := within(t, c, mostTimes*len(c.Data)+mostBase+d.more, func() issue.Issues { return d.read(c.Data) })
				anywhere(t, c, is)
				inEnglish(t, c, is)
			}
			t.Logf("%d cases", len(cases))
		})
	}
}

// frenchWord finds what only a French sentence of ours has.
var frenchWord = regexp.MustCompile(`(?i)[àâçéèêëîïôùûœ«»]|\b(?:le|la|les|un|une|des|du|de|est|aux?|pas|sans|dans|pour|attendue?s?|absente?s?|inconnue?s?|lignes?|niveaux|fichiers?|valeurs?|entrées|texte|nombre|tableau|objet|entier)\b`)

// quoted is what an English sentence repeats of the document.
var quoted = regexp.MustCompile(`“[^”]*”|<[^>]*>|"[^"]*"`)

// inEnglish checks that no issue mixes French into its English sentence.
func inEnglish(t *testing.T, c hostile.Case, is issue.Issues) {
	t.Helper()
	for _, i := range is.In("en") {
		if i.Code == "OSV" {
			continue // an error of a tool of ours, not an issue
		}
		if m := frenchWord.FindString(quoted.ReplaceAllString(i.Message, "")); m != "" && !bytes.Contains(c.Data, []byte(m)) {
			t.Errorf("%s: %s in English says %q: %.200s", c.Name, i.Code, m, i.Message)
		}
	}
}

// anywhere checks that the code of the case is among the errors, at its place
// if it has one.
func anywhere(t *testing.T, c hostile.Case, is issue.Issues) {
	t.Helper()
	if c.Code == "" || c.Code == accepted && !is.HasErrors() || c.Code == refused && is.HasErrors() {
		return
	}
	for _, i := range is {
		if i.Code == c.Code && i.Severity == issue.SeverityError && (c.Pointer == "" || i.Pointer == c.Pointer) &&
			(c.Line == 0 || i.Line == c.Line && i.Column == c.Column) {
			return
		}
	}
	t.Errorf("%s: want %s %s, got %v", c.Name, c.Code, c.Pointer, brief(is))
}
