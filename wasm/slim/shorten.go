// SPDX-License-Identifier: Apache-2.0

package slim

// shorten writes the instructions of a body with fewer bytes. Each rule is an
// identity of WebAssembly's integers that the compiler leaves undone, since
// it works on 64-bit values and addresses have 32 bits, or on registers and
// WebAssembly has a stack:
//
//	extend, const n, add, wrap      → i32.const n, i32.add
//	i64.const n, wrap               → i32.const n
//	comparison, extend, eqz, eqz    → comparison
//	extend, i64.eqz                 → i32.eqz
//	i32.const n, add, load m        → load n+m, for n ≥ 0: an address does not wrap
//	i32.const n, add, value, store m → value, store n+m
//	i64.load, wrap                  → i32.load, and so for 8, 16 and 32 bits
//	extend, i64.store8              → i32.store8, and so for 16 and 32 bits
//	value, set x, get p, get x, store → get p, value, tee x, store
//	tee x, set x                    → set x
//	get x, tee x                    → get x
//	the stack pointer kept in a local just before a return → not kept
//	the stack pointer raised by the frame, then by a return address → raised once
func (f *functions) shorten() error {
	for i, body := range f.bodies {
		if f.dead[i] {
			continue
		}
		var code []instruction
		if err := walk(body, func(op byte, arg, end int) {
			code = shortened(append(code, instruction{op: op, arg: body[arg:end]}))
		}); err != nil {
			return err
		}
		r := &reader{b: body}
		r.locals()
		f.bodies[i] = encode(body[:r.i], code)
	}
	return nil
}

// shortened applies the rules to the end of the code until none fits.
func shortened(code []instruction) []instruction {
	at := func(back int) instruction {
		if back > len(code) {
			return instruction{}
		}
		return code[len(code)-back]
	}
	replace := func(n int, with ...instruction) { code = append(code[:len(code)-n], with...) }
	small := func(n int64) bool { return n >= 0 && n < 1<<30 }
	for {
		last := at(1)
		switch {
		case last.op == opWrap && at(2).op == opI64Add && at(3).op == opI64Const && at(4).op == opExtend:
			replace(4, instruction{op: opI32Const, arg: appendInt(nil, int64(int32(at(3).int())))}, instruction{op: opI32Add})
		case last.op == opWrap && at(2).op == opI64Const:
			replace(2, instruction{op: opI32Const, arg: appendInt(nil, int64(int32(at(2).int())))})
		case last.op == opI32Eqz && at(2).op == opI32Eqz && comparison(at(3).op):
			replace(2)
		case last.op == opI64Eqz && at(2).op == opExtend:
			replace(2, instruction{op: opI32Eqz})
		case last.op >= opI32Load && last.op <= opLastLoad && at(2).op == opI32Add && at(3).op == opI32Const && small(at(3).int()):
			r := &reader{b: last.arg}
			align, offset := r.uint(), r.uint()
			if !small(int64(offset)) {
				return code
			}
			replace(3, instruction{op: last.op, arg: appendUint(appendUint(nil, align), offset+int(at(3).int()))})
		case last.op == opWrap && at(2).op == opI64Load:
			replace(2, instruction{op: opI32Load, arg: append([]byte{2}, at(2).arg[1:]...)})
		case last.op == opWrap && at(2).op >= opI64Load8 && at(2).op <= opLastLoad:
			op := at(2).op - opI64Load8 + opI32Load8 // 8 and 16 bits, signed or not
			if at(2).op >= opI64Load32 {
				op = opI32Load
			}
			replace(2, instruction{op: op, arg: at(2).arg})
		case last.op >= opI64Store8 && last.op <= opI64Store32 && at(2).op == opExtend:
			op := last.op - opI64Store8 + opI32Store8 // 8 and 16 bits
			if last.op == opI64Store32 {
				op = opI32Store
			}
			replace(2, instruction{op: op, arg: last.arg})
		case last.op == opLocalSet && at(2).op == opLocalTee && string(last.arg) == string(at(2).arg):
			replace(2, last)
		case last.op == opLocalTee && at(2).op == opLocalGet && string(last.arg) == string(at(2).arg):
			replace(1)
		case last.op >= opI32Store && last.op <= opI64Store32 && sink(&code):
		case last.op == opReturn && isReturn(code):
			frame := code[len(code)-12 : len(code)-7]
			raise := instruction{op: opI32Const, arg: appendInt(nil, frame[1].int()+8)}
			replace(12, frame[0], raise, frame[2], at(3), at(2), last)
		case last.op == opReturn && isLeafReturn(code):
			replace(4, at(3), at(2), last)
		case last.op >= opI32Store && last.op <= opI64Store32:
			i, n := storeAddress(code)
			r := &reader{b: last.arg}
			align, offset := r.uint(), r.uint()
			if i < 0 || !small(n) || !small(int64(offset)) {
				return code
			}
			code[len(code)-1].arg = appendUint(appendUint(nil, align), offset+int(n))
			return append(code[:i], code[i+2:]...)
		default:
			return code
		}
	}
}

// isReturn says whether a body takes its frame and the return address off
// the stack, in two steps, and returns 0.
func isReturn(code []instruction) bool {
	const want = "\x20\x41\x6a\x22\x24\x20\x41\x6a\x22\x24\x41\x0f"
	if len(code) < len(want) {
		return false
	}
	code = code[len(code)-len(want):]
	for i := range code {
		if code[i].op != want[i] {
			return false
		}
	}
	const sp = "\x01"
	arg := func(i int) string { return string(code[i].arg) }
	return arg(0) == sp && arg(3) == sp && arg(4) == "\x00" && arg(5) == sp && arg(6) == "\x08" && arg(8) == sp && arg(9) == "\x00" && arg(10) == "\x00" && code[1].int() > 0
}

// storeAddress finds the constant that is added to the address of the store
// at the end of the code: the place of i32.const, or -1.
func storeAddress(code []instruction) (int, int64) {
	need := 1 // values of the store that the instructions before must give
	for i := len(code) - 2; i >= 2; i-- {
		pops, pushes, ok := effect(code[i].op)
		if !ok {
			return -1, 0
		}
		need += pops - pushes
		if need == 0 {
			if code[i-1].op == opI32Add && code[i-2].op == opI32Const {
				return i - 2, code[i-2].int()
			}
			return -1, 0
		}
	}
	return -1, 0
}

// effect is how many values an instruction without control flow takes and gives.
func effect(op byte) (pops, pushes int, ok bool) {
	switch {
	case op == opLocalGet || op == 0x23 || op >= opI32Const && op <= 0x44:
		return 0, 1, true
	case op == opLocalTee || op >= opI32Load && op <= opLastLoad || op == opI32Eqz || op == opI64Eqz ||
		op >= 0x67 && op <= 0x69 || op >= 0x79 && op <= 0x7b || op >= 0x8b && op <= 0x91 || op >= 0x99 && op <= 0x9f || op >= opWrap && op <= 0xc4:
		return 1, 1, true
	case op >= opI32Eqz && op <= 0xa6:
		return 2, 1, true
	}
	return 0, 0, false
}

func comparison(op byte) bool { return op >= opI32Eqz && op <= opLastComparison }

// isLeafReturn says whether a body takes the return address off the stack and
// returns 0, with a local that nothing reads.
func isLeafReturn(code []instruction) bool {
	k := len(code)
	return k > 4 && code[k-4].op == opLocalTee && string(code[k-4].arg) == "\x01" && code[k-3].op == opGlobalSet && code[k-2].op == opI32Const
}

// sink gives a value straight to the store that follows, where the code ends
// in set x, get p, get x, store.
func sink(code *[]instruction) bool {
	c := *code
	k := len(c) - 4
	if k < 0 || c[k].op != opLocalSet || c[k+1].op != opLocalGet || c[k+2].op != opLocalGet || c[k].uint() != c[k+2].uint() || c[k].uint() == c[k+1].uint() {
		return false
	}
	address := c[k+1]
	need := 1
	for i := k - 1; i >= 0; i-- {
		pops, pushes, ok := effect(c[i].op)
		if !ok || c[i].op == opLocalTee && string(c[i].arg) == string(address.arg) {
			return false
		}
		need += pops - pushes
		if need == 0 {
			out := append([]instruction(nil), c[i:k]...)
			set, store := c[k], c[k+3]
			set.op = opLocalTee
			*code = append(append(append(c[:i], address), out...), set, store)
			return true
		}
	}
	return false
}
