// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// The three kinds of trainee-hours, which are never added to each other.
var kinds = [3]string{"prevu", "inscrit", "realise"}

func (s *State) kind(i int) string {
	switch i {
	case 0:
		return s.T.T("Prévues")
	case 1:
		return s.T.T("Inscrites")
	}
	return s.T.T("Réalisées")
}

func kindOf(h *indicator.TraineeHours, i int) catalogue.Minutes {
	return [...]catalogue.Minutes{h.Planned, h.Enrolled, h.Attended}[i]
}

// hour is a place that says minutes; hidden where there are none to say.
func (s *State) hour(h *indicator.TraineeHours, kind int, class string) cell {
	if h == nil {
		return cell{hidden: true}
	}
	n := int(kindOf(h, kind))
	return cell{text: s.T.Hours(n), n: n, bar: class}
}

// people is a place that says a number, or nothing.
func (s *State) people(n *int) cell {
	if n == nil {
		return cell{text: "–", word: true}
	}
	return cell{text: s.T.Count(*n), n: *n}
}

// named begins the line of an indicator.
func (s *State) named(id string) row {
	w := s.plan[id]
	if len(w) == 0 {
		return row{code: id, name: "", plain: ""}
	}
	words, _ := s.T.Own(w)
	return row{code: id, name: s.T.O(w), plain: words}
}

// hourly reports whether v is counted in trainee-hours.
func hourly(v *indicator.Value) bool {
	return v != nil && v.Unit == indicator.UnitTraineeHours && v.Declared == nil
}

func (s *State) grid(caption, unit string, head ...string) *grid {
	return &grid{caption: caption, first: s.T.T("Indicateur"), unit: unit, head: head}
}

func (s *State) hoursGrid(r *indicator.Report) *grid {
	g := s.grid(s.T.T("Heures-stagiaires, {0}", s.period(r)), "minutes", s.kind(0), s.kind(1), s.kind(2), s.T.T("Stagiaires"))
	for i := range r.Values {
		v := &r.Values[i]
		if !hourly(v) {
			continue
		}
		w := s.named(v.Indicator)
		for k, class := range kinds {
			w.cells = append(w.cells, s.hour(v.Hours, k, class))
		}
		last := s.people(v.Learners)
		last.hidden = v.Hours == nil
		w.cells = append(w.cells, last)
		g.add(w)
	}
	return g
}

// yearsGrid lays both reports side by side; a difference only where both are
// said.
func (s *State) yearsGrid() *grid {
	g := s.grid(s.T.T("Heures-stagiaires")+" · "+s.kind(s.hours), "minutes", s.period(s.reports[1]), s.period(s.reports[0]), s.T.T("Évolution"))
	g.shown = true
	for i := range s.lines {
		l := &s.lines[i]
		if !hourly(l.Before) && !hourly(l.After) {
			continue
		}
		w := s.named(l.Indicator)
		change := cell{text: "–", word: true}
		for j, v := range [...]*indicator.Value{l.Before, l.After} {
			c := cell{text: "–", word: true}
			if v != nil {
				c = s.hour(v.Hours, s.hours, [...]string{"avant", "realise"}[j])
			}
			w.cells = append(w.cells, c)
		}
		if a, b := &w.cells[0], &w.cells[1]; !a.word && !a.hidden && !b.word && !b.hidden {
			n := b.n - a.n
			change = cell{n: n}
			switch {
			case n > 0:
				change.text = "+ " + s.T.Hours(n)
			case n < 0:
				change.text = "− " + s.T.Hours(-n)
			default:
				change.text = "="
			}
		}
		w.cells = append(w.cells, change)
		g.add(w)
	}
	return g
}

// othersGrid is what is not counted in hours, and what is declared.
func (s *State) othersGrid(r *indicator.Report) *grid {
	g := s.grid(s.T.T("Autres indicateurs"), "", s.T.T("Origine"), s.T.T("Valeur"))
	for i := range r.Values {
		v := &r.Values[i]
		if hourly(v) {
			continue
		}
		w := s.named(v.Indicator)
		w.cells = []cell{{text: s.origin(v), word: true}, {text: v.Show(s.T.Lang()), word: true, hidden: v.Suppressed}}
		g.add(w)
	}
	return g
}

func (s *State) origin(v *indicator.Value) string {
	switch {
	case v.Kind == indicator.KindDeclared:
		return s.T.T("déclarée")
	case v.Kind == indicator.KindComputed:
		return s.T.T("calculée")
	}
	return s.T.T("calculée avec des données du dehors")
}

// splitGrid is one table of a report: attended hours, and how many people.
func (s *State) splitGrid(t *indicator.Table) *grid {
	g := &grid{caption: t.Indicator, first: s.dimension(t.RowKind), unit: "minutes"}
	wide := t.ColumnKind != indicator.ByNone
	if wide {
		for _, c := range t.Columns {
			g.head = append(g.head, s.stated(c))
		}
		g.caption += " × " + s.dimension(t.ColumnKind)
	}
	g.head = append(g.head, s.T.T("Total"))
	line := func(name string, cells []indicator.Cell, total indicator.Cell) {
		w := row{name: view.Escape(name), plain: name}
		if !wide || len(cells) != len(t.Columns) {
			cells = nil
		}
		for _, c := range append(cells[:len(cells):len(cells)], total) {
			o := s.hour(c.Hours, 2, "")
			if !o.hidden {
				o.text += " (" + s.people(c.Learners).text + ")"
			}
			w.cells = append(w.cells, o)
		}
		if len(w.cells) == len(g.head) {
			g.add(w)
		}
	}
	for _, r := range t.Rows {
		line(s.stated(r.Name), r.Cells, r.Total)
	}
	line(s.T.T("Total"), t.ColumnTotals, t.Total)
	return g
}

func (s *State) stated(name string) string {
	if name == "" {
		return s.T.T("non renseigné")
	}
	return name
}

func (s *State) dimension(d indicator.Dimension) string {
	switch d {
	case indicator.ByAcademy:
		return s.T.T("Académie")
	case indicator.ByCategory:
		return s.T.T("Catégorie")
	case indicator.ByMinistry:
		return s.T.T("Ministère")
	case indicator.ByAudience:
		return s.T.T("Public")
	}
	return s.T.T("Modalité")
}

// period names a span of days: a whole calendar year by its number.
func (s *State) period(r *indicator.Report) string {
	from, until := string(r.Period.From), string(r.Period.Until)
	if from[4:] == "-01-01" && until == from[:4]+"-12-31" {
		return from[:4]
	}
	return s.T.Day(from) + " – " + s.T.Day(until)
}
