// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/checker"
)

var updateValidate = flag.Bool("update-validate", false, "write the expected outputs of validate")

// cli runs one command line.
func cli(t *testing.T, in string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(in), &o, &e)
	return code, o.String(), e.String()
}

func TestValidateGoldens(t *testing.T) {
	files := []string{"testdata/validate/valide.brique.json", "testdata/validate/fautes.brique.json", "testdata/validate/double.brique.json"}
	for _, format := range validateFormats {
		for _, lang := range []string{"fr", "en"} {
			args := append([]string{"validate", "--lang", lang, "--format", format}, files...)
			code, out, errs := cli(t, "", args...)
			if code != exitUnreadable || errs != "" {
				t.Errorf("%s %s: exit %d, %s", format, lang, code, errs)
			}
			golden := filepath.Join("testdata", "validate", "want."+lang+"."+format)
			if *updateValidate {
				if err := os.WriteFile(golden, []byte(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if d := cmp.Diff(string(want), out); d != "" {
				t.Errorf("%s (-want +got):\n%s", golden, d)
			}
		}
	}
}

func TestValidateExitCodes(t *testing.T) {
	dir := "testdata/validate/"
	for _, c := range []struct {
		in   string
		args []string
		want int
	}{
		{"", []string{dir + "valide.brique.json"}, exitOK},
		{"", []string{dir + "fautes.brique.json"}, exitInvalid},
		{"", []string{dir + "fautes.brique.json", "-q"}, exitInvalid},
		{"", []string{dir + "double.brique.json"}, exitUnreadable},
		{"", []string{dir + "absent.json"}, exitUnreadable},
		{"", []string{dir + "inconnu.json"}, exitUnknown},
		{"", []string{"--kind", "brick", dir + "inconnu.json"}, exitInvalid},
		{"", []string{"--kind", "brique", dir + "inconnu.json"}, exitUnknown},
		{"", []string{"--schema", dir + "inconnu.json", dir + "inconnu.json"}, exitUnknown},
		{"", []string{"--format", "pdf", dir + "valide.brique.json"}, exitUsage},
		{"", []string{"--kind", "brick", "--schema", "pathway", "-"}, exitUsage},
		{"", []string{dir + "*.absent"}, exitUsage},
		{"", []string{dir + "**/valide.*.json"}, exitOK},
		{"", []string{"--kind", "brick", dir + "lot.ndjson"}, exitInvalid},
		{"{}", []string{"--kind", "brick", "-"}, exitInvalid},
		{"{}", []string{"--kind", "brick"}, exitInvalid},
		{"", []string{"--kind", "brick", "-"}, exitUnreadable},
		{"", []string{dir}, exitUnreadable}, // the greatest of all
		{"", []string{"--jobs", "0", dir + "valide.brique.json"}, exitUsage},
		{"", []string{"--max-issues", "0", dir + "valide.brique.json"}, exitUsage},
		{"", []string{"--lang", "de", dir + "valide.brique.json"}, exitUsage},
	} {
		if got, out, errs := cli(t, c.in, append([]string{"validate"}, c.args...)...); got != c.want {
			t.Errorf("%v: exit %d, want %d\n%s%s", c.args, got, c.want, out, errs)
		}
	}
}

// TestValidateJobs: the output does not depend on the number of workers.
func TestValidateJobs(t *testing.T) {
	one, err := os.ReadFile("testdata/validate/lot.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	in := strings.Repeat(string(one), 60)
	_, want, _ := cli(t, in, "validate", "--kind", "brick", "--ndjson", "--format", "ndjson", "--jobs", "1", "-")
	if n := strings.Count(want, "\n"); n != 300 {
		t.Fatalf("%d lines", n)
	}
	for _, jobs := range []string{"2", "7"} {
		if _, got, _ := cli(t, in, "validate", "--kind", "brick", "--ndjson", "--format", "ndjson", "--jobs", jobs, "-"); got != want {
			t.Errorf("--jobs %s: another output", jobs)
		}
	}
	if !strings.Contains(want, `"line":5,`) || !strings.Contains(want, `"code":"SHAPE-009","pointer":"/onSite","line":5,`) {
		t.Errorf("lines of the file are not told: %.600s", want)
	}
}

// TestValidateFormats: what machines read is well formed.
func TestValidateFormats(t *testing.T) {
	file := "testdata/validate/fautes.brique.json"
	_, sarif, _ := cli(t, "", "validate", "--format", "sarif", file)
	var log struct {
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartLine, StartColumn int }
					}
					LogicalLocations []struct{ FullyQualifiedName string }
				}
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal([]byte(sarif), &log); err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].ColumnKind != "unicodeCodePoints" {
		t.Fatalf("sarif: %v %s", err, sarif)
	}
	for _, r := range log.Runs[0].Results {
		if log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Level != "error" || r.Locations[0].PhysicalLocation.Region.StartLine == 0 || len(r.PartialFingerprints) == 0 || r.Locations[0].LogicalLocations[0].FullyQualifiedName == "" {
			t.Errorf("sarif result: %+v", r)
		}
	}
	_, junit, _ := cli(t, "", "validate", "--format", "junit", file)
	if err := xml.Unmarshal([]byte(junit), new(struct{ XMLName xml.Name })); err != nil || strings.Count(junit, "<failure") != 1 {
		t.Errorf("junit: %v %s", err, junit)
	}
	_, gitlab, _ := cli(t, "", "validate", "--format", "gitlab", file)
	var quality []map[string]any
	if err := json.Unmarshal([]byte(gitlab), &quality); err != nil || len(quality) == 0 {
		t.Fatalf("gitlab: %v", err)
	}
	seen := map[string]bool{}
	for _, q := range quality {
		for _, k := range []string{"description", "check_name", "fingerprint", "severity", "location"} {
			if q[k] == nil {
				t.Errorf("gitlab: no %s in %v", k, q)
			}
		}
		if f := fmt.Sprint(q["fingerprint"]); seen[f] {
			t.Errorf("gitlab: fingerprint twice: %s", f)
		} else {
			seen[f] = true
		}
	}
	code, github, _ := cli(t, "", "validate", "--format", "github", file)
	for _, line := range strings.Split(strings.TrimSpace(github), "\n") {
		if !strings.HasPrefix(line, "::error file=testdata/validate/fautes.brique.json,line=") {
			t.Errorf("github: %s", line)
		}
	}
	if code != exitInvalid {
		t.Error(code)
	}
	// The JSON report keeps its own schema.
	_, report, _ := cli(t, "", "validate", "--format", "json", file, "testdata/validate/inconnu.json")
	if code, out, _ := cli(t, report, "validate", "-"); code != exitOK {
		t.Errorf("the report is not a validation-report: %s", out)
	}
}

func TestSchemasCommands(t *testing.T) {
	if code, out, _ := cli(t, "", "schemas", "list"); code != exitOK || !strings.Contains(out, "brick ") {
		t.Error(code, out)
	}
	_, brick, _ := cli(t, "", "schemas", "show", "brick")
	file := filepath.Join(t.TempDir(), "brick.schema.json")
	narrow := filepath.Join(t.TempDir(), "narrow.schema.json")
	for name, text := range map[string]string{file: brick, narrow: strings.Replace(brick, `"maximum": 60000`, `"maximum": 50000`, 1)} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, out, _ := cli(t, "", "schemas", "lint", file); code != exitOK {
		t.Error(code, out)
	}
	if code, out, _ := cli(t, "", "schemas", "compat", "brick", file); code != exitOK || !strings.Contains(out, "patch") {
		t.Error(code, out)
	}
	if code, out, _ := cli(t, "", "schemas", "compat", file, narrow); code != exitInvalid || !strings.Contains(out, "50001") {
		t.Error(code, out)
	}
	if code, _, _ := cli(t, "", "schemas", "show", "brique"); code != exitUnknown {
		t.Error(code)
	}
	if code, _, _ := cli(t, "", "schemas", "publish", "brick", "-o", t.TempDir(), "--version", "1.0"); code != exitUsage {
		t.Error(code)
	}
	if code, out, _ := cli(t, "", "validate", "--schema", file, "testdata/validate/valide.brique.json"); code != exitOK {
		t.Error(code, out)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if code, out, _ := cli(t, "", "completion", shell); code != exitOK || len(out) < 500 {
			t.Errorf("completion %s: %d", shell, code)
		}
	}
	if code, out, _ := cli(t, "", "__complete", "validate", "--kind", "b"); code != exitOK || !strings.Contains(out, "brick") {
		t.Errorf("completion of kinds: %s", out)
	}
}

// TestValidateLines: lines longer than a block, or than a document may be,
// keep their number and their verdict, and the last line needs no end.
func TestValidateLines(t *testing.T) {
	brick, err := os.ReadFile("testdata/validate/valide.brique.json")
	if err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	if err := json.Compact(&line, brick); err != nil {
		t.Fatal(err)
	}
	valid := line.String()
	wide := strings.Replace(valid, "{", "{"+strings.Repeat(" ", 300_000), 1)
	huge := `{"id":"` + strings.Repeat("x", 6<<20) + `"}`
	lines := []string{valid, wide, "", huge, valid + "\r", "   ", wide + wide, "{}", valid}
	code, out, _ := cli(t, strings.Join(lines, "\n"), "validate", "--kind", "brick", "--ndjson", "--format", "ndjson", "-")
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var r checker.Report
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		first := ""
		if len(r.Issues) > 0 {
			first = fmt.Sprintf(" %s %d", r.Issues[0].Code, r.Issues[0].Line)
		}
		got = append(got, fmt.Sprintf("%d %s%s", r.Line, r.Verdict, first))
	}
	want := []string{"1 valid BRICK-012 1", "2 valid BRICK-012 2", "4 unreadable READ-015 4", "5 valid BRICK-012 5", "7 unreadable READ-006 7", "8 invalid SHAPE-002 8", "9 valid BRICK-012 9"}
	if d := cmp.Diff(want, got); d != "" || code != exitUnreadable {
		t.Errorf("exit %d (-want +got):\n%s", code, d)
	}
	// A huge last line without an end, and nothing at all.
	if code, out, _ := cli(t, valid+"\n"+huge, "validate", "--kind", "brick", "--ndjson", "-"); code != exitUnreadable || !strings.Contains(out, "2 document(s) : 1 valide(s)") || !strings.Contains(out, "6291465 octets, 4194304 au plus") {
		t.Errorf("exit %d: %.300s", code, out)
	}
	if code, out, _ := cli(t, "", "validate", "--kind", "brick", "--ndjson", "-"); code != exitOK || !strings.HasPrefix(out, "0 document") {
		t.Errorf("exit %d: %.300s", code, out)
	}
}

// TestValidateReasons: why a file cannot be read is said in the language asked.
func TestValidateReasons(t *testing.T) {
	for lang, want := range map[string]string{"fr": "lecture impossible : fichier introuvable", "en": "cannot be read: no such file"} {
		if _, out, _ := cli(t, "", "validate", "--lang", lang, "absent.json"); !strings.Contains(out, want) {
			t.Errorf("%s: %s", lang, out)
		}
	}
}

// TestValidateFolders: what folders and patterns take and pass over, and that
// nothing found is an error of the command.
func TestValidateFolders(t *testing.T) {
	brick, err := os.ReadFile("testdata/validate/valide.brique.json")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	t.Chdir(root)
	for _, name := range []string{"a/un.brique.json", "a/b/deux.brique.json", "a/.cache/trois.brique.json", "a/node_modules/quatre.brique.json", "a/lisez.json", "rien/x.json"} {
		data := brick
		if filepath.Base(name) == "lisez.json" || filepath.Base(name) == "x.json" {
			data = []byte("{}")
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_ = os.Symlink("a", "lien") // named, it is followed where links exist
	for arg, want := range map[string]int{"a": 2, "a/**/*.brique.json": 2, "./a/**": 3, "a/.cache/*.json": 1, "a/*.json": 2} {
		code, out, errs := cli(t, "", "validate", "--format", "ndjson", arg)
		if got := strings.Count(out, "\n"); got != want || code != exitOK && want == 2 && arg == "a" {
			t.Errorf("%s: %d documents, want %d, exit %d\n%s%s", arg, got, want, code, out, errs)
		}
		if arg == "a" && !strings.Contains(errs, "a : 1 fichier(s) .json laissé(s) de côté") {
			t.Errorf("what is left out is not told: %s", errs)
		}
	}
	if _, err := os.Lstat("lien"); err == nil {
		if _, out, _ := cli(t, "", "validate", "--format", "ndjson", "lien"); strings.Count(out, "\n") != 2 {
			t.Errorf("a link that is named: %s", out)
		}
	}
	if code, _, errs := cli(t, "", "validate", "rien"); code != exitUsage || !strings.Contains(errs, "rien à vérifier dans rien") {
		t.Errorf("a folder without documents: exit %d %s", code, errs)
	}
}

// TestValidateCut: faults beyond --max-issues are announced.
func TestValidateCut(t *testing.T) {
	file := "testdata/validate/fautes.brique.json"
	if _, out, _ := cli(t, "", "validate", "--max-issues", "2", file); strings.Count(out, "SHAPE-") != 2 || !strings.Contains(out, "d’autres fautes ne sont pas montrées") {
		t.Error(out)
	}
	if _, out, _ := cli(t, "", "validate", "--max-issues", "3", file); strings.Count(out, "SHAPE-") != 3 || strings.Contains(out, "d’autres fautes") {
		t.Error(out)
	}
}
