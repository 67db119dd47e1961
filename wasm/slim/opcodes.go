// SPDX-License-Identifier: Apache-2.0

package slim

// Opcodes and types of WebAssembly (core specification §5.3 and §5.4).
const (
	typeI32, typeI64 = 0x7f, 0x7e
	noResult         = "\x40" // the type of a block without a result

	opUnreachable, opBlock, opLoop, opIf, opElse, opEnd       = 0x00, 0x02, 0x03, 0x04, 0x05, 0x0b
	opBr, opBrIf, opBrTable, opReturn, opCall, opCallIndirect = 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11
	opDrop                                                    = 0x1a
	opLocalGet, opLocalSet, opLocalTee                        = 0x20, 0x21, 0x22
	opGlobalGet, opGlobalSet                                  = 0x23, 0x24

	opI32Load, opI64Load, opI32Load8, opI64Load8, opI64Load32, opLastLoad = 0x28, 0x29, 0x2c, 0x30, 0x34, 0x35
	opI32Store, opI64Store, opI32Store8, opI64Store8, opI64Store32        = 0x36, 0x37, 0x3a, 0x3c, 0x3e
	opI32Const, opI64Const                                                = 0x41, 0x42
	opI32Eqz, opI32Lt, opI64Eqz, opI64Lt, opLastComparison                = 0x45, 0x48, 0x50, 0x53, 0x66
	opI32Add, opI32Sub, opI32Or, opI64Add, opWrap, opExtend               = 0x6a, 0x6b, 0x72, 0x7c, 0xa7, 0xad // i32.wrap_i64, i64.extend_i32_u
)

// instruction is one instruction of a body and what follows its opcode.
type instruction struct {
	op  byte
	arg []byte
	to  int // the segment that a branch of a flow goes to
}

func (n instruction) int() int64 { return (&reader{b: n.arg}).int() }
func (n instruction) uint() int  { return (&reader{b: n.arg}).uint() }

func number(n int) instruction           { return instruction{op: opI32Const, arg: appendInt(nil, int64(n))} }
func indexed(op byte, n int) instruction { return instruction{op: op, arg: appendUint(nil, n)} }
func block(op byte) instruction          { return instruction{op: op, arg: []byte(noResult)} }

// decode reads a body: the declaration of its locals, and its instructions.
func decode(body []byte) (decl []byte, code []instruction, err error) {
	r := &reader{b: body}
	r.locals()
	err = walk(body, func(op byte, arg, end int) { code = append(code, instruction{op: op, arg: body[arg:end]}) })
	return body[:r.i], code, err
}

func encode(decl []byte, code []instruction) []byte {
	out := append([]byte(nil), decl...)
	for _, n := range code {
		out = append(append(out, n.op), n.arg...)
	}
	return out
}

// splice returns the code with other instructions in place of some.
func splice(code []instruction, from, to int, with ...instruction) []instruction {
	return append(append(append([]instruction(nil), code[:from]...), with...), code[to:]...)
}

// codeReader steps over expected instructions.
type codeReader struct {
	code []instruction
	i    int
}

func (r *codeReader) next(op byte, arg string) bool {
	if r.i >= len(r.code) || r.code[r.i].op != op || string(r.code[r.i].arg) != arg {
		return false
	}
	r.i++
	return true
}

// is says whether the next instruction has an opcode, whatever its argument.
func (r *codeReader) is(op byte) bool { return r.i < len(r.code) && r.code[r.i].op == op }
