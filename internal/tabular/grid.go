// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The limits of reading.
const (
	MaxBytes   = 32 << 20
	MaxRows    = 200_000
	MaxColumns = 256
	MaxCell    = 32 << 10
	MaxIssues  = 1000 // faults kept, here and by the readers of each format
)

// Encoding is the character set a file was read with.
type Encoding string

// The encodings. An XLSX file is always EncodingUTF8.
const (
	EncodingUTF8   Encoding = "utf-8"
	EncodingCP1252 Encoding = "windows-1252"
)

// Format is the kind of file.
type Format string

// The formats.
const (
	FormatCSV  Format = "csv"
	FormatXLSX Format = "xlsx"
)

// Options says how to read. The zero value reads what people fill in: a
// header row, as many cells in each row, apostrophes removed.
type Options struct {
	Comma     byte   // of a CSV; 0: found out among ; , and tab
	Sheet     string // of an XLSX; "": the first visible one
	NoHeader  bool   // the first row is a row like others
	Ragged    bool   // rows may have any number of cells
	Unchanged bool   // of a CSV: leading apostrophes are part of the text
}

// Row is one row. Number is its line in a CSV (where it begins) or its number
// in a sheet. With a header it has as many cells as the header, unless
// Options.Ragged.
type Row struct {
	Number int
	Cells  []string
}

// Grid is a table as read. Rows holds all rows that are not empty, the header
// too.
type Grid struct {
	Format   Format
	Encoding Encoding
	Comma    byte
	Sheet    string
	Rows     []Row
}

// Read reads a CSV or an XLSX file, whichever it is. The grid is nil when
// nothing can be read; with other faults it holds what is sound. The error
// is for reading alone.
func Read(r io.Reader, o Options) (*Grid, issue.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	g, is := Parse(data, o)
	return g, is, nil
}

// Parse is Read on bytes.
func Parse(data []byte, o Options) (*Grid, issue.Issues) {
	if len(data) > MaxBytes {
		return nil, issue.Issues{ruleLimit.At("", strconv.Itoa(len(data)>>20)+" Mio", "32 Mio")}
	}
	var g *Grid
	var is issue.Issues
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		g, is = parseXLSX(data, o)
	} else {
		g, is = parseCSV(data, o)
	}
	if g == nil || overLimit(is) {
		return nil, is
	}
	if len(g.Rows) == 0 {
		return nil, append(is, ruleEmpty.At(""))
	}
	if !o.Unchanged && g.Format == FormatCSV {
		for _, row := range g.Rows {
			for i, c := range row.Cells {
				row.Cells[i] = Unescape(c)
			}
		}
	}
	is = append(is, g.shape(o)...)
	return g, is
}

// overLimit reports whether the reading was stopped by a limit: what was read
// until then is no table, but the beginning of one.
func overLimit(is issue.Issues) bool {
	return slices.ContainsFunc(is, func(i issue.Issue) bool { return i.Code == ruleLimit.Code })
}

// shape checks the header and the number of cells.
func (g *Grid) shape(o Options) issue.Issues {
	var is issue.Issues
	width := len(g.Rows[0].Cells)
	if !o.NoHeader {
		seen := make(map[string]bool, width)
		for i, h := range g.Rows[0].Cells {
			key := strings.ToLower(strings.TrimSpace(h))
			if key != "" && seen[key] {
				is = append(is, At(&ruleHeader, g.Rows[0].Number, i, h))
			}
			seen[key] = true
		}
	}
	if o.Ragged {
		return is
	}
	for i := range g.Rows {
		row := &g.Rows[i]
		if g.Format == FormatXLSX {
			for len(row.Cells) < width {
				row.Cells = append(row.Cells, "")
			}
		}
		if len(row.Cells) != width && len(is) < MaxIssues {
			is = append(is, At(&ruleRagged, row.Number, min(len(row.Cells), width), len(row.Cells), width))
		}
	}
	return is
}

// Column returns the letters of column i: A for 0, AA for 26.
func Column(i int) string {
	if i < 0 {
		return ""
	}
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// At returns the issue of a rule at a row and a column (from 0; negative: the
// whole row).
func At(r *issue.Rule, row, column int, args ...any) issue.Issue {
	p := issue.Pointer("").Index(row)
	if column >= 0 {
		p = p.Field(Column(column))
	}
	i := r.At(p, args...)
	i.Line, i.Column = row, max(column, 0)+1
	return i
}
