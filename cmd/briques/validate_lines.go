// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// NDJSON goes to the workers in blocks of whole lines: large enough that
// handing one over costs nothing beside judging it, small enough that the
// blocks on their way stay within a few megabytes.
const (
	blockBytes = 256 << 10
	maxLine    = 4 << 20 // of one document
)

var newline = []byte{'\n'}

// blockBuffers are used again once their lines are reported.
var blockBuffers = sync.Pool{New: func() any { b := make([]byte, 0, blockBytes); return &b }}

// release gives the buffer of a block back.
func (b *batch) release() {
	if b.line > 0 && cap(b.data) == blockBytes {
		buf := b.data[:0]
		b.data = nil
		blockBuffers.Put(&buf)
	}
}

// lineBlocks gives the lines of an NDJSON input, many at a time. A line over
// maxLine is refused without being held. It returns false if give does.
func lineBlocks(in input, give func(*batch) bool) bool {
	r, shut, err := in.open()
	if err != nil {
		return give(&batch{bad: unreadable(in.path, err)})
	}
	defer shut()
	var rest []byte // the beginning of a line, at the start of the next block
	for n := 1; ; {
		buf := append(*blockBuffers.Get().(*[]byte), rest...)
		data, err := fill(r, buf)
		end := bytes.LastIndexByte(data, '\n') + 1
		if err != nil {
			end = len(data) // what stands at the end is the last line
		}
		if end == 0 && err == nil {
			size, more := skipLine(r)
			if !give(&batch{bad: tooLong(in.path, n, len(data)+size)}) {
				return false
			}
			rest = more
			n++
			continue
		}
		rest = bytes.Clone(data[end:])
		if end > 0 && !give(&batch{in: in, line: n, data: data[:end]}) {
			return false
		}
		n += bytes.Count(data[:end], newline)
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return give(&batch{bad: unreadable(in.path, err)})
		}
	}
}

// fill reads until b is full and holds the end of a line, or is longer than
// any line may be.
func fill(r io.Reader, b []byte) ([]byte, error) {
	seen := 0 // bytes without a line end
	for {
		for len(b) < cap(b) {
			n, err := r.Read(b[len(b):cap(b)])
			b = b[:len(b)+n]
			if err != nil {
				return b, err
			}
		}
		if bytes.IndexByte(b[seen:], '\n') >= 0 || len(b) > maxLine {
			return b, nil
		}
		seen = len(b)
		grown := make([]byte, len(b), 2*cap(b)+1)
		copy(grown, b)
		b = grown
	}
}

// skipLine reads to the end of a line and returns how long that was, and
// what was read after it.
func skipLine(r io.Reader) (size int, after []byte) {
	buf := make([]byte, blockBytes)
	for {
		n, err := r.Read(buf)
		if i := bytes.IndexByte(buf[:n], '\n'); i >= 0 {
			return size + i, buf[i+1 : n]
		}
		size += n
		if err != nil {
			return size, nil
		}
	}
}

// tooLong refuses a line by its length alone.
func tooLong(path string, line, size int) *judged {
	i := issue.Read015.At("", size, maxLine)
	i.Line, i.Column = line, 1
	return &judged{path: path, line: line, verdict: schemas.VerdictUnreadable, issues: issue.Issues{i}}
}
