// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

// tables are the function tables of the runtime (runtime/symtab.go, type
// moduledata; cmd/link/internal/ld/pcln.go). All values are addresses.
type tables struct {
	nfunc                   int
	start, pctab, functab   int // of the header, of the pc-value tables, of the function table
	names                   int
	end                     int // after the last _func
	types, etypes, funcdata int
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
			t.types, t.etypes, t.funcdata = data(37), data(38), data(40)
			t.end = t.functab + data(14)
			inside := t.names <= t.pctab && t.pctab < t.functab && t.nfunc >= 0 && t.nfunc < maxImage && t.functab+8*t.nfunc+8 <= t.end &&
				m.at(t.names, t.end-t.names) != nil && t.types < t.etypes && m.at(t.types, t.etypes-t.types) != nil && m.at(t.funcdata, 1) != nil
			if data(22) != 0 || !inside {
				return nil, errors.New("slim: moduledata is not that of Go 1.26")
			}
			return t, nil
		}
	}
	return nil, errors.New("slim: no function table of Go 1.20 or later")
}

// strip writes the tables again without names, files and lines, and without
// anything of dead functions. What counts up (the table of entries) is left
// to start. It returns how many bytes are left; what was behind them is zero.
// Addresses of the tables do not change.
func (t *tables) strip(m *image, f *functions) (int, error) {
	old := append([]byte(nil), m.b...)
	was := &image{base: m.base, b: old}
	clear(m.at(t.names, t.end-t.names))

	// The pc-value tables that stay, each once, in the order of functions.
	pctab, at := []byte{0}, map[string]uint32{}
	add := func(v []byte) uint32 {
		if len(v) == 0 {
			return 0
		}
		n, ok := at[string(v)]
		if !ok {
			n = uint32(len(pctab))
			at[string(v)] = n
			pctab = append(pctab, v...)
		}
		return n
	}
	values := func(off uint32) (uint32, error) {
		if off == 0 {
			return 0, nil
		}
		v, err := pcValues(was, t.pctab+int(off), t.functab)
		if err != nil {
			return 0, err
		}
		return add(v), nil
	}
	var funcs []byte
	word := func(v uint32) { funcs = binary.LittleEndian.AppendUint32(funcs, v) }
	begin := 8*t.nfunc + 8 // after the table of entries and the end of the last one
	kept := map[uint32]bool{}
	for i := 0; i < t.nfunc; i++ {
		entry := t.functab + 8*i
		fn := t.functab + int(was.u32(entry+4))
		pc := was.u32(entry)
		if pc != uint32(firstPC+i) || was.u32(fn) != pc || was.at(fn, funcSize) == nil {
			return 0, fmt.Errorf("slim: function %d is out of order in the tables", i)
		}
		if f.dead[i] {
			funcs = append(funcs, make([]byte, funcSize)...)
			continue
		}
		var pcdata, data []uint32
		npcdata, nfuncdata := int(was.u32(fn+28)), int(was.u32(fn+40)>>24)
		if npcdata > 8 || nfuncdata > 16 {
			return 0, fmt.Errorf("slim: function %d has %d and %d tables", i, npcdata, nfuncdata)
		}
		p := f.places[i]
		for j := 0; j < npcdata; j++ {
			off := was.u32(fn + funcSize + 4*j)
			if j != stackMapIndex && (j != panicBounds || p != nil) {
				off = 0
			}
			var n uint32
			var err error
			if p == nil {
				n, err = values(off)
			} else if off != 0 {
				var maps func(place int) int32
				if maps, err = t.sample(was, int(off)); err == nil {
					n = add(p.maps(maps))
				}
			}
			if err != nil {
				return 0, err
			}
			pcdata = append(pcdata, n)
		}
		for len(pcdata) > 0 && pcdata[len(pcdata)-1] == 0 {
			pcdata = pcdata[:len(pcdata)-1]
		}
		for j := 0; j < nfuncdata; j++ {
			off := was.u32(fn + funcSize + 4*npcdata + 4*j)
			if j != argsMaps && j != localsMaps && j != stackObjects && j != openDefers {
				off = absent
			}
			data = append(data, off)
			if off != absent {
				kept[off] = true
			}
		}
		for len(data) > 0 && data[len(data)-1] == absent {
			data = data[:len(data)-1]
		}
		deferred, sp := was.u32(fn+12), uint32(0)
		if p != nil {
			deferred, sp = uint32(p.deferred), add(p.heights())
		} else if n, err := values(was.u32(fn + 16)); err == nil {
			sp = n
		} else {
			return 0, err
		}
		word(0)               // entryOff, written by start
		word(0)               // nameOff
		word(was.u32(fn + 8)) // args
		word(deferred)
		word(sp)
		word(0) // pcfile
		word(0) // pcln
		word(uint32(len(pcdata)))
		word(0)                                                 // cuOffset
		word(0)                                                 // startLine
		word(was.u32(fn+40)&0x00ffffff | uint32(len(data))<<24) // funcID, flag, nfuncdata
		for _, v := range append(pcdata, data...) {
			word(v)
		}
	}
	binary.LittleEndian.PutUint32(m.at(t.functab+8*t.nfunc, 4), was.u32(t.functab+8*t.nfunc))
	if t.pctab+len(pctab) > t.functab || t.functab+begin+len(funcs) > t.end {
		return 0, errors.New("slim: the tables grew")
	}
	f.start = t.startBody(begin)
	copy(m.at(t.pctab, len(pctab)), pctab)
	copy(m.at(t.functab+begin, len(funcs)), funcs)
	t.forget(m, was, kept)
	return len(pctab) + begin + len(funcs), nil
}

// startBody is a function that fills the table of entries and the first word
// of every _func, which the records themselves give: each ends where the next
// one begins, and functions are numbered in order.
func (t *tables) startBody(begin int) []byte {
	const entry, record, pc = 0, 1, 2
	b := []byte{1, 3, typeI32}
	set := func(local int, v int) {
		b = append(appendInt(append(b, opI32Const), int64(v)), opLocalSet, byte(local))
	}
	get := func(locals ...byte) {
		for _, l := range locals {
			b = append(b, opLocalGet, l)
		}
	}
	number := func(v int) { b = appendInt(append(b, opI32Const), int64(v)) }
	const load, load8, store, less, add, multiply = 0x28, 0x2d, 0x36, 0x49, 0x6a, 0x6c
	set(entry, t.functab)
	set(record, t.functab+begin)
	set(pc, firstPC)
	b = append(b, 0x03, 0x40) // loop
	get(entry, pc)
	b = append(b, store, 2, 0)
	get(entry, record)
	number(-t.functab)
	b = append(b, add, store, 2, 4)
	get(record, pc)
	b = append(b, store, 2, 0)
	get(record, record) // record += funcSize + 4 * (npcdata + nfuncdata)
	b = append(b, load, 2, 28)
	get(record)
	b = append(b, load8, 0, 43, add)
	number(4)
	b = append(b, multiply)
	number(funcSize)
	b = append(b, add, add, opLocalSet, record)
	get(pc)
	number(1)
	b = append(b, add, opLocalSet, pc)
	get(entry)
	number(8)
	b = append(b, add, opLocalTee, entry)
	number(t.functab + 8*t.nfunc)
	return append(b, less, 0x0d, 0, 0x0b, 0x0b) // br_if loop; end; end
}

// forget clears the pointer maps and argument descriptions that no function
// names any more. Each ends where the next one begins.
func (t *tables) forget(m, was *image, kept map[uint32]bool) {
	seen := map[uint32]bool{}
	for i := 0; i < t.nfunc; i++ {
		fn := t.functab + int(was.u32(t.functab+8*i+4))
		npcdata, nfuncdata := int(was.u32(fn+28)), int(was.u32(fn+40)>>24)
		for j := 0; j < nfuncdata; j++ {
			if off := was.u32(fn + funcSize + 4*npcdata + 4*j); off != absent {
				seen[off] = true
			}
		}
	}
	all := make([]uint32, 0, len(seen))
	for off := range seen {
		all = append(all, off)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for i := 0; i+1 < len(all); i++ {
		if !kept[all[i]] {
			clear(m.at(t.funcdata+int(all[i]), int(all[i+1]-all[i])))
		}
	}
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
