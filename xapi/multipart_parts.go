// SPDX-License-Identifier: Apache-2.0

//go:build !js

package xapi

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// limitError is a limit of MultipartLimits that was met.
type limitError struct {
	what issue.Text
	most int
}

func (e limitError) Error() string { return fmt.Sprintf("%s: at most %d", e.what.EN, e.most) }

// formError says where a body is not multipart.
type formError issue.Text

func (e formError) Error() string { return e.EN }

// partReader reads the parts of a multipart body one after the other. Read
// gives the content of the current part.
type partReader struct {
	in       *bufio.Reader
	marker   []byte // "--boundary"
	delim    []byte // line end and marker
	l        MultipartLimits
	consumed int64
	inPart   bool
	ended    bool
}

func newPartReader(r io.Reader, boundary string, l MultipartLimits) *partReader {
	return &partReader{in: bufio.NewReaderSize(r, 64<<10), marker: []byte("--" + boundary), l: l}
}

// count notes n bytes taken from the body.
func (p *partReader) count(n int) error {
	if p.consumed += int64(n); p.consumed > p.l.Body {
		return limitError{issue.Text{FR: "octets en tout", EN: "bytes in all"}, int(p.l.Body)}
	}
	return nil
}

// line reads one line with its end, which must fit in most bytes.
func (p *partReader) line(most int) ([]byte, error) {
	var line []byte
	for {
		part, err := p.in.ReadSlice('\n')
		line = append(line, part...)
		if e := p.count(len(part)); e != nil {
			return nil, e
		}
		if len(line) > most {
			return nil, limitError{issue.Text{FR: "octets d'en-tête", EN: "bytes of a header"}, most}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == io.EOF {
			return line, formError{FR: "fin inattendue", EN: "unexpected end"}
		}
		return line, err
	}
}

// next passes to the next part and returns its header, names in lower case;
// io.EOF after the last one.
func (p *partReader) next() (map[string]string, error) {
	if p.ended {
		return nil, io.EOF
	}
	if p.delim == nil {
		if err := p.preamble(); err != nil {
			return nil, err
		}
	} else if p.inPart {
		if _, err := io.Copy(io.Discard, p); err != nil {
			return nil, err
		}
	}
	if p.ended {
		return nil, io.EOF
	}
	return p.header()
}

// preamble finds the first boundary and learns how lines end.
func (p *partReader) preamble() error {
	for {
		line, err := p.line(p.l.Header)
		trimmed := bytes.TrimRight(line, " \t\r\n")
		if bytes.Equal(trimmed, append(p.marker, "--"...)) {
			p.ended = true
			p.delim = p.marker
			return nil
		}
		if err != nil {
			return err
		}
		if bytes.Equal(trimmed, p.marker) {
			end := "\n"
			if bytes.HasSuffix(line, []byte("\r\n")) {
				end = "\r\n"
			}
			p.delim = append([]byte(end), p.marker...)
			return nil
		}
	}
}

func (p *partReader) header() (map[string]string, error) {
	h, size := map[string]string{}, 0
	for {
		line, err := p.line(p.l.Header - size)
		if err != nil {
			return nil, err
		}
		size += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			p.inPart = true
			return h, nil
		}
		name, value, ok := strings.Cut(text, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := h[name]; !ok || name == "" || twice {
			return nil, formError{FR: "en-tête de partie", EN: "header of a part"}
		}
		h[name] = strings.TrimSpace(value)
	}
}

// Read gives the content of the part up to the delimiter.
func (p *partReader) Read(out []byte) (int, error) {
	if !p.inPart {
		return 0, io.EOF
	}
	need := len(p.delim) + 4
	buf, err := p.in.Peek(need)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if n := p.in.Buffered(); n > len(buf) {
		buf, _ = p.in.Peek(n)
	}
	at := bytes.Index(buf, p.delim)
	switch {
	case at == 0:
		return 0, p.boundary()
	case at > 0:
		buf = buf[:at]
	case err == io.EOF:
		return 0, formError{FR: "fin inattendue", EN: "unexpected end"}
	default:
		buf = buf[:len(buf)-len(p.delim)+1]
	}
	n := copy(out, buf)
	p.in.Discard(n)
	return n, p.count(n)
}

// boundary passes over the delimiter that comes next; io.EOF for the part.
func (p *partReader) boundary() error {
	p.in.Discard(len(p.delim))
	if err := p.count(len(p.delim)); err != nil {
		return err
	}
	line, err := p.line(p.l.Header)
	rest := strings.TrimRight(string(line), " \t\r\n")
	switch {
	case strings.HasPrefix(rest, "--"):
		p.ended = true
	case err != nil:
		return err
	case rest != "":
		return formError{FR: "frontière suivie de texte", EN: "boundary with text behind it"}
	}
	p.inPart = false
	return io.EOF
}

// MultipartWriter writes statements with their attachments, as they come.
type MultipartWriter struct {
	w        io.Writer
	boundary string
	started  bool
	err      error
}

// NewMultipartWriter returns a writer on w with a boundary that no content
// holds by chance.
func NewMultipartWriter(w io.Writer) *MultipartWriter {
	var b [16]byte
	rand.Read(b[:])
	return &MultipartWriter{w: w, boundary: "briques-" + hex.EncodeToString(b[:])}
}

// ContentType returns the Content-Type of what is written.
func (m *MultipartWriter) ContentType() string {
	return "multipart/mixed; boundary=" + m.boundary
}

func (m *MultipartWriter) open(lines ...string) {
	start := "--" + m.boundary + "\r\n"
	if m.started {
		start = "\r\n" + start
	}
	m.started = true
	m.write([]byte(start + strings.Join(lines, "\r\n") + "\r\n\r\n"))
}

func (m *MultipartWriter) write(b []byte) {
	if m.err == nil {
		_, m.err = m.w.Write(b)
	}
}

// Statements writes the first part: one statement, an array, or a result.
func (m *MultipartWriter) Statements(json []byte) error {
	m.open("Content-Type: application/json")
	m.write(json)
	return m.err
}

// Attachment writes the content of an attachment from r.
func (m *MultipartWriter) Attachment(contentType, sha2 string, r io.Reader) error {
	m.open("Content-Type: "+contentType, "Content-Transfer-Encoding: binary", hashHeader+": "+sha2)
	if m.err == nil {
		_, m.err = io.Copy(m.w, r)
	}
	return m.err
}

// Close writes the end. It does not close the underlying writer.
func (m *MultipartWriter) Close() error {
	m.write([]byte("\r\n--" + m.boundary + "--\r\n"))
	return m.err
}
