// SPDX-License-Identifier: Apache-2.0

package slim

import "errors"

// firstPC is the index that the first function of a module has in the tables
// and in the upper bits of a program counter (cmd/link/internal/wasm).
const firstPC = 0x1000

// functions are the bodies of the functions of a module.
type functions struct {
	imported  int // functions before the first body
	bodies    [][]byte
	names     []string // "" where unknown
	roots     []int    // exported
	dead      []bool   // replaced by a trap
	types     []int    // index of the type; 0 is that of Go's functions
	start     []byte   // body of the function that runs first
	startType int
	extra     [][]byte  // bodies of the functions that follow it
	places    []*places // of the functions whose calls are counted

	straightened int // functions whose jumps are written again
}

func readFunctions(all []section) (*functions, error) {
	f := &functions{}
	goType := []byte{0x60, 1, typeI32, 1, typeI32}
	if t := (&reader{b: body(all, types)}); t.uint() == 0 || string(t.take(5)) != string(goType) {
		return nil, errors.New("slim: the first type is not that of Go's functions")
	}
	r := &reader{b: body(all, imports)}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		r.take(r.uint())
		r.take(r.uint())
		if r.byte() != 0 {
			return nil, errors.New("slim: an import is no function")
		}
		r.uint()
		f.imported++
	}
	d := &reader{b: body(all, funcs)}
	for n := d.uint(); n > 0 && d.err == nil; n-- {
		f.types = append(f.types, d.uint())
	}
	c := &reader{b: body(all, code)}
	for n := c.uint(); n > 0 && c.err == nil; n-- {
		f.bodies = append(f.bodies, c.take(c.uint()))
	}
	if r.err != nil || c.err != nil || d.err != nil || len(f.bodies) == 0 || len(f.types) != len(f.bodies) || body(all, elements) == nil || body(all, start) != nil {
		return nil, errors.New("slim: the functions cannot be read")
	}
	f.dead = make([]bool, len(f.bodies))
	f.names = make([]string, len(f.bodies))
	names := nameSection(all)
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
	x := &reader{b: body(all, exports)}
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

// encode, encodeTypes and encodeFuncs write the sections of code, types and
// functions with one function more: start, without parameters or results.
func (f *functions) encode() []byte {
	out := appendUint(nil, len(f.bodies)+1+len(f.extra))
	for _, b := range append(append(f.bodies[:len(f.bodies):len(f.bodies)], f.start), f.extra...) {
		out = append(appendUint(out, len(b)), b...)
	}
	return out
}

func (f *functions) encodeTypes(was []byte) []byte {
	r := &reader{b: was}
	n := r.uint()
	out := append(appendUint(nil, n+1), was[r.i:]...)
	f.startType = n
	return append(out, 0x60, 0, 0)
}

func (f *functions) encodeFuncs() []byte {
	out := appendUint(nil, len(f.types)+1+len(f.extra))
	for _, t := range f.types {
		out = appendUint(out, t)
	}
	return append(appendUint(out, f.startType), make([]byte, len(f.extra))...)
}

// isPC says which function a word is a program counter of.
func (f *functions) isPC(word uint64) (int, bool) {
	i := int(word>>16) - firstPC
	return i, word < 1<<40 && i >= 0 && i < len(f.bodies)
}

// references calls found for every function that a body calls or whose
// address it takes.
func (f *functions) references(body []byte, found func(int)) error {
	return walk(body, func(op byte, arg, end int) {
		r := &reader{b: body, i: arg}
		switch op {
		case opCall:
			if i := r.uint() - f.imported; i >= 0 && i < len(f.bodies) {
				found(i)
			}
		case opI32Const, opI64Const:
			if i, ok := f.isPC(uint64(r.int())); ok {
				found(i)
			}
		}
	})
}
