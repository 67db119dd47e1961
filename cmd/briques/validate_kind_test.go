// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestValidateOwnOutputs: what our commands write is checked without --kind,
// whatever the file is called, alone and in a folder that holds other JSON.
func TestValidateOwnOutputs(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	demo, subject := "../../catalogue/demo/catalogue.json", "https://eafc.example/parcours/prise-de-fonction"
	if err := os.WriteFile(at("declare.csv"), []byte("indicateur;valeur;source;date;qualite\nS01;1200;registre;2026-12-31;direction\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := map[string]schemas.Kind{}
	for _, c := range []struct {
		kind schemas.Kind
		file string // of -o; "" for the standard output
		args []string
	}{
		{schemas.KindPlan, "", []string{"plan", "--catalogue", "exemple", "--target", "EC1@2", "--format", "json"}},
		{schemas.KindFramework, "cadre", []string{"framework", "convert", "crcn", "--to", "json"}},
		{schemas.KindFrameworkDiff, "suite", []string{"framework", "diff", "crcn", "crcn", "--format", "json"}},
		{schemas.KindCatalogue, "offre", []string{"catalogue", "merge", "exemple", "exemple"}},
		{schemas.KindLabelReport, "avis", []string{"label", "evaluate", demo, subject, "--profile", "rnq-2019-565"}},
		{schemas.KindLabelDecision, "commission", []string{"label", "decide", at("avis.json"), "--verdict", "undetermined", "--by", "EAFC", "--role", "commission du label", "--on", "2026-09-01"}},
		{schemas.KindIndicatorReport, "annee", []string{"indicators", "report", "--plan", "services-exemple", "--declared", at("declare.csv"), "--period", "2026", "--format", "json"}},
	} {
		name := c.file
		if name == "" {
			name = "sortie"
		} else {
			c.args = append(c.args, "-o", at(name+".json"))
		}
		code, out, errs := cli(t, "", c.args...)
		if c.file == "" {
			if err := os.WriteFile(at(name+".json"), []byte(out), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := os.Stat(at(name + ".json")); err != nil {
			t.Fatalf("%v: %d %s", c.args, code, errs)
		}
		if _, named := schemas.KindOfFile(name + ".json"); named {
			t.Fatal(name, "tells its kind")
		}
		if data, _ := os.ReadFile(at(name + ".json")); strings.Contains(string(data), `"$schema"`) {
			t.Fatal(name, "announces its kind")
		}
		want[at(name+".json")] = c.kind
	}
	for n, foreign := range []string{`{"name":"x","version":"1.0.0","scripts":{}}`, `{"rules":{"semi":"error"}}`, `{"compilerOptions":{}}`, `[]`, `{`} {
		if err := os.WriteFile(at("autre"+strconv.Itoa(n)+".json"), []byte(foreign), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := cli(t, "", "validate", "--format", "json", dir)
	if !strings.Contains(errs, " : 5 fichier(s) .json laissé(s) de côté") {
		t.Error(errs)
	}
	var rep struct{ Documents []checker.Report }
	if err := json.Unmarshal([]byte(out), &rep); err != nil || code != exitOK || len(rep.Documents) != len(want) {
		t.Fatalf("%v, exit %d, %d documents of %d: %s", err, code, len(rep.Documents), len(want), out)
	}
	for _, d := range rep.Documents {
		if d.Kind != string(want[d.Path]) || d.Verdict != schemas.VerdictValid {
			t.Errorf("%s: %s %s %v", d.Path, d.Kind, d.Verdict, d.Issues)
		}
	}
	if strings.Contains(out, "KIND-") {
		t.Error(out)
	}
}

// TestValidateDamagedKind: the text and the JSON say which kind was taken and
// how to choose another; --kind and $schema come first.
func TestValidateDamagedKind(t *testing.T) {
	brick, err := os.ReadFile("testdata/validate/valide.brique.json")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(brick, &m); err != nil {
		t.Fatal(err)
	}
	m["$schema"], _ = json.Marshal(schemas.KindBrick.ID())
	announced, _ := json.Marshal(m)
	m["titre"] = m["title"]
	delete(m, "title")
	misspelt, _ := json.Marshal(m)
	delete(m, "$schema")
	damaged, _ := json.Marshal(m)
	for _, c := range []struct {
		lang, in string
		args     []string
		code     int
		says     []string
		silent   string
	}{
		{"fr", string(damaged), nil, exitInvalid, []string{"-:1:1 KIND-005 avertissement : pas de « $schema » : jugé comme « Brique de formation » (brick)", "donnez --kind", "SHAPE-003 champ inconnu « titre »"}, ""},
		{"en", string(damaged), nil, exitInvalid, []string{"KIND-005 warning: no “$schema”: judged as “Training brick” (brick)", "give --kind", "SHAPE-003"}, ""},
		{"fr", string(damaged), []string{"--format", "json"}, exitInvalid, []string{`"kind":"brick","verdict":"invalid","issues":[{"code":"KIND-005","pointer":"","line":1,"column":1,"severity":"warning"`}, ""},
		{"fr", string(damaged), []string{"--kind", "brick"}, exitInvalid, []string{"SHAPE-003"}, "KIND-"},
		{"fr", string(damaged), []string{"--kind", "pathway"}, exitInvalid, []string{"SHAPE-002"}, "KIND-"},
		{"fr", string(misspelt), nil, exitInvalid, []string{"SHAPE-003"}, "KIND-"},
		{"fr", string(announced), []string{"--kind", "pathway"}, exitUnknown, []string{"KIND-004"}, ""},
		{"fr", `{"id":"a","version":"1.0.0","title":{"fr":"a"}}`, nil, exitUnknown, []string{"KIND-001", "(catalogue) ou", "(indicator-definition)", "--kind catalogue ou --kind indicator-definition"}, ""},
		{"fr", string(damaged) + "\n" + string(damaged), []string{"--ndjson", "--max-issues", "1"}, exitInvalid, []string{"-:1:1 KIND-005", "-:2:1 KIND-005"}, ""},
	} {
		code, out, errs := cli(t, c.in, append([]string{"validate", "--lang", c.lang}, append(c.args, "-")...)...)
		if code != c.code {
			t.Errorf("%v: exit %d, want %d: %s%s", c.args, code, c.code, out, errs)
		}
		for _, w := range c.says {
			if !strings.Contains(out, w) {
				t.Errorf("%v: no %q in %s", c.args, w, out)
			}
		}
		if c.silent != "" && strings.Contains(out, c.silent) {
			t.Errorf("%v: %s in %s", c.args, c.silent, out)
		}
	}
	// A file name that the content contradicts.
	file := filepath.Join(t.TempDir(), "x.parcours.json")
	if err := os.WriteFile(file, []byte(`{"bricks":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := cli(t, "", "validate", file); code != exitOK || !strings.Contains(out, "KIND-006") {
		t.Error(code, out)
	}
	if code, out, _ := cli(t, "", "validate", "--fail-on", "warning", file); code != exitInvalid {
		t.Error(code, out)
	}
}
