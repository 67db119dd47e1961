// SPDX-License-Identifier: Apache-2.0

package kit

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

//go:embed run-ajv.mjs run_jsonschema.py README.md package.json package-lock.json
var runners embed.FS

// Entry is one line of manifest.json.
type Entry struct {
	File    string          `json:"file"`
	Kind    schemas.Kind    `json:"kind"`
	Verdict schemas.Verdict `json:"verdict"`
	Issues  []Place         `json:"issues"`
}

// Place is an expected issue: what it is and where.
type Place struct {
	Code    string        `json:"code"`
	Pointer issue.Pointer `json:"pointer"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
}

// Write writes the kit into dir, which it makes if need be, and returns the
// number of documents.
func Write(dir string, o Options) (int, error) {
	manifest := []Entry{}
	for _, inf := range schemas.Kinds() {
		if _, err := schemas.Source(inf.Kind); err != nil {
			continue
		}
		docs, err := Documents(inf.Kind, o)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", inf.Kind, err)
		}
		for _, d := range docs {
			e := Entry{File: "documents/" + string(d.Kind) + "/" + d.Name + ".json", Kind: d.Kind, Verdict: d.Verdict, Issues: []Place{}}
			for _, i := range d.Issues {
				e.Issues = append(e.Issues, Place{i.Code, i.Pointer, i.Line, i.Column})
			}
			manifest = append(manifest, e)
			if err := put(dir, e.File, d.Data); err != nil {
				return 0, err
			}
		}
	}
	err := fs.WalkDir(schemas.Files(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".schema.json") {
			return err
		}
		b, err := fs.ReadFile(schemas.Files(), p)
		if err != nil {
			return err
		}
		return put(dir, "schemas/"+p, b)
	})
	if err != nil {
		return 0, err
	}
	entries, err := runners.ReadDir(".")
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		b, err := runners.ReadFile(e.Name())
		if err != nil {
			return 0, err
		}
		if err := put(dir, e.Name(), b); err != nil {
			return 0, err
		}
	}
	return len(manifest), put(dir, "manifest.json", pretty(manifest))
}

// pretty writes the manifest one entry a line.
func pretty(list []Entry) []byte {
	var b bytes.Buffer
	b.WriteString("[\n")
	for i, e := range list {
		line, _ := json.Marshal(e)
		b.Write(line)
		if i < len(list)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	return b.Bytes()
}

func put(dir, name string, data []byte) error {
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return os.WriteFile(p, data, 0o644)
}
