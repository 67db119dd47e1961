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
	Absent             []string
}

// section is one section of a module (core specification §5.5.2).
type section struct {
	id   byte
	body []byte
}

const (
	custom, imports, exports, elements, code, data = 0, 2, 7, 9, 10, 11
)

// Module returns the module without what its users never read. The module
// must have been linked by Go 1.26 with its name section (without -s).
func Module(wasm []byte) ([]byte, Report, error) {
	report := Report{Before: len(wasm)}
	sections, err := split(wasm)
	if err != nil {
		return nil, report, err
	}
	find := func(id byte) *section {
		for i := range sections {
			if sections[i].id == id {
				return &sections[i]
			}
		}
		return &section{}
	}
	img, err := readImage(find(data).body)
	if err != nil {
		return nil, report, err
	}
	report.Segments = img.segments
	fns, err := readFunctions(find(imports).body, find(code).body, find(exports).body, nameSection(sections))
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
	report.CodeLeft = fns.size()
	report.Tables = t.end - t.start
	if report.TablesLeft, err = t.strip(img, fns); err != nil {
		return nil, report, err
	}
	find(code).body = fns.encode()
	find(data).body, report.Joined = img.encode()
	out := append([]byte(nil), wasm[:8]...)
	for _, s := range sections {
		if s.id == custom {
			continue
		}
		out = append(out, s.id)
		out = appendUint(out, len(s.body))
		out = append(out, s.body...)
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
