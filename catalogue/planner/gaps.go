// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// FromGaps returns the part of a Problem that a positioning gives: where the
// learner stands by pos and gaps, and what the gaps ask for. A gap whose start
// is not known starts at 0, with a warning (PLAN-004); the pointer of the
// warning leads into the list of gaps. The caller adds the catalogue.
func FromGaps(pos competency.Position, gaps []positioning.Gap) (Problem, issue.Issues) {
	var p Problem
	var is issue.Issues
	inGap := make(map[competency.Ref]bool, len(gaps))
	for i, g := range gaps {
		inGap[g.Item] = true
		from := g.From
		if !g.Known {
			from = 0
			is.Add(&ruleUnknownStart, issue.Pointer("").Index(i), string(g.Item.Item))
		}
		if from > 0 {
			p.Have = append(p.Have, catalogue.ItemRank{Item: g.Item, Rank: from})
		}
		p.Want = append(p.Want, catalogue.ItemRank{Item: g.Item, Rank: g.To})
	}
	for _, c := range pos.Claims {
		if !inGap[c.Item] && c.Rank > 0 {
			p.Have = append(p.Have, catalogue.ItemRank{Item: c.Item, Rank: c.Rank})
		}
	}
	return p, is
}
