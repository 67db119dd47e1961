// SPDX-License-Identifier: Apache-2.0

package slim

import "errors"

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
