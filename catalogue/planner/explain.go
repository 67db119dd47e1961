// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
)

// fill writes the outcome of the search into r.
func (m *model) fill(r *Result, s *search) {
	p := &r.Proof
	p.Bound = min(s.rootBound, s.best)
	if s.rootBound == noSolution {
		p.Bound = 0
	}
	p.Prices = m.prices(s.rootY)
	if s.record && s.halted == notHalted {
		p.Tree = m.tree(s)
	}
	minute, _ := r.Proof.Objective.weights()
	p.LowerBound = catalogue.Minutes(roundUp(p.Bound/minute, m.step()))
	if s.best == noSolution {
		if s.halted == notHalted {
			p.LowerBound = 0
		} else {
			p.Kind = ProofUnknown
		}
		return
	}
	p.Cost = s.best
	m.steps(r, s)
	p.Kind = ProofBounded
	if r.Proof.Objective == ObjectiveBricks {
		p.LowerBound = 0
	}
	if s.halted == notHalted || p.Bound >= s.best {
		p.Kind, p.LowerBound = ProofOptimal, r.Minutes
	}
}

// step is the greatest common divisor of the durations: every pathway takes a
// multiple of it.
func (m *model) step() int64 {
	g := int64(0)
	for i := range m.in.options {
		g = gcd(g, m.in.options[i].minutes)
	}
	return g
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// roundUp returns the least multiple of step that is not below n.
func roundUp(n, step int64) int64 {
	if step <= 0 {
		return n
	}
	return (n + step - 1) / step * step
}

// steps orders the chosen options and says why each is there.
func (m *model) steps(r *Result, s *search) {
	slots := s.bestSlots
	if !s.schedule {
		slots = m.order(s.bestSet)
	}
	state := append([]int(nil), m.in.have...)
	total := map[catalogue.Modality]catalogue.Minutes{}
	for n, sl := range slots {
		b := m.candidates[sl.option].brick
		step := PlannedStep{Brick: b.Ref(), Minutes: b.Total()}
		if sl.session >= 0 {
			step.Session = m.candidates[sl.option].sessions[sl.session].ID
		}
		for _, t := range m.in.options[sl.option].reach {
			for k := max(state[t.item], m.in.have[t.item]) + 1; k <= min(t.rank, m.in.want[t.item]); k++ {
				step.Serves = append(step.Serves, catalogue.ItemRank{Item: m.items[t.item], Rank: k})
			}
		}
		sort.SliceStable(step.Serves, func(a, b int) bool {
			x, y := step.Serves[a], step.Serves[b]
			return x.Item == y.Item && x.Rank < y.Rank || refLess(x.Item, y.Item)
		})
		step.NeededBy = m.neededBy(slots, n, state)
		m.in.options[sl.option].raise(state)
		r.Steps = append(r.Steps, step)
		r.OnSite += b.OnSite
		r.Remote += b.Remote
		total[b.Modality] += b.Total()
	}
	r.Minutes = r.OnSite + r.Remote
	for _, mod := range catalogue.Modalities() {
		if total[mod] > 0 {
			r.Modalities = append(r.Modalities, ModalityMinutes{mod, total[mod]})
		}
	}
}

// neededBy lists the later bricks that ask for a rank that slots[n] brings
// from state, or for that brick itself.
func (m *model) neededBy(slots []slot, n int, state []int) []catalogue.BrickRef {
	o := &m.in.options[slots[n].option]
	var out []catalogue.BrickRef
	for _, later := range slots[n+1:] {
		need := false
		l := &m.in.options[later.option]
		for _, e := range l.entry {
			for _, t := range o.reach {
				if t.item == e.item && state[t.item] < e.rank && t.rank > state[t.item] {
					need = true
				}
			}
		}
		for _, any := range l.anyOf {
			need = need || contains(any, slots[n].option)
		}
		if need {
			out = append(out, m.candidates[later.option].brick.Ref())
		}
	}
	return out
}

// order runs set from the first ranks up: among the options that can run, the
// one with the lowest top rank, then the first by ID.
func (m *model) order(set []int32) []slot {
	top := func(i int32) int {
		t := 0
		for _, r := range m.in.options[i].reach {
			t = max(t, r.rank)
		}
		return t
	}
	left := append([]int32(nil), set...)
	sort.SliceStable(left, func(a, b int) bool {
		ta, tb := top(left[a]), top(left[b])
		return ta < tb || ta == tb && left[a] < left[b]
	})
	state := append([]int(nil), m.in.have...)
	ran := make([]bool, len(m.in.options))
	var out []slot
	for len(left) > 0 {
		pos := -1
		for i, x := range left {
			if m.in.options[x].runnable(state, ran) {
				pos = i
				break
			}
		}
		if pos < 0 {
			return out
		}
		x := left[pos]
		left = append(left[:pos], left[pos+1:]...)
		m.in.options[x].raise(state)
		ran[x] = true
		out = append(out, slot{x, -1})
	}
	return out
}

// name returns row r as it is named outside, with its price.
func (m *model) name(r int, price int64) Price {
	w := &m.in.rows[r]
	p := Price{Price: price}
	if w.owner != noOwner {
		ref := m.candidates[w.owner].brick.Ref()
		p.For = &ref
	}
	if w.any >= 0 {
		any := m.prerequisite(int(w.owner), w.any)
		p.AnyOf = &any
	} else {
		p.At = &catalogue.ItemRank{Item: m.items[w.at.item], Rank: w.at.rank}
	}
	return p
}

// prerequisite returns the index in the brick of the n-th prerequisite that
// is not met by a done brick.
func (m *model) prerequisite(option, n int) int {
	for i, pre := range m.candidates[option].brick.Prerequisites {
		if m.alreadyDone(pre) {
			continue
		}
		if n == 0 {
			return i
		}
		n--
	}
	return -1
}

func (m *model) prices(y []int64) []Price {
	var out []Price
	for r, p := range y {
		if p > 0 {
			out = append(out, m.name(r, p))
		}
	}
	return out
}

func (m *model) tree(s *search) *Tree {
	t := &Tree{Rows: make([]Price, 0, len(m.in.rows)), Bricks: make([]catalogue.BrickRef, 0, len(m.candidates))}
	for r := range m.in.rows {
		t.Rows = append(t.Rows, m.name(r, 0))
	}
	for i := range m.candidates {
		t.Bricks = append(t.Bricks, m.candidates[i].brick.Ref())
	}
	t.Root = publish(s.tree)
	return t
}

func publish(b *branch) Node {
	n := Node{Brick: int(b.option) + 1}
	for r, p := range b.prices {
		if p > 0 {
			n.Prices = append(n.Prices, int64(r), p)
		}
	}
	if b.prices != nil && n.Prices == nil {
		n.Prices = []int64{0, 0} // absent would mean the prices above
	}
	for _, x := range b.excluded {
		n.Excluded = append(n.Excluded, int(x)+1)
	}
	for _, c := range b.children {
		n.Children = append(n.Children, publish(c))
	}
	return n
}
