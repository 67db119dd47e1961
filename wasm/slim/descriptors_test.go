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
	if d, err := findTypes(sound(), region); err != nil || len(d.order) != 1 {
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
		if _, err := findTypes(m, region); !errors.Is(err, errTypes) {
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
		d.forgetNames()
		want := "\x00\x00\x00\x00\x00\x00\x00\x00"
		if meant {
			want = "\x02\x03abc\x02de"
		}
		if got := string(m.b[name : name+8]); got != want || m.u64(fields) != 0 {
			t.Errorf("meant elsewhere %v: %q, field points to %d", meant, got, m.u64(fields))
		}
	}
}
