// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/internal/trust/osv"
	"forge.apps.education.fr/eafc/briques/internal/trust/sbom"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// binaries are files that are no program of Go, or the beginning of one: a
// bill of materials of them would be empty, and must be an error instead.
func binaries(t *testing.T) (out []hostile.Case) {
	t.Helper()
	f, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	if _, err := io.ReadFull(f, head); err != nil {
		t.Fatal(err)
	}
	add := func(name string, data []byte) { out = append(out, hostile.Case{Name: name, Data: data, Code: refused}) }
	for _, n := range []int{0, 1, 2, 3, 4, 8, 16, 20, 40, 52, 63, 64, 65, 100, 128, 200, 256, 500, 512, 1000, 1024, 2000, 4096, 8192, 16384, 32768, 65535} {
		add(fmt.Sprintf("the first %d bytes", n), head[:n])
	}
	for _, at := range []int{4, 5, 16, 18, 32, 40, 52, 54, 56, 58, 60, 62} { // fields of the ELF header
		for _, value := range []uint16{0, 0x7fff, 0xffff} {
			b := bytes.Clone(head)
			binary.LittleEndian.PutUint16(b[at:], value)
			add(fmt.Sprintf("%#x at byte %d", value, at), b)
		}
	}
	for name, magic := range map[string]string{"a PE": "MZ", "a Mach-O": "\xcf\xfa\xed\xfe", "a fat Mach-O": "\xca\xfe\xba\xbe", "WebAssembly": "\x00asm\x01\x00\x00\x00", "XCOFF": "\x01\xf7",
		"a script": "#!/bin/sh\n", "a build info without a program": "\xff Go buildinf:\x08\x02", "text": "go1.26", "an archive": "PK\x03\x04", "Plan 9": "\x00\x00\x8a\x97"} {
		add(name, append([]byte(magic), make([]byte, 4096)...))
		add(name+" alone", []byte(magic))
	}
	return out
}

func TestBinaries(t *testing.T) {
	file := filepath.Join(t.TempDir(), "programme")
	through(t, binaries(t), door{name: "sbom.ReadBinary", read: func(b []byte) issue.Issues {
		a, err := sbom.ReadBinary(file)
		if err == nil {
			t.Errorf("%+v out of %d bytes", a, len(b))
		}
		return failed("SBOM", err)
	}, before: func(b []byte) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}})
}

// TestDatabases gives hostile files to the reader of a vulnerability
// database: none is an empty database without an error.
func TestDatabases(t *testing.T) {
	file := filepath.Join(t.TempDir(), "base.zip")
	content := map[string][]byte{"a.json": []byte(`{"id":"GO-1","affected":[]}`), "b.json": []byte(`{"id":"GO-2","affected":[]}`)}
	cases := hostile.Archive([]string{"a.json", "b.json"}, content, hostile.ArchiveLimits{Entries: 100_000})
	for i := range cases {
		cases[i].Code = "" // what stands beside sound entries is passed over; nothing may panic or grow
	}
	through(t, cases, door{name: "osv.Load", more: 128 << 20, read: func([]byte) issue.Issues {
		entries, err := osv.Load(file)
		if err == nil && len(entries) == 0 {
			t.Error("an empty database and no error")
		}
		return failed("OSV", err)
	}, before: func(b []byte) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}})
}
