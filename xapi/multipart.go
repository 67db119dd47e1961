// SPDX-License-Identifier: Apache-2.0

//go:build !js

package xapi

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"os"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// MultipartLimits bounds a multipart body. A zero field means the default
// that stands behind it.
type MultipartLimits struct {
	Body   int64  // 64 MiB, the whole body
	JSON   int64  // 8 MiB, the part with the statements
	Part   int64  // 32 MiB, one attachment
	Parts  int    // 100, the part with the statements included
	Header int    // 8 KiB, the header of one part
	Memory int64  // 1 MiB, what an attachment may take before it goes to a file
	Dir    string // for those files; empty is that of the system
}

func (l MultipartLimits) orDefaults() MultipartLimits {
	set := func(p *int64, d int64) {
		if *p == 0 {
			*p = d
		}
	}
	set(&l.Body, 64<<20)
	set(&l.JSON, 8<<20)
	set(&l.Part, 32<<20)
	set(&l.Memory, 1<<20)
	if l.Parts == 0 {
		l.Parts = 100
	}
	if l.Header == 0 {
		l.Header = 8 << 10
	}
	return l
}

// The ATTACHMENT rules.
var (
	ruleMultipartType = rule("ATTACHMENT-001", "« {0} » : multipart/mixed avec une frontière (boundary) est attendu",
		"“{0}”: multipart/mixed with a boundary is expected", "écrivez Content-Type: multipart/mixed; boundary=…", "write Content-Type: multipart/mixed; boundary=…")
	ruleMultipartForm = rule("ATTACHMENT-002", "corps multipart mal formé : {0}", "malformed multipart body: {0}",
		"envoyez le corps entier, terminé par --frontière--", "send the whole body, ended by --boundary--")
	ruleFirstPart = rule("ATTACHMENT-003", "la première partie est en « {0} » : application/json est attendu",
		"the first part is “{0}”: application/json is expected", "mettez les traces en premier", "put the statements first")
	rulePartHeader = rule("ATTACHMENT-004", "partie {0} : l'en-tête {1} manque ou ne vaut pas « {2} »",
		"part {0}: the header {1} is missing or is not “{2}”", "écrivez {1}: {2}", "write {1}: {2}")
	rulePartHash = rule("ATTACHMENT-005", "partie {0} : le contenu n'a pas l'empreinte annoncée",
		"part {0}: the content has not the hash announced", "recalculez le SHA-2 du contenu", "compute the SHA-2 of the content again")
	ruleUndeclared = rule("ATTACHMENT-006", "partie {0} : aucune trace ne déclare une pièce d'empreinte {1}",
		"part {0}: no statement declares an attachment of hash {1}", "déclarez-la dans attachments", "declare it in attachments")
	ruleNoContent = rule("ATTACHMENT-007", "pièce sans contenu : ni partie d'empreinte {0}, ni fileUrl",
		"attachment without content: neither a part of hash {0} nor fileUrl", "envoyez la partie, ou donnez fileUrl", "send the part, or give fileUrl")
	rulePartLength = rule("ATTACHMENT-008", "pièce de {0} octets, {1} annoncés", "attachment of {0} octets, {1} announced",
		"corrigez length", "correct length")
	ruleMultipartLimit = rule("ATTACHMENT-009", "{0} : {1} au plus", "{0}: at most {1}",
		"envoyez moins, ou en plusieurs requêtes", "send less, or in several requests")
)

// Multipart is a body taken apart. Close removes the files it may hold.
type Multipart struct {
	JSON  []byte // the statements: one, or an array
	Parts []*Part
}

// Part is the content of an attachment, checked against its hash.
type Part struct {
	ContentType string
	SHA2        string // as announced, in lower case
	Size        int64

	memory []byte
	file   *os.File
}

// Open returns the content from its start. It may be called several times,
// until Close of the Multipart.
func (p *Part) Open() io.ReadSeeker {
	if p.file != nil {
		return io.NewSectionReader(p.file, 0, p.Size)
	}
	return bytes.NewReader(p.memory)
}

// Close removes temporary files.
func (m *Multipart) Close() error {
	var errs []error
	for _, p := range m.Parts {
		if p.file != nil {
			errs = append(errs, p.file.Close(), os.Remove(p.file.Name()))
			p.file = nil
		}
	}
	return errors.Join(errs...)
}

// ReadMultipart reads a body whose Content-Type is contentType, in one pass:
// each attachment is hashed while it goes to memory, or to a file when it is
// large. TooLarge says whether a limit was met. The error is that of r. On
// any fault nothing is kept.
func ReadMultipart(r io.Reader, contentType string, l MultipartLimits) (*Multipart, issue.Issues, error) {
	kind, parameters, err := mime.ParseMediaType(contentType)
	boundary := parameters["boundary"]
	if err != nil || kind != "multipart/mixed" || boundary == "" || len(boundary) > 70 {
		return nil, issue.Issues{attachmentIssue("", "XAPI-00127", ruleMultipartType, sample([]byte(contentType)))}, nil
	}
	l = l.orDefaults()
	m := &Multipart{}
	in := newPartReader(io.LimitReader(r, l.Body+1), boundary, l)
	is, err := m.read(in, l)
	if len(is) > 0 || err != nil {
		m.Close()
		return nil, is, err
	}
	return m, nil, nil
}

// TooLarge reports whether one of the issues is a limit, for which an LRS
// answers 413.
func TooLarge(is issue.Issues) bool {
	for i := range is {
		if is[i].Code == ruleMultipartLimit.Code || is[i].Code == "READ-015" || is[i].Code == "READ-016" {
			return true
		}
	}
	return false
}

func attachmentIssue(p issue.Pointer, ref string, r *issue.Rule, args ...any) issue.Issue {
	i := r.At(p, args...)
	i.Ref = ref
	return i
}

func (m *Multipart) read(in *partReader, l MultipartLimits) (issue.Issues, error) {
	for n := 1; ; n++ {
		header, err := in.next()
		if err == io.EOF && n > 1 {
			return nil, nil
		}
		if err == nil && n > l.Parts {
			err = limitError{issue.Text{FR: "parties", EN: "parts"}, l.Parts}
		}
		var found *issue.Issue
		if err == nil {
			if n == 1 {
				found, err = m.statements(in, header, l)
			} else {
				found, err = m.part(n, in, header, l)
			}
		}
		if found != nil {
			return issue.Issues{*found}, nil
		}
		var over limitError
		var form formError
		switch {
		case err == nil:
		case errors.As(err, &over):
			return issue.Issues{attachmentIssue("", "XAPI-00328", ruleMultipartLimit, over.what, over.most)}, nil
		case errors.As(err, &form):
			return issue.Issues{attachmentIssue("", "RFC 2046 §5.1", ruleMultipartForm, issue.Text(form))}, nil
		case err == io.EOF:
			return issue.Issues{attachmentIssue("", "RFC 2046 §5.1", ruleMultipartForm, issue.Text{FR: "aucune partie", EN: "no part"})}, nil
		default:
			return nil, err
		}
	}
}

func (m *Multipart) statements(in *partReader, header map[string]string, l MultipartLimits) (*issue.Issue, error) {
	if kind := header["content-type"]; mediaTypeOf(kind) != "application/json" {
		i := attachmentIssue("", "xAPI 1.0.3 Part Three §1.5.2", ruleFirstPart, sample([]byte(kind)))
		return &i, nil
	}
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(in, l.JSON+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > l.JSON {
		return nil, limitError{issue.Text{FR: "octets de traces", EN: "bytes of statements"}, int(l.JSON)}
	}
	m.JSON = b.Bytes()
	return nil, nil
}

const hashHeader = "X-Experience-API-Hash"

func (m *Multipart) part(n int, in *partReader, header map[string]string, l MultipartLimits) (*issue.Issue, error) {
	bad := func(r *issue.Rule, args ...any) (*issue.Issue, error) {
		i := attachmentIssue("", "xAPI 1.0.3 Part Three §1.5.2", r, append([]any{n}, args...)...)
		return &i, nil
	}
	if !strings.EqualFold(header["content-transfer-encoding"], "binary") {
		return bad(rulePartHeader, "Content-Transfer-Encoding", "binary")
	}
	p := &Part{ContentType: header["content-type"], SHA2: strings.ToLower(header[strings.ToLower(hashHeader)])}
	h := hasher(len(p.SHA2))
	if h == nil || !validSHA2([]byte(p.SHA2)) {
		return bad(rulePartHeader, hashHeader, "SHA-2")
	}
	m.Parts = append(m.Parts, p)
	if err := p.keep(io.TeeReader(in, h), l); err != nil {
		return nil, err
	}
	if hex.EncodeToString(h.Sum(nil)) != p.SHA2 {
		return bad(rulePartHash)
	}
	return nil, nil
}

// keep stores the content, in memory first.
func (p *Part) keep(r io.Reader, l MultipartLimits) error {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, l.Memory))
	p.Size = n
	if err != nil {
		return err
	}
	p.memory = b.Bytes()
	if n < l.Memory {
		return nil
	}
	p.file, err = os.CreateTemp(l.Dir, "xapi-part-")
	if err != nil {
		return fmt.Errorf("xapi: attachment: %w", err)
	}
	if _, err = p.file.Write(p.memory); err != nil {
		return fmt.Errorf("xapi: attachment: %w", err)
	}
	p.memory = nil
	n, err = io.Copy(p.file, io.LimitReader(r, l.Part-p.Size+1))
	p.Size += n
	if err == nil && p.Size > l.Part {
		return limitError{issue.Text{FR: "octets de pièce", EN: "bytes of an attachment"}, int(l.Part)}
	}
	return err
}

// hasher returns the SHA-2 whose hexadecimal form has n digits; nil for none.
func hasher(n int) hash.Hash {
	switch n {
	case 64:
		return sha256.New()
	case 96:
		return sha512.New384()
	case 128:
		return sha512.New()
	}
	return nil
}

func hashOf(n int, b []byte) (string, bool) {
	h := hasher(n)
	if h == nil {
		return "", false
	}
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil)), true
}

func mediaTypeOf(s string) string {
	if i := strings.IndexByte(s, ';'); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// Match checks that every part is declared by a statement and that every
// attachment has a part, of the length announced, or a fileUrl.
func (m *Multipart) Match(b Batch) issue.Issues {
	sizes := make(map[string]int64, len(m.Parts))
	for _, p := range m.Parts {
		sizes[p.SHA2] = p.Size
	}
	is, declared := matchAttachments(b, sizes)
	for i, p := range m.Parts {
		if !declared[p.SHA2] {
			is = append(is, attachmentIssue("", "xAPI 1.0.3 Part Three §1.5.2", ruleUndeclared, i+2, p.SHA2))
		}
	}
	is.Sort()
	return is
}

// MatchNone checks that statements sent without parts have no attachment
// whose content would be missing.
func MatchNone(b Batch) issue.Issues {
	is, _ := matchAttachments(b, nil)
	is.Sort()
	return is
}

func matchAttachments(b Batch, sizes map[string]int64) (is issue.Issues, declared map[string]bool) {
	declared = map[string]bool{}
	for i, s := range b.Statements {
		at := issue.Pointer("")
		if b.Array {
			at = at.Index(i)
		}
		lists := map[issue.Pointer][]Attachment{at.Field("attachments"): s.Attachments}
		if sub, ok := s.Object.(SubStatement); ok {
			lists[at.Field("object").Field("attachments")] = sub.Attachments
		}
		for p, list := range lists {
			for j, a := range list {
				sha2 := lower(a.SHA2)
				declared[sha2] = true
				size, here := sizes[sha2]
				length, _ := a.Length.Int64()
				switch {
				case !here && a.FileURL == "":
					is = append(is, attachmentIssue(p.Index(j), "xAPI 1.0.3 Part Two §2.4.11", ruleNoContent, a.SHA2))
				case here && size != length:
					is = append(is, attachmentIssue(p.Index(j).Field("length"), "XAPI-00102", rulePartLength, size, length))
				}
			}
		}
	}
	return is, declared
}
