// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue

import (
	"bufio"
	"errors"
	"io"
)

var errLongLine = errors.New("catalogue: line longer than 1 MiB")

// lineReader reads lines of at most 1 MiB.
type lineReader struct {
	r    *bufio.Reader
	line int
}

func newLineReader(r io.Reader) *lineReader { return &lineReader{r: bufio.NewReaderSize(r, 1<<20)} }

func (l *lineReader) next() ([]byte, int, error) {
	data, err := l.r.ReadSlice('\n')
	l.line++
	switch {
	case err == bufio.ErrBufferFull:
		return nil, l.line, errLongLine
	case err == io.EOF && len(data) > 0:
		return data, l.line, nil
	}
	return data, l.line, err
}
