// SPDX-License-Identifier: Apache-2.0

package read_test

import (
	"os"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

func parse(t *testing.T, s string) view.Doc {
	t.Helper()
	d, err := view.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func file(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSameIdentifier: of two competencies with one identifier, the second is
// left out, and it is said: a questionnaire could not tell them apart.
func TestSameIdentifier(t *testing.T) {
	text := file(t, "competency/frameworks/encadrement-exemple-1.0.0.json")
	whole, _ := read.Framework(parse(t, text))
	text = strings.ReplaceAll(text, string(whole.Items[1].ID), string(whole.Items[0].ID))
	f, is := read.Framework(parse(t, text))
	if f == nil || len(f.Items) != len(whole.Items)-1 || len(is) != 1 || is[0].Code != "WIDGET-009" || is[0].Pointer != "/items/1" {
		t.Fatalf("%d items of %d, %v", len(f.Items), len(whole.Items), is)
	}
}

// TestImpossibleDurations: no screen shows −1,666 hours, or 0 minutes for
// what is no number of minutes.
func TestImpossibleDurations(t *testing.T) {
	for minutes, kept := range map[string]bool{"0": true, "60000": true, "-1": false, "60001": false, "1e300": false, "1.5": false, `"90"`: false, "null": false, "9223372036854775808": false} {
		c, is := read.Catalogue(parse(t, `{"bricks":[{"id":"https://a.example/1","version":"1.0.0","title":{"fr":"A"},"onSite":60,"remote":`+minutes+`},{"id":"https://a.example/2","version":"1.0.0","title":{"fr":"B"}}]}`))
		if got := len(c.Bricks) == 2; got != kept || kept != (len(is) == 0) || !kept && is[0].Code != "WIDGET-009" {
			t.Errorf("%s minutes: %d bricks, %v", minutes, len(c.Bricks), is)
		}
	}
	if c, is := read.Catalogue(parse(t, file(t, "catalogue/demo/catalogue.json"))); len(c.Bricks) != 73 || len(is) != 0 {
		t.Errorf("the demonstration: %d bricks, %v", len(c.Bricks), is)
	}
}

// TestTurnedWords: characters that turn the order of words do not come in.
func TestTurnedWords(t *testing.T) {
	got := read.Words(parse(t, `{"fr":"a\u202eb\u2066c\u2069d\u202a","ar":"\u200fx"}`))
	if got["fr"] != "abcd" || got["ar"] != "\u200fx" {
		t.Errorf("%q", got)
	}
}
