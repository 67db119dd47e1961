// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"errors"
	"fmt"
)

// firstPC is the index that the first function of a module has in the tables
// and in the upper bits of a program counter (cmd/link/internal/wasm).
const firstPC = 0x1000

// functions are the bodies of the functions of a module.
type functions struct {
	imported int // functions before the first body
	bodies   [][]byte
	names    []string // "" where unknown
	roots    []int    // exported
	dead     []bool   // replaced by a trap
}

func readFunctions(importSection, codeSection, exportSection, names []byte) (*functions, error) {
	f := &functions{}
	r := &reader{b: importSection}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		r.take(r.uint())
		r.take(r.uint())
		if r.byte() != 0 {
			return nil, errors.New("slim: an import is no function")
		}
		r.uint()
		f.imported++
	}
	c := &reader{b: codeSection}
	for n := c.uint(); n > 0 && c.err == nil; n-- {
		f.bodies = append(f.bodies, c.take(c.uint()))
	}
	if r.err != nil || c.err != nil || len(f.bodies) == 0 {
		return nil, errors.New("slim: the functions cannot be read")
	}
	f.dead = make([]bool, len(f.bodies))
	f.names = make([]string, len(f.bodies))
	if names == nil {
		return nil, errors.New("slim: no names: link without -s")
	}
	r = &reader{b: names}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		i, name := r.uint()-f.imported, r.take(r.uint())
		if i >= 0 && i < len(f.names) {
			f.names[i] = string(name)
		}
	}
	x := &reader{b: exportSection}
	for n := x.uint(); n > 0 && x.err == nil; n-- {
		x.take(x.uint())
		if kind, i := x.byte(), x.uint()-f.imported; kind == 0 && i >= 0 && i < len(f.bodies) {
			f.roots = append(f.roots, i)
		}
	}
	if r.err != nil || x.err != nil {
		return nil, errors.New("slim: the names or the exports cannot be read")
	}
	return f, nil
}

func (f *functions) size() int {
	n := 0
	for _, b := range f.bodies {
		n += len(b)
	}
	return n
}

func (f *functions) encode() []byte {
	out := appendUint(nil, len(f.bodies))
	for _, b := range f.bodies {
		out = appendUint(out, len(b))
		out = append(out, b...)
	}
	return out
}

// isPC says which function a word is a program counter of.
func (f *functions) isPC(word uint64) (int, bool) {
	i := int(word>>16) - firstPC
	return i, word < 1<<40 && i >= 0 && i < len(f.bodies)
}

// references calls found for every function that a body calls or whose
// address it takes. It walks the instructions of core specification §5.4.
func (f *functions) references(body []byte, found func(int)) error {
	r := &reader{b: body}
	for n := r.uint(); n > 0; n-- { // locals
		r.uint()
		r.byte()
	}
	for r.left() {
		op := r.byte()
		switch {
		case op == 0x10: // call
			if i := r.uint() - f.imported; i >= 0 && i < len(f.bodies) {
				found(i)
			}
		case op == 0x41 || op == 0x42: // i32.const, i64.const
			if i, ok := f.isPC(uint64(r.int())); ok {
				found(i)
			}
		case op >= 0x02 && op <= 0x04: // block, loop, if
			r.int()
		case op == 0x0c || op == 0x0d || op >= 0x20 && op <= 0x24: // br, br_if, variables
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
	}
	return r.err
}
