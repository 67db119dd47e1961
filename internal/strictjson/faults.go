// SPDX-License-Identifier: Apache-2.0

package strictjson

import (
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// fault is an issue whose text position is still an offset.
type fault struct {
	offset int
	issue  issue.Issue
}

// Finish checks that nothing follows the value and returns every fault found,
// with line and column, sorted by place in the text.
func (r *Reader) Finish() issue.Issues {
	if !r.fatal {
		r.space()
		if r.pos < len(r.data) {
			if r.badUTF8(r.pos) {
				r.notUTF8(r.pos)
			} else {
				r.stop(r.pos, issue.Read006)
			}
		}
	}
	return r.Issues()
}

// Issues returns the faults found so far, with line and column.
func (r *Reader) Issues() issue.Issues {
	if len(r.faults) == 0 {
		return nil
	}
	last := 0
	for i := range r.faults {
		last = max(last, min(r.faults[i].offset, len(r.data)))
	}
	lines := NewLines(r.data[:last]) // a text that is too large is not walked
	out := make(issue.Issues, len(r.faults))
	for i, f := range r.faults {
		out[i] = f.issue
		out[i].Line, out[i].Column = lines.Position(f.offset)
	}
	return out
}

// Pointer returns the pointer of the current value or member.
func (r *Reader) Pointer() issue.Pointer { return r.pointer(len(r.stack)) }

func (r *Reader) pointer(depth int) issue.Pointer {
	var p issue.Pointer
	for i := 0; i < depth; i++ {
		f := &r.stack[i]
		switch {
		case f.index < 0:
		case f.object:
			p = p.Field(string(r.decodedName(f.name)))
		default:
			p = p.Index(f.index)
		}
	}
	return p
}

// Note records rule at the current value: pointer of Pointer, position of
// Start.
func (r *Reader) Note(rule *issue.Rule, args ...any) { r.note(r.start, rule, args...) }

// NoteAt records rule at pointer p and offset.
func (r *Reader) NoteAt(p issue.Pointer, offset int, rule *issue.Rule, args ...any) {
	r.keep(fault{offset, rule.At(p, args...)})
}

func (r *Reader) note(offset int, rule *issue.Rule, args ...any) {
	r.keep(fault{offset, rule.At(r.Pointer(), args...)})
}

func (r *Reader) keep(f fault) {
	if r.fatal {
		return
	}
	r.faults = append(r.faults, f)
	if len(r.faults) >= r.lim.Issues {
		r.fatal = true
	}
}

// stop records the fault that ends the reading: it has no pointer, since the
// text has no agreed structure any more.
func (r *Reader) stop(offset int, rule *issue.Rule, args ...any) {
	if !r.fatal {
		r.keep(fault{offset, rule.At("", args...)})
		r.fatal = true
	}
}

func (r *Reader) syntax(offset int, fr, en string) {
	if r.fatal {
		return
	}
	if len(r.stack) == 0 && r.values <= 1 {
		if at, what, how := foreignText(r.data); what != "" {
			r.stop(at, issue.Read018, what, how)
			return
		}
	}
	s := issue.Read005.At("", fr)
	if en != "" {
		s = syntaxRule(fr, en).At("")
	}
	r.keep(fault{offset, s})
	r.fatal = true
}

// syntaxRule is READ-005 with its sentence in both languages.
func syntaxRule(fr, en string) *issue.Rule {
	rule := *issue.Read005
	rule.Message = issue.Text{FR: "syntaxe JSON : " + fr, EN: "JSON syntax: " + en}
	return &rule
}

// notUTF8 stops at a byte that is not UTF-8, and tells UTF-16 by its mark.
func (r *Reader) notUTF8(at int) {
	rule := issue.Read003
	if len(r.data) > 1 && (r.data[0] == 0xFF && r.data[1] == 0xFE || r.data[0] == 0xFE && r.data[1] == 0xFF) {
		wide := *rule
		wide.Message = issue.Text{FR: "ce texte est en UTF-16, pas en UTF-8", EN: "this text is UTF-16, not UTF-8"}
		rule = &wide
	}
	r.stop(at, rule)
}

// unexpected stops at the current byte, as bad UTF-8 if it is that.
func (r *Reader) unexpected(fr, en string) {
	if r.pos < len(r.data) && r.badUTF8(r.pos) {
		r.notUTF8(r.pos)
		return
	}
	if r.pos < len(r.data) && r.data[r.pos] == 0 {
		fr, en = "octet nul, ce texte est sans doute en UTF-16", "null byte, this text is probably UTF-16"
	}
	r.syntax(r.pos, fr, en)
}

func (r *Reader) badUTF8(at int) bool {
	c, n := utf8.DecodeRune(r.data[at:])
	return c == utf8.RuneError && n <= 1
}
