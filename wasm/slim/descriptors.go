// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"errors"
	"strings"
)

// The descriptors of types (internal/abi/type.go) say more than a program
// without package reflect reads. What is left out:
//
//   - names and tags of fields, except a blank one: they are hashed by no map;
//   - types and offsets of fields, where neither a map nor the collector asks
//     for them;
//   - the hash of a type that no type switch names: the code of a switch holds
//     the hashes of its cases as constants, and compares the types themselves
//     afterwards (cmd/compile/internal/walk/switch.go);
//   - which type points to this one, the list of all types, and how a method is
//     called other than through an interface: reflect alone asks for them;
//   - the words of a type that no value of an interface can have.
//
// The words of the others stay: they are in the message of a failed assertion.
const (
	typeSize, fieldSize, uncommonSize, itabHash = 48, 24, 16, 16
	typeHash, typeFlags, typeKind, typeEqual    = 16, 20, 23, 24
	typeWords, typePtrToThis                    = 40, 44
	uncommon, extraStar, hasName                = 1, 2, 4 // abi.TFlag
	regularMemory, maskLater                    = 8, 16
	kindArray, kindChan, kindFunc               = 17, 18, 19
	kindInterface, kindMap                      = 20, 21
	kindPointer, kindSlice, kindStruct          = 22, 23, 25
	typelinksWord, itablinksWord                = 45, 48 // of moduledata
)

var errTypes = errors.New("slim: the descriptors of types are not those of Go 1.26")

// descriptors are the types that the links of the module lead to, and the
// structures of its closures.
type descriptors struct {
	m     *image
	t     *tables
	seen  map[int]bool
	order []int
	itabs []int
}

func findTypes(m *image, t *tables, constants map[uint32]bool) (*descriptors, error) {
	d := &descriptors{m: m, t: t, seen: map[int]bool{}}
	word := func(n int) int { return int(m.u64(t.moduledata + 8*n)) }
	links, n := word(typelinksWord), word(typelinksWord+1)
	if n < 0 || n > maxImage || m.at(links, 4*n) == nil {
		return nil, errTypes
	}
	for i := range n {
		d.add(t.types + int(m.u32(links+4*i)))
	}
	links, n = word(itablinksWord), word(itablinksWord+1)
	if n < 0 || n > maxImage || m.at(links, 8*n) == nil {
		return nil, errTypes
	}
	for i := range n {
		itab := int(m.u64(links + 8*i))
		if m.at(itab, 24) == nil {
			return nil, errTypes
		}
		d.itabs = append(d.itabs, itab)
		d.add(int(m.u64(itab)))
		d.add(int(m.u64(itab + 8)))
	}
	for a := t.types &^ 7; a < t.etypes; a += 8 {
		if constants[uint32(a)] && m.at(a, typeSize) != nil && d.closure(a) {
			d.add(a)
		}
	}
	for i := 0; i < len(d.order); i++ { // grows
		if err := d.follow(d.order[i]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *descriptors) add(a int) {
	if !d.seen[a] && a != 0 {
		d.seen[a] = true
		d.order = append(d.order, a)
	}
}

func (d *descriptors) kind(a int) byte { return d.m.at(a+typeKind, 1)[0] & 31 }
func (d *descriptors) flags(a int) int { return int(d.m.at(a+typeFlags, 1)[0]) }

// fields are where the fields of a structure are, and how many.
func (d *descriptors) fields(a int) (at, n int) {
	return int(d.m.u64(a + typeSize + 8)), int(d.m.u64(a + typeSize + 16))
}

// follow adds the types that a type is made of.
func (d *descriptors) follow(a int) error {
	m, t := d.m, d.t
	if a < t.types || a+typeSize+32 > t.etypes || a&7 != 0 {
		return errTypes
	}
	if off := int(m.u32(a + typePtrToThis)); off != 0 {
		d.add(t.types + off)
	}
	parts, ok := d.parts(a)
	if !ok {
		return errTypes
	}
	for _, at := range parts {
		d.add(int(m.u64(at)))
	}
	return nil
}

// parts are the words of a descriptor that name the types it is made of.
func (d *descriptors) parts(a int) (at []int, ok bool) {
	first, n, step := a+typeSize, 0, 8
	switch d.kind(a) {
	case kindChan, kindPointer, kindSlice:
		n = 1
	case kindArray:
		n = 2
	case kindMap:
		n = 3
	case kindFunc: // its arguments and results stand behind it
		n = int(d.m.u32(first)&0xffff + d.m.u32(first)>>16&0x7fff)
		first += 8
		if d.flags(a)&uncommon != 0 {
			first += uncommonSize
		}
	case kindStruct:
		first, n = d.fields(a)
		first, step = first+8, fieldSize
	}
	if n < 0 || n > maxImage || n > 0 && d.m.at(first, step*(n-1)+8) == nil {
		return nil, false
	}
	for i := range n {
		at = append(at, first+step*i)
	}
	return at, true
}

// forgetTypes leaves out what only package reflect would read of the types. It
// runs before the code is written again: the constants are the compiler's.
func (f *functions) forgetTypes(m *image, t *tables) error {
	for _, name := range f.names {
		if strings.HasPrefix(name, "reflect.") {
			return nil
		}
	}
	constants := map[uint32]bool{}
	for i, b := range f.bodies {
		if f.dead[i] {
			continue
		}
		err := walk(b, func(op byte, arg, end int) {
			if op == opI32Const || op == opI64Const {
				r := &reader{b: b, i: arg}
				constants[uint32(r.int())] = true
			}
		})
		if err != nil {
			return err
		}
	}
	d, err := findTypes(m, t, constants)
	if err != nil {
		return err
	}
	anonymous := false // a structure without a name that has methods
	for _, a := range d.order {
		anonymous = anonymous || d.kind(a) == kindStruct && d.flags(a)&(uncommon|hasName) == uncommon
	}
	d.forgetNames(d.forgetWords(constants))
	clear(m.at(int(m.u64(t.moduledata+8*typelinksWord)), 4*int(m.u64(t.moduledata+8*typelinksWord+8))))
	for _, a := range d.order {
		if err := d.forgetDirect(a, f); err != nil {
			return err
		}
		if !constants[m.u32(a+typeHash)] {
			clear(m.at(a+typeHash, 4))
		}
		clear(m.at(a+typePtrToThis, 4))
		if d.kind(a) != kindStruct || anonymous {
			continue
		}
		// What a map hashes has a comparison and is not plain memory; what the
		// collector looks into has its mask made later (runtime/type.go,
		// buildGCMask; runtime/alg.go, typehash).
		hashed := m.u64(a+typeEqual) != 0 && d.flags(a)&regularMemory == 0
		if !hashed && d.flags(a)&maskLater == 0 {
			at, n := d.fields(a)
			clear(m.at(at, fieldSize*n))
		}
	}
	for _, itab := range d.itabs {
		copy(m.at(itab+itabHash, 4), m.at(int(m.u64(itab+8))+typeHash, 4))
	}
	return nil
}

// forgetDirect takes the functions that reflect calls from the methods of a
// type; an interface calls others (internal/abi/type.go, Method). They stand
// behind what a type of its kind has of its own.
func (d *descriptors) forgetDirect(a int, f *functions) error {
	if d.flags(a)&uncommon == 0 {
		return nil
	}
	at := a + typeSize
	switch d.kind(a) {
	case kindPointer, kindSlice, kindFunc:
		at += 8
	case kindChan:
		at += 16
	case kindArray:
		at += 24
	case kindStruct, kindInterface:
		at += 32
	case kindMap:
		at += 64
	}
	methods, n := at+int(d.m.u32(at+8)), int(d.m.u32(at+4)&0xffff)
	if d.m.at(methods, 16*n) == nil {
		return errTypes
	}
	for direct := methods + 12; n > 0; n-- {
		// None where the linker found no use of it.
		if i := int(d.m.u32(direct)) - firstPC; d.m.u32(direct)+1 > 1 && (i < 0 || i >= len(f.bodies)) {
			return errTypes
		}
		clear(d.m.at(direct, 4))
		direct += 16
	}
	return nil
}

// forgetWords takes the words from the types that no value of an interface
// has, and returns where they were. To make such a value the code or the data
// (an itab, a dictionary) names its type; the structure of a closure is named to
// make a closure.
func (d *descriptors) forgetWords(constants map[uint32]bool) (words []int) {
	m, t := d.m, d.t
	named, own := map[int]bool{}, map[int]bool{}
	for _, a := range d.order {
		parts, _ := d.parts(a)
		for _, at := range parts {
			own[at] = true
		}
	}
	for a := m.base; a+8 <= m.base+len(m.b); a += 8 {
		if !own[a] {
			named[int(m.u64(a))] = true
		}
	}
	for _, a := range d.order {
		name := t.types + int(m.u32(a+typeWords))
		if (named[a] || constants[uint32(a)]) && !d.closure(a) {
			continue
		}
		clear(m.at(a+typeWords, 4))
		m.at(a+typeFlags, 1)[0] &^= extraStar
		words = append(words, name)
	}
	return words
}

// closure tells whether a type is the structure of a closure. No link leads to
// it, but the code that makes it.
func (d *descriptors) closure(a int) bool {
	return d.kind(a) == kindStruct && strings.HasPrefix(string(d.text(d.t.types+int(d.m.u32(a+typeWords)))), "*struct { F uintptr;")
}

// text returns the letters of a name.
func (d *descriptors) text(a int) []byte {
	r := &reader{b: d.name(a)}
	r.byte()
	return r.take(r.uint())
}

// forgetNames takes the names from the fields, and clears those and the words
// that nothing else can mean: neither an offset among the descriptors nor a
// pointer anywhere.
func (d *descriptors) forgetNames(words []int) {
	m, t := d.m, d.t
	uses, pointed := map[int]int{}, map[int]int{} // by fields, and by any pointer
	for _, a := range words {
		uses[a] = 0
	}
	var pointers []int
	for _, a := range d.order {
		if d.kind(a) != kindStruct {
			continue
		}
		at, n := d.fields(a)
		for i := range n {
			if name := int(m.u64(at + fieldSize*i)); name >= t.types && name < t.etypes && !d.blank(name) {
				uses[name]++
				pointers = append(pointers, at+fieldSize*i)
			}
		}
	}
	for a := m.base; a+8 <= m.base+len(m.b); a += 8 {
		name := int(m.u64(a))
		if _, ok := uses[name]; ok {
			pointed[name]++
		}
	}
	for a := t.types; a+4 <= t.etypes; a += 4 {
		delete(uses, t.types+int(m.u32(a)))
	}
	for _, a := range pointers {
		clear(m.at(a, 8))
	}
	for name, n := range uses {
		if n == pointed[name] {
			clear(d.name(name))
		}
	}
}

func (d *descriptors) blank(name int) bool {
	b := d.m.at(name, 3)
	return b == nil || b[1] == 1 && b[2] == '_'
}

// name returns the bytes of a name (internal/abi/type.go, Name): flags, its
// length and letters, then those of a tag, then the offset of a package.
func (d *descriptors) name(a int) []byte {
	rest := d.m.at(a, d.t.etypes-a)
	if len(rest) == 0 {
		return nil
	}
	r := &reader{b: rest}
	flags := r.byte()
	r.take(r.uint())
	if flags&2 != 0 {
		r.take(r.uint())
	}
	if flags&4 != 0 {
		r.take(4)
	}
	if r.err != nil {
		return nil
	}
	return rest[:r.i]
}
