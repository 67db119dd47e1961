// SPDX-License-Identifier: Apache-2.0

package slim

const (
	findSize = 16 * 20 // bytes of a function in runtime.findfunctab

	opI32Load8U, opI32LtU, opI32GeU, opI32And, opI32Shl, opI32ShrU = 0x2d, 0x49, 0x4f, 0x71, 0x74, 0x76
	opI64LtU, opI64Or, opI64Shl, opI64ShrU                         = 0x54, 0x84, 0x86, 0x88
)

// program writes instructions one after the other.
type program []instruction

func (p *program) add(code ...instruction) { *p = append(*p, code...) }
func (p *program) op(ops ...byte) {
	for _, op := range ops {
		p.add(instruction{op: op})
	}
}
func (p *program) get(locals ...int) {
	for _, l := range locals {
		p.add(indexed(opLocalGet, l))
	}
}
func (p *program) set(local int)   { p.add(indexed(opLocalSet, local)) }
func (p *program) number(v int)    { p.add(number(v)) }
func (p *program) call(f int)      { p.add(indexed(opCall, f)) }
func (p *program) load(offset int) { p.add(memory(opI32Load, offset)) }
func (p *program) store(off int)   { p.add(memory(opI32Store, off)) }

// count adds to a local.
func (p *program) count(local, by int) {
	p.get(local)
	p.number(by)
	p.op(opI32Add)
	p.set(local)
}

// body ends the program and declares its locals, all of 32 bits.
func (p *program) body(locals int) []byte {
	p.op(opEnd)
	return encode([]byte{1, byte(locals), typeI32}, *p)
}

func memory(op byte, offset int) instruction {
	return instruction{op: op, arg: appendUint([]byte{2}, offset)}
}

// addFunction adds a function of the type of Go's functions and returns its
// index in the module.
func (f *functions) addFunction(body []byte) int {
	f.extra = append(f.extra, body)
	return f.imported + len(f.bodies) + len(f.extra) // after the function that runs first
}

// addStart writes the function that runs first. It writes the records of all
// functions from their columns, and what counts up with them: the table of
// entries and the table that finds a function; and the powers of ten.
func (f *functions) addStart(m *image, t *tables, funcs int, c cursors, gc collector) {
	read := f.addFunction(readNumber())
	refer := f.addFunction(readTable(read))
	const entry, record, pc, find, column, pcdata, funcdata = 0, 1, 2, 3, 4, 5, 6
	var p program
	value := func(from, function int) {
		p.number(c.column(from))
		p.call(function)
	}
	field := func(offset, from, function int) {
		p.get(record)
		value(from, function)
		p.store(offset)
	}
	// tables writes what a record points to; less is the number of the first.
	tables := func(left, first, less int) {
		p.number(c.column(first))
		p.set(column)
		p.add(block(opBlock), block(opLoop))
		p.get(left)
		p.op(opI32Eqz)
		p.add(indexed(opBrIf, 1))
		p.get(record, column)
		p.call(refer)
		p.number(less)
		p.op(opI32Sub)
		p.store(0)
		p.count(record, 4)
		p.count(column, 8)
		p.count(left, -1)
		p.add(indexed(opBr, 0))
		p.op(opEnd, opEnd)
	}
	for _, v := range [][2]int{{entry, t.functab}, {record, funcs}, {pc, firstPC}, {find, t.find}} {
		p.number(v[1])
		p.set(v[0])
	}
	p.add(block(opLoop))
	p.get(entry, pc)
	p.store(0)
	p.get(entry, record)
	p.number(t.functab)
	p.op(opI32Sub)
	p.store(4)
	p.get(find, pc)
	p.number(firstPC)
	p.op(opI32Sub)
	p.store(0)
	p.get(record, pc)
	p.store(0)
	field(8, colArgs, read)
	field(12, colDeferred, read)
	field(16, colHeights, refer)
	p.get(record)
	value(colPCData, read)
	p.add(indexed(opLocalTee, pcdata))
	p.store(28)
	p.get(record)
	value(colFlags, read)
	value(colFuncData, read)
	p.add(indexed(opLocalTee, funcdata))
	p.number(24)
	p.op(opI32Shl, opI32Or)
	p.store(40)
	p.count(record, funcSize)
	tables(pcdata, colFirstPCData, 0)
	tables(funcdata, colFirstFuncData, 1)
	p.count(pc, 1)
	p.count(find, findSize)
	p.count(entry, 8)
	p.get(entry)
	p.number(t.functab + 8*t.nfunc)
	p.op(opI32LtU)
	p.add(indexed(opBrIf, 0))
	p.op(opEnd)
	gc.start(&p)
	f.powers(m, &p)
	f.start = p.body(7)
}

// readNumber is a function that reads the next number of a column: its
// parameter is where its cursor is.
func readNumber() []byte {
	const cursor, at, value, shift, b = 0, 1, 2, 3, 4
	var p program
	p.get(cursor)
	p.load(0)
	p.set(at)
	p.add(block(opLoop))
	p.get(value, at)
	p.add(instruction{op: opI32Load8U, arg: []byte{0, 0}}, indexed(opLocalTee, b))
	p.number(127)
	p.op(opI32And)
	p.get(shift)
	p.op(opI32Shl, opI32Or)
	p.set(value)
	p.count(shift, 7)
	p.count(at, 1)
	p.get(b)
	p.number(128)
	p.op(opI32GeU)
	p.add(indexed(opBrIf, 0))
	p.op(opEnd)
	p.get(cursor, at)
	p.store(0)
	p.get(value)
	return p.body(4)
}

// readTable is a function that reads the number of a table from a column
// (heap.refer).
func readTable(read int) []byte {
	const cursor, value, next = 0, 1, 2
	var p program
	p.get(cursor)
	p.call(read)
	p.add(indexed(opLocalTee, value))
	p.number(1)
	p.op(opI32And)
	p.add(block(opIf))
	p.get(cursor)
	p.load(4)
	p.add(indexed(opLocalTee, cursor))
	p.get(cursor)
	p.load(0)
	p.add(indexed(opLocalTee, next))
	p.get(value)
	p.number(1)
	p.op(opI32ShrU, opI32Add)
	p.store(0)
	p.get(next)
	p.op(opReturn, opEnd)
	p.get(value)
	p.number(1)
	p.op(opI32ShrU)
	return p.body(2)
}
