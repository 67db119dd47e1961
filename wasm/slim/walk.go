// SPDX-License-Identifier: Apache-2.0

package slim

import "fmt"

// locals skips the declaration of locals that begins a body.
func (r *reader) locals() {
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		r.uint()
		r.byte()
	}
}

// walk calls f for every instruction of a body, with the place of what
// follows its opcode (core specification §5.4).
func walk(body []byte, f func(op byte, arg, end int)) error {
	r := &reader{b: body}
	r.locals()
	for r.left() {
		op := r.byte()
		arg := r.i
		switch {
		case op == opI32Const || op == opI64Const:
			r.int()
		case op >= 0x02 && op <= 0x04: // block, loop, if
			r.int()
		case op == 0x0c || op == 0x0d || op == opCall || op >= 0x20 && op <= 0x24: // br, br_if, call, variables
			r.uint()
		case op == 0x0e: // br_table
			for n := r.uint(); n >= 0 && r.err == nil; n-- {
				r.uint()
			}
		case op == 0x11 || op >= 0x28 && op <= 0x3e: // call_indirect, loads and stores
			r.uint()
			r.uint()
		case op == 0x3f || op == 0x40: // memory.size, memory.grow
			r.byte()
		case op == 0x43:
			r.take(4)
		case op == 0x44:
			r.take(8)
		case op == 0xfc:
			switch kind := r.uint(); {
			case kind <= 7: // saturating conversions
			case kind == 10: // memory.copy
				r.take(2)
			case kind == 11: // memory.fill
				r.take(1)
			default:
				return fmt.Errorf("slim: instruction 0xfc %d is not known", kind)
			}
		case op <= 0x01 || op == 0x05 || op == 0x0b || op == 0x0f || op == 0x1a || op == 0x1b || op >= 0x45 && op <= 0xc4:
		default:
			return fmt.Errorf("slim: instruction 0x%02x is not known", op)
		}
		if r.err == nil {
			f(op, arg, r.i)
		}
	}
	return r.err
}
