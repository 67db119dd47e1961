// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/cmi5"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/internal/safezip"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// unpack returns the files of an archive of ours.
func unpack(t *testing.T, data []byte) (names []string, files map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return names, files
}

func TestArchive(t *testing.T) {
	limits := hostile.ArchiveLimits{Entries: 2000, Inflated: 64 << 20}
	plain := []string{"a.txt", "b/c.txt"}
	content := map[string][]byte{"a.txt": []byte("bonjour, bonjour, bonjour"), "b/c.txt": []byte("au revoir")}
	through(t, hostile.Archive(plain, content, limits), door{name: "safezip.Open", more: entries, read: func(b []byte) issue.Issues {
		_, is := safezip.Open(b, safezip.Limits{})
		return is
	}})

	var book bytes.Buffer
	if err := tabular.WriteXLSX(&book, tabular.Sheet{Name: "a", Rows: [][]string{{"code", "titre"}, {"1", "Oser"}}}); err != nil {
		t.Fatal(err)
	}
	names, files := unpack(t, book.Bytes())
	through(t, hostile.Archive(names, files, limits), door{name: "tabular.Parse", more: entries, named: noBook, read: func(b []byte) issue.Issues {
		_, is := tabular.Parse(b, tabular.Options{})
		return is
	}})

	var kept bytes.Buffer
	var mine portfolio.Portfolio
	for _, e := range portfolioExamples(t) {
		mine = e
	}
	if err := (portfolio.File{Portfolio: mine}).Write(&kept); err != nil {
		t.Fatal(err)
	}
	names, files = unpack(t, kept.Bytes())
	through(t, hostile.Archive(names, files, limits), door{name: "portfolio.Parse", more: entries, codes: portfolioCodes,
		named: map[string]string{"too large once inflated": "PORTFOLIO-002"}, read: func(b []byte) issue.Issues {
			_, is := portfolio.Parse(b)
			return is
		}})

	limits = hostile.ArchiveLimits{Entries: cmi5.MaxEntries}
	through(t, hostile.Archive([]string{"cmi5.xml"}, map[string][]byte{"cmi5.xml": []byte(course)}, limits),
		door{name: "cmi5.Read", more: 25 * entries, codes: packageCodes, named: noPackage, read: func(b []byte) issue.Issues {
			_, is := cmi5.Read(bytes.NewReader(b), int64(len(b)), "application/zip")
			return is
		}})
}

// entries is what the directory of 2,000 entries takes, the most of most
// readers.
const entries = 4 << 20

// What does not begin like an archive is read as CSV.
var noBook = map[string]string{"nothing": "TABLE-002", "an empty archive": "TABLE-001", "a script in front": "TABLE-001", "a NUL in front": "TABLE-001",
	"a gzip": "TABLE-001", "a tar": "TABLE-001", "the directory alone": "TABLE-001", "an executable": "TABLE-001", "no local header": "TABLE-001"}

var portfolioCodes = map[string]string{"ZIP-001": "PORTFOLIO-001", "ZIP-002": "PORTFOLIO-004", "ZIP-003": "PORTFOLIO-003",
	"ZIP-004": "PORTFOLIO-003", "ZIP-005": "PORTFOLIO-005", "ZIP-006": "PORTFOLIO-003"}

var noPackage = func() map[string]string {
	out := map[string]string{}
	for _, name := range []string{"nothing", "four bytes", "a gzip", "a tar", "the directory missing", "cut in half", "the last byte missing",
		"the end record missing", "a directory too long", "more entries announced"} {
		out[name] = "CMI5-008"
	}
	return out
}()

var packageCodes = map[string]string{"ZIP-001": "CMI5-009", "ZIP-002": "CMI5-009", "ZIP-003": "CMI5-009", "ZIP-004": "CMI5-009", "ZIP-005": "CMI5-009", "ZIP-006": "CMI5-009"}

func portfolioExamples(t *testing.T) (out []portfolio.Portfolio) {
	t.Helper()
	p, is, err := portfolio.DecodeJSON(bytes.NewReader(largest("portfolio")))
	if err != nil || is.HasErrors() {
		t.Fatal(is, err)
	}
	return append(out, *p)
}
