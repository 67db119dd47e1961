// SPDX-License-Identifier: Apache-2.0

package planner

import "sort"

// greedyRule says how the first solution picks its next row.
type greedyRule int

const (
	dearestRow greedyRule = iota
	narrowestRow
	cheapestOption
)

// greedy completes the partial choice of s by reduced costs, drops what is
// not needed, and keeps the result when it is the best so far. The partial
// choice is left as it was.
func (s *search) greedy(y []int64, rule greedyRule) {
	mark := len(s.trail)
	copy(s.trial, y)
	s.aux.load(s.board, s.trial)
	if s.fill(s.trial, rule) {
		s.offer(s.trim(s.selection()))
	}
	s.undo(mark)
}

func (s *search) fill(y []int64, rule greedyRule) bool {
	for {
		if s.overLimits() {
			return false
		}
		i, done := s.pick(y, rule)
		if done {
			set := s.selection()
			order, state, ran := s.run(set)
			if len(order) == len(set) {
				return true
			}
			if i = s.rescue(state, ran); i < 0 {
				return false
			}
		}
		if i < 0 || !s.set(i, chosen) || !s.propagate() {
			return false
		}
	}
}

// pick returns the next option, -1 when there is none; done when no row waits.
func (s *search) pick(y []int64, rule greedyRule) (i int32, done bool) {
	if rule == cheapestOption {
		return s.pickOption()
	}
	best := int32(-1)
	for r := range s.rows {
		if !s.active(int32(r)) {
			continue
		}
		if best < 0 || rule == dearestRow && y[r] > y[best] || rule == narrowestRow && s.avail[r] < s.avail[best] {
			best = int32(r)
		}
	}
	if best < 0 {
		return -1, true
	}
	i = -1
	for _, m := range s.rows[best].members {
		if s.status[m] == free && (i < 0 || s.aux.rc[m] < s.aux.rc[i]) {
			i = m
		}
	}
	return i, false
}

// pickOption is the plain greedy rule: least cost per open row served.
func (s *search) pickOption() (i int32, done bool) {
	i, done = -1, true
	var serves []int64
	for r := range s.rows {
		if !s.active(int32(r)) {
			continue
		}
		done = false
		if serves == nil {
			serves = make([]int64, len(s.options))
		}
		for _, m := range s.rows[r].members {
			serves[m]++
		}
	}
	for m, n := range serves {
		if n > 0 && s.status[m] == free && (i < 0 || s.options[m].cost*serves[i] < s.options[i].cost*n) {
			i = int32(m)
		}
	}
	return i, done
}

// rescue returns the cheapest free option that can run in state and changes
// something; -1 when there is none.
func (s *search) rescue(state []int, ran []bool) int32 {
	best := int32(-1)
	for _, i := range s.unlockers(state, ran) {
		if best < 0 || s.options[i].cost < s.options[best].cost {
			best = i
		}
	}
	return best
}

// unlockers lists the free options that can run in state and either raise an
// item or are a prerequisite of something.
func (s *search) unlockers(state []int, ran []bool) []int32 {
	var out []int32
	for i := range s.options {
		o := &s.options[i]
		if s.status[i] == free && o.runnable(state, ran) && (s.named[i] || rises(o, state)) {
			out = append(out, int32(i))
		}
	}
	return out
}

func rises(o *option, state []int) bool {
	for _, r := range o.reach {
		if state[r.item] < r.rank {
			return true
		}
	}
	return false
}

// trim drops, dearest first, each option without which the rest still holds.
func (s *search) trim(set []int32) []int32 {
	order := append([]int32(nil), set...)
	sort.SliceStable(order, func(a, b int) bool { return s.options[order[a]].cost > s.options[order[b]].cost })
	kept := append([]int32(nil), set...)
	for _, i := range order {
		if s.isMust(i) {
			continue
		}
		less := make([]int32, 0, len(kept))
		for _, k := range kept {
			if k != i {
				less = append(less, k)
			}
		}
		if s.complete(less) {
			kept = less
		}
	}
	return kept
}

func (s *search) isMust(i int32) bool {
	for _, m := range s.must {
		if m == i {
			return true
		}
	}
	return false
}

// offer keeps set as the best solution when it is complete, within the
// limits, can be scheduled and costs less than the best so far.
func (s *search) offer(set []int32) bool {
	cost, site := int64(0), int64(0)
	for _, i := range set {
		cost += s.options[i].cost
		site += s.options[i].onSite
	}
	if cost >= s.best || s.maxBricks > 0 && len(set) > s.maxBricks || s.limitSite && site > s.maxOnSite {
		return false
	}
	if !s.complete(set) {
		return false
	}
	if s.schedule {
		slots, ok, left := s.timetable(set, timetableWork)
		s.unsure = s.unsure || left == 0
		s.nodes += (timetableWork - left) / 50
		if !ok {
			return false
		}
		s.bestSlots = slots
	}
	s.best, s.bestSet = cost, append([]int32(nil), set...)
	return true
}
