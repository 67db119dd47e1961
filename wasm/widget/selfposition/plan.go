// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
)

// maxNodes bounds the search in a browser: about a second at worst. Beyond,
// the pathway is shown with its certified distance to the optimum.
const maxNodes = 5000

// proposal is the pathway shown in the results.
type proposal struct {
	steps           []proposedStep
	minutes, remote int
	optimal         bool
	over            int // minutes above the certified lower bound, if not optimal
	uncovered       []positioning.Gap
	problem         string // why no pathway could be computed
}

// proposedStep is one brick and why it is there.
type proposedStep struct {
	brick    *catalogue.Brick
	serves   []positioning.Gap // what it raises, from the rank before it
	neededBy []competency.Text // titles of the bricks that ask for it first
}

// gaps lists what is known to be missing: a competency that was passed makes
// no gap, since nothing is known of it.
func (s *State) gaps() []positioning.Gap {
	if s.profile == nil {
		return nil
	}
	var out []positioning.Gap
	for _, g := range positioning.Gaps(positioning.Result(s.q, s.run), *s.profile) {
		if g.Known {
			out = append(out, g)
		}
	}
	return out
}

// conclude computes what the results show, once per set of answers.
func (s *State) conclude() {
	if s.payload == "" {
		s.payload = s.payloadOf()
	}
	if s.plan != nil || s.catalogue == nil || s.profile == nil {
		return
	}
	s.plan = &proposal{}
	gaps := s.gaps()
	if len(gaps) == 0 {
		s.plan.problem = "Aucun écart à combler : aucune formation n’est nécessaire pour ce profil."
		return
	}
	position := positioning.Result(s.q, s.run).Position("", competency.Date(s.env.Day))
	problem, _ := planner.FromGaps(position, gaps)
	problem.Catalogue = s.catalogue
	problem.Constraints = planner.Constraints{From: competency.Date(s.env.Day), MaxBricks: s.env.MaxBricks}
	r, _ := planner.Plan(problem, planner.Options{MaxNodes: maxNodes})
	if r.Proof.Kind == planner.ProofUnknown || r.Proof.Kind == planner.ProofInfeasible && len(r.Steps) == 0 && len(r.Unreached) == 0 {
		s.plan.problem = "Aucun parcours ne respecte la limite demandée par cette page."
		return
	}
	s.fill(r)
}

func (s *State) fill(r planner.Result) {
	byRef := make(map[catalogue.BrickRef]*catalogue.Brick, len(s.catalogue.Bricks))
	for i := range s.catalogue.Bricks {
		byRef[s.catalogue.Bricks[i].Ref()] = &s.catalogue.Bricks[i]
	}
	p := s.plan
	p.minutes, p.remote = int(r.Minutes), int(r.Remote)
	p.optimal, p.over = r.Proof.Kind == planner.ProofOptimal, int(r.Gap())
	p.uncovered = spans(r.Unreached)
	for _, st := range r.Steps {
		b := byRef[st.Brick]
		if b == nil {
			continue
		}
		step := proposedStep{brick: b, serves: spans(st.Serves)}
		for _, n := range st.NeededBy {
			if other := byRef[n]; other != nil && len(step.serves) == 0 {
				step.neededBy = append(step.neededBy, other.Title)
			}
		}
		p.steps = append(p.steps, step)
	}
	if len(p.steps) == 0 && len(p.uncovered) > 0 {
		p.problem = "Le catalogue ne propose aucune brique pour ces écarts."
	}
}

// spans groups single ranks by item, in their order: (x,3) and (x,4) are the
// way from 2 to 4.
func spans(ranks []catalogue.ItemRank) []positioning.Gap {
	var out []positioning.Gap
	at := make(map[competency.Ref]int, len(ranks))
	for _, r := range ranks {
		i, ok := at[r.Item]
		if !ok {
			i = len(out)
			at[r.Item] = i
			out = append(out, positioning.Gap{Item: r.Item, From: r.Rank - 1, To: r.Rank, Known: true})
		}
		out[i].From, out[i].To = min(out[i].From, r.Rank-1), max(out[i].To, r.Rank)
	}
	return out
}
