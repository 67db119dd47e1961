// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Validate judges one statement from its bytes, in one pass that builds
// nothing. It returns nil when there is nothing to say; a statement is valid
// when no issue has severity error. Issues are sorted by pointer and code.
func Validate(b []byte, o Options) issue.Issues {
	c := checkers.Get().(*checker)
	is := c.check(b, o)
	c.b, c.o = nil, Options{}
	checkers.Put(c)
	if o.Also != nil && !is.HasErrors() {
		is = append(is, o.Also(b).In(o.Lang)...)
		is.Sort()
	}
	return is
}

var checkers = sync.Pool{New: func() any { return new(checker) }}

// checker is one walk over one statement. It knows where it is by its reader
// and what it may find by the property it is in.
type checker struct {
	r strictjson.Reader
	b []byte
	v Version
	o Options
}

func (c *checker) check(b []byte, o Options) issue.Issues {
	c.b, c.o, c.v = b, o, o.Version.orDefault()
	c.r.Reset(b, strictjson.Wire, o.Limits.reader())
	c.statement(false)
	return c.finish()
}

// finish ends the reading and words what was found.
func (c *checker) finish() issue.Issues {
	is := c.r.Finish()
	if len(is) == 0 {
		return nil
	}
	for i := range is {
		if ref := readRefs[is[i].Code]; ref != "" {
			is[i].Ref = ref
		}
	}
	is.Sort()
	if c.o.Lang == "en" {
		is = is.In("en")
	}
	return is
}

// note records rule at the value that begins at offset, under requirement ref.
func (c *checker) note(offset int, ref string, rule *issue.Rule, args ...any) {
	c.noteAt(c.r.Pointer(), offset, ref, rule, args...)
}

func (c *checker) noteAt(p issue.Pointer, offset int, ref string, rule *issue.Rule, args ...any) {
	r := *rule
	r.Ref = ref
	c.r.NoteAt(p, offset, &r, args...)
}

// enter opens the object that comes next, or notes that it is none.
func (c *checker) enter(ref string) (start int, ok bool) {
	start = c.r.Offset()
	if got := c.r.Peek(); got != strictjson.Object {
		c.wrong(got, wantObject, ref)
		return start, false
	}
	return start, c.r.EnterClosed()
}

// enterMap is enter for an object whose names are not known.
func (c *checker) enterMap(ref string) (start int, ok bool) {
	return c.open(strictjson.Object, wantObject, ref)
}

// array opens the array that comes next, or notes that it is none.
func (c *checker) array(ref string) (start int, ok bool) {
	return c.open(strictjson.Array, wantArray, ref)
}

func (c *checker) open(k strictjson.Kind, w want, ref string) (start int, ok bool) {
	start = c.r.Offset()
	if got := c.r.Peek(); got != k {
		c.wrong(got, w, ref)
		return start, false
	}
	return start, c.r.Enter()
}

// wrong notes a value of another kind than wanted and passes over it.
func (c *checker) wrong(got strictjson.Kind, w want, ref string) {
	start := c.r.Offset()
	p := c.r.Pointer()
	c.r.Skip()
	if c.r.Failed() || got == strictjson.Invalid {
		return
	}
	if got == strictjson.Null {
		ref = "XAPI-00001"
	}
	c.noteAt(p, start, ref, wrongKind(got, w))
}

// text reads a string, or notes that the value is none.
func (c *checker) text(ref string) (s []byte, start int, ok bool) {
	start = c.r.Offset()
	if got := c.r.Peek(); got != strictjson.String {
		c.wrong(got, wantString, ref)
		return nil, start, false
	}
	s = c.r.Text()
	return s, start, !c.r.Failed()
}

// number reads a number, or notes that the value is none.
func (c *checker) number(ref string) (s []byte, start int) {
	start = c.r.Offset()
	if got := c.r.Peek(); got != strictjson.Number {
		c.wrong(got, wantNumber, ref)
		return nil, start
	}
	return c.r.Number(), start
}

// boolean reads true or false, or notes that the value is neither.
func (c *checker) boolean(ref string) {
	if got := c.r.Peek(); got != strictjson.True && got != strictjson.False {
		c.wrong(got, wantBoolean, ref)
		return
	}
	c.r.Literal()
}

// missing notes that the object at start lacks name.
func (c *checker) missing(start int, name, ref string) {
	if !c.r.Failed() {
		c.note(start, ref, issue.Shape002, name)
	}
}

// empty warns about an object without any member.
func (c *checker) empty(start int) {
	if !c.r.Failed() {
		c.note(start, "XAPI-00001", ruleEmptyObject)
	}
}

// blank warns when the object that began at start has no member at all.
func (c *checker) blank(start int, seen uint32) {
	if seen != 0 || c.r.Failed() {
		return
	}
	for _, b := range c.b[start+1 : c.r.Offset()-1] {
		if b > ' ' {
			return
		}
	}
	c.empty(start)
}

// names are the names an object may have; a name's index is its field number.
type names []string

// field returns the number of the current name in n, and marks it in seen. A
// name in another case is noted and taken for the right one. For a name that
// is unknown, or was met before, it notes so, passes over the value and
// returns -1.
func (c *checker) field(n names, seen *uint32, ref string) int {
	name := c.r.Name()
	for i, s := range n {
		if len(s) == len(name) && s[0] == name[0] && s == string(name) {
			if *seen&(1<<i) != 0 {
				c.r.NoteRepeated()
				c.r.Skip()
				return -1
			}
			*seen |= 1 << i
			return i
		}
	}
	return c.stranger(n, seen, ref)
}

func (c *checker) stranger(n names, seen *uint32, ref string) int {
	if !c.r.Remember() {
		c.r.Skip()
		return -1
	}
	name := string(c.r.Name())
	for i, s := range n {
		if lower(name) != lower(s) {
			continue
		}
		c.note(c.r.NameOffset(), "XAPI-00008", misspelt(s), name)
		if *seen&(1<<i) != 0 {
			c.r.Skip()
			return -1
		}
		*seen |= 1 << i
		return i
	}
	c.note(c.r.NameOffset(), ref, issue.Shape003, name)
	c.r.Skip()
	return -1
}
