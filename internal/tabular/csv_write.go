// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"bufio"
	"io"
	"strings"
)

// CSV says how to write a CSV. The zero value is for people who open it in a
// spreadsheet: byte order mark, semicolons, CRLF, dangerous texts escaped.
type CSV struct {
	Comma     byte // 0: semicolon
	NoMark    bool // no byte order mark
	LF        bool // lines end with LF alone
	Unchanged bool // no apostrophe: a format read by machines
	// Numbers are columns (from 0) that hold numbers the caller has made:
	// a leading minus there is not escaped.
	Numbers []int
}

// Write writes rows.
func (f CSV) Write(w io.Writer, rows [][]string) error {
	comma, end := f.Comma, "\r\n"
	if comma == 0 {
		comma = ';'
	}
	if f.LF {
		end = "\n"
	}
	b := bufio.NewWriter(w)
	if !f.NoMark {
		b.WriteString("\uFEFF")
	}
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(comma)
			}
			if !f.Unchanged && !(number(cell) && has(f.Numbers, i)) {
				cell = Escape(cell)
			}
			if cell == "" && len(row) == 1 || strings.ContainsAny(cell, "\"\r\n"+string(comma)) || strings.TrimSpace(cell) != cell {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	return b.Flush()
}

func has(list []int, n int) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

// number reports whether s is digits with at most one sign and one mark.
func number(s string) bool {
	s = strings.TrimPrefix(s, "-")
	marks := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' || c == ',':
			marks++
		case c < '0' || c > '9':
			return false
		}
	}
	return len(s) > marks && marks <= 1
}
