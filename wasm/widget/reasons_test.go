// SPDX-License-Identifier: Apache-2.0

package widget_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

var frenchWord = regexp.MustCompile(`(?i)[àâçéèêëîïôùûœ«»]|\b(?:le|la|les|un|une|des|du|de|est|pas|plus|sans|hors|ligne|colonne|attendu|fichier|réponse|Mio)\b`)

// TestReasonsInEnglish: the reasons that the element and the loader give for
// a document that cannot be read have no French word in an English issue.
func TestReasonsInEnglish(t *testing.T) {
	said := map[string]bool{}
	check := func(w issue.Text) {
		t.Helper()
		i := widget.RuleUnreadable.At("", w)
		if fr, en := i.In("fr").Message, i.In("en").Message; fr == en || w.FR == w.EN || frenchWord.MatchString(en) {
			t.Errorf("%q in English: %q", fr, en)
		}
		said[regexp.MustCompile(`[0-9]+|“.*”`).ReplaceAllString(w.EN, "")] = true
	}
	sound := []byte(`{"a":[1,true,null,"b"],"c":{"d":-2.5e3}}`)
	texts := []string{"", "[", `{"a" 1}`, `{a:1}`, `{"a":1,"a":2}`, "[1 2]", "[1] 2", "[01]", "[\"\\q\"]", "[\"\\u12\"]", "[\"\x01\"]", "[\"a", "[\"\xff\"]", strings.Repeat("[", 70), strings.Repeat(" ", view.MaxBytes+1)}
	for _, c := range hostile.JSON(sound, hostile.Kind{Bytes: view.MaxBytes, Values: 1000, String: 1000, Depth: view.MaxDepth, Text: true}) {
		texts = append(texts, string(c.Data))
	}
	for _, text := range texts {
		if _, err := view.Parse(text); err != nil {
			check(widget.Failed(err))
			check(widget.Msg{Arg: "catalogue", Why: widget.Failed(err)}.What())
		}
	}
	if len(said) < 20 {
		t.Errorf("only %d reasons: %v", len(said), said)
	}
	attributes := map[string]string{"langue": "en", "theme": "mauve", "niveau-titre": "9", "envoi": "ftp://x", "endpoint-xapi": "http://x.example"}
	_, warnings := widget.ReadOptions(func(n string) string { return attributes[n] }, nil)
	for _, w := range warnings {
		_, why, _ := strings.Cut(w, ": ")
		if frenchWord.MatchString(regexp.MustCompile(`“[^”]*”`).ReplaceAllString(why, "")) {
			t.Errorf("in English: %q", w)
		}
	}
	if len(warnings) != 4 {
		t.Error(warnings)
	}
	loader, err := os.ReadFile("../assets/loader.js")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("\"file-refused\", `([^`]*)`").FindAllStringSubmatch(string(loader), -1)
	if len(found) < 2 {
		t.Fatal("the reasons of the loader are not found")
	}
	for _, m := range found {
		words := regexp.MustCompile(`\$\{f\.name\}`).ReplaceAllString(m[1], "a.json")
		check(widget.Msg{Value: regexp.MustCompile(`\$\{[^}]*\}`).ReplaceAllString(words, "10")}.Reason())
	}
}
