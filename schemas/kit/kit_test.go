// SPDX-License-Identifier: Apache-2.0

package kit_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	v6 "github.com/santhosh-tekuri/jsonschema/v6"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

// TestKit writes the kit and runs it in every engine that is installed.
func TestKit(t *testing.T) {
	dir := t.TempDir()
	n, err := kit.Write(dir, kit.Options{Drawn: 30})
	if err != nil {
		t.Fatal(err)
	}
	var manifest []kit.Entry
	b, _ := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err := json.Unmarshal(b, &manifest); err != nil {
		t.Fatal(err)
	}
	valid := 0
	for _, e := range manifest {
		if e.Verdict == schemas.VerdictValid {
			valid++
		}
	}
	t.Logf("%d documents, %d %% valid", n, 100*valid/n)
	if n < 500 || valid*10 < 4*n {
		t.Errorf("%d documents, %d valid: want 500 and 40 %%", n, valid)
	}
	t.Run("v6", func(t *testing.T) { sameInV6(t, dir, manifest) })
	t.Run("sourcemeta", func(t *testing.T) { sameInSourcemeta(t, dir, manifest) })
	t.Run("ajv", func(t *testing.T) {
		modules, err := filepath.Abs("node_modules")
		if _, missing := os.Stat(filepath.Join(modules, "ajv")); err != nil || missing != nil {
			t.Skip("NOT RUN: npm ci in schemas/kit installs ajv")
		}
		if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
			t.Skip(err)
		}
		run(t, dir, "node", "run-ajv.mjs")
		run(t, dir, "node", "run-ajv.mjs", "--twin")
	})
	t.Run("python", func(t *testing.T) {
		for _, python := range []string{"python3", "/usr/bin/python3"} {
			if exec.Command(python, "-c", "import jsonschema").Run() == nil {
				run(t, dir, python, "run_jsonschema.py")
				return
			}
		}
		t.Skip("NOT RUN: no python with jsonschema (pip install jsonschema, or apt install python3-jsonschema)")
	})
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		return
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	t.Logf("%s %s: %s", name, strings.Join(args, " "), lines[len(lines)-1])
}

func sameInV6(t *testing.T, dir string, manifest []kit.Entry) {
	c := v6.NewCompiler()
	compiled := map[schemas.Kind]*v6.Schema{}
	same := 0
	for _, e := range manifest {
		if e.Verdict == schemas.VerdictUnreadable {
			continue
		}
		s, ok := compiled[e.Kind]
		if !ok {
			src, err := schemas.Source(e.Kind)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := v6.UnmarshalJSON(bytes.NewReader(src))
			if err != nil {
				t.Fatal(err)
			}
			if err := c.AddResource(e.Kind.ID(), doc); err != nil {
				t.Fatal(err)
			}
			if s, err = c.Compile(e.Kind.ID()); err != nil {
				t.Fatal(err)
			}
			compiled[e.Kind] = s
		}
		data, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.File)))
		v, err := v6.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Validate(v) == nil; got != (e.Verdict == schemas.VerdictValid) {
			t.Errorf("%s: v6 says %v, the manifest %s", e.File, got, e.Verdict)
			continue
		}
		same++
	}
	t.Logf("v6: %d agree", same)
}

// TestKeywords: each assertion keyword of a published schema refuses a
// document that the schema without it accepts. BRIQUES_LONG tries them all.
func TestKeywords(t *testing.T) {
	for _, inf := range schemas.Kinds() {
		src, err := schemas.Source(inf.Kind)
		if err != nil || os.Getenv("BRIQUES_LONG") == "" && inf.Kind != schemas.KindPartner && inf.Kind != schemas.KindSession {
			continue
		}
		found, err := kit.Witnesses(src)
		if err != nil {
			t.Fatalf("%s: %v", inf.Kind, err)
		}
		original, err := engine.Compile(src, nil)
		if err != nil {
			t.Fatal(err)
		}
		dead := 0
		for _, w := range found {
			if w.Document == nil {
				if w.TooLarge {
					t.Logf("%s: %s was not tried: its witness would have more than %d elements", inf.Kind, w.Pointer, subset.MaxElements)
					continue
				}
				dead++
				t.Errorf("%s: dropping %s changes no verdict", inf.Kind, w.Pointer)
				continue
			}
			if v, _ := engine.Decode(w.Document); original.Accepts(v) {
				t.Errorf("%s: %s: the witness is accepted", inf.Kind, w.Pointer)
			}
		}
		t.Logf("%s: %d keywords, %d without effect", inf.Kind, len(found), dead)
	}
}
