// SPDX-License-Identifier: Apache-2.0

package sbom_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/trust/sbom"
)

// build makes a small program of ours that imports modules.
func build(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program")
	cmd := exec.Command("go", "build", "-trimpath", "-o", file, "forge.apps.education.fr/eafc/briques/internal/trust/cmd")
	cmd.Dir = fixtures.Root()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

func write(t *testing.T, a sbom.Artefact) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := a.Write(&b, map[string]string{"github.com/google/uuid": "BSD-3-Clause"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBinary: the components are exactly those of go version -m, twice the
// same bytes, valid against CycloneDX 1.6.
func TestBinary(t *testing.T) {
	file := build(t)
	a, err := sbom.ReadBinary(file)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "version", "-m", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, line := range strings.Split(string(out), "\n") {
		if f := strings.Fields(line); len(f) >= 3 && f[0] == "dep" {
			want = append(want, f[1]+"@"+f[2])
		}
	}
	sort.Strings(want)
	bom := write(t, a)
	if diff := cmp.Diff(want, components(t, bom)); diff != "" || len(want) == 0 {
		t.Errorf("components (-go version -m +sbom)\n%s", diff)
	}
	// A component that is missing, and one of another version, are planted.
	short, other := a, a
	short.Parts = a.Parts[1:]
	other.Parts = append([]sbom.Part{{Path: a.Parts[0].Path, Version: "v0.0.1"}}, a.Parts[1:]...)
	for name, planted := range map[string]sbom.Artefact{"missing": short, "other version": other} {
		if diff := cmp.Diff(want, components(t, write(t, planted))); !strings.Contains(diff, a.Parts[0].Path) {
			t.Errorf("%s: the comparison does not name %s\n%s", name, a.Parts[0].Path, diff)
		}
	}
	if again := write(t, a); !bytes.Equal(bom, again) {
		t.Error("the same binary, two bills")
	}
	validate(t, bom)
}

// components are those of a bill, as name@version, sorted.
func components(t *testing.T, bom []byte) (out []string) {
	t.Helper()
	var doc struct {
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal(bom, &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range doc.Components {
		out = append(out, c.Name+"@"+c.Version)
	}
	sort.Strings(out)
	return out
}

func validate(t *testing.T, bom []byte) {
	dir := fixtures.Path(t, "trust/cyclonedx")
	c := jsonschema.NewCompiler()
	for _, name := range []string{"bom-1.6.schema.json", "spdx.schema.json"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+name, doc); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AddResource("http://cyclonedx.org/schema/jsf-0.82.schema.json", map[string]any{"definitions": map[string]any{"signature": map[string]any{}}}); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(bom))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
}

func TestWASM(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.wasm")
	if err := os.WriteFile(file, []byte("\x00asm"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := sbom.ReadWASM(file, fixtures.Root(), "./schemas/issue")
	if err != nil || len(a.Parts) != 0 || a.Go == "" {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := sbom.ReadWASM(file, fixtures.Root(), "./nothing/here"); err == nil {
		t.Error("a package that is not there is no error")
	}
	if _, err := sbom.ReadBinary(file); err == nil {
		t.Error("a file that is no binary is no error")
	}
}
