// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/competency"
)

// clone copies a framework by writing and reading it.
func clone(f *competency.Framework) *competency.Framework {
	g, is := competency.Parse(f.AppendJSON(nil))
	if len(is) > 0 {
		panic(is)
	}
	return g
}

// evolve makes the next version of a framework by a few random changes.
func (g *forge) evolve(old *competency.Framework) *competency.Framework {
	f := clone(old)
	f.Version = pick(g, []string{"1.2.4", "1.3.0", "2.0.0"})
	f.Changed = "2026-01-01T00:00:00Z"
	for range g.IntN(8) {
		g.change(f, old)
	}
	g.Shuffle(len(f.Items), func(i, j int) { f.Items[i], f.Items[j] = f.Items[j], f.Items[i] })
	g.Shuffle(len(f.Associations), func(i, j int) { f.Associations[i], f.Associations[j] = f.Associations[j], f.Associations[i] })
	return f
}

func (g *forge) change(f, old *competency.Framework) {
	if len(f.Items) == 0 {
		return
	}
	it := &f.Items[g.IntN(len(f.Items))]
	switch g.IntN(18) {
	case 0:
		it.Label = g.text()
	case 1:
		it.Statement = g.mayText()
	case 2: // add
		added := g.item(f, fmt.Sprintf("X%d", g.n), competency.ItemCompetency)
		f.Items = append(f.Items, added)
		f.Associations = append(f.Associations, g.link(competency.AssociationIsChildOf, added.ID, f.ID))
	case 3: // remove
		g.remove(f, it.ID)
	case 4: // retire, with 0 to 2 successors
		next := make([]competency.ID, g.IntN(3))
		for i := range next {
			next[i] = f.Items[g.IntN(len(f.Items))].ID
		}
		g.retire(f, it, next...)
	case 5: // move
		for i := range f.Associations {
			if a := &f.Associations[i]; a.Type == competency.AssociationIsChildOf && a.From == competency.NodeRef(it.ID) {
				a.To = competency.NodeRef(f.ID)
			}
		}
	case 6:
		g.levels(f, it)
	case 7:
		g.Shuffle(len(it.Indicators), func(i, j int) { it.Indicators[i], it.Indicators[j] = it.Indicators[j], it.Indicators[i] })
	case 8: // rescale, with or without a map
		s := &f.Scales[g.IntN(len(f.Scales))]
		id := s.ID
		*s = g.scale(id)
		if g.chance(60) {
			for r := range 9 {
				s.Replaces = append(s.Replaces, competency.LevelMap{Version: old.Version, Scale: id, From: r, To: g.IntN(len(s.Levels) + 1)})
			}
		}
	case 9:
		it.Scale = pick(g, f.Scales).ID
	case 10:
		f.Rubrics = append(f.Rubrics, g.rubric())
	case 11:
		f.Rubrics = nil
	case 12:
		f.Title, f.Summary, f.Extra, f.Publisher = g.text(), g.mayText(), g.extra(), g.sentence()
	case 13: // same code, new ID
		g.remove(f, it.ID)
		again := g.item(f, fmt.Sprintf("K%d", g.IntN(9)), competency.ItemCompetency)
		f.Items = append(f.Items, again)
	case 14:
		f.Scales = append(f.Scales, g.scale(fmt.Sprintf("S%d", g.n)))
	case 15:
		it.Retired, it.Until = false, ""
	case 16:
		if len(it.Indicators) > 0 {
			n := &it.Indicators[g.IntN(len(it.Indicators))]
			n.Statement, n.Rank, n.Required = g.text(), it.Indicators[0].Rank, g.chance(50)
		}
	default:
		it.ValidMonths, it.Changed, it.Extra, it.Code = g.IntN(40), g.instant(), g.extra(), fmt.Sprintf("Y%d", g.n)
		if len(f.Associations) > 0 {
			a := &f.Associations[g.IntN(len(f.Associations))]
			a.Notes, a.Seq = g.sentence(), nil
		}
	}
}

// remove takes an item and its links away.
func (g *forge) remove(f *competency.Framework, id competency.ID) {
	items := f.Items[:0:0]
	for _, it := range f.Items {
		if it.ID != id {
			items = append(items, it)
		}
	}
	f.Items = items
	links := f.Associations[:0:0]
	for _, a := range f.Associations {
		if a.From != competency.NodeRef(id) && a.To != competency.NodeRef(id) {
			links = append(links, a)
		}
	}
	f.Associations = links
}
