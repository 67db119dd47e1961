// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"encoding/binary"
	"errors"
	"testing"
)

// TestStrangeTypes: descriptors that are not where the module says, or lead
// out of their region, are refused.
func TestStrangeTypes(t *testing.T) {
	const module, links, itab, types, fields = 0, 512, 544, 1024, 1536
	sound := func() *image {
		m := &image{b: make([]byte, 2048)}
		put := func(at int, v uint64) { binary.LittleEndian.PutUint64(m.b[at:], v) }
		put(module+8*typelinksWord, links)
		put(module+8*typelinksWord+8, 1)
		put(module+8*itablinksWord, itab)
		put(types+typeKind-7, kindStruct<<56)
		put(types+typeSize+8, fields)
		put(types+typeSize+16, 1)
		put(fields+8, types)
		return m
	}
	region := &tables{moduledata: module, types: types, etypes: 1792}
	if d, err := findTypes(sound(), region, nil); err != nil || len(d.order) != 1 {
		t.Fatalf("one structure: %v", err)
	}
	for what, at := range map[string]struct {
		place int
		value uint64
	}{
		"as many links as memory":  {module + 8*typelinksWord + 8, 1 << 30},
		"less than no link":        {module + 8*typelinksWord + 8, 1<<64 - 1},
		"links outside":            {module + 8*typelinksWord, 1 << 40},
		"a link before the types":  {links, 1<<32 - 8},
		"a link between words":     {links, 4},
		"itabs outside":            {module + 8*itablinksWord + 8, 1 << 20},
		"a field of no type":       {fields + 8, 8},
		"fields outside":           {types + typeSize + 8, 1 << 33},
		"more fields than memory":  {types + typeSize + 16, 1 << 40},
		"a pointer to it, outside": {types + typePtrToThis - 4, 1 << 62},
	} {
		m := sound()
		binary.LittleEndian.PutUint64(m.b[at.place:], at.value)
		if _, err := findTypes(m, region, nil); !errors.Is(err, errTypes) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestNamesThatOthersMean: a name goes with its field, unless something else
// in memory points to it.
func TestNamesThatOthersMean(t *testing.T) {
	const types, fields, name, elsewhere = 1024, 1536, 1600, 256
	for _, meant := range []bool{false, true} {
		m := &image{b: make([]byte, 2048)}
		put := func(at int, v uint64) { binary.LittleEndian.PutUint64(m.b[at:], v) }
		put(types+typeKind-7, kindStruct<<56)
		put(types+typeSize+8, fields)
		put(types+typeSize+16, 1)
		put(fields, name)
		copy(m.b[name:], "\x02\x03abc\x02de") // abc, with the tag de
		if meant {
			put(elsewhere, name)
		}
		d := &descriptors{m: m, t: &tables{types: types, etypes: 1792}, order: []int{types}}
		d.forgetNames(nil)
		want := "\x00\x00\x00\x00\x00\x00\x00\x00"
		if meant {
			want = "\x02\x03abc\x02de"
		}
		if got := string(m.b[name : name+8]); got != want || m.u64(fields) != 0 {
			t.Errorf("meant elsewhere %v: %q, field points to %d", meant, got, m.u64(fields))
		}
	}
}

// TestWordsThatAreSaid: the words of a type go where no interface can hold it.
func TestWordsThatAreSaid(t *testing.T) {
	const types, name, elsewhere = 1024, 1600, 256
	for what, c := range map[string]struct {
		words, want string
		code, data  bool
	}{
		"nothing names it":      {words: "*main.T"},
		"the code names it":     {words: "*main.T", want: "*main.T", code: true},
		"the data names it":     {words: "*main.T", want: "*main.T", data: true},
		"the code makes it":     {words: "*struct { F uintptr; X0 int }", code: true},
		"a structure like many": {words: "*struct { F uint8 }", want: "*struct { F uint8 }", code: true},
	} {
		m := &image{b: make([]byte, 2048)}
		put := func(at int, v uint64) { binary.LittleEndian.PutUint64(m.b[at:], v) }
		put(types+typeFlags-4, uint64(kindStruct)<<56|extraStar<<32)
		binary.LittleEndian.PutUint32(m.b[types+typeWords:], name-types)
		copy(m.b[name:], "\x00"+string(rune(len(c.words)))+c.words)
		if c.data {
			put(elsewhere, types)
		}
		d := &descriptors{m: m, t: &tables{types: types, etypes: 1792}, order: []int{types}}
		d.forgetNames(d.forgetWords(map[uint32]bool{types: c.code}))
		said := ""
		if off := int(m.u32(types + typeWords)); off != 0 {
			said = string(d.text(types + off))
		}
		if gone := m.b[name+1] == 0; said != c.want || gone != (c.want == "") || (d.flags(types)&extraStar != 0) != (c.want != "") {
			t.Errorf("%s: %q, flags %d", what, said, d.flags(types))
		}
	}
}

// TestMethodsOutOfPlace: methods that are not where the kind of their type
// says, or call no function, are refused.
func TestMethodsOutOfPlace(t *testing.T) {
	const types, methods = 1024, 1200
	for kind, size := range map[byte]int{2: 0, kindPointer: 8, kindSlice: 8, kindFunc: 8, kindChan: 16, kindArray: 24, kindStruct: 32, kindInterface: 32, kindMap: 64} {
		for _, c := range []struct {
			direct uint32
			more   int
			ok     bool
		}{{firstPC, 0, true}, {0, 0, true}, {absent, 0, true}, {firstPC + 1, 0, false}, {7, 0, false}, {firstPC, 1 << 30, false}} {
			m := &image{b: make([]byte, 2048)}
			put := func(at int, v uint32) { binary.LittleEndian.PutUint32(m.b[at:], v) }
			put(types+typeFlags, uncommon|uint32(kind)<<24)
			at := types + typeSize + size
			put(at+4, 1)
			put(at+8, uint32(methods-at+c.more))
			put(methods+8, firstPC)
			put(methods+12, c.direct)
			d := &descriptors{m: m, t: &tables{types: types, etypes: 1792}, order: []int{types}}
			err := d.forgetDirect(types, &functions{bodies: make([][]byte, 1)})
			if c.ok != (err == nil) || c.ok && (m.u32(methods+12) != 0 || m.u32(methods+8) != firstPC) {
				t.Errorf("kind %d, %x, %d: %v", kind, c.direct, c.more, err)
			}
		}
	}
}
