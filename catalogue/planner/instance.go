// SPDX-License-Identifier: Apache-2.0

package planner

// The numbered form of a Problem, on which the search works. Items and
// options (eligible bricks) are indices; options are in (ID, Version) order,
// so that equal problems give equal searches whatever the order of input.

// itemRank is a rank of item number item.
type itemRank struct{ item, rank int }

// span is one session of an option, in seconds since 1970.
type span struct{ start, end int64 }

// option is one brick that may be chosen.
type option struct {
	cost, minutes, onSite int64
	entry, reach          []itemRank
	anyOf                 [][]int32
	spans                 []span // nil: may be taken at any time
}

// row is one covering constraint: at least one member must be chosen, always
// when owner is noOwner (a need), else once owner is chosen (a condition).
type row struct {
	owner   int32
	members []int32
	at      itemRank // the rank crossed, when any < 0
	any     int      // the index of the prerequisite of owner, else -1
}

const noOwner = int32(-1)

// instance is a compiled problem.
type instance struct {
	have, want []int
	options    []option
	rows       []row
	needs      int // rows[:needs] are the needs
	memberOf   [][]int32
	owns       [][]int32
	must       []int32
	maxBricks  int // 0: no limit
	maxOnSite  int64
	limitSite  bool
	schedule   bool
}

// crosses reports whether o brings item at.item across at.rank.
func (o *option) crosses(at itemRank) bool {
	for _, r := range o.reach {
		if r.item == at.item && r.rank >= at.rank {
			return o.entryOf(at.item) < at.rank
		}
	}
	return false
}

func (o *option) entryOf(item int) int {
	for _, e := range o.entry {
		if e.item == item {
			return e.rank
		}
	}
	return 0
}

// runnable reports whether o may run in the given state; ran tells which
// options have run.
func (o *option) runnable(state []int, ran []bool) bool {
	for _, e := range o.entry {
		if state[e.item] < e.rank {
			return false
		}
	}
	for _, any := range o.anyOf {
		ok := false
		for _, m := range any {
			if ran[m] {
				ok = true
				break
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// raise applies the targets of o to state and reports whether one rose.
func (o *option) raise(state []int) bool {
	rose := false
	for _, r := range o.reach {
		if state[r.item] < r.rank {
			state[r.item] = r.rank
			rose = true
		}
	}
	return rose
}

// run executes, from have, whatever of set can run, and returns the order in
// which it ran and the state reached.
func (in *instance) run(set []int32) (order []int32, state []int, ran []bool) {
	state = append([]int(nil), in.have...)
	ran = make([]bool, len(in.options))
	left := append([]int32(nil), set...)
	for progress := true; progress; {
		progress = false
		keep := left[:0]
		for _, b := range left {
			o := &in.options[b]
			if !o.runnable(state, ran) {
				keep = append(keep, b)
				continue
			}
			o.raise(state)
			ran[b] = true
			order = append(order, b)
			progress = true
		}
		left = keep
	}
	return order, state, ran
}

// satisfied reports whether state meets every want.
func (in *instance) satisfied(state []int) bool {
	for i, w := range in.want {
		if state[i] < w {
			return false
		}
	}
	return true
}

// complete reports whether set runs entirely and meets every want.
func (in *instance) complete(set []int32) bool {
	order, state, _ := in.run(set)
	return len(order) == len(set) && in.satisfied(state)
}

// build derives rows from options: needs by item and rank, then the
// conditions of each option.
func (in *instance) build() {
	in.rows = nil
	crossing := func(at itemRank) []int32 {
		var out []int32
		for b := range in.options {
			if in.options[b].crosses(at) {
				out = append(out, int32(b))
			}
		}
		return out
	}
	known := map[itemRank][]int32{}
	members := func(at itemRank) []int32 {
		m, ok := known[at]
		if !ok {
			m = crossing(at)
			known[at] = m
		}
		return m
	}
	for i := range in.have {
		for k := in.have[i] + 1; k <= in.want[i]; k++ {
			at := itemRank{i, k}
			in.rows = append(in.rows, row{owner: noOwner, members: members(at), at: at, any: -1})
		}
	}
	in.needs = len(in.rows)
	for b := range in.options {
		o := &in.options[b]
		for _, e := range o.entry {
			for k := max(in.have[e.item], in.want[e.item]) + 1; k <= e.rank; k++ {
				at := itemRank{e.item, k}
				in.rows = append(in.rows, row{owner: int32(b), members: members(at), at: at, any: -1})
			}
		}
		for i, any := range o.anyOf {
			in.rows = append(in.rows, row{owner: int32(b), members: any, any: i})
		}
	}
	in.index()
}

// index rebuilds memberOf and owns from rows.
func (in *instance) index() {
	in.memberOf = make([][]int32, len(in.options))
	in.owns = make([][]int32, len(in.options))
	for r := range in.rows {
		for _, m := range in.rows[r].members {
			in.memberOf[m] = append(in.memberOf[m], int32(r))
		}
		if o := in.rows[r].owner; o != noOwner {
			in.owns[o] = append(in.owns[o], int32(r))
		}
	}
}
