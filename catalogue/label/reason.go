// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// constant returns the Value of e, null where there is none.
func (e *Expr) constant() Value {
	if e.Value == nil {
		return Value{}
	}
	return *e.Value
}

// expected writes what e asks for, in signs that need no language.
func (e *Expr) expected() string {
	c := e.constant()
	switch e.Op {
	case OpPresent:
		return "present"
	case OpEq:
		return "= " + show(c)
	case OpIn:
		return "∈ " + show(c)
	case OpGe:
		return "≥ " + show(c)
	case OpLe:
		return "≤ " + show(c)
	case OpCount:
		s := "count ≥ " + show(c)
		if len(e.Args) == 1 {
			s += " (" + e.Args[0].text() + ")"
		}
		return s
	case OpEach, OpSome:
		if len(e.Args) == 1 {
			return string(e.Op) + " (" + e.Args[0].text() + ")"
		}
	}
	return string(e.Op)
}

// text writes e as one line: its path, then what is expected there.
func (e *Expr) text() string {
	switch e.Op {
	case OpAll, OpAny, OpNot:
		s := string(e.Op) + " ("
		for i := range e.Args {
			if i > 0 {
				s += ", "
			}
			s += e.Args[i].text()
		}
		return s + ")"
	case OpCovers:
		p, _ := e.constant().AsString()
		return string(e.Path) + " covered by " + p
	}
	if e.Path == "" {
		return e.expected()
	}
	return string(e.Path) + " " + e.expected()
}

// Text writes the expression as one line of signs, the same in any language.
func (e Expr) Text() string { return e.text() }

// maxShown is the most bytes of a value that a reason quotes.
const maxShown = 160

// show quotes a value, shortened between two characters.
func show(v Value) string {
	if v.Kind() == jsontree.KindArray && len(v.Elements()) > 8 {
		return "[… " + strconv.Itoa(len(v.Elements())) + "]"
	}
	s := string(v.Canonical())
	if len(s) <= maxShown {
		return s
	}
	n := maxShown
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
