// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	frenchWords = regexp.MustCompile(`(?i)[àâçéèêëîïôùûœ]|[«»]|\b(?:le|la|les|des|une|du|de|est|sans|pas|dans|pour|au|aux|attendue?|absente?|inconnue?|manquante?)\b`)
	quotations  = regexp.MustCompile(`“[^”]*”|https?://\S+`)
)

// TestEnglishAlone: with --lang en, what a conversion loses, what a check
// finds and what a plan says has no French in it; the words of documents are
// in quotes.
func TestEnglishAlone(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	settings := `{"lheo":{"name":"EAFC","siret":"99999999800019","activityNumber":"54860000086","contact":"Office","line":"1 street",
"postalCode":"86000","city":"POITIERS","email":"eafc@example.org","publicCode":"81055","rhythm":"Temps partiel"},"magistere":{"year":"26"}}`
	broken := map[string]string{
		"a.xml": `<lheo a="1" a="2">`, "b.xml": `<lheo><b></c></lheo>`, "c.csv": "id;titre;zzz\n;x;\n", "d.json": `{"bricks":`, "e.json": `{"bricks":[1,"a"]}`,
		"f.ttl": "@prefix a b", "g.ttl": "<http://a> <http://b> ", "h.csv": "type;code\nniveu;x\n", "i.json": `{"id":3,"items":{}}`, "j.zip": "PK\x03\x04xxxx",
	}
	for name, text := range broken {
		if err := os.WriteFile(at(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(at("o.json"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for _, to := range []string{"lheo", "gaia", "magistere", "sheet-csv", "schemaorg", "cmi5"} {
		lines = append(lines, []string{"catalogue", "convert", "exemple", "--to", to, "--options", at("o.json"), "--framework", "encadrement-exemple", "--pages", "https://eafc.example.org/b", "-o", at(to)},
			[]string{"catalogue", "convert", at(to), "--framework", "encadrement-exemple", "-o", at(to + ".json")})
	}
	for _, to := range []string{"case-1.1", "moodle-csv", "skos-turtle", "skos-jsonld", "sheet-csv"} {
		lines = append(lines, []string{"framework", "convert", "encadrement-exemple", "--to", to, "-o", at("f-" + to)}, []string{"framework", "convert", at("f-" + to), "-o", at("f-" + to + ".json")})
	}
	for name := range broken {
		lines = append(lines, []string{"catalogue", "convert", at(name), "-o", at("x.json"), "--force"}, []string{"framework", "convert", at(name), "-o", at("y.json"), "--force"}, []string{"validate", at(name)},
			[]string{"framework", "check", at(name)}, []string{"catalogue", "check", at(name)})
	}
	lines = append(lines, []string{"plan", "--catalogue", "exemple", "--target", "EC1@2"}, []string{"catalogue", "coverage", "exemple"}, []string{"validate", "testdata/validate/fautes.brique.json"})
	said := 0
	for _, args := range lines {
		_, out, errs := cli(t, "", append([]string{"--lang", "en"}, args...)...)
		for _, line := range strings.Split(out+errs, "\n") {
			if strings.HasPrefix(line, "    {") || strings.HasPrefix(line, "    <") || strings.HasPrefix(line, "    \"") || !strings.Contains(line, " ") {
				continue // a line of the source
			}
			said++
			plain := quotations.ReplaceAllString(strings.ReplaceAll(line, dir, ""), "")
			if m := frenchWords.FindString(plain); m != "" {
				t.Errorf("%v: %q in: %.220s", args[:2], m, line)
			}
		}
	}
	if said < 100 {
		t.Errorf("only %d lines were said", said)
	}
}
