// SPDX-License-Identifier: Apache-2.0

package strictjson

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// value counts a value that begins here and reports whether it may be read.
func (r *Reader) value() bool {
	r.start = r.pos
	r.values++
	if r.values > r.lim.Values {
		r.stop(r.pos, issue.Read016, issue.Text{FR: "valeurs", EN: "values"}, r.lim.Values)
		return false
	}
	return true
}

// Enter reads the opening bracket of the next value, which must be an object
// or an array, and reports whether it did. Follow it by More until false.
func (r *Reader) Enter() bool {
	k := r.Peek()
	if k != Object && k != Array || !r.value() {
		return false
	}
	if len(r.stack) >= r.lim.Depth {
		r.stop(r.pos, issue.Read014, r.lim.Depth)
		return false
	}
	r.pos++
	r.stack = append(r.stack, frame{object: k == Object, index: -1, first: len(r.names)})
	return true
}

// More moves to the next element or member of the innermost open container
// and reports whether there is one; in an object it has then read the name
// and the colon. When there is none it has read the closing bracket. The
// value of the element before must have been read.
func (r *Reader) More() bool {
	if r.fatal || len(r.stack) == 0 {
		return false
	}
	f := &r.stack[len(r.stack)-1]
	r.space()
	if r.pos >= len(r.data) {
		r.syntax(r.pos, "fin du texte dans un objet ou un tableau ouvert", "end of text inside an open object or array")
		return false
	}
	end := byte(']')
	if f.object {
		end = '}'
	}
	switch c := r.data[r.pos]; {
	case c == end:
		r.pos++
		r.names = r.names[:f.first]
		r.stack = r.stack[:len(r.stack)-1]
		return false
	case f.index < 0:
	case c == ',':
		r.pos++
		r.space()
	default:
		r.unexpected("une virgule ou la fin est attendue", "a comma or the end is expected")
		return false
	}
	f.index++
	if f.object {
		return r.member(f)
	}
	if r.pos < len(r.data) && r.data[r.pos] == ']' {
		r.unexpected("une valeur est attendue après la virgule", "a value is expected after the comma")
		return false
	}
	return true
}

// member reads a name and its colon.
func (r *Reader) member(f *frame) bool {
	if r.pos >= len(r.data) || r.data[r.pos] != '"' {
		r.unexpected("un nom entre guillemets est attendu", "a quoted name is expected")
		return false
	}
	if f.index >= r.lim.Names {
		r.stop(r.pos, issue.Read016, issue.Text{FR: "noms dans un objet", EN: "names in an object"}, r.lim.Names)
		return false
	}
	r.start = r.pos
	span, ok := r.scanName(f)
	if !ok {
		return false
	}
	f.name = span
	switch {
	case f.later:
		r.names = append(r.names, span)
	case !f.closed:
		r.remember(f, span)
	}
	r.space()
	if r.pos >= len(r.data) || r.data[r.pos] != ':' {
		r.unexpected("deux-points attendus", "a colon is expected")
		return false
	}
	r.pos++
	r.space()
	return !r.fatal
}

// Skip reads the next value, whatever it is, checking all of it.
func (r *Reader) Skip() {
	depth := len(r.stack)
	for !r.fatal {
		switch r.Peek() {
		case Object, Array:
			if !r.Enter() {
				return
			}
		case String:
			r.scanText()
		case Number:
			r.Number()
		case True, False, Null:
			r.Literal()
		default:
			return
		}
		for len(r.stack) > depth && !r.More() {
			if r.fatal {
				return
			}
		}
		if len(r.stack) == depth {
			return
		}
	}
}

// Raw reads the next value and returns its bytes as they stand.
func (r *Reader) Raw() []byte {
	from := r.pos
	r.Skip()
	if r.fatal {
		return nil
	}
	return r.data[from:r.pos:r.pos]
}
