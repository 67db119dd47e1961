// SPDX-License-Identifier: Apache-2.0

package strictjson

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Mark is a place in the text to which Restore goes back.
type Mark struct {
	pos, start, values, depth, names, faults int
	top                                      frame
}

// Mark returns the current place, for Restore.
func (r *Reader) Mark() Mark {
	m := Mark{pos: r.pos, start: r.start, values: r.values, depth: len(r.stack), names: len(r.names), faults: len(r.faults)}
	if m.depth > 0 {
		m.top = r.stack[m.depth-1]
	}
	return m
}

// Restore goes back to m, whose containers must still be open or have been
// opened since, and forgets the faults found since. A reading that has ended
// stays ended.
func (r *Reader) Restore(m Mark) {
	if r.fatal {
		return
	}
	r.pos, r.start, r.values = m.pos, m.start, m.values
	r.stack, r.names, r.faults = r.stack[:m.depth], r.names[:m.names], r.faults[:m.faults]
	if m.depth > 0 {
		r.stack[m.depth-1] = m.top
	}
}

// EnterClosed is Enter for an object whose names the caller knows: it does
// not look for repeated names. The caller says so of a known name it meets
// again (NoteRepeated), and gives every other name to Remember.
func (r *Reader) EnterClosed() bool {
	if !r.Enter() {
		return false
	}
	r.stack[len(r.stack)-1].closed = true
	return true
}

// NoteRepeated records the current name as one its object already has.
func (r *Reader) NoteRepeated() {
	if len(r.stack) > 0 {
		r.note(r.NameOffset(), issue.Read007, string(r.Name()))
	}
}

// Remember keeps the current name of a closed object, and reports whether it
// is new; one that is not is recorded as a fault.
func (r *Reader) Remember() bool {
	if len(r.stack) == 0 {
		return true
	}
	f := &r.stack[len(r.stack)-1]
	before := len(r.faults)
	r.remember(f, f.name)
	return len(r.faults) == before
}

// Repeated reports whether the current name was in its object already.
func (r *Reader) Repeated() bool {
	n := len(r.faults)
	return n > 0 && r.faults[n-1].offset == r.NameOffset() && r.faults[n-1].issue.Code == "READ-007"
}

// TextAt returns the meaning of the string value whose opening quote stands
// at offset, which must have been read.
func (r *Reader) TextAt(offset int) string {
	end := offset + 1
	for r.data[end] != '"' {
		if r.data[end] == '\\' {
			end++
		}
		end++
	}
	return Unquote(r.data[offset : end+1])
}

// SameText reports whether that string means s.
func (r *Reader) SameText(offset int, s []byte) bool {
	for i, c := range s {
		switch got := r.data[offset+1+i]; {
		case got == '\\':
			return r.TextAt(offset) == string(s)
		case got != c || got == '"':
			return false
		}
	}
	next := r.data[offset+1+len(s)]
	return next == '"' || next == '\\' && r.TextAt(offset) == string(s)
}
