// SPDX-License-Identifier: Apache-2.0

package slim

// forget drops what a flow keeps in its registers, the locals from first on,
// and never reads.
func (f *flow) forget(first int) {
	n := len(f.segments)
	live := make([]uint64, n+1) // registers that a segment reads before it writes them
	for again := true; again; {
		again = false
		for s := n - 1; s >= 0; s-- {
			now, ok := f.live(s, first, live, nil)
			if !ok {
				return
			}
			again = again || now != live[s]
			live[s] = now
		}
	}
	for s := range f.segments {
		dead := map[int]bool{}
		f.live(s, first, live, dead)
		if len(dead) == 0 {
			continue
		}
		var out []instruction
		for i, n := range f.segments[s] {
			k := len(out)
			switch {
			case !dead[i]:
				out = append(out, n)
			case n.op == opLocalSet && k > 0 && out[k-1].op == opLocalGet:
				out = out[:k-1]
			case n.op == opLocalSet:
				out = append(out, instruction{op: opDrop})
			}
		}
		f.segments[s] = out
	}
}

// live returns the registers that hold something where a segment begins, and
// notes the writes that nothing reads. It says no where a segment has more
// than ifs in it, or a function more than 64 registers.
func (f *flow) live(s, first int, live []uint64, dead map[int]bool) (now uint64, ok bool) {
	code := f.segments[s]
	if falls(code) {
		now = live[s+1]
	}
	var after []uint64 // what is live after each if that is open
	for i := len(code) - 1; i >= 0; i-- {
		switch n := code[i]; n.op {
		case opEnd:
			after = append(after, now)
		case opIf:
			k := len(after) - 1
			if k < 0 {
				return 0, false
			}
			now, after = now|after[k], after[:k]
		case opElse, opLoop, opBlock, opBr, opBrIf:
			return 0, false
		case opReturn, opUnreachable, opUnwind:
			now = 0
		case opJump:
			now = live[n.to]
		case opJumpIf:
			now |= live[n.to]
		case opLocalGet, opLocalSet, opLocalTee:
			r := n.uint() - first
			if r >= 64 {
				return 0, false
			}
			switch {
			case r < 0:
			case n.op == opLocalGet:
				now |= 1 << r
			default:
				if now>>r&1 == 0 && dead != nil {
					dead[i] = true
				}
				now &^= 1 << r
			}
		}
	}
	return now, true
}
