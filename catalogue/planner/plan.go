// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Plan returns the pathway of least cost for p and what there is to say about
// it. Issues of SeverityError mean that not everything wanted is reached
// (PLAN-001, 002, 009, 011) or that p contradicts itself (PLAN-008).
func Plan(p Problem, o Options) (Result, issue.Issues) {
	if p.Catalogue == nil {
		p.Catalogue = &catalogue.Catalogue{}
	}
	if o.Objective == "" {
		o.Objective = ObjectiveMinutes
	}
	r := Result{Steps: []PlannedStep{}, Proof: Proof{Kind: ProofInfeasible, Objective: o.Objective}}
	is := p.contradictions()
	if is.HasErrors() {
		return r, is
	}
	m := compile(&p, o.Objective, byNothing)
	is = append(is, m.leftOut()...)
	unreached := m.clamp()
	is = append(is, m.reportUnreached(unreached)...)
	r.Unreached = unreached
	if missing := m.missingIncludes(); len(missing) > 0 {
		is = append(is, missing...)
		is.Sort()
		return r, is
	}
	m.limit(byNothing)
	m.in.build()
	s := m.search(o)
	s.solve()
	r.Nodes = s.nodes
	if s.best == noSolution && s.halted == notHalted {
		is = append(is, m.blame(o)...)
	}
	m.fill(&r, s)
	is = append(is, haltIssues(s, &r)...)
	if b := p.Constraints.MaxMinutes; b > 0 && r.Minutes > b {
		is.Add(&ruleBudget, "/constraints/maxMinutes", int64(r.Minutes), int64(b))
	}
	is.Sort()
	return r, is
}

func (m *model) search(o Options) *search {
	s := newSearch(&m.in)
	s.maxNodes, s.stop, s.record = o.MaxNodes, o.Stop, o.ProofTree
	if s.maxNodes <= 0 {
		s.maxNodes = DefaultMaxNodes
	}
	return s
}

func haltIssues(s *search, r *Result) issue.Issues {
	switch s.halted {
	case nodeLimit:
		return ruleNodeLimit.Alone("", s.maxNodes, int64(r.Proof.LowerBound))
	case deadline:
		return ruleDeadline.Alone("")
	}
	return nil
}

// contradictions finds bricks that are both included and excluded.
func (p *Problem) contradictions() issue.Issues {
	var is issue.Issues
	for i, ref := range p.Constraints.Include {
		if contains(p.Constraints.Exclude, ref) {
			is.Add(&ruleBothWays, issue.Pointer("/constraints/include").Index(i), string(ref.ID))
		}
	}
	return is
}

func (m *model) leftOut() issue.Issues {
	versions := map[competency.IRI]string{}
	for _, w := range m.problem.Want {
		versions[w.Item.Framework] = w.Item.Version
	}
	sort.Slice(m.otherIndex, func(a, b int) bool { return m.otherIndex[a] < m.otherIndex[b] })
	var is issue.Issues
	for _, i := range m.otherIndex {
		b := &m.problem.Catalogue.Bricks[i]
		wanted := ""
		for _, t := range b.Targets {
			if v, ok := versions[t.Item.Framework]; ok {
				wanted = v
			}
		}
		is.Add(&ruleOtherVersion, issue.Pointer("/catalogue/bricks").Index(i), string(b.ID), otherVersion(b, versions), wanted)
	}
	return is
}

// clamp lowers every want to what all options together reach and returns the
// ranks that stay out of reach.
func (m *model) clamp() []catalogue.ItemRank {
	all := make([]int32, len(m.in.options))
	for i := range all {
		all[i] = int32(i)
	}
	_, state, _ := m.in.run(all)
	var out []catalogue.ItemRank
	for i, w := range m.in.want {
		top := max(state[i], m.in.have[i])
		for k := top + 1; k <= w; k++ {
			out = append(out, catalogue.ItemRank{Item: m.items[i], Rank: k})
		}
		m.in.want[i] = min(w, top)
	}
	return out
}

// reaches reports whether everything wanted is reached with lift set aside.
func (m *model) reaches(lift constraint) bool {
	other := compile(m.problem, m.objective, lift)
	return len(other.clamp()) == 0
}

// reportUnreached names each rank out of reach and, when one constraint alone
// forbids them, that constraint.
func (m *model) reportUnreached(unreached []catalogue.ItemRank) issue.Issues {
	var is issue.Issues
	for _, u := range unreached {
		is.Add(&ruleUnreached, "/want", string(u.Item.Item), u.Rank)
	}
	if len(unreached) == 0 {
		return is
	}
	for _, f := range filters {
		if m.reaches(f) {
			return append(is, ruleConstraint.At(pointerOf(f), string(f)))
		}
	}
	return is
}

func pointerOf(c constraint) issue.Pointer {
	if c == byDates {
		return "/constraints/from"
	}
	return "/constraints/" + issue.Pointer(c)
}

func (m *model) missingIncludes() issue.Issues {
	var is issue.Issues
	for i, ref := range m.problem.Constraints.Include {
		found := contains(m.problem.Done, ref)
		for _, c := range m.candidates {
			found = found || c.brick.Ref() == ref
		}
		if !found {
			is.Add(&ruleInclude, issue.Pointer("/constraints/include").Index(i), string(ref.ID))
		}
	}
	return is
}

// blame finds why a goal that all options reach has no pathway: the schedule,
// or the first single limit whose lifting helps.
func (m *model) blame(o Options) issue.Issues {
	for _, lift := range []constraint{bySchedule, byMaxOnSite, byMaxBricks} {
		if lift == bySchedule && !m.in.schedule || lift == byMaxOnSite && !m.in.limitSite || lift == byMaxBricks && m.in.maxBricks == 0 {
			continue
		}
		m.limit(lift)
		s := m.search(o)
		s.record = false
		s.solve()
		m.limit(byNothing)
		if s.best == noSolution {
			continue
		}
		if lift == bySchedule {
			return ruleNoSchedule.Alone("/constraints/schedule", m.blockingPair(s.bestSet))
		}
		return ruleConstraint.Alone(pointerOf(lift), string(lift))
	}
	return nil
}

// blockingPair names two bricks of set that no timetable can hold together,
// or all of them when only more than two clash.
func (m *model) blockingPair(set []int32) string {
	for a := range set {
		for b := a + 1; b < len(set); b++ {
			if !m.in.fits(set[a], set[b]) {
				return string(m.candidates[set[a]].brick.ID) + ", " + string(m.candidates[set[b]].brick.ID)
			}
		}
	}
	names := ""
	for i, x := range set {
		if i > 0 {
			names += ", "
		}
		names += string(m.candidates[x].brick.ID)
	}
	return names
}

// fits reports whether options a and b have sessions that do not overlap.
func (in *instance) fits(a, b int32) bool {
	x, y := in.options[a].spans, in.options[b].spans
	if x == nil || y == nil {
		return true
	}
	for _, s := range x {
		for _, t := range y {
			if s.end <= t.start || t.end <= s.start {
				return true
			}
		}
	}
	return false
}
