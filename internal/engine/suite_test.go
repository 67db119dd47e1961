// SPDX-License-Identifier: Apache-2.0

package engine_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

type group struct {
	Description string
	Schema      json.RawMessage
	Tests       []struct {
		Description string
		Data        json.RawMessage
		Valid       bool
	}
}

// TestSuite runs the required tests of JSON-Schema-Test-Suite, 2020-12,
// through the locked engine. Remote documents are handed over as resources.
func TestSuite(t *testing.T) {
	dir := fixtures.Path(t, "schema/json-schema-test-suite")
	remotes := map[string][]byte{}
	root := filepath.Join(dir, "remotes")
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".json") {
			return err
		}
		b, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		remotes["http://localhost:1234/"+filepath.ToSlash(rel)] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	portable := map[[3]int]bool{}
	files, _ := filepath.Glob(filepath.Join(dir, "draft2020-12", "*.json"))
	sort.Strings(files)
	var list []struct {
		File        string
		Group, Test int
	}
	if err := json.Unmarshal(fixtures.Read(t, "schema/json-schema-test-suite/portable-tests.json"), &list); err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		for i, f := range files {
			if strings.TrimSuffix(filepath.Base(f), ".json") == strings.TrimSuffix(filepath.Base(p.File), ".json") {
				portable[[3]int{i, p.Group, p.Test}] = true
			}
		}
	}
	total, right, ours := 0, 0, 0
	for fi, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var groups []group
		if err := json.Unmarshal(b, &groups); err != nil {
			t.Fatal(err)
		}
		for gi, g := range groups {
			s, err := engine.Compile(g.Schema, remotes)
			for ti, test := range g.Tests {
				total++
				v, _ := engine.Decode(test.Data)
				isPortable := portable[[3]int{fi, gi, ti}]
				if err == nil && s.Accepts(v) == test.Valid {
					right++
					if isPortable {
						ours++
					}
					continue
				}
				if isPortable {
					t.Errorf("portable: %s: %s: %s", filepath.Base(file), g.Description, test.Description)
				} else {
					t.Logf("%s: %s: %s", filepath.Base(file), g.Description, test.Description)
				}
			}
		}
	}
	t.Logf("%d of %d required, %d of %d portable", right, total, ours, len(portable))
	if total-right > 8 || ours != len(portable) || len(portable) == 0 {
		t.Errorf("%d of %d required, %d of %d portable", right, total, ours, len(portable))
	}
}

// TestLocked shows that no reference opens anything.
func TestLocked(t *testing.T) {
	for _, ref := range []string{"file:///etc/hostname", "https://example.org/a.json", "http://127.0.0.1:1/a", "other.json", "//host/x"} {
		_, err := engine.Compile([]byte(`{"$id":"https://example.org/s","$ref":"`+ref+`"}`), nil)
		if err == nil || !strings.Contains(err.Error(), engine.ErrLocked.Error()) {
			t.Errorf("%s: %v", ref, err)
		}
	}
}
