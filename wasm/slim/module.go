// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"bytes"
	"errors"
	"fmt"
)

// Report says what was taken away, in bytes and counts of the module as it
// was (not compressed).
type Report struct {
	Before, After      int // bytes of the module
	Segments, Joined   int // data segments before and after
	Tables, TablesLeft int // bytes of the tables of names, lines and stacks
	Functions, Trapped int // functions, and those replaced by a trap
	Code, CodeLeft     int // bytes of function bodies
	Straight, Counted  int // functions whose jumps, and whose calls, are written again
	Absent             []string
}

// section is one section of a module (core specification §5.5.2).
type section struct {
	id   byte
	body []byte
}

const (
	custom, types, imports, funcs, exports, start, elements, code, data = 0, 1, 2, 3, 7, 8, 9, 10, 11
)

// Module returns the module without what its users never read. The module
// must have been linked by Go 1.26 with its name section (without -s).
func Module(wasm []byte) ([]byte, Report, error) {
	report := Report{Before: len(wasm)}
	sections, err := split(wasm)
	if err != nil {
		return nil, report, err
	}
	img, err := readImage(body(sections, data))
	if err != nil {
		return nil, report, err
	}
	report.Segments = img.segments
	fns, err := readFunctions(sections)
	if err != nil {
		return nil, report, err
	}
	t, err := findTables(img)
	if err != nil {
		return nil, report, err
	}
	if t.nfunc != len(fns.bodies) {
		return nil, report, fmt.Errorf("slim: %d functions in the tables, %d in the code", t.nfunc, len(fns.bodies))
	}
	report.Functions, report.Code = len(fns.bodies), fns.size()
	report.Absent, report.Trapped, err = fns.trap(img, t)
	if err != nil {
		return nil, report, err
	}
	if err := fns.forgetTypes(img, t); err != nil {
		return nil, report, err
	}
	if err := fns.shorten(); err != nil {
		return nil, report, err
	}
	if err := fns.straighten(img, t); err != nil {
		return nil, report, err
	}
	report.CodeLeft, report.Straight = fns.size(), fns.straightened
	for _, p := range fns.places {
		if p != nil {
			report.Counted++
		}
	}
	report.Tables = t.end - t.start
	if report.TablesLeft, err = t.strip(img, fns); err != nil {
		return nil, report, err
	}
	out := append([]byte(nil), wasm[:8]...)
	add := func(id byte, body []byte) { out = append(appendUint(append(out, id), len(body)), body...) }
	for _, s := range sections {
		switch s.id {
		case custom:
		case types:
			add(types, fns.encodeTypes(s.body))
		case funcs:
			add(funcs, fns.encodeFuncs())
		case elements:
			add(start, appendUint(nil, fns.imported+len(fns.bodies)))
			add(elements, s.body)
		case code:
			add(code, fns.encode())
		case data:
			var b []byte
			b, report.Joined = img.encode()
			add(data, b)
		default:
			add(s.id, s.body)
		}
	}
	report.After = len(out)
	return out, report, nil
}

func split(wasm []byte) ([]section, error) {
	if !bytes.HasPrefix(wasm, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, errors.New("slim: not a WebAssembly module, version 1")
	}
	var out []section
	r := &reader{b: wasm, i: 8}
	for r.left() {
		id := r.byte()
		out = append(out, section{id, r.take(r.uint())})
	}
	return out, r.err
}

// body returns what the first section of a kind holds.
func body(sections []section, id byte) []byte {
	for _, s := range sections {
		if s.id == id {
			return s.body
		}
	}
	return nil
}

// nameSection returns the names of functions (core specification §7.4.1).
func nameSection(sections []section) []byte {
	for _, s := range sections {
		r := &reader{b: s.body}
		if s.id == custom && string(r.take(r.uint())) == "name" {
			for r.left() {
				kind, body := r.byte(), r.take(r.uint())
				if kind == 1 {
					return body
				}
			}
		}
	}
	return nil
}
