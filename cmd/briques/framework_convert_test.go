// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

// TestFrameworkConvert sends every shipped framework through every format
// that gives it back, the format found out on the way back.
func TestFrameworkConvert(t *testing.T) {
	dir := t.TempDir()
	for _, e := range frameworks.List() {
		want, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{"json", "case-1.1", "skos-jsonld", "skos-turtle", "sheet-csv", "sheet-xlsx"} {
			file, back := filepath.Join(dir, "out"), filepath.Join(dir, "back.json")
			_, losses, code := call(t, "framework", "convert", e.ID, "--to", to, "--force", "-o", file)
			if code != exitOK {
				t.Fatal(e.ID, to, code, losses)
			}
			if _, errs, code := call(t, "framework", "convert", file, "--to", "json", "--force", "-o", back); code != exitOK {
				t.Fatal(e.ID, to, "back:", code, errs)
			}
			data, err := os.ReadFile(back)
			if err != nil {
				t.Fatal(err)
			}
			got, is := competency.Parse(data)
			if is.HasErrors() {
				t.Fatal(e.ID, to, is)
			}
			if equal := got.Digest() == want.Digest(); !equal && losses == "" {
				t.Errorf("%s through %s: digest changed and no loss is listed", e.ID, to)
			} else if !equal {
				t.Logf("%s through %s: %s", e.ID, to, losses)
			}
		}
	}
}

// TestFrameworkCheckFormats: check reads what convert writes, and says of a
// text that is nothing what was expected.
func TestFrameworkCheckFormats(t *testing.T) {
	dir := t.TempDir()
	want, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"json", "case-1.1", "skos-jsonld", "skos-turtle", "sheet-csv", "sheet-xlsx"} {
		file := filepath.Join(dir, to)
		if _, errs, code := call(t, "framework", "convert", "encadrement-exemple", "--to", to, "-o", file); code != exitOK {
			t.Fatal(to, code, errs)
		}
		if out, errs, code := call(t, "framework", "check", file); code != exitOK || !strings.Contains(out, string(want.Digest())) {
			t.Errorf("%s: exit %d\n%s%s", to, code, out, errs)
		}
	}
	for name, tc := range map[string]struct {
		text, code string
		exit       int
	}{"text": {"bonjour", "FWSHEET-001", exitInvalid}, "empty": {"", "READ-002", exitUnreadable}, "deep": {strings.Repeat(`{"extra":`, 10_000), "READ-014", exitUnreadable}} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(tc.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, _, code := call(t, "framework", "check", file); code != tc.exit || !strings.Contains(out, tc.code) {
			t.Errorf("%s: exit %d, want %d and %s\n%s", name, code, tc.exit, tc.code, out)
		}
	}
	if out, errs, code := call(t, "framework", "diff", "crcn", "digcomp-3"); code != exitInvalid || out != "" || !strings.Contains(errs, "CHANGE-007") {
		t.Errorf("diff of two frameworks: exit %d\n%s%s", code, out, errs)
	}
}

func TestFrameworkConvertFaults(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, tc := range []struct {
		name string
		args []string
		want int
	}{
		{"absent", []string{filepath.Join(dir, "absent.json")}, exitUnreadable},
		{"format", []string{"crcn", "--to", "pdf"}, exitUsage},
		{"report", []string{"crcn", "--report", "xml"}, exitUsage},
		{"not JSON", []string{write("a.json", "{"), "--from", "json"}, exitUnreadable},
		{"no document", []string{write("b.json", `{"CFItems":[]}`)}, exitInvalid},
		{"strict", []string{"encadrement-exemple", "--to", "moodle-csv", "--couper-noms", "--strict", "-o", filepath.Join(dir, "m.csv")}, exitInvalid},
		{"moodle", []string{"encadrement-exemple", "--to", "moodle-csv", "--couper-noms", "--force", "-o", filepath.Join(dir, "m.csv")}, exitOK},
		{"moodle back", []string{filepath.Join(dir, "m.csv"), "-o", filepath.Join(dir, "m.json")}, exitOK},
		{"turtle fault", []string{write("a.ttl", "@prefix a: <b> .")}, exitInvalid},
		{"sheet fault", []string{write("a.csv", "type;code;intitule_fr\ndomaine;;x\n"), "-o", filepath.Join(dir, "s.json")}, exitInvalid},
	} {
		if _, errs, code := call(t, append([]string{"framework", "convert"}, tc.args...)...); code != tc.want {
			t.Errorf("%s: %d, want %d\n%s", tc.name, code, tc.want, errs)
		}
	}
	_, errs, _ := call(t, "framework", "convert", filepath.Join(dir, "m.csv"), "--to", "moodle-csv", "--report", "json", "-o", filepath.Join(dir, "n.csv"))
	var report struct {
		From, To string
		Issues   []struct{ Code string }
	}
	if err := json.Unmarshal([]byte(errs), &report); err != nil || report.From != "moodle-csv" || len(report.Issues) == 0 {
		t.Error(err, errs)
	}
}

func TestFrameworkTemplate(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"modele.xlsx", "modele.csv"} {
		file := filepath.Join(dir, name)
		if _, errs, code := call(t, "framework", "template", "-o", file); code != exitOK {
			t.Fatal(errs)
		}
		if out, errs, code := call(t, "framework", "convert", file, "--to", "json"); code != exitOK || out == "" {
			t.Error(name, code, errs)
		}
	}
	if out, _, code := call(t, "framework", "template", "--to", "help"); code != exitOK || len(out) < 500 {
		t.Error(code, out)
	}
	if _, _, code := call(t, "framework", "template"); code != exitUsage {
		t.Error(code)
	}
}
