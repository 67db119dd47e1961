// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The codes of a faulty archive.
const (
	zipArchive = "ZIP-001"
	zipLimit   = "ZIP-002"
	zipName    = "ZIP-003"
	zipKind    = "ZIP-004"
	zipContent = "ZIP-005"
	zipClash   = "ZIP-006"
)

// ArchiveLimits are those of a reader of archives.
type ArchiveLimits struct {
	Entries  int
	Inflated int // of all entries together; 0: too large to be tried
}

// entry is one file of an archive to make.
type entry struct {
	name, content string
	mode          fs.FileMode
	stored        bool
}

func packed(list ...entry) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range list {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.stored {
			h.Method = zip.Store
		}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		if err == nil && !strings.HasSuffix(e.name, "/") {
			_, err = f.Write([]byte(e.content))
		}
		if err != nil {
			return nil
		}
	}
	if w.Close() != nil {
		return nil
	}
	return b.Bytes()
}

// Archive returns hostile archives: the files of a valid one, with one fault
// each. The order of files is that of names.
func Archive(names []string, files map[string][]byte, l ArchiveLimits) []Case {
	var own []entry
	for _, n := range names {
		own = append(own, entry{name: n, content: string(files[n])})
	}
	good := packed(own...)
	last := issue.Pointer("").Index(len(own))
	var out []Case
	add := func(name string, data []byte, code string, p issue.Pointer) {
		out = append(out, Case{Name: name, Data: data, Code: code, Pointer: p})
	}
	with := func(more ...entry) []byte { return packed(append(own[:len(own):len(own)], more...)...) }

	for _, n := range []string{"../a", "a/../../b", "a/..", "./a", "a/./b", "a//b", "/etc/passwd", "//serveur/a", "~/a", "~", `a\b`, `..\a`, `C:\a`, "C:a", "c:/a",
		"a\x00b", "a\x07", "a\x1b[2J", "a\nb", "a\u0085", "\xff", "a\xc3", "caf\xe9.txt", "con", "CON.txt", "a/nul", "aux.tar.gz", "COM1", "lpt9.txt", "CONIN$", "prn ", "a.", "a ", "a/b./c",
		"a/.../b.", strings.Repeat("a", 256), "a/" + strings.Repeat("b", 256) + "/c", strings.Repeat("a/", 2100) + "b"} {
		add(fmt.Sprintf("the name %.40q", n), with(entry{name: n, content: "x"}), zipName, last)
	}
	add("a symbolic link", with(entry{name: "lien", content: "/etc/passwd", mode: fs.ModeSymlink | 0o777}), zipKind, last)
	add("a device", with(entry{name: "d", mode: fs.ModeDevice | 0o600}), zipKind, last)
	add("a character device", with(entry{name: "d", mode: fs.ModeDevice | fs.ModeCharDevice | 0o600}), zipKind, last)
	add("a pipe", with(entry{name: "p", mode: fs.ModeNamedPipe | 0o600}), zipKind, last)
	add("a socket", with(entry{name: "s", mode: fs.ModeSocket | 0o600}), zipKind, last)
	add("a folder without its slash", with(entry{name: "f", mode: fs.ModeDir | 0o755}), zipKind, last)

	for _, c := range []struct{ name, a, b string }{
		{"one name twice", "zz", "zz"}, {"names equal but for case", "zz/É", "ZZ/é"}, {"the long s", "zzs", "zz\u017f"}, {"the Kelvin sign", "zzk", "zz\u212a"},
		{"a file that is a folder", "zz", "zz/a"}, {"a file that is a folder, in another case", "zz", "ZZ/a"},
	} {
		add(c.name, with(entry{name: c.a}, entry{name: c.b}), zipClash, "")
	}

	for _, c := range []struct {
		name string
		data []byte
	}{
		{"nothing", nil}, {"four bytes", []byte("PK\x03\x04")}, {"an empty archive", packed()}, {"a script in front", append([]byte("#!/bin/sh\n"), good...)},
		{"a NUL in front", append([]byte{0}, good...)}, {"a gzip", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00")}, {"a tar", append([]byte("a"), make([]byte, 511)...)},
		{"the directory alone", good[bytes.Index(good, []byte("PK\x01\x02")):]}, {"the directory missing", good[:bytes.Index(good, []byte("PK\x01\x02"))]}, {"cut in half", good[:len(good)/2]},
		{"the last byte missing", good[:len(good)-1]}, {"the end record missing", good[:len(good)-22]}, {"an executable", append([]byte("MZ"), good...)},
	} {
		add(c.name, c.data, zipArchive, "")
	}
	out = append(out, patched(good)...)

	add("a bomb", with(entry{name: "zz", content: strings.Repeat("0", 3<<20)}), zipLimit, last)
	add("a bomb of spaces", with(entry{name: "zz.xml", content: strings.Repeat(" ", 3<<20)}), zipLimit, last)
	many := make([]entry, l.Entries+1-len(own))
	for i := range many {
		many[i] = entry{name: fmt.Sprintf("z%d", i), stored: true}
	}
	add("too many entries", with(many...), zipLimit, "")
	if l.Inflated > 0 {
		add("too large once inflated", with(bulk(l.Inflated)...), zipLimit, "")
	}
	return out
}

// bulk is files that compress well enough to be small and not so well that
// each would be refused by its ratio.
func bulk(size int) (out []entry) {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, "%d une ligne de texte qui ressemble à la suivante\n", i*i)
	}
	for i := 0; i*b.Len() <= size; i++ {
		out = append(out, entry{name: fmt.Sprintf("gros%d.txt", i), content: b.String()})
	}
	return out
}

// patched changes one field of the first entry of an archive.
func patched(good []byte) (out []Case) {
	directory := bytes.Index(good, []byte("PK\x01\x02"))
	end := bytes.LastIndex(good, []byte("PK\x05\x06"))
	le := binary.LittleEndian
	for _, c := range []struct {
		name  string
		code  string
		p     issue.Pointer
		patch func(b []byte)
	}{
		{"encrypted", zipKind, "/0", func(b []byte) { b[directory+8] |= 1 }},
		{"strongly encrypted", zipKind, "/0", func(b []byte) { b[directory+8] |= 1 << 6 }},
		{"a masked directory", zipKind, "/0", func(b []byte) { b[directory+9] |= 1 << 5 }},
		{"method bzip2", zipKind, "/0", func(b []byte) { le.PutUint16(b[directory+10:], 12) }},
		{"method LZMA", zipKind, "/0", func(b []byte) { le.PutUint16(b[directory+10:], 14) }},
		{"method 99", zipKind, "/0", func(b []byte) { le.PutUint16(b[directory+10:], 99) }},
		{"another method in the local header", zipArchive, "/0", func(b []byte) { le.PutUint16(b[8:], 0) }},
		{"another name in the local header", zipArchive, "/0", func(b []byte) { b[30] ^= 0x20 }},
		{"another name in the directory", zipArchive, "/0", func(b []byte) { b[directory+46] ^= 0x20 }},
		{"a wrong checksum", zipContent, "/0", func(b []byte) { b[directory+16] ^= 0xff }},
		{"a size too small", zipContent, "/0", func(b []byte) { le.PutUint32(b[directory+24:], 1) }},
		{"a size too large", zipContent, "/0", func(b []byte) { le.PutUint32(b[directory+24:], le.Uint32(b[directory+24:])+1) }},
		{"a stored size too small", zipContent, "/0", func(b []byte) { le.PutUint32(b[directory+20:], 1) }},
		{"a size of 4 GiB", zipLimit, "/0", func(b []byte) { le.PutUint32(b[directory+24:], 0xfffffffe) }},
		{"a stored size beyond the archive", zipArchive, "/0", func(b []byte) { le.PutUint32(b[directory+20:], 0x7fffffff) }},
		{"damaged content", zipContent, "/0", func(b []byte) { b[30+int(le.Uint16(b[26:]))+int(le.Uint16(b[28:]))+2] ^= 0xff }},
		{"an offset beyond the archive", zipArchive, "", func(b []byte) { le.PutUint32(b[directory+42:], 0x7fffffff) }},
		{"a directory beyond the archive", zipArchive, "", func(b []byte) { le.PutUint32(b[end+16:], 0x7fffffff) }},
		{"a directory too long", zipArchive, "", func(b []byte) { le.PutUint32(b[end+12:], 0x7fffffff) }},
		{"more entries announced", zipArchive, "", func(b []byte) { le.PutUint16(b[end+8:], 60_000); le.PutUint16(b[end+10:], 60_000) }},
		{"no local header", zipArchive, "", func(b []byte) { b[2], b[3] = 9, 9 }},
	} {
		b := bytes.Clone(good)
		c.patch(b)
		out = append(out, Case{Name: c.name, Data: b, Code: c.code, Pointer: c.p})
	}
	return out
}
