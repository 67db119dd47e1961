// SPDX-License-Identifier: Apache-2.0

package slim

import "encoding/binary"

// record is what stays of the _func of a function (runtime/runtime2.go).
type record struct {
	args, deferred   uint32
	flags            uint32 // funcID and flag
	heights          []byte // of the stack: a pc-value table
	pcdata, funcdata [][]byte
}

// records are the records of all functions as columns of numbers of variable
// length: compressed, a fifth less than one record after the other. What a
// record points to is in the order in which the columns name it first: most
// is named once, and "the next one, so long" is shorter than where it is.
type records struct {
	columns      [][]byte
	values, maps *heap
	size         int // of the records in memory
}

// Columns of a record, in the order in which start reads them; those of
// pcdata and funcdata follow.
const (
	colArgs = iota
	colDeferred
	colFlags
	colPCData   // how many
	colFuncData // how many
	colHeights
	colFirstPCData
	colFirstFuncData = colFirstPCData + 8
	columnCount      = colFirstFuncData + 16
)

// heap holds tables one after the other, each once. Their numbers begin at 1.
type heap struct {
	b  []byte
	at map[string]int
}

func newRecords() *records {
	return &records{columns: make([][]byte, columnCount), values: &heap{at: map[string]int{}}, maps: &heap{at: map[string]int{}}}
}

func (r *records) add(f record) {
	number := func(column int, v uint32) { r.columns[column] = appendUint(r.columns[column], int(v)) }
	table := func(column int, h *heap, v []byte) { r.columns[column] = h.refer(r.columns[column], v) }
	number(colArgs, f.args)
	number(colDeferred, f.deferred)
	number(colFlags, f.flags)
	number(colPCData, uint32(len(f.pcdata)))
	number(colFuncData, uint32(len(f.funcdata)))
	table(colHeights, r.values, f.heights)
	for j, v := range f.pcdata {
		table(colFirstPCData+j, r.values, v)
	}
	for j, v := range f.funcdata {
		table(colFirstFuncData+j, r.maps, v)
	}
	r.size += funcSize + 4*(len(f.pcdata)+len(f.funcdata))
}

// refer appends what stands for a table: 0 for none, an odd number for the
// next one, half of which is its length, and an even one for another, half of
// which is its number.
func (h *heap) refer(column, v []byte) []byte {
	if len(v) == 0 {
		return append(column, 0)
	}
	if n, ok := h.at[string(v)]; ok {
		return appendUint(column, 2*n)
	}
	h.at[string(v)] = len(h.b) + 1
	h.b = append(h.b, v...)
	return appendUint(column, 2*len(v)+1)
}

// cursors is where start finds its place in the columns. Of each column: where
// it goes on, and where the number of the next table stands.
type cursors struct{ first int }

func (c cursors) column(i int) int { return c.first + 8*i }

// encode returns the columns with the cursors before them, for an address.
func (r *records) encode(addr int) ([]byte, cursors) {
	c := cursors{first: (addr+3)&^3 + 8}
	out := make([]byte, c.column(columnCount)-addr)
	put := func(at, v int) { binary.LittleEndian.PutUint32(out[at-addr:], uint32(v)) }
	values, maps := c.first-8, c.first-4
	put(values, 1)
	put(maps, 1)
	for i, column := range r.columns {
		next := values
		if i >= colFirstFuncData {
			next = maps
		}
		put(c.column(i), addr+len(out))
		put(c.column(i)+4, next)
		out = append(out, column...)
	}
	return out, c
}
