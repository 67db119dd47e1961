// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"bytes"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// tree is a JSON text taken apart in one pass: nodes point into the text.
// Node 0 is the root; none is no node.
type tree struct {
	b     []byte
	nodes []node
	r     strictjson.Reader
}

const none = -1

// node is one value. Its children are a list from child over next.
type node struct {
	kind        strictjson.Kind
	from, to    int
	name        []byte // of a member
	text        []byte // meaning of a string
	child, next int
	index       int // in its array
}

// read takes b apart. A text with faults gives them and no nodes.
func (t *tree) read(b []byte, l strictjson.Limits) issue.Issues {
	t.b, t.nodes = b, t.nodes[:0]
	t.r.Reset(b, strictjson.Wire, l)
	t.value(nil, 0)
	is := t.r.Finish()
	if len(is) > 0 {
		t.nodes = t.nodes[:0]
	}
	return is
}

func (t *tree) value(name []byte, index int) int {
	me := len(t.nodes)
	n := node{kind: t.r.Peek(), from: t.r.Offset(), name: name, child: none, next: none, index: index}
	t.nodes = append(t.nodes, n)
	switch n.kind {
	case strictjson.Object, strictjson.Array:
		last, count := none, 0
		for t.r.Enter(); t.r.More(); count++ {
			var name []byte
			if n.kind == strictjson.Object {
				name = t.stable(t.r.NameOffset(), t.r.Name())
			}
			at := t.value(name, count)
			if last == none {
				t.nodes[me].child = at
			} else {
				t.nodes[last].next = at
			}
			last = at
		}
	case strictjson.String:
		from := t.r.Offset()
		t.nodes[me].text = t.stable(from, t.r.Text())
	default:
		t.r.Skip()
	}
	t.nodes[me].to = t.r.Offset()
	return me
}

// stable returns the meaning s of the string at offset as a part of the text,
// or as a copy when it has escapes.
func (t *tree) stable(offset int, s []byte) []byte {
	from, to := offset+1, offset+1+len(s)
	if to < len(t.b) && t.b[to] == '"' && bytes.IndexByte(t.b[from:to], '\\') < 0 {
		return t.b[from:to:to]
	}
	return bytes.Clone(s)
}

// member returns the value of a name in the object at i, or none.
func (t *tree) member(i int, name string) int {
	if i == none || t.nodes[i].kind != strictjson.Object {
		return none
	}
	for c := t.nodes[i].child; c != none; c = t.nodes[c].next {
		if string(t.nodes[c].name) == name {
			return c
		}
	}
	return none
}

// at follows names from the root.
func (t *tree) at(names ...string) int {
	if len(t.nodes) == 0 {
		return none
	}
	i := 0
	for _, n := range names {
		if i = t.member(i, n); i == none {
			return none
		}
	}
	return i
}

// text returns the string at i; "" for anything else.
func (t *tree) text(i int) string {
	if i == none {
		return ""
	}
	return string(t.nodes[i].text)
}

// says reports whether the string at i is s.
func (t *tree) says(i int, s xapi.IRI) bool {
	return i != none && string(t.nodes[i].text) == string(s)
}

func (t *tree) kind(i int) strictjson.Kind {
	if i == none {
		return strictjson.Invalid
	}
	return t.nodes[i].kind
}

// wrap puts each lone contextActivities object, of the statement and of its
// SubStatement, into an array: the form that rules are written for.
func (t *tree) wrap() {
	for _, path := range [][]string{{"context", "contextActivities"}, {"object", "context", "contextActivities"}} {
		i := t.at(path...)
		if t.kind(i) != strictjson.Object {
			continue
		}
		for c := t.nodes[i].child; c != none; c = t.nodes[c].next {
			if t.nodes[c].kind != strictjson.Object {
				continue
			}
			lone := t.nodes[c]
			lone.next, lone.index, lone.name = none, 0, nil
			t.nodes = append(t.nodes, lone)
			t.nodes[c].kind, t.nodes[c].child = strictjson.Array, len(t.nodes)-1
		}
	}
}

// equal reports whether two values are the same JSON: numbers by value, the
// order of names aside.
func equal(t *tree, i int, u *tree, j int) bool {
	a, b := &t.nodes[i], &u.nodes[j]
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case strictjson.String:
		return bytes.Equal(a.text, b.text)
	case strictjson.Number:
		return xapi.Decimal(t.b[a.from:a.to]).Compare(xapi.Decimal(u.b[b.from:b.to])) == 0
	case strictjson.Array:
		x, y := a.child, b.child
		for ; x != none && y != none; x, y = t.nodes[x].next, u.nodes[y].next {
			if !equal(t, x, u, y) {
				return false
			}
		}
		return x == y
	case strictjson.Object:
		n := 0
		for x := a.child; x != none; x = t.nodes[x].next {
			y := u.member(j, string(t.nodes[x].name))
			if y == none || !equal(t, x, u, y) {
				return false
			}
			n++
		}
		for y := b.child; y != none; y = u.nodes[y].next {
			n--
		}
		return n == 0
	}
	return true
}
