// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Sheet is one sheet to write. The first row is the header.
type Sheet struct {
	Name    string
	Rows    [][]string
	Widths  []float64        // of the columns; 0 or missing: 18
	Numbers []int            // columns (from 0) whose numbers are numbers
	Lists   map[int][]string // columns whose cells are chosen from a list
	Note    map[int]string   // columns whose header explains itself
}

// WriteXLSX writes a workbook: every cell a text (nothing is ever run), but
// for Numbers; the header bold and kept in sight. The same sheets give the
// same bytes.
func WriteXLSX(w io.Writer, sheets ...Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#E8EDF3"}}})
	if err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err == nil {
			err = s.fill(f, bold, text)
		}
		if err != nil {
			return err
		}
	}
	_, err = f.WriteTo(w)
	return err
}

func (s Sheet) fill(f *excelize.File, bold, text int) error {
	width := 0
	for _, row := range s.Rows {
		width = max(width, len(row))
	}
	for j := range width {
		col := Column(j)
		size := 18.0
		if j < len(s.Widths) && s.Widths[j] > 0 {
			size = s.Widths[j]
		}
		if err := f.SetColWidth(s.Name, col, col, size); err != nil {
			return err
		}
		if !has(s.Numbers, j) {
			if err := f.SetColStyle(s.Name, col, text); err != nil {
				return err
			}
		}
	}
	for i, row := range s.Rows {
		for j, cell := range row {
			if cell == "" {
				continue
			}
			at := Column(j) + strconv.Itoa(i+1)
			if len(cell) > MaxCell {
				return errors.New("tabular: cell " + at + " over 32 KiB")
			}
			var err error
			if n, bad := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64); bad == nil && i > 0 && has(s.Numbers, j) {
				err = f.SetCellValue(s.Name, at, n)
			} else {
				err = f.SetCellStr(s.Name, at, escapeX(cell))
			}
			if err != nil {
				return err
			}
		}
	}
	if len(s.Rows) == 0 || width == 0 {
		return nil
	}
	if err := f.SetCellStyle(s.Name, "A1", Column(width-1)+"1", bold); err != nil {
		return err
	}
	return s.help(f)
}

// help keeps the header in sight, offers the lists and shows the notes.
func (s Sheet) help(f *excelize.File) error {
	err := f.SetPanes(s.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	for j := range MaxColumns {
		list, note := s.Lists[j], s.Note[j]
		if len(list) == 0 && note == "" {
			continue
		}
		rule := excelize.NewDataValidation(true)
		rule.Sqref = Column(j) + "2:" + Column(j) + strconv.Itoa(MaxRows)
		if len(list) > 0 {
			if err := rule.SetDropList(list); err != nil {
				return err
			}
		}
		if note != "" {
			title := ""
			if len(s.Rows[0]) > j {
				title = s.Rows[0][j]
			}
			rule.SetInput(title, note)
		}
		if err := f.AddDataValidation(s.Name, rule); err != nil {
			return err
		}
	}
	return nil
}
