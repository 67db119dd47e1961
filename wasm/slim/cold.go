// SPDX-License-Identifier: Apache-2.0

package slim

// helpers are functions that slim adds, for calls that come once in a
// million: push stores a return address and returns 0, the place at which a
// function begins; the others push and call a function of the runtime.
type helpers struct {
	push, sigpanic int
	instead        map[int]int // function of the runtime → what calls it
}

func (f *functions) addHelpers() *helpers {
	add := func(code ...instruction) int {
		return f.addFunction(encode([]byte{0}, append(code, instruction{op: opEnd})))
	}
	sp, setSP := instruction{op: opGlobalGet, arg: []byte{0}}, instruction{op: opGlobalSet, arg: []byte{0}}
	address, sub := indexed(opLocalGet, 0), instruction{op: opI32Sub}
	store := instruction{op: opI64Store, arg: []byte{3, 0}}
	h := &helpers{instead: map[int]int{}, sigpanic: nowhere}
	h.push = add(sp, number(8), sub, setSP, sp, address, instruction{op: opExtend}, store, number(0))
	for _, name := range []string{"runtime.morestack", "runtime.morestack_noctxt"} {
		for _, i := range f.named(name) {
			i += f.imported
			h.instead[i] = add(address, indexed(opCall, h.push), indexed(opCall, i))
		}
	}
	for _, i := range f.named("runtime.sigpanic") {
		// Whatever the place: only the height of the stack is read, which is
		// the same at all but the first.
		h.sigpanic = i + f.imported
		h.instead[h.sigpanic] = add(address, number(firstCold), instruction{op: opI32Or}, indexed(opCall, h.push), indexed(opCall, h.sigpanic))
	}
	return h
}

// cold writes a call that never comes back with the helpers; at is where its
// return address stands.
func (h *helpers) cold(code []instruction, at, place int) ([]instruction, bool) {
	r := &codeReader{code: code, i: at - 6}
	if at < 6 || !(r.next(opLocalGet, "\x01") && r.next(opI32Const, "\x08") && r.next(opI32Sub, "") && r.next(opLocalTee, "\x01") &&
		r.next(opGlobalSet, "\x00") && r.next(opLocalGet, "\x01")) {
		return nil, false
	}
	r.i++
	if !r.next(opI64Store, "\x03\x00") || !r.next(opI32Const, "\x00") || !r.is(opCall) {
		return nil, false
	}
	callee := code[r.i].uint()
	address := indexed(opLocalGet, addressLocal)
	if i, ok := h.instead[callee]; ok && (place == 0 || callee == h.sigpanic) {
		return splice(code, at-6, r.i+1, address, indexed(opCall, i)), true
	}
	return splice(code, at-6, r.i, address, number(place), instruction{op: opI32Or}, indexed(opCall, h.push)), true
}
