// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// valueColumns are the columns of a report as a sheet.
var valueColumns = []string{"indicateur", "intitule", "nature", "unite", "minutes_prevues", "minutes_inscrites", "minutes_realisees", "heures_realisees",
	"stagiaires", "nombre", "evenements", "numerateur", "denominateur", "valeur_declaree", "source", "date", "qualite", "masque"}

// tableColumns are the columns of the splits of a report as a sheet.
var tableColumns = []string{"indicateur", "ligne_par", "ligne", "colonne_par", "colonne", "minutes_prevues", "minutes_inscrites", "minutes_realisees", "stagiaires", "masque"}

// Rows returns the values of the report as a sheet, its header first. A hidden
// value has empty cells and "oui" in the last column, never a 0.
func (r *Report) Rows(p *Plan, lang string) [][]string {
	out := [][]string{valueColumns}
	for i := range r.Values {
		v := &r.Values[i]
		text := ""
		if d := p.Indicator(v.Indicator); d != nil {
			text = d.Text.In(lang)
		}
		row := []string{v.Indicator, text, string(v.Kind), string(v.Unit), "", "", "", "", number0(v.Learners), number0(v.Count), number0(v.Events), "", "", "", "", "", "", ""}
		if v.Hours != nil {
			row[4], row[5], row[6], row[7] = minutes(v.Hours.Planned), minutes(v.Hours.Enrolled), minutes(v.Hours.Attended), Hours(v.Hours.Attended)
		}
		if v.Ratio != nil {
			row[11], row[12] = strconv.Itoa(v.Ratio.Num), strconv.Itoa(v.Ratio.Den)
		}
		if d := v.Declared; d != nil {
			row[13], row[14], row[15], row[16] = d.Value, d.Source, string(d.On), d.ByRole
		}
		if v.Suppressed {
			row[17] = "oui"
		}
		out = append(out, row)
	}
	return out
}

// TableRows returns the splits of the report as a sheet, one line per cell,
// totals included ("total").
func (r *Report) TableRows() [][]string {
	out := [][]string{tableColumns}
	for i := range r.Tables {
		t := &r.Tables[i]
		line := func(row, column string, c *Cell) {
			cells := []string{t.Indicator, string(t.RowKind), row, string(t.ColumnKind), column, "", "", "", number0(c.Learners), ""}
			if c.Hours != nil {
				cells[5], cells[6], cells[7] = minutes(c.Hours.Planned), minutes(c.Hours.Enrolled), minutes(c.Hours.Attended)
			}
			if c.Suppressed {
				cells[9] = "oui"
			}
			out = append(out, cells)
		}
		for j := range t.Rows {
			for k := range t.Columns {
				line(stated(t.Rows[j].Name), stated(t.Columns[k]), &t.Rows[j].Cells[k])
			}
			line(stated(t.Rows[j].Name), "total", &t.Rows[j].Total)
		}
		for k := range t.Columns {
			line("total", stated(t.Columns[k]), &t.ColumnTotals[k])
		}
		line("total", "total", &t.Total)
	}
	return out
}

func stated(s string) string {
	if s == "" {
		return "(non renseigné)"
	}
	return s
}

func number0(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func minutes(n catalogue.Minutes) string { return strconv.FormatInt(int64(n), 10) }

// Hours writes minutes as hours and minutes: 12 h 05.
func Hours(n catalogue.Minutes) string {
	h, m := int64(n)/60, int64(n)%60
	s := strconv.FormatInt(h, 10) + " h"
	if m != 0 {
		s += " " + strconv.FormatInt(m/10, 10) + strconv.FormatInt(m%10, 10)
	}
	return s
}

// Show writes the value for a person, in French unless lang is "en".
func (v *Value) Show(lang string) string {
	en := lang == "en"
	if v.Suppressed {
		return pick(en, "hidden (too few learners)", "masqué (trop peu de stagiaires)")
	}
	s := ""
	add := func(part string) {
		if s != "" {
			s += " ; "
		}
		s += part
	}
	if v.Hours != nil {
		add(pick(en, "attended ", "réalisées ") + Hours(v.Hours.Attended))
		add(pick(en, "enrolled ", "inscrites ") + Hours(v.Hours.Enrolled))
		add(pick(en, "planned ", "prévues ") + Hours(v.Hours.Planned))
	}
	if v.Count != nil {
		add(strconv.Itoa(*v.Count))
	}
	if v.Events != nil {
		add(pick(en, "events ", "événements ") + strconv.Itoa(*v.Events))
	}
	if v.Ratio != nil {
		add(strconv.Itoa(v.Ratio.Num) + " / " + strconv.Itoa(v.Ratio.Den))
	}
	if v.Learners != nil {
		add(pick(en, "learners ", "stagiaires ") + strconv.Itoa(*v.Learners))
	}
	if d := v.Declared; d != nil {
		add(d.Value + " (" + d.Source + ", " + string(d.On) + ", " + d.ByRole + ")")
	}
	return s
}

func pick(second bool, b, a string) string {
	if second {
		return b
	}
	return a
}

// ParsePeriod reads "2027", or "2027-01-01/2027-12-31" with both days
// included.
func ParsePeriod(s string) (Period, bool) {
	p := Period{From: competency.Date(s + "-01-01"), Until: competency.Date(s + "-12-31")}
	for i := 0; i < len(s); i++ {
		if s[i] == '/' {
			p = Period{From: competency.Date(s[:i]), Until: competency.Date(s[i+1:])}
		}
	}
	return p, p.Valid()
}
