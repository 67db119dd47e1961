// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"errors"
	"strings"
)

// trapBody has no locals and traps at once (core specification §4.4.8).
var trapBody = []byte{0, 0x00, 0x0b}

// returnBody is what a Go function without results does to return: it takes
// its return address off the stack and says that nothing was unwound
// (cmd/internal/obj/wasm: global 0 is SP, the result is 0 or 1).
var returnBody = []byte{0, 0x23, 0, 0x41, 8, 0x6a, 0x24, 0, 0x41, 0, 0x0b}

// trap replaces the functions of Silenced and Unused, and all that nothing
// else reaches. It returns the names that the module does not have.
func (f *functions) trap(m *image, t *tables) (missing []string, n int, err error) {
	if len(f.named("runtime.MemProfile")) > 0 {
		return nil, 0, errors.New("slim: the program reads its memory profile")
	}
	for _, name := range silenced {
		if found := f.named(name); len(found) == 0 {
			missing = append(missing, name)
		} else {
			f.bodies[found[0]] = returnBody
		}
	}
	for _, pattern := range unused {
		found := f.named(pattern)
		if len(found) == 0 {
			missing = append(missing, pattern)
		}
		for _, i := range found {
			f.dead[i] = true
		}
	}
	reached := make([]bool, len(f.bodies))
	var next []int
	reach := func(i int) {
		if !reached[i] && !f.dead[i] {
			reached[i] = true
			next = append(next, i)
		}
	}
	for _, i := range f.roots {
		reach(i)
	}
	// Every word of the data that could be a program counter is taken as one:
	// a constant by chance keeps a function, never loses one.
	for a := m.base; a < m.base+len(m.b); a += 8 {
		if a+8 > t.start && a < t.end {
			continue
		}
		if i, ok := f.isPC(m.u64(a)); ok {
			reach(i)
		}
	}
	// Methods that only an assertion at run time finds: the two function
	// indexes that end an abi.Method.
	index := func(a int) int { return int(m.u32(a)) - firstPC }
	is := func(i int) bool { return i >= 0 && i < len(f.bodies) }
	for a := t.types &^ 3; a+8 <= t.etypes; a += 4 {
		if i, j := index(a), index(a+4); is(i) && is(j) {
			reach(i)
			reach(j)
		}
	}
	for len(next) > 0 {
		i := next[len(next)-1]
		next = next[:len(next)-1]
		if err := f.references(f.bodies[i], reach); err != nil {
			return nil, 0, err
		}
	}
	for i := range f.bodies {
		if !reached[i] {
			f.dead[i] = true
			f.bodies[i] = trapBody
			n++
		}
	}
	return missing, n, nil
}

// named returns the functions of a name, or of a pattern with a star.
func (f *functions) named(pattern string) (found []int) {
	begin, any := strings.CutSuffix(pattern, "*")
	for i, name := range f.names {
		if name == pattern || any && strings.HasPrefix(name, begin) {
			found = append(found, i)
		}
	}
	return found
}
