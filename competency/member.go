// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// shape is the list of member names of one object of the document; a name
// that ends with "*" is required. It is plain data, so that a widget that
// reads no document does not hold it.
type shape []string

// at returns member i and whether it is required.
func (s shape) at(i int) (name string, required bool) {
	return strings.CutSuffix(s[i], "*")
}

func (s shape) find(name []byte) int {
	for i := range s {
		if n, _ := s.at(i); n == string(name) {
			return i
		}
	}
	return -1
}

func (s shape) names() []string {
	out := make([]string, len(s))
	for i := range s {
		out[i], _ = s.at(i)
	}
	return out
}

// decoder reads the document's values from a strict reader. It goes on after
// a fault, so that all faults come at once.
type decoder struct{ r *strictjson.Reader }

// object reads an object of shape s; member reads the value of one name.
func (d decoder) object(s shape, member func(name string)) {
	if !d.wants(strictjson.Object) {
		return
	}
	at := d.r.Offset()
	if !d.r.Enter() {
		return
	}
	var seen uint64
	for d.r.More() {
		i := s.find(d.r.Name())
		switch {
		case i < 0:
			d.unknown(s, string(d.r.Name()))
			d.r.Skip()
		case seen&(1<<i) != 0:
			d.r.Skip()
		default:
			seen |= 1 << i
			known, _ := s.at(i)
			member(known)
		}
	}
	if d.r.Failed() {
		return
	}
	for i := range s {
		if n, required := s.at(i); required && seen&(1<<i) == 0 {
			d.r.NoteAt(d.r.Pointer(), at, issue.Shape002, n)
		}
	}
}

// unknown notes a name that the object does not have, with the nearest one
// that it has.
func (d decoder) unknown(s shape, name string) {
	rule := issue.Shape003
	if near := nearest(name, s.names()); near != "" {
		copied := *rule
		copied.Fix = issue.Text{FR: "vouliez-vous dire « " + near + " » ? Sinon, retirez-le ou placez-le dans « extra »",
			EN: "did you mean “" + near + "”? If not, remove it or put it in “extra”"}
		rule = &copied
	}
	d.r.Note(rule, name)
}

// array reads an array; element reads one of its values.
func (d decoder) array(element func()) {
	if !d.wants(strictjson.Array) || !d.r.Enter() {
		return
	}
	for d.r.More() {
		element()
	}
}

// some is array for an optional member, which must not be an empty array.
func (d decoder) some(element func()) {
	n := 0
	at := d.r.Offset()
	if d.r.Peek() != strictjson.Array {
		d.wants(strictjson.Array)
		return
	}
	d.array(func() { n++; element() })
	if n == 0 && !d.r.Failed() {
		d.r.NoteAt(d.r.Pointer(), at, &ruleEmpty, lastToken(d.r.Pointer()))
	}
}

func lastToken(p issue.Pointer) string {
	t := p.Tokens()
	if len(t) == 0 {
		return ""
	}
	return t[len(t)-1]
}

// wants reports whether the next value is of kind k (True: a boolean). If
// not it notes the fault and passes over the value.
func (d decoder) wants(k strictjson.Kind) bool {
	got := d.r.Peek()
	if got == k || k == strictjson.True && got == strictjson.False {
		return true
	}
	if got != strictjson.Invalid {
		d.r.NoteAt(d.r.Pointer(), d.r.Offset(), issue.Shape001, got, k)
		d.r.Skip()
	}
	return false
}

// text reads a string, which must not be empty.
func (d decoder) text() string {
	if !d.wants(strictjson.String) {
		return ""
	}
	s := string(d.r.Text())
	if s == "" && !d.r.Failed() {
		d.r.Note(&ruleEmpty, lastToken(d.r.Pointer()))
	}
	return s
}

func (d decoder) flag() bool {
	return d.wants(strictjson.True) && d.r.Literal() == strictjson.True
}

// number reads an integer of at most nine digits.
func (d decoder) number() int {
	if !d.wants(strictjson.Number) {
		return 0
	}
	lexeme := string(d.r.Number())
	if d.r.Failed() {
		return 0
	}
	n, err := strconv.ParseInt(lexeme, 10, 32)
	if err != nil {
		d.r.Note(issue.Shape001, issue.Text{FR: "nombre " + lexeme, EN: "number " + lexeme}, issue.Text{FR: "entier", EN: "whole number"})
	}
	return int(n)
}

// positive reads an integer that may be left out but not be zero.
func (d decoder) positive() int {
	n := d.number()
	if n == 0 && !d.r.Failed() {
		d.r.Note(&ruleEmpty, lastToken(d.r.Pointer()))
	}
	return n
}

func (d decoder) numberPointer() *int {
	n := d.number()
	return &n
}

func (d decoder) decimal() *Decimal {
	if !d.wants(strictjson.Number) {
		return nil
	}
	v := Decimal(d.r.Number())
	return &v
}

func (d decoder) extra() Extra {
	if !d.wants(strictjson.Object) {
		return nil
	}
	return append(Extra(nil), d.r.Raw()...)
}

func (d decoder) words() Text {
	if !d.wants(strictjson.Object) {
		return nil
	}
	at := d.r.Offset()
	if !d.r.Enter() {
		return nil
	}
	t := make(Text, 1)
	for d.r.More() {
		lang := string(d.r.Name())
		if _, again := t[lang]; again {
			d.r.Skip()
			continue
		}
		t[lang] = d.text()
	}
	if len(t) == 0 && !d.r.Failed() {
		d.r.NoteAt(d.r.Pointer(), at, &ruleEmpty, lastToken(d.r.Pointer()))
	}
	return t
}
