// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// asCommand makes the test binary be briques itself.
const asCommand = "BRIQUES_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

// TestRecipes runs examples/ci-partenaire as the two forges would: once on
// the bricks as they are, once with the faulty one of invalide/.
func TestRecipes(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("NOT RUN: no sh")
	}
	root, _ := filepath.Abs("../..")
	self, err := os.Executable()
	if err != nil {
		t.Skip("NOT RUN:", err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "examples", "ci-partenaire"))); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(dir, "verifier.sh")
	recipe := func(format, report string) (int, string) {
		cmd := exec.Command("sh", script, format, report)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "BRIQUES="+self, asCommand+"=1")
		out, err := cmd.CombinedOutput()
		if err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
	for forge, files := range map[string][2]string{
		"gitlab": {".gitlab-ci.yml", "gl-code-quality-report.json"},
		"github": {".github/workflows/briques.yml", "briques.sarif"},
	} {
		yml, err := os.ReadFile(filepath.Join(dir, files[0]))
		if err != nil || !strings.Contains(string(yml), "./verifier.sh "+forge+" "+files[1]) {
			t.Errorf("%s does not run verifier.sh %s %s", files[0], forge, files[1])
		}
		if code, out := recipe(forge, files[1]); code != exitOK {
			t.Errorf("%s: exit %d\n%s", forge, code, out)
		}
	}
	brick := filepath.Join(dir, "briques", "pilotage.brique.json")
	b, err := os.ReadFile(filepath.Join(dir, "invalide", "pilotage.brique.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(brick, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for forge, report := range map[string]string{"gitlab": "gl-code-quality-report.json", "github": "briques.sarif"} {
		code, out := recipe(forge, report)
		data, err := os.ReadFile(filepath.Join(dir, report))
		if code != exitInvalid || err != nil || !json.Valid(data) || !strings.Contains(string(data), "SHAPE-003") || !strings.Contains(string(data), "SHAPE-001") || !strings.Contains(out, "vouliez-vous dire « modality »") {
			t.Errorf("%s: exit %d, %v\n%s", forge, code, err, out)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "junit.xml")); err != nil {
		t.Error(err)
	}
}
