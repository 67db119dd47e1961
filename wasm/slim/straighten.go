// SPDX-License-Identifier: Apache-2.0

package slim

import "fmt"

// neverReturn are the functions of the runtime after whose call a function
// has nothing left to do: they end in a panic, in the end of the program, or
// (morestack) run the function again from its beginning.
var neverReturn = []string{
	"runtime.sigpanic", "runtime.morestack", "runtime.morestack_noctxt", "runtime.goPanic*", "runtime.gopanic", "runtime.throw", "runtime.panicdivide",
	"runtime.panicshift", "runtime.panicwrap", "runtime.panicunsafe*", "runtime.panicmakeslice*", "runtime.panicdottype*", "runtime.panicnildottype",
}

// straighten writes the jumps and the calls of every Go function again. The
// compiler sends every jump through the table at the beginning of the
// function. Here
//
//   - i32.const place, local.set 0, br loop becomes a branch to the end of
//     the block that the segment begins with, and if … end around it br_if;
//   - segments are put in an order in which only loops jump back (arrange),
//     and a loop that nothing else enters is a loop of WebAssembly;
//   - what follows a call that never returns goes;
//   - the table holds the places where a goroutine can go on, and no others;
//   - a call that unwinds returns 1 there and then: the distance to a shared
//     exit is another byte at each call, and weighs more than the return;
//   - locals that nothing reads are not written (forget);
//   - calls are counted (places).
//
// A function whose frame is not as the compiler writes it stays as it is.
func (f *functions) straighten(m *image, t *tables) error {
	entered, err := f.enteredFromElsewhere(m)
	if err != nil {
		return err
	}
	f.places = make([]*places, len(f.bodies))
	h := f.addHelpers()
	never := map[int]bool{}
	for _, pattern := range neverReturn {
		for _, i := range f.named(pattern) {
			never[i+f.imported] = true
		}
	}
	for i, body := range f.bodies {
		if f.dead[i] || f.types[i] != 0 {
			continue
		}
		decl, code, err := decode(body)
		if err != nil {
			return err
		}
		flow, ok := readFlow(code)
		if !ok {
			continue
		}
		for s := range flow.segments {
			flow.segments[s] = conditional(final(flow.segments[s], never))
		}
		elsewhere := append([]int{0, t.deferreturn(m, i)}, entered[i]...)
		entries, ok := flow.entries(f.sites(flow, i), elsewhere)
		if !ok {
			continue
		}
		flow.prune(entries)
		w := newFrame(flow, flow.arrange(entries))
		w.forget(addressLocal)
		if len(entered[i]) == 0 && f.names[i] != "runtime.goexit" { // others know its places
			decl = f.count(w, h, i, decl, m, t)
		}
		f.bodies[i] = encode(decl, w.write())
		if w.lost {
			return fmt.Errorf("slim: function %d: a branch leads nowhere", i)
		}
		f.straightened++
	}
	return nil
}

// enteredFromElsewhere returns the places of every function that other code
// or data names, but not where it begins.
func (f *functions) enteredFromElsewhere(m *image) ([][]int, error) {
	out := make([][]int, len(f.bodies))
	found := func(word uint64, from int) {
		if i, ok := f.isPC(word); ok && i != from && word&0xffff != 0 {
			out[i] = append(out[i], int(word&0xffff))
		}
	}
	for i, body := range f.bodies {
		if err := walk(body, func(op byte, arg, _ int) {
			if op == opI64Const || op == opI32Const {
				found(uint64((&reader{b: body, i: arg}).int()), i)
			}
		}); err != nil {
			return nil, err
		}
	}
	for a := m.base; a < m.base+len(m.b); a += 8 {
		found(m.u64(a), nowhere)
	}
	return out, nil
}

// entries are the segments that are entered from outside: at the places
// given, and where calls return to once their goroutine goes on.
func (f *flow) entries(sites []site, places []int) ([]bool, bool) {
	out := make([]bool, len(f.segments))
	for _, c := range sites {
		if c.place >= len(f.table) {
			return nil, false
		}
		if c.resumed {
			out[f.table[c.place]] = true
		}
	}
	for _, place := range places {
		if place >= len(f.table) {
			return nil, false
		}
		out[f.table[place]] = true
	}
	return out, true
}

// final ends the code after a call that never returns.
func final(code []instruction, never map[int]bool) []instruction {
	var out []instruction
	depth := 0
	for i := 0; i < len(code); i++ {
		n := code[i]
		switch n.op {
		case opBlock, opLoop, opIf:
			depth++
		case opEnd:
			depth--
		}
		out = append(out, n)
		r := &codeReader{code: code, i: i + 1}
		if n.op != opCall || !never[n.uint()] || !r.next(opGlobalGet, "\x00") || !r.next(opLocalSet, "\x01") || !r.is(opUnwindIf) {
			continue
		}
		out = append(out, instruction{op: opReturn}) // what it returns is 1
		if depth == 0 {
			return out
		}
		i = r.i
	}
	return out
}

// conditional writes `if jump end` as one jump with a condition, and turns
// comparisons round rather than negating them.
func conditional(code []instruction) []instruction {
	var out []instruction
	for _, n := range code {
		out = append(out, n)
		k := len(out) - 3
		if n.op == opEnd && k >= 0 && out[k].op == opIf && out[k+1].op == opJump {
			to := out[k+1].to
			out = out[:k]
			if k >= 2 && out[k-1].op == opI32Eqz {
				if inverse, ok := inverted(out[k-2].op); ok {
					out = append(out[:k-2], instruction{op: inverse})
				}
			}
			out = append(out, instruction{op: opJumpIf, to: to})
		}
	}
	return out
}

// inverted is the comparison that is true where op is false; of floating
// point only equality has one.
func inverted(op byte) (byte, bool) {
	switch op {
	case 0x46, 0x51, 0x5b, 0x61: // eq → ne
		return op + 1, true
	case 0x47, 0x52, 0x5c, 0x62: // ne → eq
		return op - 1, true
	}
	// lt, gt, le and ge, each signed and unsigned, for 32 and for 64 bits.
	for _, lt := range []byte{opI32Lt, opI64Lt} {
		if op >= lt && op < lt+8 {
			return lt + [...]byte{6, 7, 4, 5, 2, 3, 0, 1}[op-lt], true
		}
	}
	return 0, false
}
