// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"encoding/xml"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// cell is the cell being read.
type cell struct {
	column  int
	kind    string
	style   int
	value   string
	formula bool
}

var errFull = errors.New("limite")

// rows reads the cells of a sheet. Empty rows are left out.
func (wb *workbook) rows(part string) ([]Row, error) {
	var out []Row
	row, c := Row{}, cell{}
	err := wb.walk(part, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			row = Row{Number: row.Number + 1}
			if n, err := strconv.Atoi(attr(e, "r")); err == nil {
				row.Number = n
			}
		case "c":
			c = cell{column: len(row.Cells), kind: attr(e, "t")}
			c.style, _ = strconv.Atoi(attr(e, "s"))
			if n, ok := columnOf(attr(e, "r")); ok {
				c.column = n
			}
		case "f":
			c.formula = true
		}
		return nil
	}, func(name, text string) error {
		switch name {
		case "v", "t":
			c.value += text
		case "c":
			return wb.endCell(&row, c)
		case "row":
			if !blank(row.Cells) {
				out = append(out, row)
			}
			if len(out) > MaxRows {
				wb.issues = append(wb.issues, At(&ruleLimit, row.Number, -1, issue.Text{FR: "lignes", EN: "rows"}, MaxRows))
				return errFull
			}
		}
		return nil
	})
	if errors.Is(err, errFull) {
		err = nil
	}
	return out, err
}

func (wb *workbook) endCell(row *Row, c cell) error {
	if c.column < 0 || c.column >= MaxColumns {
		wb.issues = append(wb.issues, At(&ruleLimit, row.Number, MaxColumns, issue.Text{FR: "colonnes", EN: "columns"}, MaxColumns))
		return errFull
	}
	if c.formula {
		wb.issues = append(wb.issues, At(&ruleActive, row.Number, c.column, "formule"))
	}
	text, err := wb.text(c)
	if err != nil {
		return err
	}
	if len(text) > MaxCell {
		wb.issues = append(wb.issues, At(&ruleLimit, row.Number, c.column, issue.Text{FR: strconv.Itoa(len(text)) + " octets dans une cellule", EN: strconv.Itoa(len(text)) + " bytes in a cell"}, MaxCell))
		return errFull
	}
	if text == "" {
		return nil
	}
	for len(row.Cells) <= c.column {
		row.Cells = append(row.Cells, "")
	}
	row.Cells[c.column] = text
	return nil
}

func (wb *workbook) text(c cell) (string, error) {
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || n < 0 || n >= len(wb.strings) {
			return "", errors.New("texte partagé " + c.value)
		}
		return wb.strings[n], nil
	case "inlineStr", "str":
		return unescapeX(c.value), nil
	case "b":
		if c.value == "1" {
			return "VRAI", nil
		}
		return "FAUX", nil
	case "", "n":
		f, err := strconv.ParseFloat(c.value, 64)
		if err != nil {
			return c.value, nil
		}
		if c.style >= 0 && c.style < len(wb.dates) && wb.dates[c.style] {
			return wb.date(f), nil
		}
		return plainNumber(f), nil
	}
	return c.value, nil
}

// date turns a serial day into YYYY-MM-DD.
func (wb *workbook) date(serial float64) string {
	if serial < 0 || serial > 2958465 {
		return plainNumber(serial)
	}
	first, err := time.Parse(time.DateOnly, wb.since)
	if err != nil {
		return plainNumber(serial)
	}
	return first.AddDate(0, 0, int(math.Floor(serial))).Format(time.DateOnly)
}

// plainNumber writes f with the fifteen digits that a spreadsheet shows.
func plainNumber(f float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	if math.Abs(f) < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// columnOf returns the column of a cell name: 0 for A7.
func columnOf(name string) (int, bool) {
	n := 0
	for i := 0; i < len(name) && i < 4; i++ {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			return n - 1, n > 0
		}
		n = n*26 + int(c-'A') + 1
	}
	return 0, false
}
