// SPDX-License-Identifier: Apache-2.0

package slim

import "slices"

// frame writes a flow with blocks around its segments again: blocks for those
// only that something enters, and a table of those that are entered from
// outside.
type frame struct {
	*flow
	entry []bool           // segments that the table names
	label []bool           // segments that begin where a block ends
	last  []int            // last segment of the loop that begins at a segment; nowhere if none does
	loop  bool             // some jumps go back through the table
	head  [2][]instruction // what a function begins with, before and after it reads the stack pointer
	out   []instruction
	open  []opened
	lost  bool // a branch leads nowhere: what is written is no function
}

// opened is a block or loop that is open while a body is written.
type opened struct {
	op byte
	to int // the segment that begins where the block ends or the loop begins
}

// Blocks and loops that are no segment's.
const dispatch, inner = -1, -2

// newFrame finds the jumps back that can be loops of their own: nothing
// enters the loop but at its first segment. The others go through the table.
func newFrame(f *flow, entries []bool) *frame {
	n := len(f.segments)
	w := &frame{flow: f, entry: entries, label: make([]bool, n), last: make([]int, n)}
	for s := range w.last {
		w.last[s] = nowhere
	}
	f.jumps(func(from, to int) {
		if to <= from {
			w.last[to] = max(w.last[to], from)
		}
	})
	for again := true; again; {
		again = false
		for h := range n {
			if w.last[h] == nowhere {
				continue
			}
			switch end, ok := w.closed(h); {
			case !ok:
				w.last[h], w.entry[h], w.loop, again = nowhere, true, true, true
			case end != w.last[h]:
				w.last[h], again = end, true
			}
		}
	}
	f.jumps(func(from, to int) {
		if to > from {
			w.label[to] = true
		}
	})
	for s := 1; s < n; s++ {
		w.label[s] = w.label[s] || w.entry[s]
		w.label[0] = w.label[0] || w.entry[s] // there is a table
	}
	w.label[0] = w.label[0] || w.loop
	return w
}

// closed returns where the loop that begins at a segment ends, loops within
// it included, and whether nothing enters it elsewhere.
func (w *frame) closed(h int) (end int, ok bool) {
	end, ok = w.last[h], true
	for s := h + 1; s <= end; s++ {
		end = max(end, w.last[s])
		ok = ok && !w.entry[s]
	}
	w.jumps(func(from, to int) {
		if to > h && to <= end && (from < h || from > end) {
			ok = false
		}
	})
	return end, ok
}

// region is the first segment of the innermost loop around a label.
func (w *frame) region(label int) int {
	for h := label - 1; h >= 0; h-- {
		if w.last[h] >= label {
			return h
		}
	}
	return nowhere
}

func (w *frame) begin(op byte, to int) {
	w.out = append(w.out, block(op))
	w.open = append(w.open, opened{op, to})
}

func (w *frame) end() {
	w.out = append(w.out, instruction{op: opEnd})
	w.open = w.open[:len(w.open)-1]
}

// blocks opens one for each label of a region, the last label outermost.
func (w *frame) blocks(region int) {
	for s := len(w.segments) - 1; s >= 0; s-- {
		if w.label[s] && w.region(s) == region {
			w.begin(opBlock, s)
		}
	}
}

// depth is what a branch writes to reach a block or a loop. newFrame opens a
// block for every target.
func (w *frame) depth(op byte, to int) int {
	for i := range w.open {
		if w.open[len(w.open)-1-i] == (opened{op, to}) {
			return i
		}
	}
	w.lost = true
	return 0
}

func (w *frame) write() []instruction {
	w.out = append(w.out, w.head[0]...)
	w.out = append(w.out, instruction{op: opGlobalGet, arg: []byte{0}}, indexed(opLocalSet, 1))
	w.out = append(w.out, w.head[1]...)
	if w.loop {
		w.begin(opLoop, dispatch)
	}
	w.blocks(nowhere)
	if w.label[0] {
		w.out = append(w.out, indexed(opLocalGet, 0), instruction{op: opBrTable, arg: w.encodeTable()})
	}
	for s, code := range w.segments {
		if w.label[s] {
			w.end()
		}
		if w.last[s] != nowhere {
			w.begin(opLoop, s)
			w.blocks(s)
		}
		for _, n := range code {
			w.instruction(s, n)
		}
		for h := s; h >= 0; h-- {
			if w.last[h] == s {
				w.end()
			}
		}
	}
	if w.loop {
		w.end()
	}
	if op := w.out[len(w.out)-1].op; op != opReturn && op != opUnreachable {
		w.out = append(w.out, instruction{op: opUnreachable})
	}
	return append(w.out, instruction{op: opEnd})
}

func (w *frame) instruction(s int, n instruction) {
	switch n.op {
	case opUnwind:
		w.out = append(w.out, number(1), instruction{op: opReturn})
	case opUnwindIf:
		w.out = append(w.out, block(opIf), number(1), instruction{op: opReturn}, instruction{op: opEnd})
	case opJump, opJumpIf:
		op := n.op - opJump + opBr
		switch {
		case n.to > s:
			w.out = append(w.out, indexed(op, w.depth(opBlock, n.to)))
		case w.last[n.to] != nowhere:
			w.out = append(w.out, indexed(op, w.depth(opLoop, n.to)))
		default:
			w.back(n)
		}
	case opBlock, opLoop, opIf:
		w.out = append(w.out, n)
		w.open = append(w.open, opened{n.op, inner})
	case opEnd:
		w.end()
	default:
		w.out = append(w.out, n)
	}
}

// back jumps through the table.
func (w *frame) back(n instruction) {
	place := slices.Index(w.table, n.to)
	w.lost = w.lost || place < 0
	if n.op == opJumpIf {
		w.begin(opIf, inner)
	}
	w.out = append(w.out, number(place), indexed(opLocalSet, 0), indexed(opBr, w.depth(opLoop, dispatch)))
	if n.op == opJumpIf {
		w.end()
	}
}

// encodeTable writes the table of places. A place that nothing enters goes
// where the one before it goes, and the last one stands for all that follow.
func (w *frame) encodeTable() []byte {
	to := []int{w.depth(opBlock, 0)}
	for place, s := range w.table {
		if place == 0 || !w.entry[s] {
			continue
		}
		for len(to) < place {
			to = append(to, to[len(to)-1])
		}
		to = append(to, w.depth(opBlock, s))
	}
	for len(to) > 1 && to[len(to)-1] == to[len(to)-2] {
		to = to[:len(to)-1]
	}
	out := appendUint(nil, len(to)-1)
	for _, d := range to {
		out = appendUint(out, d)
	}
	return out
}
