// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// errTooLarge ends the reading of a body over its cap.
var errTooLarge = errors.New("body too large")

// bodyReader reads a request body under every cap: bytes, inflated bytes,
// ratio of gzip, and speed.
func (c *call) bodyReader(limit int) (io.Reader, error) {
	if c.content != nil {
		return &capped{r: strings.NewReader(string(c.content)), left: int64(limit)}, nil
	}
	if c.r.ContentLength > int64(limit) {
		return nil, tooLarge(limit)
	}
	steady := &steady{r: c.r.Body, control: http.NewResponseController(c.w), start: time.Now(), after: c.h.o.Limits.SlowAfter, rate: c.h.o.Limits.SlowRate}
	switch enc := strings.ToLower(c.header.Get("Content-Encoding")); enc {
	case "", "identity":
		return &capped{r: steady, left: int64(limit)}, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(steady)
		if err != nil {
			return nil, refuseWith(http.StatusBadRequest, ruleBody.At("", "gzip"))
		}
		return &inflated{z: z, sent: steady, limit: int64(limit), ratio: int64(c.h.o.Limits.Ratio)}, nil
	default:
		return nil, refuseWith(http.StatusUnsupportedMediaType, ruleEncoding.At("", enc))
	}
}

func tooLarge(limit int) error {
	return refuseWith(http.StatusRequestEntityTooLarge, ruleTooLarge.At("", "corps", size(limit)))
}

// body reads a whole body.
func (c *call) body(limit int) ([]byte, error) {
	r, err := c.bodyReader(limit)
	if err != nil {
		return nil, err
	}
	first := c.r.ContentLength
	if c.content != nil {
		first = int64(len(c.content))
	}
	b := make([]byte, 0, max(512, min(first+1, int64(limit))))
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, bodyFault(err, limit)
		}
	}
}

// bodyFault words a fault of reading a body.
func bodyFault(err error, limit int) error {
	var r refusal
	switch {
	case errors.As(err, &r):
		return err
	case errors.Is(err, errTooLarge):
		return tooLarge(limit)
	}
	return refuseWith(http.StatusBadRequest, ruleBody.At("", issue.Text{FR: "fin prématurée", EN: "premature end"}))
}

// capped ends with errTooLarge after its bytes.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// inflated is a gzip body under its caps.
type inflated struct {
	z            *gzip.Reader
	sent         *steady
	got          int64
	limit, ratio int64
}

func (z *inflated) Read(p []byte) (int, error) {
	n, err := z.z.Read(p)
	z.got += int64(n)
	if z.got > z.limit || z.got > 64<<10 && z.got > z.sent.n*z.ratio {
		return 0, errTooLarge
	}
	return n, err
}

// steady closes the connection of a body that comes too slowly: the deadline
// moves on with the bytes received.
type steady struct {
	r       io.Reader
	control *http.ResponseController
	start   time.Time
	after   time.Duration
	rate    int
	n       int64
	set     time.Time
}

func (s *steady) Read(p []byte) (int, error) {
	deadline := s.start.Add(s.after + time.Duration(s.n)*time.Second/time.Duration(s.rate))
	if deadline.Sub(s.set) > time.Second {
		_ = s.control.SetReadDeadline(deadline) // not every writer has one
		s.set = deadline
	}
	n, err := s.r.Read(p)
	s.n += int64(n)
	if err == io.EOF {
		_ = s.control.SetReadDeadline(time.Time{})
	}
	return n, err
}
