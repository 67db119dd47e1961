// SPDX-License-Identifier: Apache-2.0

package planner

// The three states of an option during the search.
const (
	free     = int8(0)
	chosen   = int8(1)
	excluded = int8(2)
)

// board is a partial choice with unit propagation and undo.
type board struct {
	*instance
	status []int8
	cover  []int32 // chosen members per row
	avail  []int32 // members per row that are not excluded
	trail  []int32
	head   int
	cost   int64
	onSite int64
	count  int
}

func newBoard(in *instance) *board {
	b := &board{instance: in, status: make([]int8, len(in.options)),
		cover: make([]int32, len(in.rows)), avail: make([]int32, len(in.rows))}
	for r := range in.rows {
		b.avail[r] = int32(len(in.rows[r].members))
	}
	return b
}

// start applies what holds before any choice: needs, impossible conditions
// and the options that must be in. It returns false on a contradiction.
func (b *board) start() bool {
	for r := range b.rows {
		if !b.check(int32(r)) {
			return false
		}
	}
	for _, m := range b.must {
		if !b.set(m, chosen) {
			return false
		}
	}
	return b.propagate()
}

// set fixes option i; false when it is already fixed the other way.
func (b *board) set(i int32, to int8) bool {
	if b.status[i] != free {
		return b.status[i] == to
	}
	b.status[i] = to
	b.trail = append(b.trail, i)
	if to == chosen {
		b.cost += b.options[i].cost
		b.onSite += b.options[i].onSite
		b.count++
		for _, r := range b.memberOf[i] {
			b.cover[r]++
		}
		return true
	}
	for _, r := range b.memberOf[i] {
		b.avail[r]--
	}
	return true
}

// check looks at one row: false when it cannot be met, and the last
// candidate of a row that must be met is chosen.
func (b *board) check(r int32) bool {
	if b.cover[r] > 0 || b.avail[r] > 1 {
		return true
	}
	owner := b.rows[r].owner
	if owner != noOwner && b.status[owner] != chosen {
		if b.avail[r] == 0 && b.status[owner] == free {
			return b.set(owner, excluded)
		}
		return true
	}
	if b.avail[r] == 0 {
		return false
	}
	for _, m := range b.rows[r].members {
		if b.status[m] == free {
			return b.set(m, chosen)
		}
	}
	return false
}

// propagate follows every consequence; false on a contradiction.
func (b *board) propagate() bool {
	for b.head < len(b.trail) {
		i := b.trail[b.head]
		b.head++
		rows := b.memberOf[i]
		if b.status[i] == chosen {
			rows = b.owns[i]
		}
		for _, r := range rows {
			if !b.check(r) {
				return false
			}
		}
	}
	return true
}

// undo takes back every fixing after mark.
func (b *board) undo(mark int) {
	for n := len(b.trail) - 1; n >= mark; n-- {
		i := b.trail[n]
		if b.status[i] == chosen {
			b.cost -= b.options[i].cost
			b.onSite -= b.options[i].onSite
			b.count--
			for _, r := range b.memberOf[i] {
				b.cover[r]--
			}
		} else {
			for _, r := range b.memberOf[i] {
				b.avail[r]++
			}
		}
		b.status[i] = free
	}
	b.trail = b.trail[:mark]
	b.head = mark
}

// open reports whether row r is not covered and can still matter.
func (b *board) open(r int32) bool {
	if b.cover[r] > 0 {
		return false
	}
	o := b.rows[r].owner
	return o == noOwner || b.status[o] != excluded
}

// active reports whether row r must be met now.
func (b *board) active(r int32) bool {
	o := b.rows[r].owner
	return b.cover[r] == 0 && (o == noOwner || b.status[o] == chosen)
}

// overLimits reports whether the choice breaks a limit that more bricks can
// only break further.
func (b *board) overLimits() bool {
	return b.maxBricks > 0 && b.count > b.maxBricks || b.limitSite && b.onSite > b.maxOnSite
}

// selection returns the chosen options in index order.
func (b *board) selection() []int32 {
	var out []int32
	for i, s := range b.status {
		if s == chosen {
			out = append(out, int32(i))
		}
	}
	return out
}
