// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"errors"
	"strings"
)

// Body runs the code rules of a module on one body of a Go function of no
// known neighbours: its jumps, its registers, its integers.
func Body(body []byte) (out []byte, understood bool, err error) {
	f := &functions{bodies: [][]byte{body}, dead: make([]bool, 1)}
	if err := f.shorten(); err != nil {
		return nil, false, err
	}
	decl, code, err := decode(f.bodies[0])
	if err != nil {
		return nil, false, err
	}
	flow, ok := readFlow(code)
	if !ok {
		return f.bodies[0], false, nil
	}
	for s := range flow.segments {
		flow.segments[s] = conditional(final(flow.segments[s], nil))
	}
	entries, ok := flow.entries(f.sites(flow, 0), []int{0})
	if !ok {
		return f.bodies[0], false, nil
	}
	flow.prune(entries)
	w := newFrame(flow, flow.arrange(entries))
	w.forget(addressLocal)
	out = encode(decl, w.write())
	if w.lost {
		return nil, true, errors.New("a branch leads nowhere")
	}
	return out, true, nil
}

// WithLocals gives a body the locals that a function with counted calls has.
func WithLocals(decl []byte) ([]byte, bool) { return withLocals(decl) }

// TrapBarriers gives a module that traps where a package other than the
// runtime would tell the collector of a pointer that it writes, and how many
// such places there are. The runtime's atomics are instructions without
// barriers on every other processor, and the runtime sees to that itself.
func TrapBarriers(wasm []byte) ([]byte, int, error) {
	out := append([]byte(nil), wasm...)
	sections, err := split(out)
	if err != nil {
		return nil, 0, err
	}
	f, err := readFunctions(sections) // its bodies are parts of out
	if err != nil {
		return nil, 0, err
	}
	n := 0
	for i, b := range f.bodies {
		if strings.HasPrefix(f.names[i], "runtime.") || strings.HasPrefix(f.names[i], "internal_runtime_atomic.") {
			continue
		}
		if err := walk(b, func(op byte, arg, end int) {
			if op != opCall {
				return
			}
			if j := (&reader{b: b, i: arg}).uint() - f.imported; j >= 0 && strings.HasPrefix(f.names[j], "runtime.gcWriteBarrier") {
				n++
				for k := arg - 1; k < end; k++ {
					b[k] = 0x00 // unreachable
				}
			}
		}); err != nil {
			return nil, 0, err
		}
	}
	return out, n, nil
}
