// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// model is a Problem with its numbers: what each index of the instance means.
type model struct {
	problem    *Problem
	objective  Objective
	items      []competency.Ref
	number     map[competency.Ref]int
	candidates []candidate // one per option, same order
	in         instance
	otherIndex []int // Catalogue.Bricks left out for another framework version
}

// compile numbers the problem, with the constraint lift set aside. Options
// that can never run, or that serve nothing wanted, are not part of it.
func compile(p *Problem, objective Objective, lift constraint) *model {
	m := &model{problem: p, objective: objective, number: map[competency.Ref]int{}}
	cands := m.sameVersion(p.eligible(lift))
	m.numberItems(cands)
	m.in.have = make([]int, len(m.items))
	m.in.want = make([]int, len(m.items))
	for _, h := range p.Have {
		i := m.number[h.Item]
		m.in.have[i] = max(m.in.have[i], h.Rank)
	}
	for _, w := range p.Want {
		i := m.number[w.Item]
		m.in.want[i] = max(m.in.want[i], w.Rank)
	}
	m.addOptions(cands)
	m.keep(m.runnable())
	return m
}

// limit applies to the instance the constraints that bound whole pathways.
func (m *model) limit(lift constraint) {
	c := &m.problem.Constraints
	if c.MaxBricks > 0 && lift != byMaxBricks {
		m.in.maxBricks = c.MaxBricks
	}
	if c.MaxOnSite != nil && lift != byMaxOnSite {
		m.in.limitSite, m.in.maxOnSite = true, int64(*c.MaxOnSite)
	}
	m.in.schedule = c.Schedule && lift != bySchedule
	m.in.must = nil
	for _, ref := range c.Include {
		for i := range m.candidates {
			if m.candidates[i].brick.Ref() == ref {
				m.in.must = append(m.in.must, int32(i))
			}
		}
	}
	sort.Slice(m.in.must, func(a, b int) bool { return m.in.must[a] < m.in.must[b] })
}

// sameVersion leaves out bricks on another version of a wanted framework.
func (m *model) sameVersion(cands []candidate) []candidate {
	versions := map[competency.IRI]string{}
	for _, w := range m.problem.Want {
		versions[w.Item.Framework] = w.Item.Version
	}
	kept := cands[:0]
	for _, c := range cands {
		if otherVersion(c.brick, versions) != "" {
			m.otherIndex = append(m.otherIndex, c.index)
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

func otherVersion(b *catalogue.Brick, versions map[competency.IRI]string) string {
	for _, t := range b.Targets {
		if v, ok := versions[t.Item.Framework]; ok && v != t.Item.Version && t.Role == catalogue.RoleAimed {
			return t.Item.Version
		}
	}
	for _, e := range b.Entry {
		if v, ok := versions[e.Item.Framework]; ok && v != e.Item.Version {
			return e.Item.Version
		}
	}
	return ""
}

// numberItems lists every item of the problem in the order of Ref.
func (m *model) numberItems(cands []candidate) {
	add := func(r competency.Ref) {
		if _, ok := m.number[r]; !ok {
			m.number[r] = 0
			m.items = append(m.items, r)
		}
	}
	for _, list := range [][]catalogue.ItemRank{m.problem.Have, m.problem.Want} {
		for _, ir := range list {
			add(ir.Item)
		}
	}
	for _, c := range cands {
		for _, t := range c.brick.Targets {
			add(t.Item)
		}
		for _, e := range c.brick.Entry {
			add(e.Item)
		}
	}
	sort.Slice(m.items, func(a, b int) bool { return refLess(m.items[a], m.items[b]) })
	for i, r := range m.items {
		m.number[r] = i
	}
}

func refLess(a, b competency.Ref) bool {
	if a.Framework != b.Framework {
		return a.Framework < b.Framework
	}
	if a.Version != b.Version {
		return a.Version < b.Version
	}
	return a.Item < b.Item
}

func (m *model) addOptions(cands []candidate) {
	m.candidates = append([]candidate(nil), cands...)
	byID := map[competency.IRI][]int32{}
	for i := range cands {
		b := cands[i].brick
		byID[b.ID] = append(byID[b.ID], int32(i))
		for _, e := range b.Equivalents {
			byID[e.ID] = append(byID[e.ID], int32(i))
		}
	}
	m.in.options = make([]option, len(cands))
	for i := range cands {
		b := cands[i].brick
		o := &m.in.options[i]
		o.minutes, o.onSite, o.cost = int64(b.Total()), int64(b.OnSite), m.objective.cost(b)
		for _, t := range b.Targets {
			if t.Role == catalogue.RoleAimed {
				o.reach = append(o.reach, itemRank{m.number[t.Item], t.Rank})
			}
		}
		for _, e := range b.Entry {
			o.entry = append(o.entry, itemRank{m.number[e.Item], e.Rank})
		}
		for _, pre := range b.Prerequisites {
			if !m.alreadyDone(pre) {
				o.anyOf = append(o.anyOf, m.membersOf(pre, cands, byID))
			}
		}
		for _, s := range cands[i].sessions {
			start, _ := s.Start.Unix()
			end, _ := s.End.Unix()
			o.spans = append(o.spans, span{start, end})
		}
	}
}

// alreadyDone reports whether a done brick, or an equivalent, meets pre.
func (m *model) alreadyDone(pre catalogue.Prerequisite) bool {
	for _, ref := range pre.AnyOf {
		for _, d := range m.problem.Done {
			if meets(d, ref) {
				return true
			}
			if b, ok := m.problem.Catalogue.Resolve(d); ok && standsFor(b, ref) {
				return true
			}
		}
	}
	return false
}

func (m *model) membersOf(pre catalogue.Prerequisite, cands []candidate, byID map[competency.IRI][]int32) []int32 {
	seen := map[int32]bool{}
	out := []int32{}
	for _, ref := range pre.AnyOf {
		for _, i := range byID[ref.ID] {
			if !seen[i] && standsFor(cands[i].brick, ref) {
				seen[i] = true
				out = append(out, i)
			}
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a] < out[b] })
	return out
}

// runnable marks the options that can run when everything else has.
func (m *model) runnable() []bool {
	all := make([]int32, len(m.in.options))
	for i := range all {
		all[i] = int32(i)
	}
	_, _, ran := m.in.run(all)
	return ran
}

// keep drops the options that are not in ran, or that serve neither a want
// nor, through others, an option that does.
func (m *model) keep(ran []bool) {
	useful := m.useful(ran)
	renumber := make([]int32, len(useful))
	var options []option
	var cands []candidate
	for i, u := range useful {
		renumber[i] = -1
		if u {
			renumber[i] = int32(len(options))
			options = append(options, m.in.options[i])
			cands = append(cands, m.candidates[i])
		}
	}
	for i := range options {
		o := &options[i]
		anyOf := make([][]int32, len(o.anyOf))
		for a, any := range o.anyOf {
			anyOf[a] = []int32{}
			for _, x := range any {
				if renumber[x] >= 0 {
					anyOf[a] = append(anyOf[a], renumber[x])
				}
			}
		}
		o.anyOf = anyOf
	}
	m.in.options, m.candidates = options, cands
}

func (m *model) useful(ran []bool) []bool {
	byItem := make([][]int32, len(m.items))
	for i := range m.in.options {
		for _, r := range m.in.options[i].reach {
			byItem[r.item] = append(byItem[r.item], int32(i))
		}
	}
	useful := make([]bool, len(m.in.options))
	done := make([]int, len(m.items)) // ranks up to here are accounted for
	copy(done, m.in.have)
	var queue []int32
	mark := func(i int32) {
		if ran[i] && !useful[i] {
			useful[i] = true
			queue = append(queue, i)
		}
	}
	demand := func(item, rank int) {
		for ; done[item] < rank; done[item]++ {
			for _, i := range byItem[item] {
				if m.in.options[i].crosses(itemRank{item, done[item] + 1}) {
					mark(i)
				}
			}
		}
	}
	for item, w := range m.in.want {
		demand(item, w)
	}
	for _, ref := range m.problem.Constraints.Include {
		for i := range m.candidates {
			if m.candidates[i].brick.Ref() == ref {
				mark(int32(i))
			}
		}
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, e := range m.in.options[i].entry {
			demand(e.item, e.rank)
		}
		for _, any := range m.in.options[i].anyOf {
			for _, x := range any {
				mark(x)
			}
		}
	}
	return useful
}
