// SPDX-License-Identifier: Apache-2.0

package planner

// The dual bound. Every row carries a price of 0 or more, in cost units (1/4096
// minute). With reduced cost rc = cost − prices of the rows an option serves
// + prices of its own conditions, no completion of a partial choice costs
// less than
//
//	cost chosen + prices of open rows that must be met + Σ min(0, rc) over free options
//
// whatever the prices: covered rows and rows of excluded owners count 0. All
// arithmetic is in integers, so that every machine finds the same bound.

const (
	alphaOne   = 1024 // fixed-point one of the step factor
	rootSteps  = 300
	rootSteps2 = 400
	nodeSteps  = 25
	patience   = 12
)

// dual holds the scratch arrays of the bound.
type dual struct {
	rc   []int64
	cur  []int64
	grad []int32
	free []int32
	open []int32
	// every, when set, is shown the prices of each hearing-th step.
	every func(prices []int64)
}

const hearing = 20

func newDual(in *instance) *dual {
	return &dual{rc: make([]int64, len(in.options)), cur: make([]int64, len(in.rows)),
		grad: make([]int32, len(in.rows))}
}

// load lists free options and open rows of b, zeroes the prices of the
// others, and computes reduced costs and bound for y.
func (d *dual) load(b *board, y []int64) int64 {
	d.free, d.open = d.free[:0], d.open[:0]
	for i, s := range b.status {
		if s == free {
			d.free = append(d.free, int32(i))
			d.rc[i] = b.options[i].cost
		}
	}
	sum := b.cost
	for r := range b.rows {
		if !b.open(int32(r)) {
			y[r] = 0
			continue
		}
		d.open = append(d.open, int32(r))
		p := y[r]
		if p == 0 {
			continue
		}
		for _, m := range b.rows[r].members {
			d.rc[m] -= p
		}
		if o := b.rows[r].owner; o != noOwner && b.status[o] == free {
			d.rc[o] += p
		} else {
			sum += p
		}
	}
	for _, i := range d.free {
		if d.rc[i] < 0 {
			sum += d.rc[i]
		}
	}
	return sum
}

// ascend is the start: each open need in turn takes the least reduced cost
// among its candidates.
func (d *dual) ascend(b *board, y []int64) {
	d.load(b, y)
	for _, r := range d.open {
		if !b.active(r) {
			continue
		}
		least := int64(-1)
		for _, m := range b.rows[r].members {
			if b.status[m] == free && (least < 0 || d.rc[m] < least) {
				least = d.rc[m]
			}
		}
		if least <= 0 {
			continue
		}
		y[r] += least
		for _, m := range b.rows[r].members {
			d.rc[m] -= least
		}
	}
}

// improve moves y uphill by steps of the subgradient and leaves the best
// prices in y; it returns their bound. It stops as soon as the bound reaches
// target.
func (d *dual) improve(b *board, y []int64, steps int, alpha, target int64) int64 {
	best := d.load(b, y)
	if best >= target || len(d.open) == 0 {
		return best
	}
	cur := d.cur
	copy(cur, y)
	bound, idle := best, 0
	for n := 0; n < steps; n++ {
		norm := d.gradient(b)
		if norm == 0 {
			break
		}
		gap := target - bound
		if gap < 4096 {
			gap = 4096
		}
		num, den := alpha*gap, norm*alphaOne
		bound = d.step(b, cur, num, den)
		if d.every != nil && n%hearing == hearing-1 {
			d.every(cur)
		}
		if bound > best {
			best, idle = bound, 0
			copy(y, cur)
			if best >= target {
				break
			}
			continue
		}
		if idle++; idle >= patience {
			alpha, idle = alpha*6/10, 0
			if alpha < 8 {
				break
			}
		}
	}
	return best
}

// gradient computes, per open row, demand minus supply of the options with
// negative reduced cost, and returns the sum of squares.
func (d *dual) gradient(b *board) int64 {
	for _, r := range d.open {
		o := b.rows[r].owner
		if o == noOwner || b.status[o] == chosen {
			d.grad[r] = 1
		} else {
			d.grad[r] = 0
		}
	}
	for _, i := range d.free {
		if d.rc[i] >= 0 {
			continue
		}
		for _, r := range b.memberOf[i] {
			d.grad[r]--
		}
		for _, r := range b.owns[i] {
			d.grad[r]++
		}
	}
	norm := int64(0)
	for _, r := range d.open {
		g := int64(d.grad[r])
		if g < 0 && d.cur[r] == 0 {
			d.grad[r] = 0
			continue
		}
		norm += g * g
	}
	return norm
}

// step moves the prices by num/den times the gradient, none below 0, and
// returns the new bound.
func (d *dual) step(b *board, cur []int64, num, den int64) int64 {
	sum := b.cost
	for _, r := range d.open {
		p := cur[r]
		o := b.rows[r].owner
		ownerFree := o != noOwner && b.status[o] == free
		if g := int64(d.grad[r]); g != 0 {
			p += num * g / den
			if p < 0 {
				p = 0
			}
			if diff := p - cur[r]; diff != 0 {
				for _, m := range b.rows[r].members {
					d.rc[m] -= diff
				}
				if ownerFree {
					d.rc[o] += diff
				}
				cur[r] = p
			}
		}
		if !ownerFree {
			sum += p
		}
	}
	for _, i := range d.free {
		if d.rc[i] < 0 {
			sum += d.rc[i]
		}
	}
	return sum
}
