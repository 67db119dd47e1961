// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

var schemaMember = regexp.MustCompile(`"\$schema":\s*"[^"]*",?`)

// TestPageSaysTheSame: the checker of a page (internal/checker, without the
// typed route of schemas/check) answers what `briques validate --format
// ndjson` prints, byte for byte and in both languages, on every document of
// the conformance kit and on damaged copies of them; and when neither $schema
// nor the file name tells the kind.
func TestPageSaysTheSame(t *testing.T) {
	dir := t.TempDir()
	var names []string
	documents := map[string][]byte{}
	add := func(kind schemas.Kind, data []byte) {
		inf, _ := kind.Info()
		suffix := string(kind) + "x"
		if len(inf.Match) > 0 {
			suffix = strings.TrimSuffix(inf.Match[0], ".json")
		}
		name := strconv.Itoa(len(names)) + "." + strings.TrimPrefix(suffix, "*.") + ".json"
		names = append(names, name)
		documents[name] = data
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, inf := range schemas.Kinds() {
		list, err := kit.Documents(inf.Kind, kit.Options{Drawn: 2})
		if err != nil {
			t.Fatal(err)
		}
		for n, d := range list {
			add(inf.Kind, d.Data)
			if d.Verdict != schemas.VerdictUnreadable {
				silent := schemaMember.ReplaceAll(d.Data, nil)
				add("", silent)
				if n%3 == 0 {
					add("", []byte(strings.Replace(string(silent), `":`, `s":`, 1)))
				}
			}
			if n == 0 {
				add(inf.Kind, d.Data[:len(d.Data)*2/3])
				add(inf.Kind, append([]byte("\xef\xbb\xbf"), d.Data...))
				add(inf.Kind, []byte(strings.Replace(string(d.Data), `":`, "\xff\":", 1)))
			}
		}
	}
	t.Chdir(dir)
	for _, lang := range []string{"fr", "en"} {
		code, out, errs := cli(t, "", append([]string{"validate", "--lang", lang, "--format", "ndjson"}, names...)...)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if len(lines) != len(names) {
			t.Fatalf("%d lines for %d documents, code %d: %s", len(lines), len(names), code, errs)
		}
		verdicts, taken := map[string]int{}, 0
		for n, name := range names {
			var a checker.Answer
			if err := json.Unmarshal(checker.Page("/"+name, documents[name]), &a); err != nil {
				t.Fatal(err)
			}
			got := a.FR
			if lang == "en" {
				got = a.EN
			}
			if got != lines[n] {
				t.Errorf("%s %s\npage    %s\ncommand %s", lang, name, got, lines[n])
			}
			var r checker.Report
			_ = json.Unmarshal([]byte(got), &r)
			verdicts[string(r.Verdict)]++
			if strings.Contains(got, "KIND-005") {
				taken++
			}
			if len(a.Excerpts) != len(r.Issues) {
				t.Errorf("%s: %d excerpts for %d issues", name, len(a.Excerpts), len(r.Issues))
			}
		}
		t.Logf("%s: %d documents, %v", lang, len(names), verdicts)
		if taken < 100 || verdicts["unknown"] < 10 {
			t.Error("too few documents of a kind that is guessed, or not known", taken, verdicts)
		}
		if verdicts["valid"] < 20 || verdicts["invalid"] < 50 || verdicts["unreadable"] < 50 {
			t.Error("the set does not hold enough of each verdict", verdicts)
		}
	}
}
