// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"net/http"
	"sort"
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
)

func itoa(n int) string { return strconv.Itoa(n) }

// brickHours is one bar of the trainee-hours page.
type brickHours struct {
	Title, Modality  string
	Trainees         int
	Minutes, Total   int
	Hours            string
	X, Y, Width, Mid int // of the bar
}

// hours shows the trainee-hours that the received positionings mean: each is
// planned again with the very planner of the widget, on the statements alone.
func (s *Site) hours(w http.ResponseWriter, r *http.Request) {
	list, err := s.sendings(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	by := map[catalogue.BrickRef]*brickHours{}
	modality := map[catalogue.Modality]int{}
	trainees, uncovered, total := 0, 0, 0
	for _, g := range list {
		res, ok := s.planFor(g)
		if !ok {
			continue
		}
		trainees++
		uncovered += len(res.Unreached)
		for _, st := range res.Steps {
			b := s.brick(st.Brick)
			if b == nil {
				continue
			}
			row := by[st.Brick]
			if row == nil {
				row = &brickHours{Title: typo(b.Title.In("fr")), Modality: catalogue.Label(b.Modality, "fr"), Minutes: int(b.Total())}
				by[st.Brick] = row
			}
			row.Trainees++
			row.Total += int(b.Total())
			total += int(b.Total())
			modality[b.Modality] += int(b.Total())
		}
	}
	rows := make([]*brickHours, 0, len(by))
	for _, row := range by {
		rows = append(rows, row)
	}
	sort.Slice(rows, func(a, b int) bool {
		if rows[a].Total != rows[b].Total {
			return rows[a].Total > rows[b].Total
		}
		return rows[a].Title < rows[b].Title
	})
	most := 1
	for i, row := range rows {
		most = max(most, row.Total)
		row.Hours, row.Y, row.Mid = hoursText(row.Total), 44*i+18, 44*i+32
	}
	for _, row := range rows {
		row.Width = max(2, 560*row.Total/most)
		row.X = row.Width + 8
	}
	type share struct{ Name, Hours string }
	var shares []share
	for _, m := range []catalogue.Modality{catalogue.ModalityOnSite, catalogue.ModalityBlended, catalogue.ModalityRemoteLive, catalogue.ModalityRemoteAsync, catalogue.ModalitySelfPaced, catalogue.ModalityWorkplace} {
		if modality[m] > 0 {
			shares = append(shares, share{catalogue.Label(m, "fr"), hoursText(modality[m])})
		}
	}
	s.show(w, r, "heures", map[string]any{"Rows": rows, "Trainees": trainees, "Total": hoursText(total), "Uncovered": uncovered, "Height": 44*len(rows) + 8, "Shares": shares})
}

func hoursText(minutes int) string {
	s := strconv.Itoa(minutes/60) + "\u00a0h"
	if m := minutes % 60; m > 0 {
		s += "\u00a0" + strconv.Itoa(m/10) + strconv.Itoa(m%10)
	}
	return s
}

func (s *Site) brick(ref catalogue.BrickRef) *catalogue.Brick {
	for i := range s.data.Catalogue.Bricks {
		if s.data.Catalogue.Bricks[i].Ref() == ref {
			return &s.data.Catalogue.Bricks[i]
		}
	}
	return nil
}

func (s *Site) planFor(g *sending) (planner.Result, bool) {
	f := s.data.Framework
	if g.Framework != string(f.URI) || s.data.Profile == nil {
		return planner.Result{}, false
	}
	pos := positioning.Position{Framework: f.URI, Version: f.Version}
	known := map[competency.ID]bool{}
	for _, st := range g.Statements {
		if it, ok := f.Item(st.item()); ok && st.level() >= 0 {
			known[it.ID] = true
			pos.Claims = append(pos.Claims, competency.Claim{Item: f.Ref(it.ID), Rank: st.level(), Basis: competency.BasisSelfDeclared, On: competency.Date(g.Day)})
		}
	}
	var gaps []positioning.Gap
	for _, gap := range positioning.GapsOf(pos, *s.data.Profile) {
		if known[gap.Item.Item] {
			gaps = append(gaps, gap)
		}
	}
	problem, _ := planner.FromGaps(pos, gaps)
	problem.Catalogue = s.data.Catalogue
	problem.Constraints.From = competency.Date(g.Day)
	res, _ := planner.Plan(problem, planner.Options{MaxNodes: 5000})
	return res, true
}
