// SPDX-License-Identifier: Apache-2.0

package cmi5

import (
	"archive/zip"
	"bytes"
	"io"
	"mime"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/safezip"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Limits of a package: 1 GiB, 50,000 entries, a ratio of 100.
const (
	MaxBytes   = 1 << 30
	MaxEntries = 50_000
)

// Manifest is the name of the course structure in a package.
const Manifest = "cmi5.xml"

// Read reads a package: a zip (or zip64) with cmi5.xml at its root, or the
// course structure alone. mediaType is what the sender says it is; "" lets
// the first bytes decide. Every broken requirement is reported, several for
// one place if need be; the course is nil when no structure could be read.
func Read(r io.ReaderAt, size int64, mediaType string) (*Course, issue.Issues) {
	if size > MaxBytes {
		return nil, issue.Issues{ruleZip.At("", issue.Text{FR: "1 Gio au plus", EN: "1 GiB at most"})}
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), data); err != nil {
		return nil, issue.Issues{issue.Read001.At("", "cmi5")}
	}
	kind, _, err := mime.ParseMediaType(mediaType)
	if mediaType == "" || err != nil {
		kind = sniff(data)
	}
	switch kind {
	case "application/zip", "application/x-zip-compressed":
		return readZip(data)
	case "application/xml", "text/xml":
		return readAlone(data)
	}
	return nil, issue.Issues{ruleNoPackage.At("")}
}

func sniff(data []byte) string {
	switch start := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n"); {
	case bytes.HasPrefix(data, []byte("PK")):
		return "application/zip"
	case bytes.HasPrefix(start, []byte("<")):
		return "text/xml"
	}
	return ""
}

// readAlone reads a structure without package: its URLs must be absolute.
func readAlone(data []byte) (*Course, issue.Issues) {
	c, is := Decode(data)
	if c != nil {
		for _, u := range c.Units() {
			if _, in := relative(u.URL); in && u.URL != "" {
				is = append(is, ruleRelative.At(issue.Pointer("/courseStructure").Field(u.ID), u.URL))
			}
		}
		is.Sort()
	}
	return c, is
}

func readZip(data []byte) (*Course, issue.Issues) {
	if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil && err != zip.ErrInsecurePath {
		return nil, issue.Issues{ruleNoZip.At("")}
	}
	a, faults := safezip.Open(data, safezip.Limits{Entries: MaxEntries, Inflated: MaxBytes, Ratio: 100})
	if a == nil {
		var is issue.Issues
		for _, f := range faults {
			is = append(is, ruleZip.At(f.Pointer, f))
		}
		return nil, is
	}
	if !a.Has(Manifest) {
		return nil, issue.Issues{ruleNoManifest.At("")}
	}
	text, err := a.Read(Manifest)
	if err != nil {
		return nil, issue.Issues{ruleNoManifest.At("")}
	}
	c, is := Decode(text)
	if c != nil {
		for _, u := range c.Units() {
			if path, in := relative(u.URL); in && u.URL != "" && !a.Has(path) {
				is = append(is, ruleAbsent.At(issue.Pointer("/courseStructure").Field(u.ID), path))
			}
		}
		is.Sort()
	}
	return c, is
}

// WriteZip writes the course and its files as a package: the same bytes for
// the same course and files. files maps names in the package to contents.
func (c *Course) WriteZip(w io.Writer, files map[string][]byte) error {
	z := zip.NewWriter(w)
	out, err := z.CreateHeader(&zip.FileHeader{Name: Manifest, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if err := c.Encode(out); err != nil {
		return err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		if !strings.EqualFold(name, Manifest) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := out.Write(files[name]); err != nil {
			return err
		}
	}
	return z.Close()
}
