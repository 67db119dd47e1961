// SPDX-License-Identifier: Apache-2.0

package licence

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Allowed are the SPDX ids that a linked module may have.
var Allowed = []string{"Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "Unicode-3.0", "CC0-1.0", "BlueOak-1.0.0"}

// Row is the decision for one module: its licence and the digests of its
// licence files, joined in the order of their names.
type Row struct {
	Module string `json:"module"`
	SPDX   string `json:"spdx"`
	SHA256 string `json:"sha256"`
}

//go:embed table.json
var tableJSON []byte

// Table returns the decided rows, sorted by module.
func Table() ([]Row, error) {
	var rows []Row
	if err := json.Unmarshal(tableJSON, &rows); err != nil {
		return nil, fmt.Errorf("table.json: %w", err)
	}
	return rows, nil
}

// Module is one module of a build and the folder of its source.
type Module struct{ Path, Version, Dir string }

// Files returns the licence files of a module, by name.
func (m Module) Files() ([]string, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Path, err)
	}
	var out []string
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.Type().IsRegular() && (strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "COPYING")) {
			out = append(out, filepath.Join(m.Dir, e.Name()))
		}
	}
	sort.Strings(out)
	return out, nil
}

// Digest returns the sha256 of the licence files of a module, hexadecimal; it
// fails when there is none.
func (m Module) Digest() (string, error) {
	files, err := m.Files()
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("%s %s has no licence file", m.Path, m.Version)
	}
	h := sha256.New()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Check holds modules against rows and returns one sentence per fault.
func Check(modules []Module, rows []Row) []string {
	decided := map[string]Row{}
	for _, r := range rows {
		decided[r.Module] = r
	}
	var faults []string
	for _, m := range modules {
		r, known := decided[m.Path]
		digest, err := m.Digest()
		switch {
		case err != nil:
			faults = append(faults, err.Error())
		case !known:
			faults = append(faults, fmt.Sprintf("%s %s: no decided licence, add it to table.json", m.Path, m.Version))
		case r.SHA256 != digest:
			faults = append(faults, fmt.Sprintf("%s %s: its licence file has changed, decide again", m.Path, m.Version))
		case !allowed(r.SPDX):
			faults = append(faults, fmt.Sprintf("%s %s: %s is not allowed", m.Path, m.Version, r.SPDX))
		}
	}
	return faults
}

func allowed(spdx string) bool {
	for _, a := range Allowed {
		if a == spdx {
			return true
		}
	}
	return false
}
