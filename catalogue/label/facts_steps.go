// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// pathwayBricks returns every brick that a step may take, each once, in the
// order of the steps.
func pathwayBricks(p *catalogue.Pathway) []catalogue.BrickRef {
	var out []catalogue.BrickRef
	seen := map[catalogue.BrickRef]bool{}
	for i := range p.Steps {
		for _, ref := range p.Steps[i].Bricks() {
			if !seen[ref] {
				seen[ref] = true
				out = append(out, ref)
			}
		}
	}
	return out
}

// totals adds the minutes of the pathway: the least and the most that its
// choices allow, what it states, and whether these agree. They stay absent
// while a brick is unknown.
func (b *factsBuilder) totals(root *object, p *catalogue.Pathway) {
	var least, most, onSite, remote catalogue.Minutes
	allAgree := true
	for i := range p.Steps {
		st := &p.Steps[i]
		var low, high catalogue.Minutes = -1, 0
		var sums []catalogue.Minutes
		for _, ref := range st.Bricks() {
			x := b.bricks[ref]
			if x == nil {
				return
			}
			sums = append(sums, x.Total())
			if st.Brick != nil && !st.Optional {
				onSite, remote = onSite+x.OnSite, remote+x.Remote
			}
			allAgree = allAgree && agree(x)
		}
		pick := 1
		if st.Brick == nil {
			pick = max(st.Pick, 1)
		}
		low, high = extremes(sums, pick)
		if st.Optional {
			low = 0
		}
		least, most = least+low, most+high
	}
	var t object
	t.minutes("minutes", least)
	t.minutes("most", most)
	t.minutes("onSite", onSite)
	t.minutes("remote", remote)
	t.minutes("stated", p.Total)
	t.put("agree", jsontree.Bool(allAgree && least <= p.Total && p.Total <= most))
	root.put("totals", t.value())
}

// extremes returns the least and the most sum of pick values.
func extremes(values []catalogue.Minutes, pick int) (low, high catalogue.Minutes) {
	sorted := append([]catalogue.Minutes(nil), values...)
	for i := range sorted {
		for j := i; j > 0 && sorted[j] < sorted[j-1]; j-- {
			sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
		}
	}
	for i := 0; i < pick && i < len(sorted); i++ {
		low += sorted[i]
		high += sorted[len(sorted)-1-i]
	}
	return low, high
}

// agree reports whether the minutes of a brick fit its modality (BRICK-003):
// on site and at the workplace nothing remote, remote and self-paced nothing
// on site, blended both.
func agree(x *catalogue.Brick) bool {
	switch x.Modality {
	case catalogue.ModalityOnSite, catalogue.ModalityWorkplace:
		return x.OnSite > 0 && x.Remote == 0
	case catalogue.ModalityRemoteLive, catalogue.ModalityRemoteAsync, catalogue.ModalitySelfPaced:
		return x.Remote > 0 && x.OnSite == 0
	case catalogue.ModalityBlended:
		return x.OnSite > 0 && x.Remote > 0
	}
	return false
}

// stepWalk is the order of a pathway: for each step the steps before it.
type stepWalk struct {
	acyclic, valid bool
	before         []map[int]bool
}

// walkSteps closes After transitively; without any After the list is the
// order.
func walkSteps(p *catalogue.Pathway) stepWalk {
	n := len(p.Steps)
	w := stepWalk{acyclic: true, valid: true, before: make([]map[int]bool, n)}
	listed := true
	for i := range p.Steps {
		listed = listed && len(p.Steps[i].After) == 0
	}
	state := make([]uint8, n)
	var visit func(i int) map[int]bool
	visit = func(i int) map[int]bool {
		if state[i] == 2 {
			return w.before[i]
		}
		if state[i] == 1 {
			w.acyclic = false
			return nil
		}
		state[i] = 1
		all := map[int]bool{}
		after := p.Steps[i].After
		if listed && i > 0 {
			after = []int{i - 1}
		}
		for _, j := range after {
			if j < 0 || j >= n {
				w.valid = false
				continue
			}
			all[j] = true
			for k := range visit(j) {
				all[k] = true
			}
		}
		state[i] = 2
		w.before[i] = all
		return all
	}
	for i := range p.Steps {
		visit(i)
	}
	return w
}

// unmet counts the prerequisites and entry ranks that the steps before do not
// bring although the pathway has a later or parallel step that does, and the
// prerequisites that no step brings at all.
func (b *factsBuilder) unmet(p *catalogue.Pathway, w stepWalk) int {
	count := 0
	raised := map[competency.Ref]bool{}
	for _, ref := range pathwayBricks(p) {
		if x := b.bricks[ref]; x != nil {
			for _, t := range x.Reaches() {
				raised[t.Item] = true
			}
		}
	}
	for i := range p.Steps {
		taken, ranks := b.brought(p, w.before[i])
		for _, ref := range p.Steps[i].Bricks() {
			x := b.bricks[ref]
			if x == nil {
				continue
			}
			for _, pre := range x.Prerequisites {
				met := false
				for _, any := range pre.AnyOf {
					met = met || taken[any.ID]
				}
				if !met {
					count++
				}
			}
			own := map[competency.Ref]bool{}
			for _, t := range x.Reaches() {
				own[t.Item] = true
			}
			for _, e := range x.Entry {
				if e.Rank > 0 && raised[e.Item] && !own[e.Item] && ranks[e.Item] < e.Rank {
					count++
				}
			}
		}
	}
	return count
}

// brought returns the bricks and ranks that the steps of before surely bring.
func (b *factsBuilder) brought(p *catalogue.Pathway, before map[int]bool) (map[competency.IRI]bool, map[competency.Ref]int) {
	taken, ranks := map[competency.IRI]bool{}, map[competency.Ref]int{}
	for j := range p.Steps {
		st := &p.Steps[j]
		if !before[j] || st.Optional || st.Brick == nil && st.Pick < len(st.OneOf) {
			continue
		}
		for _, ref := range st.Bricks() {
			taken[ref.ID] = true
			if x := b.bricks[ref]; x != nil {
				for _, t := range x.Reaches() {
					ranks[t.Item] = max(ranks[t.Item], t.Rank)
				}
			}
		}
	}
	return taken, ranks
}

// anyKnown reports whether the catalogue has one of refs.
func (b *factsBuilder) anyKnown(refs []catalogue.BrickRef) bool {
	for _, ref := range refs {
		if b.bricks[ref] != nil {
			return true
		}
	}
	return false
}
