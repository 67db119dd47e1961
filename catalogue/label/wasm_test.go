// SPDX-License-Identifier: Apache-2.0

package label_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// buildWasm compiles a program for the browser; it skips where that cannot be
// run.
func buildWasm(t *testing.T, pkg string, flags ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "p.wasm")
	args := append([]string{"build", "-trimpath", "-ldflags=-s -w", "-o", out}, flags...)
	cmd := exec.Command("go", append(args, pkg)...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", pkg, err, msg)
	}
	return out
}

// TestWasmSame runs the browser's build under node: the report has the same
// bytes as here.
func TestWasmSame(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("NOT RUN: node is not installed: the comparison with wasm did not run")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	if _, err := os.Stat(runner); err != nil {
		t.Skip("NOT RUN: the toolchain has no lib/wasm/go_js_wasm_exec: the comparison with wasm did not run")
	}
	wasm := buildWasm(t, "./testdata/wasm")
	for _, name := range []string{"rnq-2019-565", "ih2ef-proposition"} {
		p := open(t, name)
		pieces := label.EvidenceList{Pieces: []label.Evidence{piece("P1", "RNQ-04", "C2"), piece("P2", "RNQ-06")}}
		f := facts(t, "https://example.org/parcours")
		in, err := json.Marshal(map[string]json.RawMessage{"profile": p.Encode(), "facts": f.Canonical(), "pieces": jsontree.Encode(&pieces).Canonical()})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(runner, wasm)
		cmd.Stdin = bytes.NewReader(in)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		got, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.Bytes())
		}
		r := label.Evaluate(p, f, pieces.Pieces, nil)
		if !bytes.Equal(got, r.Encode()) {
			t.Errorf("%s: wasm says\n%s\nnative says\n%s", name, got, r.Encode())
		}
		t.Logf("%s: %d bytes equal; wasm: %s", name, len(got), stderr.Bytes())
	}
}
