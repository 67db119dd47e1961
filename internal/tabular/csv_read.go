// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func parseCSV(data []byte, o Options) (*Grid, issue.Issues) {
	g := &Grid{Format: FormatCSV, Encoding: EncodingUTF8, Comma: o.Comma}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return nil, issue.Issues{ruleUnreadable.At("", "UTF-16")}
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	}
	if !utf8.Valid(data) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return nil, issue.Issues{ruleUnreadable.At("", err)}
		}
		data, g.Encoding = decoded, EncodingCP1252
	}
	if g.Comma == 0 {
		g.Comma = guessComma(data)
	}
	p := csvParser{text: string(data), comma: g.Comma, line: 1}
	g.Rows = p.rows()
	return g, p.issues
}

// guessComma returns the separator that the first line holds most often
// outside quotes.
func guessComma(data []byte) byte {
	counts := map[byte]int{}
	quoted := false
	for _, c := range data {
		switch {
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '\n' || c == '\r'):
			if len(counts) > 0 {
				return most(counts)
			}
		case !quoted && (c == ';' || c == ',' || c == '\t'):
			counts[c]++
		}
	}
	return most(counts)
}

func most(counts map[byte]int) byte {
	best := byte(';')
	for _, c := range []byte(";,\t") {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

type csvParser struct {
	text   string
	comma  byte
	pos    int
	line   int
	issues issue.Issues
	full   bool
}

func (p *csvParser) rows() []Row {
	out := make([]Row, 0, min(strings.Count(p.text, "\n"), MaxRows)+1)
	width := 1
	most, cells := max(manyCells, len(p.text)/3), 0
	for p.pos < len(p.text) && !p.full {
		if p.emptyLine() {
			continue
		}
		row := Row{Number: p.line, Cells: make([]string, 0, width)}
		for more := true; more && !p.full; {
			var cell string
			cell, more = p.cell(row.Number, len(row.Cells))
			row.Cells = append(row.Cells, cell)
			if more && len(row.Cells) >= MaxColumns {
				p.stop(row.Number, len(row.Cells), issue.Text{FR: "colonnes", EN: "columns"}, MaxColumns)
			}
		}
		if width = len(row.Cells); blank(row.Cells) {
			continue
		}
		if cells += width; cells > most {
			p.stop(row.Number, -1, issue.Text{FR: "cellules presque toutes vides", EN: "cells that are nearly all empty"}, most)
		}
		if out = append(out, row); len(out) > MaxRows {
			p.stop(row.Number, -1, issue.Text{FR: "lignes", EN: "rows"}, MaxRows)
		}
	}
	return out
}

// manyCells is how many cells a file may have whatever its size; beyond, it
// may have one for three bytes. A cell of nothing costs a byte and takes
// sixteen.
const manyCells = 1 << 20

// emptyLine passes over a line without any text.
func (p *csvParser) emptyLine() bool {
	switch p.text[p.pos] {
	case '\r':
		if p.pos++; p.pos < len(p.text) && p.text[p.pos] == '\n' {
			p.pos++
		}
	case '\n':
		p.pos++
	default:
		return false
	}
	p.line++
	return true
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func (p *csvParser) note(r *issue.Rule, row, column int, args ...any) {
	if len(p.issues) < MaxIssues {
		p.issues = append(p.issues, At(r, row, column, args...))
	}
}

func (p *csvParser) stop(row, column int, what issue.Text, limit int) {
	p.issues = append(p.issues, At(&ruleLimit, row, column, what, limit))
	p.full = true
}

// cell reads one cell and says whether another follows on the row.
func (p *csvParser) cell(row, column int) (text string, more bool) {
	if p.pos < len(p.text) && p.text[p.pos] == '"' {
		text = p.quoted(row, column)
	} else {
		end := p.pos
		for end < len(p.text) && p.text[end] != p.comma && p.text[end] != '\n' && p.text[end] != '\r' {
			end++
		}
		text, p.pos = p.text[p.pos:end], end
		if strings.IndexByte(text, '"') >= 0 {
			p.note(&ruleQuote, row, column)
		}
	}
	if strings.IndexByte(text, 0) >= 0 {
		p.note(&ruleUnreadable, row, column, "U+0000")
	}
	if len(text) > MaxCell {
		p.stop(row, column, issue.Text{FR: strconv.Itoa(len(text)) + " octets dans une cellule", EN: strconv.Itoa(len(text)) + " bytes in a cell"}, MaxCell)
	}
	if p.pos >= len(p.text) {
		return text, false
	}
	switch c := p.text[p.pos]; {
	case c == p.comma:
		p.pos++
		return text, true
	case c == '\r':
		p.pos++
		if p.pos < len(p.text) && p.text[p.pos] == '\n' {
			p.pos++
		}
	default:
		p.pos++
	}
	p.line++
	return text, false
}

// quoted reads a cell in quotes. What follows the closing quote up to the
// separator is a fault, and kept.
func (p *csvParser) quoted(row, column int) string {
	var b strings.Builder
	p.pos++
	for {
		i := strings.IndexByte(p.text[p.pos:], '"')
		if i < 0 {
			b.WriteString(p.text[p.pos:])
			p.pos = len(p.text)
			p.note(&ruleQuote, row, column)
			return b.String()
		}
		p.line += strings.Count(p.text[p.pos:p.pos+i], "\n")
		b.WriteString(p.text[p.pos : p.pos+i])
		p.pos += i + 1
		if p.pos >= len(p.text) || p.text[p.pos] != '"' {
			break
		}
		b.WriteByte('"')
		p.pos++
	}
	end := p.pos
	for end < len(p.text) && p.text[end] != p.comma && p.text[end] != '\n' && p.text[end] != '\r' {
		end++
	}
	if rest := p.text[p.pos:end]; strings.TrimSpace(rest) != "" {
		p.note(&ruleQuote, row, column)
		b.WriteString(rest)
	}
	p.pos = end
	return b.String()
}
