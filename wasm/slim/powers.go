// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"bytes"
	"encoding/binary"
)

// Package strconv holds the first 128 bits of every power of ten from 1e-348
// to 1e347 (internal/strconv/pow10tab.go): 11,136 bytes that no compressor
// makes shorter. Each is the one before it and a quarter more, so start
// computes them, from one number of 192 bits that is a little too large. That
// they come out right is checked against the table itself.
const powersCount = 696

var firstPower = [3]uint64{0xfa8fd5a0081c0288, 0x1732c869cd60e453, 0xb03a73cf2ab37ada}

// powersTable is the table as powersBody writes it, step by step the same.
func powersTable() (table []byte) {
	a, b, c := firstPower[0], firstPower[1], firstPower[2]
	carry := func(sum, part uint64) uint64 {
		if sum < part {
			return 1
		}
		return 0
	}
	for range powersCount {
		table = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(table, a), b)
		part := c>>2 | b<<62
		c += part
		part = (b>>2 | a<<62) + carry(c, part)
		b += part
		part = a>>2 + carry(b, part)
		a += part
		if a < part {
			a, b, c = a>>1|1<<63, b>>1|a<<63, c>>1|b<<63
		}
	}
	return table
}

// powers takes the table of powers out of the image, where it is there, and
// has start compute it.
func (f *functions) powers(m *image, start *program) {
	table := powersTable()
	i := bytes.Index(m.b, table)
	if i < 0 {
		return
	}
	clear(m.b[i : i+len(table)])
	start.number(m.base + i)
	start.call(f.addFunction(powersBody(m.base + i + len(table))))
	start.op(opDrop)
}

// powersBody is a function that writes the table from where its parameter
// says to an end.
func powersBody(end int) []byte {
	const at, a, b, c, part, carry = 0, 1, 2, 3, 4, 5
	var p program
	long := func(v uint64) { p.add(instruction{op: opI64Const, arg: appendInt(nil, int64(v))}) }
	shifted := func(op byte, local int, by uint64) {
		p.get(local)
		long(by)
		p.op(op)
	}
	joined := func(low, high int, by uint64) { // the low number shifted right, with bits of the high one
		shifted(opI64ShrU, low, by)
		shifted(opI64Shl, high, 64-by)
		p.op(opI64Or)
	}
	sum := func(to int) { // to += part; then whether there is a carry
		p.add(indexed(opLocalTee, part))
		p.get(to)
		p.op(opI64Add)
		p.add(indexed(opLocalTee, to))
		p.get(part)
		p.op(opI64LtU)
	}
	kept := func() {
		p.op(opExtend)
		p.set(carry)
	}
	for i, v := range firstPower {
		long(v)
		p.set(a + i)
	}
	p.add(block(opLoop))
	p.get(at, a)
	p.add(instruction{op: opI64Store, arg: []byte{3, 0}})
	p.get(at, b)
	p.add(instruction{op: opI64Store, arg: []byte{3, 8}})
	joined(c, b, 2)
	sum(c)
	kept()
	joined(b, a, 2)
	p.get(carry)
	p.op(opI64Add)
	sum(b)
	kept()
	shifted(opI64ShrU, a, 2)
	p.get(carry)
	p.op(opI64Add)
	sum(a)
	p.add(block(opIf))
	joined(c, b, 1)
	p.set(c)
	joined(b, a, 1)
	p.set(b)
	shifted(opI64ShrU, a, 1)
	long(1 << 63)
	p.op(opI64Or)
	p.set(a)
	p.op(opEnd)
	p.count(at, 16)
	p.get(at)
	p.number(end)
	p.op(opI32LtU)
	p.add(indexed(opBrIf, 0))
	p.op(opEnd)
	p.get(at)
	p.op(opEnd)
	return encode([]byte{1, 5, typeI64}, p)
}
