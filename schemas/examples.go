// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/examples"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Example is one published example: a document and what must be said of it.
type Example struct {
	Name   string // "valid/minimal"
	Kind   Kind
	Data   []byte
	Valid  bool
	Issues []Expected // of an invalid one, all of them
}

// Expected is one issue that an example must have.
type Expected struct {
	Code    string        `json:"code"`
	Pointer issue.Pointer `json:"pointer"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
}

// Examples returns the published examples of k, by name.
func Examples(k Kind) []Example {
	var out []Example
	for _, verdict := range []string{"invalid", "valid"} {
		dir := path.Join(Major, string(k), verdict)
		entries, err := fs.ReadDir(examples.Files, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name, isDoc := strings.CutSuffix(e.Name(), ".json")
			if !isDoc || strings.HasSuffix(name, ".want") {
				continue
			}
			ex := Example{Name: verdict + "/" + name, Kind: k, Valid: verdict == "valid"}
			ex.Data, _ = fs.ReadFile(examples.Files, path.Join(dir, e.Name()))
			if b, err := fs.ReadFile(examples.Files, path.Join(dir, name+".want.json")); err == nil {
				_ = json.Unmarshal(b, &ex.Issues) // checked by TestExamples
			}
			out = append(out, ex)
		}
	}
	return out
}
