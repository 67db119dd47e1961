// SPDX-License-Identifier: Apache-2.0

package planner

import "sort"

// slot is one option in a timetable; session is an index into its spans, -1
// when it needs none.
type slot struct {
	option  int32
	session int
}

// timetable orders set so that sessions do not overlap and every need holds
// before the start: options without sessions run as soon as they can, the
// others one after the other. For each set of options already taken only the
// earliest end matters, since the ranks reached depend on the set alone.
//
// The work is bounded: left is what remains of it, and 0 says that it ended
// before it knew.
func (in *instance) timetable(set []int32, work int) (slots []slot, ok bool, left int) {
	t := &timetabler{in: in, seen: map[string]int64{}, left: work}
	for _, i := range set {
		if in.options[i].spans == nil {
			t.loose = append(t.loose, i)
		} else {
			t.timed = append(t.timed, i)
		}
	}
	taken := make([]byte, (len(t.timed)+7)/8)
	ran := make([]bool, len(in.options))
	state := append([]int(nil), in.have...)
	if !t.place(taken, 0, state, ran, -1<<62) {
		return nil, false, t.left
	}
	return t.slots, true, max(1, t.left)
}

// timetableWork and placeableWork bound the partial orders that are tried for
// one timetable, and for the quick test before it.
const (
	timetableWork = 20000
	placeableWork = 500
)

type timetabler struct {
	in           *instance
	loose, timed []int32
	slots        []slot
	left         int              // partial orders still allowed
	seen         map[string]int64 // set taken -> earliest end explored
}

func (t *timetabler) place(taken []byte, n int, state []int, ran []bool, now int64) bool {
	if end, ok := t.seen[string(taken)]; ok && end <= now || t.left <= 0 {
		return false
	}
	t.left--
	t.seen[string(taken)] = now
	depth := len(t.slots)
	state = append([]int(nil), state...)
	ran = append([]bool(nil), ran...)
	for progress := true; progress; {
		progress = false
		for _, i := range t.loose {
			if o := &t.in.options[i]; !ran[i] && o.runnable(state, ran) {
				o.raise(state)
				ran[i] = true
				t.slots = append(t.slots, slot{i, -1})
				progress = true
			}
		}
	}
	if n == len(t.timed) {
		if len(t.slots) == len(t.loose)+len(t.timed) && t.in.satisfied(state) {
			return true
		}
		t.slots = t.slots[:depth]
		return false
	}
	type move struct{ pos, session int }
	var moves []move
	for p, i := range t.timed {
		o := &t.in.options[i]
		if taken[p/8]>>(p%8)&1 == 1 || !o.runnable(state, ran) {
			continue
		}
		if s := o.nextSpan(now); s >= 0 {
			moves = append(moves, move{p, s})
		}
	}
	sort.SliceStable(moves, func(a, b int) bool {
		return t.end(moves[a].pos, moves[a].session) < t.end(moves[b].pos, moves[b].session)
	})
	for _, m := range moves {
		i := t.timed[m.pos]
		o := &t.in.options[i]
		after := append([]int(nil), state...)
		o.raise(after)
		ran[i] = true
		next := append([]byte(nil), taken...)
		next[m.pos/8] |= 1 << (m.pos % 8)
		t.slots = append(t.slots, slot{i, m.session})
		if t.place(next, n+1, after, ran, t.end(m.pos, m.session)) {
			return true
		}
		t.slots = t.slots[:len(t.slots)-1]
		ran[i] = false
	}
	t.slots = t.slots[:depth]
	return false
}

func (t *timetabler) end(pos, session int) int64 {
	return t.in.options[t.timed[pos]].spans[session].end
}

// nextSpan returns the session that starts at now or later and ends first;
// -1 when there is none.
func (o *option) nextSpan(now int64) int {
	best := -1
	for i, s := range o.spans {
		if s.start >= now && (best < 0 || s.end < o.spans[best].end) {
			best = i
		}
	}
	return best
}

// placeable reports whether the sessions of set fit one after the other, needs
// left aside: when they do not, no larger set has a timetable either.
func (in *instance) placeable(set []int32) bool {
	bare := instance{have: in.have, want: in.have, options: make([]option, len(in.options))}
	var timed []int32
	for _, i := range set {
		if in.options[i].spans != nil {
			bare.options[i].spans = in.options[i].spans
			timed = append(timed, i)
		}
	}
	_, ok, left := bare.timetable(timed, placeableWork)
	return ok || left == 0
}
