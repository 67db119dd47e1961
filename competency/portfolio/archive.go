// SPDX-License-Identifier: Apache-2.0

//go:build !js

package portfolio

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/safezip"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The limits of a file.
const (
	MaxEntries = 200
	MaxPiece   = 50 << 20
	MaxTotal   = 200 << 20
)

const (
	documentName = "portfolio.json"
	pageName     = "index.html"
	pieceFolder  = "pieces/"
)

var jsonLimits = strictjson.Limits{Bytes: 16 << 20, Depth: 32, Values: 2_000_000}

// DigestOf returns the digest of a piece.
func DigestOf(piece []byte) competency.Digest {
	sum := sha256.Sum256(piece)
	return competency.Digest("sha256:" + hex.EncodeToString(sum[:]))
}

// Attach returns f with a piece and the evidence that names it: SHA256 and
// Size are filled in.
func (f File) Attach(e Evidence, piece []byte) File {
	e.SHA256, e.Size = DigestOf(piece), len(piece)
	pieces := map[competency.Digest][]byte{e.SHA256: piece}
	for d, b := range f.Pieces {
		pieces[d] = b
	}
	f.Portfolio.Evidence = append(append([]Evidence(nil), f.Portfolio.Evidence...), e)
	f.Pieces = pieces
	return f
}

// EncodeJSON writes the portfolio alone, as indented JSON.
func EncodeJSON(w io.Writer, p *Portfolio) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}

// DecodeJSON reads a portfolio alone, without pieces, and checks it; the
// error is for reading alone.
func DecodeJSON(r io.Reader) (*Portfolio, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(jsonLimits.Bytes)+1))
	if err != nil {
		return nil, nil, err
	}
	p, is := parseJSON(data)
	return p, is, nil
}

func parseJSON(data []byte) (*Portfolio, issue.Issues) {
	var p Portfolio
	is := strictjson.Unmarshal(data, strictjson.Document, jsonLimits, &p)
	if is.HasErrors() {
		return nil, is
	}
	more := p.Check("")
	strictjson.Locate(more, data, jsonLimits)
	return &p, append(is, more...)
}

// Write writes f as a ZIP. The same portfolio gives the same bytes. The
// frameworks give the page inside its titles, as in WriteHTML.
func (f File) Write(w io.Writer, frameworks ...*competency.Framework) error {
	var doc, page bytes.Buffer
	if err := EncodeJSON(&doc, &f.Portfolio); err != nil {
		return err
	}
	if err := WriteHTML(&page, &f.Portfolio, frameworks...); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	add := func(name string, data []byte) error {
		e, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = e.Write(data)
		}
		return err
	}
	if err := add(documentName, doc.Bytes()); err != nil {
		return err
	}
	if err := add(pageName, page.Bytes()); err != nil {
		return err
	}
	var digests []string
	for d := range f.Pieces {
		digests = append(digests, string(d))
	}
	sort.Strings(digests)
	for _, d := range digests {
		if err := add(pieceFolder+strings.TrimPrefix(d, "sha256:"), f.Pieces[competency.Digest(d)]); err != nil {
			return err
		}
	}
	return z.Close()
}

// Read reads a file; the error is for reading alone.
func Read(r io.Reader) (*File, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxTotal+MaxTotal/10))
	if err != nil {
		return nil, nil, err
	}
	f, is := Parse(data)
	return f, is, nil
}

// codeOf gives the faults of archives their code here.
var codeOf = map[string]*issue.Rule{"ZIP-001": &ruleArchive, "ZIP-002": &ruleSize, "ZIP-003": &rulePath, "ZIP-004": &rulePath, "ZIP-005": &ruleDigest, "ZIP-006": &rulePath}

// Parse reads a file and checks all of it: names, sizes, digests, the
// document itself. With an error there is no file.
func Parse(data []byte) (*File, issue.Issues) {
	z, is := safezip.Open(data, safezip.Limits{Entries: MaxEntries, Inflated: MaxTotal, Entry: MaxPiece})
	for i := range is {
		is[i] = codeOf[is[i].Code].At(is[i].Pointer, is[i])
	}
	if z == nil {
		return nil, is
	}
	if !z.Has(documentName) {
		return nil, issue.Issues{ruleArchive.At("")}
	}
	f := &File{Pieces: map[competency.Digest][]byte{}}
	for i, e := range z.Entries {
		at := issue.Pointer("").Index(i)
		if e.Name == documentName || e.Name == pageName {
			continue
		}
		d := competency.Digest("sha256:" + strings.TrimPrefix(e.Name, pieceFolder))
		if !strings.HasPrefix(e.Name, pieceFolder) || !d.Valid() {
			is = append(is, ruleName.At(at, e.Name))
			continue
		}
		piece, err := z.Read(e.Name)
		if err != nil || DigestOf(piece) != d {
			is = append(is, ruleDigest.At(at, e.Name))
			continue
		}
		f.Pieces[d] = piece
	}
	doc, err := z.Read(documentName)
	if err != nil {
		return nil, append(is, ruleArchive.At(""))
	}
	p, more := parseJSON(doc)
	is = append(is, more...)
	if p != nil {
		f.Portfolio = *p
		is = append(is, f.pieces()...)
	}
	if is.HasErrors() {
		return nil, is
	}
	return f, is
}

// pieces holds the evidence against the pieces.
func (f *File) pieces() issue.Issues {
	var is issue.Issues
	named := map[competency.Digest]bool{}
	for i, e := range f.Portfolio.Evidence {
		if e.SHA256 == "" {
			continue
		}
		at := issue.Pointer("/evidence").Index(i)
		named[e.SHA256] = true
		piece, ok := f.Pieces[e.SHA256]
		switch {
		case !ok:
			is = append(is, rulePiece.At(at, e.Title))
		case len(piece) != e.Size:
			is = append(is, ruleDigest.At(at, e.Title))
		}
	}
	for d := range f.Pieces {
		if !named[d] {
			is = append(is, rulePiece.At("", string(d)))
		}
	}
	is.Sort()
	return is
}
