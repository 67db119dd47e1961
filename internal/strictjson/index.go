// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Positions knows where some values and member names of one text stand.
type Positions struct {
	lines *Lines
	at    map[issue.Pointer]*standing
}

// standing is where a wanted value and its name begin; -1 if not found.
type standing struct{ value, name int }

// Index finds the values at the wanted pointers in data, which must be JSON,
// and those around them. It walks the text once, passes over what nobody asks
// for, and takes memory for the wanted pointers alone: it is called when a
// document has been refused, which a hostile one always is. What follows a
// syntax fault is not found; of a duplicate name the first value counts.
func Index(data []byte, l Limits, wanted ...issue.Pointer) *Positions {
	ps := &Positions{lines: NewLines(data), at: map[issue.Pointer]*standing{}}
	for _, p := range wanted {
		for ps.at[p] == nil {
			ps.at[p] = &standing{-1, -1}
			if p == "" {
				break
			}
			p = p.Parent()
		}
	}
	if len(wanted) > 0 {
		l.Issues = 1 << 30
		w := walker{at: ps.at}
		w.r.Reset(data, Wire, l)
		w.value(-1)
	}
	return ps
}

// Locate gives every issue that has none the line and column of its value in
// data, or of the nearest value around it.
func Locate(is issue.Issues, data []byte, l Limits) {
	var wanted []issue.Pointer
	for _, i := range is {
		if i.Line == 0 {
			wanted = append(wanted, i.Pointer)
		}
	}
	if len(wanted) > 0 {
		is.Locate(Index(data, l, wanted...).Value)
	}
}

// walker goes to wanted values. path is the pointer of the value it is at.
type walker struct {
	r    Reader
	path []byte
	at   map[issue.Pointer]*standing
}

// value notes where the next value stands, if it is wanted, and looks into it
// only then: around a wanted value every container is wanted too.
func (w *walker) value(name int) {
	k := w.r.Peek()
	s := w.at[issue.Pointer(w.path)]
	if k == Invalid || s == nil || s.value >= 0 {
		w.r.Skip()
		return
	}
	s.value, s.name = w.r.Offset(), name
	if k != Object && k != Array {
		w.r.Skip()
		return
	}
	if !w.r.EnterClosed() {
		return
	}
	own := len(w.path)
	for i := 0; w.r.More(); i++ {
		w.path = append(w.path[:own], '/')
		if k == Array {
			w.path = strconv.AppendInt(w.path, int64(i), 10)
			w.value(-1)
			continue
		}
		w.path = appendToken(w.path, w.r.Name())
		w.value(w.r.NameOffset())
	}
	w.path = w.path[:own]
}

// appendToken appends a name as a step of a pointer (RFC 6901).
func appendToken(path, name []byte) []byte {
	for _, c := range name {
		switch c {
		case '~':
			path = append(path, '~', '0')
		case '/':
			path = append(path, '~', '1')
		default:
			path = append(path, c)
		}
	}
	return path
}

// Value returns the line and column of the value at p, or of the nearest
// value above it that exists. p must be one of the wanted, or around one.
func (ps *Positions) Value(p issue.Pointer) (line, column int) {
	for {
		if s := ps.at[p]; s != nil && s.value >= 0 {
			return ps.lines.Position(s.value)
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
	if s := ps.at[p]; s != nil && s.name >= 0 {
		return ps.lines.Position(s.name)
	}
	return ps.Value(p)
}
