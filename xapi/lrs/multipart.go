// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"strings"
)

// part is one attachment body of a multipart request: in memory while small,
// in a temporary file when not.
type part struct {
	hash        string
	contentType string
	size        int64
	body        []byte
	file        *os.File
}

// partInMemory is the size over which a part goes to a temporary file.
const partInMemory = 1 << 20

func (p *part) close() {
	if p.file != nil {
		name := p.file.Name()
		_ = p.file.Close() // nothing is lost: it was a copy
		_ = os.Remove(name)
	}
}

// bytes returns the whole body.
func (p *part) bytes() ([]byte, error) {
	if p.file == nil {
		return p.body, nil
	}
	b := make([]byte, p.size)
	_, err := p.file.ReadAt(b, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b, err
}

func badMultipart(why string) error {
	return refuseWith(http.StatusBadRequest, ruleMultipart.At("", why))
}

// multipart reads a multipart/mixed body and returns its first part, the
// statements.
func (c *call) multipart(in *received, boundary string) ([]byte, error) {
	if boundary == "" {
		return nil, badMultipart("boundary")
	}
	limit := c.h.o.Limits.Multipart
	body, err := c.bodyReader(limit)
	if err != nil {
		return nil, err
	}
	r := multipart.NewReader(body, boundary)
	var text []byte
	for n := 0; ; n++ {
		p, err := r.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, multipartFault(err, limit)
		}
		if n > c.h.o.Limits.Parts {
			return nil, refuseWith(http.StatusRequestEntityTooLarge, ruleTooLarge.At("", "multipart", "100"))
		}
		if headerSize(p.Header) > c.h.o.Limits.PartHeader {
			return nil, badMultipart("en-tête de pièce")
		}
		if n == 0 {
			text, err = c.firstPart(p)
		} else {
			err = c.nextPart(in, p)
		}
		if err != nil {
			return nil, multipartFault(err, limit)
		}
	}
	if text == nil {
		return nil, badMultipart("application/json")
	}
	return text, nil
}

func multipartFault(err error, limit int) error {
	var r refusal
	switch {
	case errors.As(err, &r):
		return err
	case errors.Is(err, errTooLarge):
		return tooLarge(limit)
	}
	return badMultipart("frontière ou fin")
}

func headerSize(h textproto.MIMEHeader) int {
	n := 0
	for k, values := range h {
		for _, v := range values {
			n += len(k) + len(v) + 4
		}
	}
	return n
}

func (c *call) firstPart(p *multipart.Part) ([]byte, error) {
	if kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type")); kind != typeJSON {
		return nil, badMultipart("première pièce : application/json")
	}
	text, err := io.ReadAll(&capped{r: p, left: int64(c.h.o.Limits.Body)})
	if text == nil && err == nil {
		text = []byte{}
	}
	return text, err
}

func (c *call) nextPart(in *received, p *multipart.Part) error {
	got := part{hash: p.Header.Get("X-Experience-API-Hash"), contentType: p.Header.Get("Content-Type")}
	if !strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "binary") {
		return badMultipart("Content-Transfer-Encoding: binary")
	}
	h := hasherOf(got.hash)
	if h == nil {
		return badMultipart("X-Experience-API-Hash")
	}
	var small bytes.Buffer
	src := io.TeeReader(&capped{r: p, left: int64(c.h.o.Limits.Part)}, h)
	n, err := io.CopyN(&small, src, partInMemory+1)
	got.size, got.body = n, small.Bytes()
	if err == nil { // more than fits in memory
		got.file, err = os.CreateTemp("", "briques-piece-*")
		if err != nil {
			return err
		}
		in.parts = append(in.parts, got)
		last := &in.parts[len(in.parts)-1]
		last.body = nil
		if _, err = got.file.Write(small.Bytes()); err == nil {
			n, err = io.Copy(got.file, src)
			last.size += n
		}
	} else {
		if err == io.EOF {
			err = nil
		}
		in.parts = append(in.parts, got)
	}
	if err != nil {
		return err
	}
	if !sameHash(h, got.hash) {
		return refuseWith(http.StatusBadRequest, ruleAttachment.At("", got.hash, "SHA-2"))
	}
	return nil
}

// declared is an attachment as a statement describes it.
type declared struct {
	sha, contentType, usage string
	fileURL                 bool
}

func declaredIn(statement []byte) []declared {
	var out []declared
	add := func(list []byte) {
		for e := elementsOf(list, 0); e.next(); {
			v := e.value()
			out = append(out, declared{sha: strings.ToLower(memberText(v, "sha2")), contentType: memberText(v, "contentType"),
				usage: memberText(v, "usageType"), fileURL: member(v, "fileUrl") != nil})
		}
	}
	add(member(statement, "attachments"))
	if o := member(statement, "object"); isObject(o) {
		add(member(o, "attachments"))
	}
	return out
}
