// SPDX-License-Identifier: Apache-2.0

package safezip

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Limits bounds the work on one archive. A zero field means its default.
type Limits struct {
	Entries  int   // 2,000
	Inflated int64 // 64 MiB, all entries together
	Entry    int64 // Inflated, one entry
	Ratio    int64 // 100, inflated to stored, beyond the first MiB of an entry
}

func (l Limits) orDefaults() Limits {
	if l.Entries == 0 {
		l.Entries = 2000
	}
	if l.Inflated == 0 {
		l.Inflated = 64 << 20
	}
	if l.Entry == 0 {
		l.Entry = l.Inflated
	}
	if l.Ratio == 0 {
		l.Ratio = 100
	}
	return l
}

// Entry is one file of an archive; folders are not listed.
type Entry struct {
	Name string
	Size int64
}

// Archive is an archive that has passed every check. It holds on to the bytes
// it was opened from, which must not change.
type Archive struct {
	Entries []Entry // in the order of the archive
	files   map[string]*zip.File
}

var errNotThere = errors.New("safezip: no such entry")

// Read returns the content of an entry; an error names one that is not there.
func (a *Archive) Read(name string) ([]byte, error) {
	f, ok := a.files[name]
	if !ok {
		return nil, errors.Join(errNotThere, errors.New(name))
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out := make([]byte, 0, f.UncompressedSize64)
	b := bytes.NewBuffer(out)
	_, err = io.Copy(b, io.LimitReader(r, int64(f.UncompressedSize64)+1))
	return b.Bytes(), err
}

// Has reports whether the archive has a file of that name.
func (a *Archive) Has(name string) bool { return a.files[name] != nil }

// Open checks the whole of data, contents included, and returns the archive;
// with an issue there is none. The pointer of an issue is the place of the
// entry in the directory ("/3").
func Open(data []byte, l Limits) (*Archive, issue.Issues) {
	l = l.orDefaults()
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, issue.Issues{ruleArchive.At("", issue.Text{FR: "début inattendu", EN: "unexpected beginning"})}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, issue.Issues{ruleArchive.At("", spoken.Words(err))}
	}
	if len(z.File) > l.Entries {
		return nil, issue.Issues{ruleLimit.At("", issue.Text{FR: strconv.Itoa(len(z.File)) + " entrées", EN: strconv.Itoa(len(z.File)) + " entries"}, l.Entries)}
	}
	c := checker{data: data, limits: l}
	a := &Archive{files: make(map[string]*zip.File, len(z.File))}
	for i, f := range z.File {
		c.at = issue.Pointer("").Index(i)
		c.entry(f)
		if !strings.HasSuffix(f.Name, "/") {
			a.Entries = append(a.Entries, Entry{f.Name, int64(f.UncompressedSize64)})
			a.files[f.Name] = f
		}
	}
	if len(c.issues) == 0 {
		c.overlaps()
		c.clashes(z.File)
	}
	for i, f := range z.File {
		if len(c.issues) > 0 {
			return nil, c.issues
		}
		c.at = issue.Pointer("").Index(i)
		c.content(f)
	}
	if len(c.issues) > 0 {
		return nil, c.issues
	}
	return a, nil
}

type checker struct {
	data   []byte
	limits Limits
	at     issue.Pointer
	total  int64
	spans  []span
	issues issue.Issues
}

type span struct {
	from, to int64
	name     string
}

func (c *checker) refuse(r *issue.Rule, args ...any) {
	c.issues = append(c.issues, r.At(c.at, args...))
}

// entry checks what the directory and the local header say of one entry.
func (c *checker) entry(f *zip.File) {
	shown := strings.ToValidUTF8(f.Name, "\uFFFD")
	if len(shown) > 80 {
		shown = strings.ToValidUTF8(shown[:80], "") + "…"
	}
	if why := nameFault(f.Name); why.FR != "" {
		c.refuse(&ruleName, shown, why)
		return
	}
	folder := strings.HasSuffix(f.Name, "/")
	size, stored := int64(f.UncompressedSize64), int64(f.CompressedSize64)
	switch mode := f.Mode(); {
	case f.Flags&(1|1<<6|1<<13) != 0:
		c.refuse(&ruleKind, shown, issue.Text{FR: "chiffrée", EN: "encrypted"})
	case f.Method != zip.Store && f.Method != zip.Deflate:
		c.refuse(&ruleKind, shown, issue.Text{FR: "méthode " + strconv.Itoa(int(f.Method)), EN: "method " + strconv.Itoa(int(f.Method))})
	case folder && (size != 0 || !mode.IsDir()), !folder && !mode.IsRegular():
		c.refuse(&ruleKind, shown, issue.Text{FR: "ni fichier ni dossier ordinaire", EN: "neither a plain file nor a folder"})
	case size < 0 || stored < 0 || size > c.limits.Entry:
		c.refuse(&ruleLimit, issue.Text{FR: "« " + shown + " » de " + strconv.FormatUint(f.UncompressedSize64, 10) + " octets", EN: "“" + shown + "” of " + strconv.FormatUint(f.UncompressedSize64, 10) + " bytes"}, c.limits.Entry)
	case size > 1<<20 && size/c.limits.Ratio > stored:
		c.refuse(&ruleLimit, issue.Text{FR: "« " + shown + " » gonfle plus de " + strconv.FormatInt(c.limits.Ratio, 10) + " fois", EN: "“" + shown + "” grows more than " + strconv.FormatInt(c.limits.Ratio, 10) + " times"}, c.limits.Ratio)
	default:
		if c.total += size; c.total > c.limits.Inflated {
			c.refuse(&ruleLimit, issue.Text{FR: strconv.FormatInt(c.total, 10) + " octets décompressés", EN: strconv.FormatInt(c.total, 10) + " bytes inflated"}, c.limits.Inflated)
			return
		}
		c.local(f, shown)
	}
}

// local finds the local header of f, which must agree with the directory.
func (c *checker) local(f *zip.File, shown string) {
	at, err := f.DataOffset()
	end := at + int64(f.CompressedSize64)
	if err != nil || at < 30 || end > int64(len(c.data)) {
		c.refuse(&ruleArchive, issue.Text{FR: "« " + shown + " » hors de l’archive", EN: "“" + shown + "” outside the archive"})
		return
	}
	n := int64(len(f.Name))
	for extra := int64(0); extra <= 0xffff; extra++ {
		p := at - 30 - n - extra
		if p < 0 {
			break
		}
		h := c.data[p:]
		if binary.LittleEndian.Uint32(h) != 0x04034b50 || int64(binary.LittleEndian.Uint16(h[26:])) != n ||
			int64(binary.LittleEndian.Uint16(h[28:])) != extra {
			continue
		}
		if string(h[30:30+n]) != f.Name || binary.LittleEndian.Uint16(h[8:]) != f.Method {
			break
		}
		c.spans = append(c.spans, span{p, end, shown})
		return
	}
	c.refuse(&ruleArchive, issue.Text{FR: "« " + shown + " » n’a pas le même nom dans l’archive et dans son index", EN: "“" + shown + "” has another name in the archive than in its index"})
}

// overlaps refuses entries that share bytes, and bytes before the first.
func (c *checker) overlaps() {
	c.at = ""
	sort.Slice(c.spans, func(i, j int) bool { return c.spans[i].from < c.spans[j].from })
	for i, s := range c.spans {
		if i == 0 && s.from != 0 {
			c.refuse(&ruleArchive, issue.Text{FR: "octets avant la première entrée", EN: "bytes before the first entry"})
		}
		if i > 0 && s.from < c.spans[i-1].to {
			c.refuse(&ruleClash, c.spans[i-1].name, s.name)
		}
	}
}

// content inflates f to nowhere: the size and the CRC must be as declared.
func (c *checker) content(f *zip.File) {
	r, err := f.Open()
	if err != nil {
		c.refuse(&ruleContent, f.Name)
		return
	}
	defer r.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err != nil || n != int64(f.UncompressedSize64) {
		c.refuse(&ruleContent, f.Name)
	}
}
