// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"errors"
	"fmt"
	"sort"
)

// strip writes the tables again without names, files and lines, and without
// anything of dead functions. The records of the functions go where the names
// were, as columns; start writes them to their places, and the tables of
// entries, which count up. It returns how many bytes are left; what was behind
// them is zero. Addresses of the tables do not change.
func (t *tables) strip(m *image, f *functions) (int, error) {
	was := &image{base: m.base, b: append([]byte(nil), m.b...)}
	if err := t.counts(was); err != nil {
		return 0, err
	}
	maps, err := t.pointerMaps(was)
	if err != nil {
		return 0, err
	}
	c := collector{}
	if c.setting, err = setting(was, stopWorld); err != nil {
		return 0, err
	}
	r := newRecords()
	for i := 0; i < t.nfunc; i++ {
		if f.dead[i] {
			r.add(record{})
			continue
		}
		record, err := t.record(was, f, i, maps)
		if err != nil {
			return 0, err
		}
		if f.names[i] == marker {
			c.record = t.functab + 8*t.nfunc + 8 + r.size
		}
		r.add(record)
	}
	if c.record == 0 {
		return 0, errors.New("slim: no function named " + marker)
	}
	clear(m.at(t.names, t.end-t.names))
	clear(m.at(t.funcdata, t.findEnd-t.funcdata))
	columns, at := r.encode(t.names)
	c.name = len(columns)
	columns = append(columns, ofRuntime...)
	funcs := t.functab + 8*t.nfunc + 8 // after the table of entries and the end of the last one
	if t.names+len(columns) > t.pctab || t.pctab+1+len(r.values.b) > t.functab || funcs+r.size > t.end || t.funcdata+len(r.maps.b) > t.find {
		return 0, errors.New("slim: the tables grew")
	}
	copy(m.at(t.names, len(columns)), columns)
	copy(m.at(t.pctab+1, len(r.values.b)), r.values.b)
	copy(m.at(t.funcdata, len(r.maps.b)), r.maps.b)
	copy(m.at(t.functab+8*t.nfunc, 4), was.at(t.functab+8*t.nfunc, 4))
	f.addStart(m, t, funcs, at, c)
	return len(columns) + len(r.values.b) + len(r.maps.b), nil
}

// counts checks what start counts: the table of entries, and the table that
// finds a function. That one has a bucket of 20 bytes for every 4,096 of a
// program counter, 16 for each function, of which the runtime reads the first.
func (t *tables) counts(m *image) error {
	if n := t.findEnd - t.find; n <= findSize*(t.nfunc-1) || n > findSize*t.nfunc+8 {
		return errors.New("slim: the table that finds a function has another size")
	}
	for i := 0; i < t.nfunc; i++ {
		entry, find := t.functab+8*i, t.find+findSize*i
		pc := m.u32(entry)
		if fn := t.record0(m, i); pc != uint32(firstPC+i) || m.u32(fn) != pc || m.at(fn, funcSize) == nil || m.u32(find) != uint32(i) || m.u32(find+4)&255 != 0 {
			return fmt.Errorf("slim: function %d is out of order in the tables", i)
		}
	}
	return nil
}

// record0 is where the _func of a function begins.
func (t *tables) record0(m *image, i int) int { return t.functab + int(m.u32(t.functab+8*i+4)) }

// record reads what stays of a function: no tables but those that a program
// without stack traces reads, and new ones where its calls are counted.
func (t *tables) record(m *image, f *functions, i int, maps map[uint32][]byte) (record, error) {
	fn, p := t.record0(m, i), f.places[i]
	r := record{args: m.u32(fn + 8), deferred: m.u32(fn + 12), flags: m.u32(fn+40) & 0xffff}
	npcdata, nfuncdata := int(m.u32(fn+28)), int(m.u32(fn+40)>>24)
	if npcdata > 8 || nfuncdata > 16 {
		return r, fmt.Errorf("slim: function %d has %d and %d tables", i, npcdata, nfuncdata)
	}
	var err error
	values := func(off uint32) (v []byte) {
		if off != 0 && err == nil {
			v, err = pcValues(m, t.pctab+int(off), t.functab)
		}
		return v
	}
	if p != nil {
		r.deferred, r.heights = uint32(p.deferred), p.heights()
	} else {
		r.heights = values(m.u32(fn + 16))
	}
	for j := 0; j < npcdata; j++ {
		off := m.u32(fn + funcSize + 4*j)
		var v []byte
		switch {
		case off == 0 || j != stackMapIndex && (j != panicBounds || p != nil):
		case p == nil:
			v = values(off)
		default:
			old, err := t.sample(m, int(off))
			if err != nil {
				return r, err
			}
			v = p.maps(old)
		}
		r.pcdata = append(r.pcdata, v)
	}
	for j := 0; j < nfuncdata; j++ {
		off := m.u32(fn + funcSize + 4*npcdata + 4*j)
		var v []byte
		if off != absent && (j == argsMaps || j == localsMaps || j == stackObjects || j == openDefers) {
			v = maps[off]
		}
		r.funcdata = append(r.funcdata, v)
	}
	r.pcdata, r.funcdata = trimmed(r.pcdata), trimmed(r.funcdata)
	return r, err
}

// trimmed leaves out the tables at the end that a function does not have.
func trimmed(all [][]byte) [][]byte {
	for len(all) > 0 && len(all[len(all)-1]) == 0 {
		all = all[:len(all)-1]
	}
	return all
}

// pointerMaps returns the pointer maps and their like by their offset. Each
// ends where the next one begins.
func (t *tables) pointerMaps(m *image) (map[uint32][]byte, error) {
	maps := map[uint32][]byte{}
	for i := 0; i < t.nfunc; i++ {
		fn := t.record0(m, i)
		npcdata, nfuncdata := int(m.u32(fn+28)), int(m.u32(fn+40)>>24)
		for j := 0; j < nfuncdata; j++ {
			if off := m.u32(fn + funcSize + 4*npcdata + 4*j); off != absent {
				maps[off] = nil
			}
		}
	}
	all := make([]uint32, 0, len(maps))
	for off := range maps {
		all = append(all, off)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for i, off := range all {
		end := t.find
		if i+1 < len(all) {
			end = t.funcdata + int(all[i+1])
		}
		if maps[off] = m.at(t.funcdata+int(off), end-t.funcdata-int(off)); len(maps[off]) == 0 {
			return nil, errors.New("slim: a pointer map is outside its table")
		}
	}
	return maps, nil
}
