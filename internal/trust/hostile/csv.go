// SPDX-License-Identifier: Apache-2.0

package hostile

import (
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The codes of a faulty table.
const (
	tableUnreadable = "TABLE-001"
	tableEmpty      = "TABLE-002"
	tableLimit      = "TABLE-003"
	tableQuote      = "TABLE-004"
	tableRagged     = "TABLE-005"
	tableHeader     = "TABLE-006"
)

// Table is a valid CSV table and how its reader takes it.
type Table struct {
	Header, Row []string
	Comma       string
	Ragged      bool // rows may have any number of cells
	Free        bool // names of columns may repeat
}

// CSV returns hostile tables, each with the row and column of its fault.
func CSV(v Table) (out []Case) {
	head, row := strings.Join(v.Header, v.Comma), strings.Join(v.Row, v.Comma)
	add := func(name, text, code string, line, column int) {
		c := Case{Name: name, Data: []byte(text), Code: code}
		if line > 0 {
			c.Pointer = issue.Pointer("").Index(line)
			if column > 0 {
				c.Pointer = c.Pointer.Field(letters(column))
			}
		}
		out = append(out, c)
	}
	// with returns the table with cell column of line 1 (the header) or 2
	// replaced.
	with := func(line, column int, cell string) string {
		cells := [][]string{append([]string(nil), v.Header...), append([]string(nil), v.Row...)}
		cells[line-1][column-1] = cell
		return strings.Join(cells[0], v.Comma) + "\r\n" + strings.Join(cells[1], v.Comma) + "\r\n"
	}
	add("nothing", "", tableEmpty, 0, 0)
	add("white space", " \r\n \r\n", tableEmpty, 0, 0)
	add("separators alone", strings.Repeat(v.Comma, 5)+"\n"+v.Comma, tableEmpty, 0, 0)
	add("a mark alone", "\xef\xbb\xbf", tableEmpty, 0, 0)
	add("UTF-16 little endian", utf16le(head+"\n"+row), tableUnreadable, 0, 0)
	add("UTF-16 big endian", "\xfe\xff\x00a", tableUnreadable, 0, 0)
	for line, of := range [][]string{v.Header, v.Row} {
		line++
		for column := range min(len(of), 8) {
			column++
			cell := of[column-1]
			place := fmt.Sprintf(" at line %d, column %d", line, column)
			add("a NUL"+place, with(line, column, cell+"\x00"), tableUnreadable, line, column)
			add("an open quote"+place, with(line, column, `"`+cell), tableQuote, line, column)
			add("a quote inside"+place, with(line, column, cell+`x"y`), tableQuote, line, column)
			add("text after a quote"+place, with(line, column, `"`+cell+`"x`), tableQuote, line, column)
			add("a cell of 33 KiB"+place, with(line, column, strings.Repeat("a", 33<<10)), tableLimit, line, column)
			if line == 1 && column > 1 && !v.Free {
				add("a name twice"+place, with(1, column, v.Header[0]), tableHeader, 1, column)
				add("a name twice but for case"+place, with(1, column, " "+strings.ToUpper(v.Header[0])+" "), tableHeader, 1, column)
			}
		}
	}
	if !v.Ragged {
		add("a cell too many", head+"\n"+row+v.Comma+"x\n", tableRagged, 2, len(v.Header)+1)
		add("a cell too few", head+"\n"+row+"\n"+strings.Join(v.Row[:len(v.Row)-1], v.Comma)+"\n", tableRagged, 3, len(v.Row))
		add("one cell in a row", head+"\n"+row+"\n"+row+"\nx\n", tableRagged, 4, 2)
	}
	add("257 columns", head+strings.Repeat(v.Comma+"x", 257)+"\n", tableLimit, 1, 257)
	add("a million columns", head+"\n"+strings.Repeat("x"+v.Comma, 1_000_000)+"\n", tableLimit, 2, 257)
	add("200,001 rows", head+strings.Repeat("\n"+row, 200_002), tableLimit, 0, 0)
	add("more than 32 MiB", head+"\n"+strings.Repeat(" ", 32<<20), tableLimit, 0, 0)
	add("more than 32 MiB of line ends", strings.Repeat("\n", 32<<20+1), tableLimit, 0, 0)
	add("32 MiB of line ends", strings.Repeat("\n", 32<<20), tableEmpty, 0, 0)
	add("32 MiB of line ends of another system", strings.Repeat("\r", 32<<20), tableEmpty, 0, 0)
	add("millions of empty cells", head+strings.Repeat("\nx"+strings.Repeat(v.Comma, 200), 160_000), tableLimit, 0, 0)
	add("millions of quotes", head+"\n"+strings.Repeat(`""`, 1<<20), tableLimit, 2, 1)
	return out
}

// letters is the name of a column, from 1, in a spreadsheet.
func letters(n int) (s string) {
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
