// SPDX-License-Identifier: Apache-2.0

//go:build !js

package planner_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestWASM runs the portable tests as WASM under Node: same answers, same
// bytes, and the times of the bars.
func TestWASM(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil || !fixtures.Long() {
		t.Skip("BRIQUES_LONG=1 and node run the tests as WASM")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-run", "SameBytes|Speed|SharedCases|BruteForce", "-v",
		"-exec", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec"), ".")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.CombinedOutput()
	for _, line := range strings.Split(string(out), "\n") {
		if !strings.Contains(line, "case_test.go") {
			t.Log(line)
		}
	}
	if err != nil {
		t.Error(err)
	}
}
