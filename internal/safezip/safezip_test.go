// SPDX-License-Identifier: Apache-2.0

package safezip_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/safezip"
)

// archive makes a ZIP of name, content pairs.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func link(t testing.TB) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "lien"}
	h.SetMode(fs.ModeSymlink | 0o777)
	f, err := w.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("/etc/passwd"))
	w.Close()
	return b.Bytes()
}

func TestOpen(t *testing.T) {
	data := archive(t, "a/", "", "a/b.txt", "bonjour", "é.txt", "")
	a, is := safezip.Open(data, safezip.Limits{})
	if is != nil {
		t.Fatal(is)
	}
	got, err := a.Read("a/b.txt")
	if err != nil || string(got) != "bonjour" || len(a.Entries) != 2 || !a.Has("é.txt") {
		t.Fatal(string(got), err, a.Entries)
	}
	if _, err := a.Read("absent"); err == nil {
		t.Fatal("read what is not there")
	}
}

func TestRefusals(t *testing.T) {
	good := archive(t, "a.txt", strings.Repeat("bonjour ", 40))
	spoiled := bytes.Clone(good)
	spoiled[40] ^= 0x55
	lying := bytes.Clone(good)
	cd := bytes.LastIndex(lying, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(lying[cd+24:], 7)
	renamed := bytes.Clone(good)
	copy(renamed[cd+46:], "b.txt")
	for _, tc := range []struct {
		name, want string
		data       []byte
		limits     safezip.Limits
	}{
		{"empty", "ZIP-001", nil, safezip.Limits{}},
		{"prefix", "ZIP-001", append([]byte("#!/bin/sh\n"), good...), safezip.Limits{}},
		{"local header named otherwise", "ZIP-001", renamed, safezip.Limits{}},
		{"entries", "ZIP-002", archive(t, "a", "", "b", ""), safezip.Limits{Entries: 1}},
		{"total", "ZIP-002", good, safezip.Limits{Inflated: 100}},
		{"bomb", "ZIP-002", archive(t, "a", strings.Repeat("0", 2<<20)), safezip.Limits{}},
		{"parent", "ZIP-003", archive(t, "../a", ""), safezip.Limits{}},
		{"absolute", "ZIP-003", archive(t, "/a", ""), safezip.Limits{}},
		{"home", "ZIP-003", archive(t, "~/a", ""), safezip.Limits{}},
		{"backslash", "ZIP-003", archive(t, `a\b`, ""), safezip.Limits{}},
		{"drive", "ZIP-003", archive(t, "C:a", ""), safezip.Limits{}},
		{"device", "ZIP-003", archive(t, "x/aux.txt", ""), safezip.Limits{}},
		{"control", "ZIP-003", archive(t, "a\x07", ""), safezip.Limits{}},
		{"long segment", "ZIP-003", archive(t, strings.Repeat("a", 256), ""), safezip.Limits{}},
		{"not UTF-8", "ZIP-003", archive(t, "\xff", ""), safezip.Limits{}},
		{"trailing dot", "ZIP-003", archive(t, "a.", ""), safezip.Limits{}},
		{"link", "ZIP-004", link(t), safezip.Limits{}},
		{"content changed", "ZIP-005", spoiled, safezip.Limits{}},
		{"size declared smaller", "ZIP-005", lying, safezip.Limits{}},
		{"case", "ZIP-006", archive(t, "a/É", "", "A/é", ""), safezip.Limits{}},
		{"file and folder", "ZIP-006", archive(t, "a", "", "A/b", ""), safezip.Limits{}},
	} {
		_, is := safezip.Open(tc.data, tc.limits)
		if len(is) == 0 || is[0].Code != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, is, tc.want)
		}
	}
}

func TestHostileFixture(t *testing.T) {
	n := 0
	for _, c := range fixtures.Lines[struct {
		ID, What, Format, Want, B64 string
		Recipe                      struct{ ZipEntries int }
	}](t, "trust/hostile/cases.jsonl") {
		if c.Format != "zip" {
			continue
		}
		n++
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		if c.Recipe.ZipEntries > 0 {
			var parts []string
			for i := range c.Recipe.ZipEntries {
				parts = append(parts, fmt.Sprintf("f%d", i+1), "")
			}
			data = archive(t, parts...)
		}
		_, is := safezip.Open(data, safezip.Limits{})
		if refused := is != nil; refused != (c.Want == "refuse") {
			t.Errorf("%s %s: %v, want %s", c.ID, c.What, is, c.Want)
		}
	}
	t.Logf("%d hostile archives", n)
}

func FuzzOpen(f *testing.F) {
	f.Add(archive(f, "a/b", "bonjour", "c", ""))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, is := safezip.Open(data, safezip.Limits{Inflated: 1 << 20})
		if is != nil {
			return
		}
		for _, e := range a.Entries {
			if strings.Contains("/"+e.Name+"/", "/../") || strings.HasPrefix(e.Name, "/") {
				t.Fatalf("%q leaves the folder", e.Name)
			}
			b, err := a.Read(e.Name)
			if err != nil || int64(len(b)) != e.Size {
				t.Fatalf("%q: %d bytes of %d, %v", e.Name, len(b), e.Size, err)
			}
		}
	})
}
