// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"sort"
	"unicode/utf8"
)

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

// Window returns the part of a line around a column: at most before code
// points to its left and, from there on, at most width in all; at is the
// number of code points in front of the column. It costs one block, however
// long the line; ok is false when there is no such place.
func (l *Lines) Window(line, column, before, width int) (text string, at int, ok bool) {
	if line < 1 || column < 1 {
		return "", 0, false
	}
	want := mark{line, column}
	block := sort.Search(len(l.marks), func(i int) bool { return want.before(l.marks[i]) }) - 1
	if block < 0 {
		return "", 0, false
	}
	pos, m := block*blockSize, l.marks[block]
	for pos < len(l.data) && (m != want || !utf8.RuneStart(l.data[pos])) {
		if m.line > line || m.line == line && l.data[pos] == '\n' {
			return "", 0, false
		}
		m = m.after(l.data[pos])
		pos++
	}
	if m != want {
		return "", 0, false
	}
	from, to := pos, pos
	for from > 0 && at < before && l.data[from-1] != '\n' {
		for from--; from > 0 && !utf8.RuneStart(l.data[from]); {
			from--
		}
		at++
	}
	for n := at; to < len(l.data) && n < width && l.data[to] != '\n'; n++ {
		for to++; to < len(l.data) && !utf8.RuneStart(l.data[to]); {
			to++
		}
	}
	if to < len(l.data) && to > from && l.data[to] == '\n' && l.data[to-1] == '\r' {
		to--
	}
	return string(l.data[from:to]), at, true
}

// before reports whether m stands before o in the text.
func (m mark) before(o mark) bool {
	return m.line < o.line || m.line == o.line && m.column < o.column
}
