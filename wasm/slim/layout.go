// SPDX-License-Identifier: Apache-2.0

package slim

// arrange puts the segments in an order in which only loops jump back, and
// returns the entries in that order. Segments that nothing enters go.
func (f *flow) arrange(entries []bool) []bool {
	n := len(f.segments)
	for s := range f.segments {
		if s+1 < n && falls(f.segments[s]) {
			f.segments[s] = append(f.segments[s], instruction{op: opJump, to: s + 1})
		}
	}
	order := f.order(entries)
	at := make([]int, n)
	for i, s := range order {
		at[s] = i
	}
	segments, entered := make([][]instruction, len(order)), make([]bool, len(order))
	for i, s := range order {
		entered[i] = entries[s]
		code := f.segments[s]
		for k := range code {
			if code[k].op == opJump || code[k].op == opJumpIf {
				code[k].to = at[code[k].to]
			}
		}
		segments[i] = follow(code, i+1)
	}
	for place, s := range f.table {
		f.table[place] = at[s]
	}
	f.segments = segments
	return entered
}

// order is a reverse postorder of the segments: depth first, what is left
// last comes first. Segments that only the table leads to end it.
func (f *flow) order(entries []bool) []int {
	n := len(f.segments)
	seen := make([]bool, n)
	var left []int
	var visit func(s int)
	visit = func(s int) {
		if seen[s] {
			return
		}
		seen[s] = true
		// What is visited last comes next in the code: the way that goes on,
		// or the body of a loop whose condition Go writes after it.
		code := f.segments[s]
		last := len(code) - 1
		if last > 0 && code[last].op == opJump && code[last-1].op == opJumpIf && code[last-1].to <= s {
			visit(code[last].to)
		}
		for _, i := range code {
			if i.op == opJump || i.op == opJumpIf {
				visit(i.to)
			}
		}
		left = append(left, s)
	}
	first := make([]bool, n)
	f.reach(0, first)
	for s := n - 1; s >= 0; s-- {
		if entries[s] && !first[s] {
			visit(s)
		}
	}
	visit(0)
	for i, j := 0, len(left)-1; i < j; i, j = i+1, j-1 {
		left[i], left[j] = left[j], left[i]
	}
	return left
}

// follow leaves out the jump to the segment that comes next.
func follow(code []instruction, next int) []instruction {
	k := len(code) - 1
	if k < 0 || code[k].op != opJump {
		return code
	}
	to := code[k].to
	if to == next {
		return code[:k]
	}
	if k < 2 || code[k-1].op != opJumpIf || code[k-1].to != next {
		return code
	}
	code = code[:k-1]
	k = len(code) - 1
	if inverse, ok := inverted(code[k].op); ok {
		code[k].op = inverse
	} else if code[k].op == opI32Eqz {
		code = code[:k]
	} else {
		code = append(code, instruction{op: opI32Eqz})
	}
	return append(code, instruction{op: opJumpIf, to: to})
}
