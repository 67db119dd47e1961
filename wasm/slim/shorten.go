// SPDX-License-Identifier: Apache-2.0

package slim

const (
	opReturn, opGlobalSet                = 0x0f, 0x24
	opI32Eqz, opI64Eqz, opLastComparison = 0x45, 0x50, 0x66
	opI32Add, opI32Sub, opI64Add         = 0x6a, 0x6b, 0x7c
	opWrap, opExtend                     = 0xa7, 0xad // i32.wrap_i64, i64.extend_i32_u
	opFirstLoad, opI64Load, opLastLoad   = 0x28, 0x29, 0x35
	opFirstStore, opLastStore            = 0x36, 0x3e
)

// instruction is one instruction of a body and what follows its opcode.
type instruction struct {
	op  byte
	arg []byte
}

func (n instruction) int() int64 { return (&reader{b: n.arg}).int() }

// shorten writes the instructions of a body with fewer bytes. Each rule is an
// identity of WebAssembly's integers that the compiler leaves undone, since
// it works on 64-bit values and addresses have 32 bits:
//
//	extend, const n, add, wrap      → i32.const n, i32.add
//	i64.const n, wrap               → i32.const n
//	comparison, extend, eqz, eqz    → comparison
//	extend, i64.eqz                 → i32.eqz
//	i32.const n, add, load m        → load n+m, for n ≥ 0: an address does not wrap
//	i32.const n, add, value, store m → value, store n+m
//	i64.load, wrap                  → i32.load
//	the stack pointer raised by the frame, then by a return address → raised once
func (f *functions) shorten() error {
	for i, body := range f.bodies {
		if f.dead[i] {
			continue
		}
		r := &reader{b: body}
		r.locals()
		var code []instruction
		if err := walk(body, func(op byte, arg, end int) {
			code = shortened(append(code, instruction{op, body[arg:end]}))
		}); err != nil {
			return err
		}
		out := append([]byte(nil), body[:r.i]...)
		for _, n := range code {
			out = append(append(out, n.op), n.arg...)
		}
		f.bodies[i] = out
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
			replace(4, instruction{opI32Const, appendInt(nil, int64(int32(at(3).int())))}, instruction{op: opI32Add})
		case last.op == opWrap && at(2).op == opI64Const:
			replace(2, instruction{opI32Const, appendInt(nil, int64(int32(at(2).int())))})
		case last.op == opI32Eqz && at(2).op == opI32Eqz && comparison(at(3).op):
			replace(2)
		case last.op == opI64Eqz && at(2).op == opExtend:
			replace(2, instruction{op: opI32Eqz})
		case last.op >= opFirstLoad && last.op <= opLastLoad && at(2).op == opI32Add && at(3).op == opI32Const && small(at(3).int()):
			r := &reader{b: last.arg}
			align, offset := r.uint(), r.uint()
			if !small(int64(offset)) {
				return code
			}
			replace(3, instruction{last.op, appendUint(appendUint(nil, align), offset+int(at(3).int()))})
		case last.op == opWrap && at(2).op == opI64Load:
			replace(2, instruction{opFirstLoad, append([]byte{2}, at(2).arg[1:]...)})
		case last.op == opReturn && isReturn(code):
			frame := code[len(code)-12 : len(code)-7]
			raise := instruction{opI32Const, appendInt(nil, frame[1].int()+8)}
			replace(12, frame[0], raise, frame[2], at(3), at(2), last)
		case last.op >= opFirstStore && last.op <= opLastStore:
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
	case op == opLocalTee || op >= opFirstLoad && op <= opLastLoad || op == opI32Eqz || op == opI64Eqz ||
		op >= 0x67 && op <= 0x69 || op >= 0x79 && op <= 0x7b || op >= 0x8b && op <= 0x91 || op >= 0x99 && op <= 0x9f || op >= opWrap && op <= 0xc4:
		return 1, 1, true
	case op >= opI32Eqz && op <= 0xa6:
		return 2, 1, true
	}
	return 0, 0, false
}

func comparison(op byte) bool { return op >= opI32Eqz && op <= opLastComparison }
