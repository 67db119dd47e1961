// SPDX-License-Identifier: Apache-2.0

package slim

const (
	typeI32, typeI64 = 0x7f, 0x7e
	addressLocal     = 2 // the local that holds the address of the function
)

// shareAddresses writes the return addresses of every body again. Before a
// call Go stores a program counter: the index of the function in the upper
// bits, the place in it in the lower 16. Five bytes that are new at every
// call do not compress; an address that a local holds, set once, and a place
// of one or two bytes do. The local is the third of every function (after
// PC_B and SP), so that it has the same number everywhere.
func (f *functions) shareAddresses() error {
	for i, body := range f.bodies {
		if f.dead[i] || f.types[i] != 0 {
			continue
		}
		own := func(arg int) (place int64, ok bool) {
			v := (&reader{b: body, i: arg}).int()
			j, ok := f.isPC(uint64(v))
			return v & 0xffff, ok && i == j
		}
		calls := 0
		err := walk(body, func(op byte, arg, _ int) {
			if op == opI64Const {
				if _, ok := own(arg); ok {
					calls++
				}
			}
		})
		if err != nil {
			return err
		}
		out, code, ok := withAddressLocal(body)
		if calls == 0 || !ok {
			continue
		}
		out = append(out, opI64Const)
		out = appendInt(out, int64(firstPC+i)<<16)
		out = append(out, opLocalSet, addressLocal)
		if err := walk(body, func(op byte, arg, end int) {
			switch op {
			case opLocalGet, opLocalSet, opLocalTee:
				n := (&reader{b: body, i: arg}).uint()
				if n >= addressLocal {
					n++
				}
				out = appendUint(append(out, body[code:arg]...), n)
				code = end
			case opI64Const:
				if place, ok := own(arg); ok {
					out = append(out, body[code:arg-1]...)
					out = append(out, opLocalGet, addressLocal)
					if place != 0 {
						out = append(appendInt(append(out, opI64Const), place), opI64Or)
					}
					code = end
				}
			}
		}); err != nil {
			return err
		}
		f.bodies[i] = append(out, body[code:]...)
	}
	return nil
}

// withAddressLocal returns the declaration of the locals of a body with one
// more after SP, and where the code begins.
func withAddressLocal(body []byte) (decl []byte, code int, ok bool) {
	r := &reader{b: body}
	n := r.uint()
	if n == 0 || r.uint() != 1 || r.byte() != typeI32 {
		return nil, 0, false
	}
	decl, from := append(appendUint(nil, n+1), 1, typeI32, 1, typeI64), r.i
	if n--; n > 0 {
		if more := r.uint(); r.byte() == typeI64 { // join the group that follows
			decl = append(appendUint(append(appendUint(nil, n+1), 1, typeI32), more+1), typeI64)
			from = r.i
		}
		n--
	}
	for ; n > 0; n-- {
		r.uint()
		r.byte()
	}
	return append(decl, body[from:r.i]...), r.i, r.err == nil
}
