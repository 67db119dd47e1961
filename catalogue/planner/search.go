// SPDX-License-Identifier: Apache-2.0

package planner

// timetableNodes is what a node counts more when sessions are scheduled:
// placing them takes as long as that many nodes.
const timetableNodes = 20

const noSolution = int64(1) << 60

// search is the depth-first branch and bound over one instance.
type search struct {
	*board
	dual      *dual
	aux       *dual   // of greedy
	trial     []int64 // prices of greedy
	named     []bool  // option is a member of some prerequisite
	best      int64
	bestSet   []int32
	bestSlots []slot
	nodes     int
	maxNodes  int
	stop      func() bool
	halted    haltReason
	unsure    bool // a timetable was given up
	record    bool
	tree      *branch
	rootBound int64
	rootY     []int64
	stack     [][]int64 // prices per depth, reused
}

type haltReason int

const (
	notHalted haltReason = iota
	nodeLimit
	deadline
)

// branch is one recorded node of the search: prices (nil: those above it),
// options excluded by them, and the children in order. A child takes its
// option, without those of the children before it; option -1 goes on with
// the same choice.
type branch struct {
	prices   []int64
	excluded []int32
	option   int32
	children []*branch
}

func newSearch(in *instance) *search {
	s := &search{board: newBoard(in), dual: newDual(in), aux: newDual(in), trial: make([]int64, len(in.rows)), best: noSolution, named: make([]bool, len(in.options))}
	for i := range in.options {
		for _, any := range in.options[i].anyOf {
			for _, m := range any {
				s.named[m] = true
			}
		}
	}
	return s
}

// solve runs the search to its end or to its limit.
func (s *search) solve() {
	y := make([]int64, len(s.rows))
	s.rootY = y
	if !s.start() {
		s.rootBound = noSolution
		s.tree = &branch{option: -1}
		return
	}
	s.dual.ascend(s.board, y)
	s.greedy(y, cheapestOption)
	s.greedy(y, dearestRow)
	s.dual.every = func(prices []int64) {
		s.greedy(prices, dearestRow)
		s.greedy(prices, narrowestRow)
	}
	s.dual.improve(s.board, y, rootSteps, 2*alphaOne, s.target(y))
	s.rootBound = s.dual.improve(s.board, y, rootSteps2, alphaOne, s.target(y))
	s.dual.every(y)
	s.dual.every = nil
	s.rootY = append([]int64(nil), y...)
	s.tree = s.visit(y, 0, 0)
	if s.unsure && s.halted == notHalted {
		s.halted = nodeLimit
	}
}

// target is the bound that would end the search: the best cost, or a guess
// while there is no solution.
func (s *search) target(y []int64) int64 {
	if s.best < noSolution {
		return s.best
	}
	low := s.dual.load(s.board, y)
	return low + low/4 + 1<<18
}

// prices returns the price array of a depth.
func (s *search) prices(depth int) []int64 {
	for len(s.stack) <= depth {
		s.stack = append(s.stack, make([]int64, len(s.rows)))
	}
	return s.stack[depth]
}

// halt reports whether the search must end now.
func (s *search) halt() bool {
	if s.halted != notHalted {
		return true
	}
	s.nodes++
	if s.schedule {
		s.nodes += timetableNodes
	}
	if s.maxNodes > 0 && s.nodes > s.maxNodes {
		s.halted = nodeLimit
	} else if s.stop != nil && s.nodes&7 == 1 && s.stop() {
		s.halted = deadline
	}
	return s.halted != notHalted
}

// visit explores the current partial choice. Everything was propagated.
func (s *search) visit(above []int64, depth int, option int32) *branch {
	n := &branch{option: option}
	if s.cost >= s.best || s.overLimits() || s.halt() || s.schedule && !s.placeable(s.selection()) {
		return n
	}
	y := s.prices(depth)
	copy(y, above)
	bound := s.dual.load(s.board, y)
	if s.record && depth == 0 {
		n.prices = append([]int64(nil), y...)
	}
	if bound >= s.best {
		return n
	}
	if depth > 0 && s.best < noSolution {
		bound = s.dual.improve(s.board, y, nodeSteps, alphaOne, s.best)
		if s.record {
			n.prices = append([]int64(nil), y...)
		}
		if bound >= s.best {
			return n
		}
		bound = s.dual.load(s.board, y)
	}
	mark := len(s.trail)
	for _, i := range s.dual.free {
		if rc := s.dual.rc[i]; rc > 0 && bound+rc >= s.best {
			n.excluded = append(n.excluded, i)
		}
	}
	for _, i := range n.excluded {
		if s.status[i] == free && !s.set(i, excluded) || !s.propagate() {
			s.undo(mark)
			return n
		}
	}
	s.expand(n, y, depth)
	s.undo(mark)
	return n
}

// expand branches on the open row with fewest candidates, or, when no row is
// open, on what a stuck or unscheduled choice still needs.
func (s *search) expand(n *branch, y []int64, depth int) {
	if s.cost >= s.best || s.overLimits() {
		return
	}
	row := int32(-1)
	for r := range s.rows {
		if s.active(int32(r)) && (row < 0 || s.avail[r] < s.avail[row]) {
			row = int32(r)
		}
	}
	var kids []int32
	if row >= 0 {
		for _, m := range s.rows[row].members {
			if s.status[m] == free {
				kids = append(kids, m)
			}
		}
	} else {
		kids = s.remedies()
	}
	s.dual.load(s.board, y)
	s.sortKids(kids)
	mark := len(s.trail)
	for _, i := range kids {
		inner := len(s.trail)
		if s.set(i, chosen) && s.propagate() {
			n.keep(s.visit(y, depth+1, i), s.record)
		} else {
			n.keep(&branch{option: i}, s.record)
		}
		s.undo(inner)
		if s.halted != notHalted {
			break
		}
		if !s.set(i, excluded) || !s.propagate() {
			break // without it nothing is left: the later children are contradictions
		}
	}
	s.undo(mark)
}

func (n *branch) keep(child *branch, record bool) {
	if record {
		n.children = append(n.children, child)
	}
}

// remedies handles a choice that meets every row: a solution ends the branch;
// a stuck or unscheduled choice is continued by each option that could help.
func (s *search) remedies() []int32 {
	set := s.selection()
	order, state, ran := s.run(set)
	if len(order) < len(set) {
		return s.unlockers(state, ran)
	}
	if s.offer(set) || !s.schedule || s.cost >= s.best {
		return nil
	}
	var out []int32
	for i, st := range s.status {
		if st == free && s.helps(&s.options[i], int32(i), set) {
			out = append(out, int32(i))
		}
	}
	return out
}

// helps reports whether o lets a brick of set begin earlier: it reaches an
// entry rank, or is a prerequisite, of one of them. A cheapest larger set that
// has a timetable holds such a brick: every brick it adds is there for another
// one, and the last of such a chain is there for the set.
func (s *search) helps(o *option, i int32, set []int32) bool {
	for _, b := range set {
		for _, e := range s.options[b].entry {
			for _, r := range o.reach {
				if r.item == e.item && r.rank > s.have[r.item] && e.rank > s.have[e.item] {
					return true
				}
			}
		}
		for _, any := range s.options[b].anyOf {
			if contains(any, i) {
				return true
			}
		}
	}
	return false
}

// sortKids orders by reduced cost, then by index: insertion, since few.
func (s *search) sortKids(kids []int32) {
	rc := s.dual.rc
	for a := 1; a < len(kids); a++ {
		for b := a; b > 0 && (rc[kids[b]] < rc[kids[b-1]] || rc[kids[b]] == rc[kids[b-1]] && kids[b] < kids[b-1]); b-- {
			kids[b], kids[b-1] = kids[b-1], kids[b]
		}
	}
}
