// SPDX-License-Identifier: Apache-2.0

package strictjson

import "unicode/utf8"

// Lines turns byte offsets of one text into lines and columns: both from 1,
// columns in code points, lines ended by "\n".
type Lines struct {
	data  []byte
	marks []mark // one per block of blockSize bytes
}

type mark struct{ line, column int }

const blockSize = 1 << 10

// NewLines returns the line table of data. It costs one pass.
func NewLines(data []byte) *Lines {
	l := &Lines{data: data, marks: make([]mark, 0, len(data)/blockSize+1)}
	m := mark{1, 1}
	for i, c := range data {
		if i%blockSize == 0 {
			l.marks = append(l.marks, m)
		}
		m = m.after(c)
	}
	if len(data)%blockSize == 0 {
		l.marks = append(l.marks, m)
	}
	return l
}

func (m mark) after(c byte) mark {
	switch {
	case c == '\n':
		return mark{m.line + 1, 1}
	case utf8.RuneStart(c):
		m.column++
	}
	return m
}

// Position returns the line and column of the byte at offset; an offset past
// the end is the end.
func (l *Lines) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.data)))
	block := offset / blockSize
	m := l.marks[block]
	for _, c := range l.data[block*blockSize : offset] {
		m = m.after(c)
	}
	return m.line, m.column
}

// Line returns the text of a line without its end; "" when there is none.
func (l *Lines) Line(n int) string {
	from := 0
	for line := 1; line < n; line++ {
		next := from
		for next < len(l.data) && l.data[next] != '\n' {
			next++
		}
		if next >= len(l.data) {
			return ""
		}
		from = next + 1
	}
	to := from
	for to < len(l.data) && l.data[to] != '\n' {
		to++
	}
	if to > from && l.data[to-1] == '\r' {
		to--
	}
	return string(l.data[from:to])
}
