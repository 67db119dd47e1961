// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"encoding/binary"
	"errors"
)

// tables are the function tables of the runtime (runtime/symtab.go, type
// moduledata; cmd/link/internal/ld/pcln.go). All values are addresses.
type tables struct {
	nfunc                   int
	start, pctab, functab   int // of the header, of the pc-value tables, of the function table
	names                   int
	end                     int // after the last _func
	types, etypes           int
	moduledata              int
	funcdata, find, findEnd int // of the pointer maps, of the table that finds a function, and its end
}

const (
	magic    = 0xfffffff1 // abi.Go120PCLnTabMagic
	funcSize = 44         // runtime._func without what follows it
	absent   = ^uint32(0)
)

// Indexes of the tables that a program without stack traces reads
// (internal/abi/symtab.go).
const (
	stackMapIndex, panicBounds                     = 1, 4
	argsMaps, localsMaps, stackObjects, openDefers = 0, 1, 2, 4
)

// findTables finds the one moduledata whose header is a pclntab of Go 1.20 or
// later for 64-bit pointers.
func findTables(m *image) (*tables, error) {
	for i := 0; i+72 <= len(m.b); i += 4 {
		h := m.b[i:]
		if binary.LittleEndian.Uint32(h) != magic || h[4] != 0 || h[5] != 0 || h[6] != 1 || h[7] != 8 {
			continue
		}
		start := m.base + i
		word := func(n int) int { return int(m.u64(start + 8*n)) }
		t := &tables{nfunc: word(1), start: start, names: start + word(4), pctab: start + word(7), functab: start + word(8)}
		for a := m.base; a+8*42 <= m.base+len(m.b); a += 8 {
			data := func(n int) int { return int(m.u64(a + 8*n)) }
			if data(0) != start || data(1) != t.names || data(10) != t.pctab || data(13) != t.functab || data(16) != t.functab || data(17) != t.nfunc+1 {
				continue
			}
			t.moduledata = a
			t.types, t.etypes, t.funcdata, t.find, t.findEnd = data(37), data(38), data(40), data(19), data(41)
			t.end = t.functab + data(14)
			inside := t.names <= t.pctab && t.pctab < t.functab && t.nfunc >= 0 && t.nfunc < maxImage && t.functab+8*t.nfunc+8 <= t.end &&
				m.at(t.names, t.end-t.names) != nil && t.types < t.etypes && m.at(t.types, t.etypes-t.types) != nil &&
				t.end <= t.funcdata && m.at(t.funcdata, t.find-t.funcdata) != nil && m.at(t.find, t.findEnd-t.find) != nil
			if data(22) != 0 || !inside {
				return nil, errors.New("slim: moduledata is not that of Go 1.26")
			}
			return t, nil
		}
	}
	return nil, errors.New("slim: no function table of Go 1.20 or later")
}

// pcValues returns one pc-value table: pairs of variable-length numbers up to
// a zero value (runtime/symtab.go, func step).
func pcValues(m *image, from, limit int) ([]byte, error) {
	b := m.at(from, limit-from)
	r := &reader{b: b}
	for first := true; ; first = false {
		v := r.uint()
		if v == 0 && !first {
			break
		}
		r.uint()
		if r.err != nil {
			return nil, errors.New("slim: a table of values does not end")
		}
	}
	return b[:r.i], nil
}

// samples returns the height of the stack at every place of a function, and
// the number of the map of its live pointers.
func (t *tables) samples(m *image, i int) (height, maps func(place int) int32, err error) {
	fn := t.functab + int(m.u32(t.functab+8*i+4))
	if height, err = t.sample(m, int(m.u32(fn+16))); err != nil {
		return nil, nil, err
	}
	off := 0
	if m.u32(fn+28) > stackMapIndex {
		off = int(m.u32(fn + funcSize + 4*stackMapIndex))
	}
	maps, err = t.sample(m, off)
	return height, maps, err
}

// sample reads a pc-value table: the value that holds at a place.
func (t *tables) sample(m *image, off int) (func(place int) int32, error) {
	if off == 0 { // none: as the runtime reads it
		return func(int) int32 { return -1 }, nil
	}
	b, err := pcValues(m, t.pctab+off, t.functab)
	if err != nil {
		return nil, err
	}
	type run struct {
		until int
		value int32
	}
	var runs []run
	r := &reader{b: b}
	value, at := int32(-1), 0
	for r.left() {
		d := uint32(r.uint())
		if d == 0 && len(runs) > 0 {
			break
		}
		value += int32(-(d & 1) ^ (d >> 1))
		at += r.uint()
		runs = append(runs, run{at, value})
	}
	return func(place int) int32 {
		for _, run := range runs {
			if place < run.until {
				return run.value
			}
		}
		return -1
	}, nil
}

// deferreturn is the place of a function that runs what was deferred.
func (t *tables) deferreturn(m *image, i int) int {
	return int(m.u32(t.functab + int(m.u32(t.functab+8*i+4)) + 12))
}
