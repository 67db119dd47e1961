// SPDX-License-Identifier: Apache-2.0

package strictjson

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Positions knows where every value and member name of one text stands.
type Positions struct {
	lines *Lines
	value map[issue.Pointer]int
	name  map[issue.Pointer]int
}

// Index reads data, which must be JSON, and returns its positions. It is
// built when a document has been refused, not before. What follows a syntax
// fault is not indexed; of a duplicate name the first value counts.
func Index(data []byte, l Limits) *Positions {
	ps := &Positions{lines: NewLines(data), value: map[issue.Pointer]int{}, name: map[issue.Pointer]int{}}
	var r Reader
	r.Reset(data, Wire, l)
	ps.walk(&r, "")
	return ps
}

func (ps *Positions) walk(r *Reader, p issue.Pointer) {
	k := r.Peek()
	if k == Invalid {
		return
	}
	if _, again := ps.value[p]; again {
		r.Skip()
		return
	}
	ps.value[p] = r.Offset()
	if k != Object && k != Array {
		r.Skip()
		return
	}
	if !r.Enter() {
		return
	}
	for i := 0; r.More(); i++ {
		if k == Array {
			ps.walk(r, p.Index(i))
			continue
		}
		child := p.Field(string(r.Name()))
		if _, again := ps.name[child]; !again {
			ps.name[child] = r.NameOffset()
		}
		ps.walk(r, child)
	}
}

// Value returns the line and column of the value at p, or of the nearest
// value above it that exists.
func (ps *Positions) Value(p issue.Pointer) (line, column int) {
	for {
		if off, ok := ps.value[p]; ok {
			return ps.lines.Position(off)
		}
		if p == "" {
			return 0, 0
		}
		p = p.Parent()
	}
}

// Name returns the line and column of the member name at p, or Value's when
// p is no member.
func (ps *Positions) Name(p issue.Pointer) (line, column int) {
	if off, ok := ps.name[p]; ok {
		return ps.lines.Position(off)
	}
	return ps.Value(p)
}

// Lines returns the line table of the indexed text.
func (ps *Positions) Lines() *Lines { return ps.lines }
