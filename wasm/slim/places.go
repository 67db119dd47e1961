// SPDX-License-Identifier: Apache-2.0

package slim

import "sort"

// A place is what the lower 16 bits of a program counter hold: where in its
// function a call returns to. The compiler counts them with the segments of
// the function; a slimmed function counts its calls, and keeps the place of
// the last one in local 0, which holds the place at which the function was
// entered. Then almost every call stores the same thing, the last place and
// one more; a constant that is new at every call weighs two bytes on the wire.
const (
	addressLocal, scratchLocal = 2, 3    // new locals: the function's part of an address; the callee of an indirect call
	newLocals                  = 2       // how many numbers the others move up by
	firstCold                  = 0x800   // the first place of calls that never come back
	maxPlaces                  = 0x10000 // places have 16 bits
	maxRegisters               = 16      // of 64 bits
)

// places are the new places of one function, as the tables of the runtime
// need them.
type places struct {
	old           map[int]int // new place → old
	begin, height int32       // height of the stack at the first place, and at every other
	deferred      int         // place of the call that runs what was deferred; 0 if none does
}

// site is a call that stores a return address.
type site struct {
	segment, at int  // where its i64.const stands
	place       int  // as the compiler counts
	resumed     bool // the goroutine may be switched in it and go on after it
	callee      int  // nowhere if it is indirect
}

// sites are the calls of a function that store a return address.
func (f *functions) sites(w *flow, self int) (out []site) {
	for s, code := range w.segments {
		for at, n := range code {
			if n.op != opI64Const {
				continue
			}
			if i, ok := f.isPC(uint64(n.int())); ok && i == self {
				c := site{segment: s, at: at, place: int(n.int() & 0xffff), resumed: true, callee: nowhere}
				c.follow(code[at:])
				out = append(out, c)
			}
		}
	}
	return out
}

// follow reads the call that a return address is stored for.
func (c *site) follow(code []instruction) {
	for i, n := range code {
		if n.op != opCall && n.op != opCallIndirect {
			continue
		}
		if n.op == opCall {
			c.callee = n.uint()
		}
		r := &codeReader{code: code, i: i + 1}
		if r.is(opReturn) || r.next(opGlobalGet, "\x00") && r.next(opLocalSet, "\x01") && r.next(opIf, noResult) && r.next(opUnreachable, "") {
			c.resumed = false
		}
		return
	}
}

// count gives a function its new places, where its tables and its code are
// as expected, and returns the declaration of its locals.
func (f *functions) count(w *frame, h *helpers, i int, decl []byte, m *image, t *tables) []byte {
	sites := f.sites(w.flow, i)
	height, maps, err := t.samples(m, i)
	grown, ok := withLocals(decl)
	if err != nil || !ok || len(sites) == 0 || firstPC+i >= 1<<16 {
		return decl
	}
	p := &places{old: map[int]int{}, begin: height(0), height: height(0)}
	for _, c := range sites {
		switch at := height(c.place); {
		case c.place == 0 || at == p.height:
		case p.height == p.begin:
			p.height = at
		default:
			return decl
		}
	}
	numbers, table, ok := p.number(w, h, sites, t.deferreturn(m, i), maps)
	if !ok {
		return decl
	}
	f.places[i], w.table = p, table
	for s, code := range w.segments {
		w.segments[s] = moveLocals(code)
	}
	w.addresses(h, sites, numbers)
	// The number stands first, beside the size of the body and its locals:
	// what is new in every function is best in one place.
	w.head[0] = []instruction{number(firstPC + i)}
	w.head[1] = []instruction{number(16), {op: opI32Shl}, indexed(opLocalSet, addressLocal)}
	return grown
}

// number counts the calls in the order of the code. Calls that never come
// back share a place far off where the same pointers are live.
func (p *places) number(w *frame, h *helpers, sites []site, deferred int, maps func(place int) int32) (number, table []int, ok bool) {
	table = []int{0}
	named := make([]bool, len(w.segments))
	named[0] = true
	place := func(segment int) int {
		table, named[segment] = append(table, segment), true
		return len(table) - 1
	}
	if deferred != 0 {
		named[w.table[deferred]] = true // below, just before its call
	}
	next := 0
	heads := func(until int) { // of loops through the table, to which no call returns
		for ; next < until; next++ {
			if w.entry[next] && !named[next] {
				place(next)
			}
		}
	}
	number, cold := make([]int, len(sites)), map[int32]int{}
	for i, c := range sites {
		heads(c.segment + 1)
		switch {
		case c.resumed:
			if deferred != 0 && c.place == deferred+1 {
				p.deferred = place(w.table[deferred])
				p.old[p.deferred] = deferred
			}
			number[i] = place(w.table[c.place])
			p.old[number[i]] = c.place
		case c.callee == h.sigpanic:
			number[i] = firstCold // no one looks at its pointers
		case c.place != 0: // morestack goes back to the beginning
			live := maps(c.place - 1)
			if _, ok := cold[live]; !ok {
				cold[live] = firstCold + len(cold)
				p.old[cold[live]] = c.place
			}
			number[i] = cold[live]
		}
	}
	heads(len(w.segments))
	return number, table, len(table) <= firstCold && firstCold+len(cold) < maxPlaces && (deferred == 0) == (p.deferred == 0)
}

// addresses writes what each call stores.
func (w *frame) addresses(h *helpers, sites []site, numbers []int) {
	before := w.lastPlaces(sites, numbers)
	for k := len(sites) - 1; k >= 0; k-- {
		at, code := sites[k].at, &w.segments[sites[k].segment]
		if !sites[k].resumed {
			if with, ok := h.cold(*code, at, numbers[k]); ok {
				*code = with
				continue
			}
		}
		var place []instruction
		switch {
		case !sites[k].resumed:
			place = []instruction{number(numbers[k])}
		case before[k] >= 0:
			place = []instruction{indexed(opLocalGet, 0), number(numbers[k] - before[k]), {op: opI32Add}, indexed(opLocalTee, 0)}
		default:
			place = []instruction{number(numbers[k]), indexed(opLocalTee, 0)}
		}
		*code = splice(*code, at, at+1, append(place, indexed(opLocalGet, addressLocal), instruction{op: opI32Or}, instruction{op: opExtend})...)
	}
}

// lastPlaces returns for each call the place that local 0 holds before it, or
// less than zero where it is not the same on every way.
func (w *frame) lastPlaces(sites []site, number []int) []int {
	const unseen, unknown = -1, -2
	in, before := make([]int, len(w.segments)+1), make([]int, len(sites))
	for s := range in {
		in[s] = unseen
	}
	again := true
	join := func(s, place int) {
		switch {
		case place == unseen || in[s] == place || in[s] == unknown:
			return
		case in[s] == unseen:
			in[s] = place
		default:
			in[s] = unknown
		}
		again = true
	}
	for p, s := range w.table {
		if p == 0 || w.entry[s] {
			join(s, p)
		}
	}
	for again {
		again = false
		k := 0
		for s, code := range w.segments {
			last := in[s]
			for i, n := range code {
				switch {
				case (n.op == opJump || n.op == opJumpIf) && (n.to > s || w.last[n.to] != nowhere):
					join(n.to, last)
				case k < len(sites) && sites[k].segment == s && sites[k].at == i:
					before[k] = last
					if sites[k].resumed && last != unseen {
						last = number[k]
					}
					k++
				}
			}
			if falls(code) {
				join(s+1, last)
			}
		}
	}
	return before
}

// moveLocals makes room for the new locals, and lets indirect calls keep
// their callee in one of them instead of local 0.
func moveLocals(code []instruction) []instruction {
	out := append([]instruction(nil), code...)
	for i, n := range code {
		if n.op < opLocalGet || n.op > opLocalTee {
			continue
		}
		v := n.uint()
		r := &codeReader{code: code, i: i}
		switch {
		case v == 0 && n.op == opLocalSet && r.next(opLocalSet, "\x00") && r.next(opI32Const, "\x00") && r.next(opLocalGet, "\x00") && r.is(opCallIndirect):
			out[i], out[i+2] = indexed(opLocalSet, scratchLocal), indexed(opLocalGet, scratchLocal)
		case v >= addressLocal:
			out[i] = indexed(n.op, v+newLocals)
		}
	}
	return out
}

// withLocals returns the declaration of the locals of a body with the new ones.
// Registers are declared by eights, where nothing follows them: the same
// declaration for most, and what is not used costs nothing once compiled.
func withLocals(decl []byte) ([]byte, bool) {
	r := &reader{b: decl}
	n := r.uint()
	if n == 0 || r.uint() != 1 || r.byte() != typeI32 {
		return nil, false
	}
	out := append(appendUint(nil, n), 1+newLocals, typeI32)
	if registers := (&reader{b: decl, i: r.i}); n == 2 {
		if count := registers.uint(); registers.byte() == typeI64 && registers.err == nil && count <= maxRegisters {
			return append(appendUint(out, (count+7)/8*8), typeI64), true
		}
	}
	return append(out, decl[r.i:]...), true
}

// heights is the pc-value table of the height of the stack.
func (p *places) heights() []byte {
	if p.begin == p.height {
		return values([]int{0}, []int32{p.begin})
	}
	return values([]int{0, 1}, []int32{p.begin, p.height})
}

// maps is the pc-value table of the live pointers. The runtime reads it one
// before the address to which a call returns.
func (p *places) maps(old func(place int) int32) []byte {
	var from []int
	for n := range p.old {
		from = append(from, n-1)
	}
	sort.Ints(from)
	var value []int32
	for _, n := range from {
		value = append(value, old(p.old[n+1]-1))
	}
	return values(from, value)
}

// values writes a pc-value table (runtime/symtab.go, func step): each value
// holds from its place to that of the next other value, the first one from 0.
func values(from []int, value []int32) (out []byte) {
	last := int32(-1)
	begin := 0
	for i := range from {
		if i+1 < len(from) && value[i+1] == value[i] {
			continue
		}
		end := begin + maxPlaces // longer than any function, and the same for most
		if i+1 < len(from) {
			end = from[i+1]
		}
		delta := value[i] - last
		out = appendUint(appendUint(out, int(uint32(delta<<1)^uint32(delta>>31))), end-begin)
		last, begin = value[i], end
	}
	return append(out, 0)
}
