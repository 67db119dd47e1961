// SPDX-License-Identifier: Apache-2.0

package licence_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"encoding/json"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/trust/licence"
)

var update = flag.Bool("update", false, "propose rows for table.json; a person reads the difference")

// TestModules: each module that we import has a decided licence.
func TestModules(t *testing.T) {
	modules, err := licence.List(fixtures.Root())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		write(t, modules)
		return
	}
	rows, err := licence.Table()
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range licence.Check(modules, rows) {
		t.Error(fault)
	}
	t.Logf("%d modules, %d rows", len(modules), len(rows))
	// A module that nobody has decided is planted in the real list.
	planted := append([]licence.Module{{Path: "example.org/unknown", Version: "v1.0.0", Dir: modules[0].Dir}}, modules...)
	if faults := licence.Check(planted, rows); len(faults) != 1 || !strings.Contains(faults[0], "example.org/unknown") {
		t.Errorf("a planted module: %v", faults)
	}
}

func write(t *testing.T, modules []licence.Module) {
	var rows []licence.Row
	for _, m := range modules {
		spdx, err := licence.Propose(m)
		if err != nil {
			t.Fatal(err)
		}
		digest, err := m.Digest()
		if err != nil {
			t.Error(err)
		}
		rows = append(rows, licence.Row{Module: m.Path, SPDX: spdx, SHA256: digest})
	}
	data, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("table.json", append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestCheck plants each fault once.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := licence.Module{Path: "example.org/m", Version: "v1.0.0", Dir: dir}
	digest, err := m.Digest()
	if err != nil {
		t.Fatal(err)
	}
	good := licence.Row{Module: m.Path, SPDX: "MIT", SHA256: digest}
	changed, banned := good, good
	changed.SHA256, banned.SPDX = strings.Repeat("0", 64), "AGPL-3.0"
	for _, tc := range []struct {
		name string
		rows []licence.Row
		want string
	}{
		{"good", []licence.Row{good}, ""}, {"unknown", nil, "no decided licence"}, {"changed", []licence.Row{changed}, "has changed"}, {"banned", []licence.Row{banned}, "not allowed"},
	} {
		got := strings.Join(licence.Check([]licence.Module{m}, tc.rows), "; ")
		if tc.want == "" && got != "" || !strings.Contains(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := licence.Check([]licence.Module{{Path: "x", Dir: t.TempDir()}}, nil); len(got) != 1 || !strings.Contains(got[0], "no licence file") {
		t.Errorf("without a file: %v", got)
	}
}
