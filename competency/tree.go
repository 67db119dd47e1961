// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"slices"
	"strings"
)

// Tree is the hierarchy of a framework, made of its isChildOf associations.
type Tree struct {
	Roots []*Node // the items that are children of the framework
	nodes map[ID]*Node
}

// Node is an item in the Tree. An item with several parents is one Node that
// stands among the Children of each. Parents is empty for a root; it begins
// with the main one (least Seq).
type Node struct {
	Item     *Item
	Parents  []*Node
	Children []*Node
	top      bool // among the roots
}

// Node returns the node of one item, also when it is not reachable.
func (t *Tree) Node(id ID) (*Node, bool) {
	n, ok := t.nodes[id]
	return n, ok
}

// Walk calls visit for each node that is reachable from the roots, parents
// first, in order. A node with several parents is visited under each, but its
// children only at its first visit (first is true).
func (t *Tree) Walk(visit func(n *Node, depth int, first bool)) {
	seen := make(map[*Node]bool, len(t.nodes))
	var walk func(list []*Node, depth int)
	walk = func(list []*Node, depth int) {
		for _, n := range list {
			first := !seen[n]
			seen[n] = true
			visit(n, depth, first)
			if first {
				walk(n.Children, depth+1)
			}
		}
	}
	walk(t.Roots, 0)
}

// edge is one link of the hierarchy while the tree is built.
type edge struct {
	child, parent *Node // parent nil: the framework
	seq           *int
	start         uint64 // of the code, see codeStart
}

// Tree builds the hierarchy: children in the order of Seq (those without one
// last), then natural Code, then ID. Links that lead nowhere are left out, and
// the tree of a framework with a cycle is still finite.
func (f *Framework) Tree() *Tree {
	t := &Tree{nodes: make(map[ID]*Node, len(f.Items))}
	room := make([]Node, len(f.Items))
	for i := range f.Items {
		if _, twice := t.nodes[f.Items[i].ID]; !twice {
			room[i].Item = &f.Items[i]
			t.nodes[f.Items[i].ID] = &room[i]
		}
	}
	ids := &resolver{f: f, known: func(id ID) bool { return t.nodes[id] != nil }}
	node := func(ref NodeRef) (n *Node, root bool) {
		if n = t.nodes[ID(ref)]; n == nil {
			id := ids.id(ref)
			n, root = t.nodes[id], id == f.ID
		}
		return n, root
	}
	edges := make([]edge, 0, len(f.Associations))
	for i := range f.Associations {
		a := &f.Associations[i]
		if a.Type != AssociationIsChildOf {
			continue
		}
		child, _ := node(a.From)
		parent, root := node(a.To)
		if child != nil && (parent != nil || root) {
			edges = append(edges, edge{child, parent, a.Seq, codeStart(child.Item.Code)})
		}
	}
	for _, i := range order(len(edges), func(i, j int) bool { return edgeBefore(&edges[i], &edges[j]) }) {
		e := &edges[i]
		switch {
		case e.parent == nil && !e.child.top:
			e.child.top = true
			t.Roots = append(t.Roots, e.child)
		case e.parent != nil && !slices.Contains(e.child.Parents, e.parent):
			e.parent.Children = append(e.parent.Children, e.child)
			e.child.Parents = append(e.child.Parents, e.parent)
		}
	}
	return t
}

func edgeBefore(a, b *edge) bool {
	switch {
	case a.seq != nil && b.seq != nil && *a.seq != *b.seq:
		return *a.seq < *b.seq
	case (a.seq == nil) != (b.seq == nil):
		return a.seq != nil
	}
	if a.start != b.start {
		return a.start < b.start
	}
	if c := CompareCodes(a.child.Item.Code, b.child.Item.Code); c != 0 {
		return c < 0
	}
	if a.child.Item.ID != b.child.Item.ID || a.parent == nil || b.parent == nil {
		return a.child.Item.ID < b.child.Item.ID
	}
	return a.parent.Item.ID < b.parent.Item.ID
}

// resolver finds the node of the document that an association end names, by
// ID or by URI.
type resolver struct {
	f     *Framework
	known func(ID) bool // reports whether an item has this ID
	uri   map[NodeRef]ID
}

// id returns the ID of the node that ref names, "" when it is not here.
func (r *resolver) id(ref NodeRef) ID {
	if ID(ref) == r.f.ID || r.known(ID(ref)) {
		return ID(ref)
	}
	if r.uri == nil { // rare: costs a map of all items
		r.uri = make(map[NodeRef]ID, len(r.f.Items)+1)
		r.uri[NodeRef(r.f.URI)] = r.f.ID
		for i := range r.f.Items {
			r.uri[NodeRef(r.f.Items[i].URI)] = r.f.Items[i].ID
		}
	}
	return r.uri[ref]
}

// among resolves the ends of the associations of f, whose items are given.
func among(f *Framework, items map[ID]*Item) *resolver {
	return &resolver{f: f, known: func(id ID) bool { return items[id] != nil }}
}

// CompareCodes returns -1, 0 or 1 as a comes before, with or after b in the
// natural order: runs of digits count as numbers (1.2 before 1.10), the rest
// byte by byte. Codes that differ only by leading zeros are ordered as text.
func CompareCodes(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			var n, m string
			n, x = digitRun(x)
			m, y = digitRun(y)
			if len(n) != len(m) {
				return sign(len(n) < len(m))
			}
			if n != m {
				return sign(n < m)
			}
			continue
		}
		if x[0] != y[0] {
			return sign(x[0] < y[0])
		}
		x, y = x[1:], y[1:]
	}
	if len(x) != len(y) {
		return sign(len(x) < len(y))
	}
	return strings.Compare(a, b)
}

// codeStart returns a number that orders codes as CompareCodes does, as far as
// eight bytes tell: each run of digits goes after its length.
func codeStart(code string) uint64 {
	var n uint64
	room := 64
	put := func(c byte) {
		if room > 0 {
			room -= 8
			n |= uint64(c) << room
		}
	}
	for code != "" && room > 0 {
		if !isDigit(code[0]) {
			put(code[0])
			code = code[1:]
			continue
		}
		var run string
		run, code = digitRun(code)
		put('0')
		if len(run) > 254 {
			put(255)
			break
		}
		put(byte(len(run)))
		for i := 0; i < len(run) && room > 0; i++ {
			put(run[i])
		}
	}
	return n
}

// digitRun returns the leading digits of s without useless zeros, and the rest.
func digitRun(s string) (run, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return strings.TrimLeft(s[:n], "0"), s[n:]
}
