// SPDX-License-Identifier: Apache-2.0

//go:build !js

package indicator

import (
	"io"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// valueNumbers and tableNumbers are the columns that hold numbers.
var (
	valueNumbers = []int{4, 5, 6, 8, 9, 10, 11, 12}
	tableNumbers = []int{5, 6, 7, 8}
)

// WriteCSV writes the values for people
// who open them in a spreadsheet.
func (r *Report) WriteCSV(w io.Writer, p *Plan, lang string) error {
	return tabular.CSV{Numbers: valueNumbers}.Write(w, r.Rows(p, lang))
}

// WriteTablesCSV writes the splits, one line per cell.
func (r *Report) WriteTablesCSV(w io.Writer) error {
	return tabular.CSV{Numbers: tableNumbers}.Write(w, r.TableRows())
}

// WriteXLSX writes the values and the splits as two sheets.
func (r *Report) WriteXLSX(w io.Writer, p *Plan, lang string) error {
	sheets := []tabular.Sheet{{Name: "Indicateurs", Rows: r.Rows(p, lang), Widths: []float64{12, 60}, Numbers: valueNumbers}}
	if len(r.Tables) > 0 {
		sheets = append(sheets, tabular.Sheet{Name: "Ventilation", Rows: r.TableRows(), Numbers: tableNumbers})
	}
	return tabular.WriteXLSX(w, sheets...)
}

// ReadDeclared reads declared values, as WriteDeclared writes them or as a
// person fills them in: a CSV or XLSX with the columns indicateur, valeur,
// source, date and qualite. Lines without a value are left out.
func ReadDeclared(data []byte) (map[string]Declared, issue.Issues) {
	g, is := tabular.Parse(data, tabular.Options{Ragged: true})
	if is.HasErrors() || g == nil || len(g.Rows) == 0 {
		return nil, is
	}
	column := map[string]int{}
	for i, c := range g.Rows[0].Cells {
		column[c] = i
	}
	out := map[string]Declared{}
	for _, r := range g.Rows[1:] {
		get := func(name string) string {
			i, ok := column[name]
			if !ok || i >= len(r.Cells) {
				return ""
			}
			return r.Cells[i]
		}
		id, value := get("indicateur"), get("valeur")
		if value == "" {
			continue
		}
		if _, twice := out[id]; id == "" || twice {
			is = append(is, tabular.At(rule002, r.Number, 0, id, "indicateur"))
			continue
		}
		out[id] = Declared{Value: value, Source: get("source"), On: competency.Date(get("date")), ByRole: get("qualite")}
	}
	return out, is
}

// WriteDeclared writes the sheet that people fill in: one line per declared or
// mixed indicator of the plan, with what is already declared.
func WriteDeclared(w io.Writer, p *Plan, declared map[string]Declared, lang string) error {
	rows := [][]string{{"indicateur", "intitule", "unite", "valeur", "source", "date", "qualite"}}
	for i := range p.Indicators {
		if d := &p.Indicators[i]; d.Kind == KindDeclared || d.Kind == KindMixed {
			v := declared[d.ID]
			rows = append(rows, []string{d.ID, d.Text.In(lang), string(d.Unit), v.Value, v.Source, string(v.On), v.ByRole})
		}
	}
	return tabular.CSV{}.Write(w, rows)
}
