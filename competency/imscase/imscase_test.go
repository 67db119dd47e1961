// SPDX-License-Identifier: Apache-2.0

package imscase_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
	"forge.apps.education.fr/eafc/briques/competency/internal/sample"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

var official = sync.OnceValues(func() (*jsonschema.Schema, error) {
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), "..", "shared", "fixtures", "competency", "case", "schema", "imscasev1p1_openapi3_v1p0.json"))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft7
	c.AssertFormat = true
	if err := c.AddResource("case.json", bytes.NewReader(data)); err != nil {
		return nil, err
	}
	return c.Compile("case.json#/components/schemas/CFPackageDType")
})

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	fixtures.Path(t, "competency/case/schema/imscasev1p1_openapi3_v1p0.json")
	s, err := official()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tree(t testing.TB, data []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func esco(t testing.TB) []byte {
	z, err := gzip.NewReader(bytes.NewReader(fixtures.Read(t, "competency/case/esco-fr-skills.case-v1p1.json.gz")))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPackages(t *testing.T) {
	s := schema(t)
	var want map[string]struct {
		Items, Associations, LeafErrorsAgainstOfficialSchema int
		AssociationTypes                                     map[string]int
	}
	if err := json.Unmarshal(fixtures.Read(t, "competency/case/packages/expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	docs := map[string][]byte{}
	for name := range want {
		docs[name] = fixtures.Read(t, "competency/case/packages/"+name)
	}
	if fixtures.Long() {
		docs["esco"] = esco(t)
	}
	validAsFound := 0
	for name, data := range docs {
		p, is := imscase.Parse(data)
		if p == nil {
			t.Fatal(name, is)
		}
		if w, ok := want[name]; ok && (p.Items() != w.Items || p.Associations() != w.Associations) {
			t.Errorf("%s: %d items, %d associations, want %+v", name, p.Items(), p.Associations(), w)
		}
		if !reflect.DeepEqual(tree(t, data), tree(t, p.Lossless())) {
			t.Errorf("%s: lossless output differs", name)
		}
		if s.Validate(tree(t, data)) == nil {
			validAsFound++
		}
		strict := p.Strict()
		if err := s.Validate(tree(t, strict)); err != nil {
			t.Errorf("%s: strict output: %#v", name, err)
		}
		again, is := imscase.Parse(strict)
		if again == nil || len(again.Repairs) > 0 {
			t.Errorf("%s: second pass: %v", name, is)
		} else if !bytes.Equal(again.Strict(), strict) {
			t.Errorf("%s: second strict output differs", name)
		}
		for _, i := range p.Repairs {
			if i.Line == 0 || i.Message == "" || i.Fix == "" {
				t.Errorf("%s: %+v has no place or no fix", name, i)
			}
		}
		t.Logf("%-70s %3d repairs, %3d notes: %s", name, len(p.Repairs), len(p.Notes), strings.Join(codes(p), " "))
	}
	t.Logf("%d packages, %d valid as found, all valid in strict output", len(docs), validAsFound)
}

// TestAjv has a second validator judge the packages as they were found, as we
// write them, and our own frameworks, against the official schema.
func TestAjv(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT RUN: node is not installed: ajv did not judge our CASE packages")
	}
	dir := filepath.Join("testdata", "ajv")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "ajv-formats")); err != nil {
		t.Skip("NOT RUN: npm ajv is not installed: run npm ci in competency/imscase/" + filepath.ToSlash(dir))
	}
	type document struct {
		Found  json.RawMessage `json:"found,omitempty"`
		Strict json.RawMessage `json:"strict"`
	}
	docs := map[string]document{}
	add := func(name string, data []byte) {
		p, is := imscase.Parse(data)
		if p == nil {
			t.Fatal(name, is)
		}
		docs[name] = document{data, p.Strict()}
	}
	files, err := filepath.Glob(filepath.Join(fixtures.Path(t, "competency/case/packages"), "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := filepath.Base(file); name != "expected.json" {
			add(name, fixtures.Read(t, "competency/case/packages/"+name))
		}
	}
	add("esco", esco(t)) // valid as it is found
	found := len(docs)
	for seed := range fixtures.Count(50, 1000) {
		p, _ := imscase.FromFramework(sample.Framework(uint64(seed)))
		docs[fmt.Sprint("seed ", seed)] = document{Strict: p.Strict()}
	}
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := imscase.FromFramework(f)
		docs[e.ID] = document{Strict: p.Strict()}
	}
	in, err := json.Marshal(map[string]any{"schema": json.RawMessage(fixtures.Read(t, "competency/case/schema/imscasev1p1_openapi3_v1p0.json")), "documents": docs})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "validate.mjs")
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%d packages of others, %d of ours: %s", found, len(docs)-found, bytes.TrimSpace(out))
	if want := fmt.Sprintf("%d/%d strict packages valid, 1 valid as found", len(docs), len(docs)); !strings.HasPrefix(string(out), want) {
		t.Errorf("want %s:\n%s", want, out)
	}
}

func codes(p *imscase.Package) []string {
	seen := map[string]bool{}
	var out []string
	for _, c := range append(p.Repairs.Codes(), p.Notes.Codes()...) {
		if !seen[c] {
			out = append(out, c)
		}
		seen[c] = true
	}
	return out
}
