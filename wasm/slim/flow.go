// SPDX-License-Identifier: Apache-2.0

package slim

// Branches of a flow: to a segment, and out of the function while its
// goroutine is being switched. No opcode of WebAssembly has these values.
const opJump, opJumpIf, opUnwind, opUnwindIf = 0xf0, 0xf1, 0xf2, 0xf3

// flow is the body of a Go function without its frame of blocks. The linker
// writes every function as
//
//	global.get SP, local.set 1
//	block                           where calls unwind
//	  loop                          where something jumps
//	    block … block               one for each segment
//	      local.get 0, br_table     the place to go on at → a segment
//	    end segment 0 end segment 1 … end segment n
//	  end
//	  unreachable
//	end
//	i32.const 1
//
// A segment is entered from the one before it, by a jump, or from outside at
// a place: the address to which a call returns once its goroutine goes on.
type flow struct {
	segments [][]instruction
	table    []int // place → segment
}

// nowhere is the segment of a place that nothing comes back to.
const nowhere = -1

// readFlow takes the frame off; it says no where it is not as above.
func readFlow(code []instruction) (*flow, bool) {
	r := &codeReader{code: code}
	f := &flow{}
	if !r.next(opGlobalGet, "\x00") || !r.next(opLocalSet, "\x01") {
		return nil, false
	}
	blocks, loop := 0, 0
	for r.next(opBlock, noResult) {
		blocks++
	}
	before := blocks
	if r.next(opLoop, noResult) {
		loop, blocks = 1, 0
		for r.next(opBlock, noResult) {
			blocks++
		}
	}
	if blocks == 0 || loop > 0 && before > 1 || !r.next(opLocalGet, "\x00") || !r.is(opBrTable) {
		return nil, false
	}
	t := &reader{b: code[r.i].arg}
	for n := t.uint(); n >= 0 && t.err == nil; n-- {
		f.table = append(f.table, t.uint())
	}
	r.i++
	if t.err != nil || !r.next(opEnd, "") {
		return nil, false
	}
	// How the body ends says whether there is an exit.
	end := len(code) - 1
	if end < r.i+3 || code[end].op != opEnd {
		return nil, false
	}
	exit := code[end-1].op == opI32Const && code[end-1].int() == 1 && code[end-2].op == opEnd
	if exit {
		end -= 2
		if loop == 0 {
			blocks--
		}
	}
	if exit != (before == 1) && loop > 0 || code[end-1].op != opUnreachable || loop > 0 && code[end-2].op != opEnd {
		return nil, false
	}
	end -= 1 + loop
	return f, end >= r.i && f.readSegments(code[r.i:end], blocks, loop, exit)
}

// readSegments splits the code where a block of the frame ends, and gives its
// branches their meaning.
func (f *flow) readSegments(code []instruction, blocks, loop int, exit bool) bool {
	depth, open := 0, blocks-1 // blocks within the segment; of segments to come
	var s []instruction
	for _, n := range code {
		switch n.op {
		case opBlock, opLoop, opIf:
			depth++
		case opEnd:
			if depth == 0 {
				if open == 0 {
					return false
				}
				open--
				f.segments, s = append(f.segments, s), nil
				continue
			}
			depth--
		case opBr, opBrIf:
			label := n.uint() - depth
			switch {
			case label < 0: // within the segment
			case exit && label == open+loop:
				s = append(s, instruction{op: n.op - opBr + opUnwind})
				continue
			case loop > 0 && label == open && n.op == opBr && f.jump(&s):
				continue
			default:
				return false
			}
		case opBrTable:
			return false
		}
		s = append(s, n)
	}
	f.segments = append(f.segments, s)
	for _, to := range f.table {
		if to < 0 || to >= blocks {
			return false
		}
	}
	return depth == 0 && open == 0 && len(f.segments) == blocks
}

// jump replaces i32.const place, local.set 0 at the end of a segment.
func (f *flow) jump(s *[]instruction) bool {
	k := len(*s) - 2
	if k < 0 || (*s)[k].op != opI32Const || (*s)[k+1].op != opLocalSet || (*s)[k+1].uint() != 0 {
		return false
	}
	place := (*s)[k].int()
	if place < 0 || place >= int64(len(f.table)) {
		return false
	}
	*s = append((*s)[:k], instruction{op: opJump, to: f.table[place]})
	return true
}

// falls says whether a segment goes on to the next one.
func falls(code []instruction) bool {
	if len(code) == 0 {
		return true
	}
	switch code[len(code)-1].op {
	case opJump, opReturn, opUnreachable, opUnwind:
		return false
	}
	return true
}

// jumps calls found for every jump.
func (f *flow) jumps(found func(from, to int)) {
	for s, code := range f.segments {
		for _, n := range code {
			if n.op == opJump || n.op == opJumpIf {
				found(s, n.to)
			}
		}
	}
}

// reach marks a segment and all that it leads to.
func (f *flow) reach(s int, reached []bool) {
	if s >= len(f.segments) || reached[s] {
		return
	}
	reached[s] = true
	for _, n := range f.segments[s] {
		if n.op == opJump || n.op == opJumpIf {
			f.reach(n.to, reached)
		}
	}
	if falls(f.segments[s]) {
		f.reach(s+1, reached)
	}
}

// prune empties the segments that nothing enters.
func (f *flow) prune(entries []bool) {
	reached := make([]bool, len(f.segments))
	for s, ok := range entries {
		if ok {
			f.reach(s, reached)
		}
	}
	for s := range f.segments {
		if !reached[s] {
			f.segments[s] = nil
		}
	}
}
