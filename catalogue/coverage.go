// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Coverage says, for every competency of a framework and every rank, which
// live bricks (trialled or certified) lead a learner across it: the needs, and
// the offer beside them.
type Coverage struct {
	Framework competency.IRI `json:"framework"`
	Version   string         `json:"version"`
	Rows      []CoverageRow  `json:"rows"`
	Gaps      []ItemRank     `json:"gaps"`
}

// CoverageRow is one competency of a Coverage; Cells are its ranks from 1.
type CoverageRow struct {
	Item  competency.Ref  `json:"item"`
	Code  string          `json:"code,omitempty"`
	Label competency.Text `json:"label"`
	Cells []CoverageCell  `json:"cells"`
}

// CoverageCell is one rank of a competency and the bricks that reach it.
type CoverageCell struct {
	Rank   int        `json:"rank"`
	Bricks []BrickRef `json:"bricks"`
}

// Coverage lays the live bricks of the catalogue over the graded items of f,
// in the order of f.
func (c *Catalogue) Coverage(f *competency.Framework) Coverage {
	out := Coverage{Framework: f.URI, Version: f.Version, Rows: []CoverageRow{}, Gaps: []ItemRank{}}
	row := map[competency.Ref]int{}
	for i := range f.Items {
		it := &f.Items[i]
		scale, ok := f.ScaleOf(it)
		if !ok || it.Retired || it.Type == competency.ItemDomain {
			continue
		}
		r := CoverageRow{Item: f.Ref(it.ID), Code: it.Code, Label: it.Label}
		for k := 1; k <= scale.Top(); k++ {
			r.Cells = append(r.Cells, CoverageCell{Rank: k, Bricks: []BrickRef{}})
		}
		row[r.Item] = len(out.Rows)
		out.Rows = append(out.Rows, r)
	}
	for i := range c.Bricks {
		b := &c.Bricks[i]
		if b.Status != StatusTrialled && b.Status != StatusCertified {
			continue
		}
		for _, t := range b.Reaches() {
			n, ok := row[t.Item]
			if !ok {
				continue
			}
			cells := out.Rows[n].Cells
			for k := b.EntryRank(t.Item) + 1; k <= t.Rank && k <= len(cells); k++ {
				cells[k-1].Bricks = append(cells[k-1].Bricks, b.Ref())
			}
		}
	}
	for _, r := range out.Rows {
		for _, cell := range r.Cells {
			if len(cell.Bricks) == 0 {
				out.Gaps = append(out.Gaps, ItemRank{Item: r.Item, Rank: cell.Rank})
			}
		}
	}
	return out
}

type uncoveredItem struct{ code, ranks string }

// uncovered lists the competencies with gaps, and their ranks as words.
func (c Coverage) uncovered() []uncoveredItem {
	var out []uncoveredItem
	for _, r := range c.Rows {
		ranks := ""
		for _, cell := range r.Cells {
			if len(cell.Bricks) == 0 {
				if ranks != "" {
					ranks += ", "
				}
				ranks += itoa(cell.Rank)
			}
		}
		if ranks != "" {
			out = append(out, uncoveredItem{r.Code, ranks})
		}
	}
	return out
}
