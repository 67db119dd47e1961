// SPDX-License-Identifier: Apache-2.0

package osv_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/trust/osv"
)

func entry(id, module, events string) string {
	return fmt.Sprintf(`{"id":%q,"affected":[{"package":{"name":%q,"ecosystem":"Go"},"ranges":[{"type":"SEMVER","events":[%s]}]}]}`, id, module, events)
}

func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		name, entry string
		module      osv.Module
		imported    []string
		want        osv.Verdict
		fails       bool
	}{
		{"below the fix", entry("A", "m", `{"introduced":"0"},{"fixed":"1.2.3"}`), osv.Module{Path: "m", Version: "v1.2.2"}, nil, osv.Hit, false},
		{"at the fix", entry("A", "m", `{"introduced":"0"},{"fixed":"1.2.3"}`), osv.Module{Path: "m", Version: "v1.2.3"}, nil, osv.None, false},
		{"last affected", entry("A", "m", `{"introduced":"0"},{"last_affected":"1.2.3"}`), osv.Module{Path: "m", Version: "v1.2.3"}, nil, osv.Hit, false},
		{"after the last affected", entry("A", "m", `{"introduced":"0"},{"last_affected":"1.2.3"}`), osv.Module{Path: "m", Version: "v1.2.4"}, nil, osv.None, false},
		{"numbers, not letters", entry("A", "m", `{"introduced":"0"},{"fixed":"1.10.0"}`), osv.Module{Path: "m", Version: "v1.9.0"}, nil, osv.Hit, false},
		{"release candidate", entry("A", "stdlib", `{"introduced":"1.22.0-0"},{"fixed":"1.22.2"}`), osv.Module{Path: "stdlib", Version: "go1.22rc1"}, nil, osv.Hit, false},
		{"experiment suffix", entry("A", "stdlib", `{"introduced":"0"},{"fixed":"1.22.2"}`), osv.Module{Path: "stdlib", Version: "go1.22 X:boringcrypto"}, nil, osv.Hit, false},
		{"folder", entry("A", "m", `{"introduced":"0"}`), osv.Module{Path: "m", Folder: true}, nil, osv.Unjudged, false},
		{"prefix only", entry("A", "m", `{"introduced":"0"}`), osv.Module{Path: "m/v2", Version: "v2.0.0"}, nil, osv.None, false},
		{"no version", entry("A", "m", `{"introduced":"0"},{"fixed":"soon"}`), osv.Module{Path: "m", Version: "v1.0.0"}, nil, osv.None, true},
	} {
		e, err := osv.ParseEntry([]byte(tc.entry))
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Judge(tc.module, map[string]bool{})
		if got != tc.want || (err != nil) != tc.fails {
			t.Errorf("%s: %s, %v; want %s", tc.name, got, err, tc.want)
		}
	}
}

func TestFixture(t *testing.T) {
	for _, c := range fixtures.Lines[struct {
		ID, What, Want, Module, Version string
		Replace                         *struct{ Path, Version string }
		Imported                        []string
		Entry                           json.RawMessage
	}](t, "trust/osv/cases.jsonl") {
		imported := map[string]bool{}
		for _, p := range c.Imported {
			imported[p] = true
		}
		m := osv.Module{Path: c.Module, Version: c.Version}
		if c.Replace != nil {
			m = osv.Module{Path: c.Replace.Path, Version: c.Replace.Version}
			if c.Replace.Version == "" {
				m = osv.Module{Path: c.Module, Folder: true}
			}
		}
		got := "error"
		if e, err := osv.ParseEntry(c.Entry); err == nil {
			if v, err := e.Judge(m, imported); err == nil {
				got = string(v)
			}
		}
		if got != c.Want {
			t.Errorf("%s %s: %s, want %s", c.ID, c.What, got, c.Want)
		}
	}
}

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// gate returns a gate whose every step works and that finds nothing.
func gate() osv.Gate {
	return osv.Gate{
		Database: func() ([]osv.Entry, error) {
			entries := make([]osv.Entry, osv.MinEntries)
			for i := range entries {
				entries[i], _ = osv.ParseEntry([]byte(entry(fmt.Sprint("T-", i), fmt.Sprint("example.org/m", i), `{"introduced":"0"},{"fixed":"1.0.0"}`)))
			}
			return entries, nil
		},
		Modules:  func() ([]osv.Module, error) { return []osv.Module{{Path: "example.org/m7", Version: "v1.0.0"}}, nil },
		Packages: func() (map[string]bool, error) { return map[string]bool{"example.org/m7": true}, nil },
		Canary:   osv.Module{Path: "example.org/m0", Version: "v0.1.0"},
		Today:    today,
	}
}

func TestGate(t *testing.T) {
	old := func() ([]osv.Module, error) { return []osv.Module{{Path: "example.org/m7", Version: "v0.9.0"}}, nil }
	accept := func(until string) []osv.Accepted {
		return []osv.Accepted{{ID: "T-7", Module: "example.org/m7", Reason: "not reachable", Until: until}}
	}
	failing := errors.New("provoked")
	for _, tc := range []struct {
		name   string
		change func(*osv.Gate)
		want   osv.Status
	}{
		{"clean", func(*osv.Gate) {}, osv.Clean},
		{"hit", func(g *osv.Gate) { g.Modules = old }, osv.Vulnerable},
		{"accepted", func(g *osv.Gate) { g.Modules, g.Accepted = old, accept("2026-12-31") }, osv.Clean},
		{"no database", func(g *osv.Gate) { g.Database = nil }, osv.NoDatabase},
		{"database unreadable", func(g *osv.Gate) { g.Database = func() ([]osv.Entry, error) { return nil, failing } }, osv.Broken},
		{"database too small", func(g *osv.Gate) { g.Database = func() ([]osv.Entry, error) { return make([]osv.Entry, 999), nil } }, osv.Broken},
		{"go list fails", func(g *osv.Gate) { g.Modules = func() ([]osv.Module, error) { return nil, failing } }, osv.Broken},
		{"no module", func(g *osv.Gate) { g.Modules = func() ([]osv.Module, error) { return nil, nil } }, osv.Broken},
		{"go list -deps fails", func(g *osv.Gate) { g.Packages = func() (map[string]bool, error) { return nil, failing } }, osv.Broken},
		{"no package", func(g *osv.Gate) { g.Packages = func() (map[string]bool, error) { return nil, nil } }, osv.Broken},
		{"canary silent", func(g *osv.Gate) { g.Canary.Version = "v1.0.0" }, osv.Broken},
		{"accepted and expired", func(g *osv.Gate) { g.Modules, g.Accepted = old, accept("2026-11-21") }, osv.Broken},
		{"accepted for too long", func(g *osv.Gate) { g.Modules, g.Accepted = old, accept("2027-12-31") }, osv.Broken},
		{"accepted for nothing", func(g *osv.Gate) { g.Accepted = accept("2026-12-31") }, osv.Broken},
	} {
		g := gate()
		tc.change(&g)
		if r := g.Run(); r.Status != tc.want || (r.Err != nil) != (tc.want == osv.Broken) {
			t.Errorf("%s: status %d, %v; want %d", tc.name, r.Status, r.Err, tc.want)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	good := []byte(entry("A", "m", `{"introduced":"0"}`))
	folder := filepath.Join(dir, "db")
	for name, data := range map[string]string{"ID/A.json": string(good), "index/modules.json": "[]", "README": "x"} {
		p := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var z, tgz bytes.Buffer
	zw := zip.NewWriter(&z)
	w, err := zw.Create("ID/A.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(good); err != nil || zw.Close() != nil {
		t.Fatal(err)
	}
	gz := gzip.NewWriter(&tgz)
	tw := tar.NewWriter(gz)
	if err := tw.WriteHeader(&tar.Header{Name: "ID/A.json", Typeflag: tar.TypeReg, Size: int64(len(good)), Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	if _, err := tw.Write(good); err != nil || tw.Close() != nil || gz.Close() != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"db.zip": z.Bytes(), "db.tar.gz": tgz.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"db", "db.zip", "db.tar.gz"} {
		entries, err := osv.Load(filepath.Join(dir, name))
		if err != nil || len(entries) != 1 || entries[0].ID != "A" {
			t.Errorf("%s: %v, %v", name, entries, err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "ID", "B.json"), []byte(`{"id":"B","affected":{}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := osv.Load(folder); err == nil || !strings.Contains(err.Error(), "B.json") {
		t.Errorf("a malformed entry passed: %v", err)
	}
}

// TestBuild: the go command names our own modules and packages.
func TestBuild(t *testing.T) {
	b := osv.Build{Dirs: []string{fixtures.Root()}}
	modules, err := b.Modules()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, m := range modules {
		found[m.Path] = true
	}
	for _, want := range []string{"stdlib", "toolchain", "github.com/google/go-cmp"} {
		if !found[want] {
			t.Errorf("%s is not among %d modules", want, len(modules))
		}
	}
	if _, err := (osv.Build{Dirs: []string{t.TempDir()}}).Modules(); err == nil {
		t.Error("go list in an empty folder is no error")
	}
}

func FuzzParseEntry(f *testing.F) {
	f.Add([]byte(entry("A", "m", `{"introduced":"0"},{"fixed":"1.2.3"}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := osv.ParseEntry(data)
		if err != nil {
			return
		}
		v, err := e.Judge(osv.Module{Path: "m", Version: "v1.0.0"}, nil)
		if err != nil && v == osv.Hit {
			t.Fatal("a verdict beside an error")
		}
	})
}

// TestScanner runs osv-scanner where it is installed, on an invented database.
func TestScanner(t *testing.T) {
	s, ok := osv.FindScanner(filepath.Join(fixtures.Root(), ".cache", "bin"))
	if !ok {
		t.Skip("NOT RUN: osv-scanner is not installed")
	}
	raw := map[string][]byte{}
	for i := range 20 {
		raw[fmt.Sprintf("T-%d.json", i)] = []byte(strings.Replace(entry(fmt.Sprint("T-", i), fmt.Sprint("example.org/m", i), `{"introduced":"0"},{"fixed":"1.0.0"}`), "{", `{"schema_version":"1.6.0","modified":"2026-01-01T00:00:00Z",`, 1))
	}
	gomod := filepath.Join(t.TempDir(), "go.mod")
	if err := os.WriteFile(gomod, []byte("module x\n\ngo 1.26\n\nrequire (\n\texample.org/m1 v0.9.0\n\texample.org/m2 v1.0.0\n)\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ids, err := s.Scan(gomod, raw, osv.Module{Path: "example.org/m0", Version: "v0.1.0"})
	if err != nil || strings.Join(ids, " ") != "T-1" {
		t.Errorf("%v, %v; want T-1", ids, err)
	}
	if _, err := s.Scan(gomod, raw, osv.Module{Path: "example.org/m0", Version: "v1.0.0"}); err == nil {
		t.Error("a silent canary passed")
	}
}
