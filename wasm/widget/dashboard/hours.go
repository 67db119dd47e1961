// SPDX-License-Identifier: Apache-2.0

package dashboard

import "forge.apps.education.fr/eafc/briques/wasm/view"

// minutes is the unit of a sheet of hours.
const minutes = "minutes"

// kinds are the classes of the three kinds of trainee-hours, which are never
// added to each other.
var kinds = [3]string{"prevu", "inscrit", "realise"}

func (s *State) kind(i int) string {
	return s.T.Pick(i, "Prévues", "Inscrites", "Réalisées")
}

// hour is a place that says minutes.
func (s *State) hour(p *spot, kind int, class string) cell {
	n := p.minutes[kind]
	return cell{text: s.T.Hours(n), n: n, bar: class, hidden: p.hidden}
}

// people is a place that says a number, or nothing.
func (s *State) people(p *spot) cell {
	if p.people < 0 {
		return cell{text: "–", word: true, hidden: p.hidden}
	}
	return cell{text: s.T.Count(p.people), n: p.people, hidden: p.hidden}
}

// named begins the line of an indicator.
func (s *State) named(id string) row {
	w := s.plan[id]
	if len(w) == 0 {
		return row{code: id}
	}
	words, _ := s.T.Own(w)
	return row{code: id, name: s.T.O(w), plain: words}
}

func (s *State) grid(caption, unit string, head ...string) *grid {
	return &grid{caption: caption, first: s.T.T("Indicateur"), unit: unit, head: head}
}

func (s *State) hoursGrid(r *report) *grid {
	g := s.grid(s.T.T("Heures-stagiaires, {0}", s.period(r)), minutes, s.T.All("Prévues", "Inscrites", "Réalisées", "Stagiaires")...)
	for i := range r.values {
		v := &r.values[i]
		if !v.hourly {
			continue
		}
		w := s.named(v.id)
		for k, class := range kinds {
			w.cells = append(w.cells, s.hour(&v.spot, k, class))
		}
		w.cells = append(w.cells, s.people(&v.spot))
		g.add(w)
	}
	return g
}

// yearsGrid lays both reports side by side; a difference only where both are
// said.
func (s *State) yearsGrid() *grid {
	g := s.grid(s.T.T("Heures-stagiaires")+" · "+s.kind(s.hours), minutes, s.period(s.reports[1]), s.period(s.reports[0]), s.T.T("Évolution"))
	for i := range s.lines {
		l := &s.lines[i]
		w := s.named(l.id)
		for j, v := range l.years {
			c := cell{text: "–", word: true}
			if v != nil {
				c = s.hour(&v.spot, s.hours, [...]string{"avant", "realise"}[j])
			}
			w.cells = append(w.cells, c)
		}
		change := cell{text: "–", word: true}
		if a, b := &w.cells[0], &w.cells[1]; !a.word && !a.hidden && !b.word && !b.hidden {
			n := b.n - a.n
			change = cell{n: n, text: "="}
			if n > 0 {
				change.text = "+ " + s.T.Hours(n)
			} else if n < 0 {
				change.text = "− " + s.T.Hours(-n)
			}
		}
		w.cells = append(w.cells, change)
		g.add(w)
	}
	return g
}

// othersGrid is what is not counted in hours, and what is declared.
func (s *State) othersGrid(r *report) *grid {
	g := s.grid(s.T.T("Autres indicateurs"), "", s.T.All("Origine", "Valeur")...)
	for i := range r.values {
		v := &r.values[i]
		if v.hourly {
			continue
		}
		w := s.named(v.id)
		origin := s.T.T("calculée avec des données du dehors")
		if v.kind == "declared" {
			origin = s.T.T("déclarée")
		} else if v.kind == "computed" {
			origin = s.T.T("calculée")
		}
		text := v.text
		if v.said[0] != "" {
			text += " (" + v.said[0] + ", " + s.T.Day(v.said[1]) + ", " + v.said[2] + ")"
		}
		if v.events != "" { // a second number, which says what it counts
			if text != "" {
				text += " ; "
			}
			text += s.T.T("événements : {0}", v.events)
		}
		w.cells = []cell{{text: origin, word: true}, {text: text, word: true, hidden: v.hidden}}
		g.add(w)
	}
	return g
}

// splitGrid is one table of a report: attended hours, with how many people
// beside them on screen. unit is what a place of the sheet counts: minutes,
// else people.
func (s *State) splitGrid(t *split, unit string) *grid {
	g := &grid{caption: t.id, first: s.dimension(t.rows), unit: unit}
	for _, c := range t.heads {
		g.head = append(g.head, s.stated(c))
	}
	if g.own = len(t.heads); g.own > 0 {
		g.caption += " × " + s.dimension(t.columns)
	}
	g.head = append(g.head, s.T.T("Total"))
	for i := range t.lines {
		name := s.stated(t.lines[i].name)
		w := row{name: view.Escape(name), plain: name}
		if name == t.lines[i].name { // the report's own words
			w.name = s.Page().F(`{~0}`, name).String()
		}
		for j := range t.lines[i].spots {
			p := &t.lines[i].spots[j]
			c := s.people(p)
			if unit == minutes {
				c = s.hour(p, 2, "")
				if p.people >= 0 {
					c.text += " · " + s.T.N(p.people, "{0}\u00a0stagiaire", "{0}\u00a0stagiaires")
				}
			}
			w.cells = append(w.cells, c)
		}
		g.add(w)
	}
	return g
}

func (s *State) stated(name string) string {
	switch name {
	case "":
		return s.T.T("non renseigné")
	case total:
		return s.T.T("Total")
	}
	return name
}

func (s *State) dimension(d string) string {
	switch d {
	case "academy":
		return s.T.T("Académie")
	case "category":
		return s.T.T("Catégorie")
	case "ministry":
		return s.T.T("Ministère")
	case "audience":
		return s.T.T("Public")
	}
	return s.T.T("Modalité")
}

// period names a span of days: a whole calendar year by its number.
func (s *State) period(r *report) string {
	if r.from[4:] == "-01-01" && r.until == r.from[:4]+"-12-31" {
		return r.from[:4]
	}
	return s.T.Day(r.from) + " – " + s.T.Day(r.until)
}
