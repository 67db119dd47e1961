// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"sort"
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
	ids := f.resolver()
	edges := make([]edge, 0, len(f.Associations))
	seen := make(map[[2]*Node]bool, len(f.Associations))
	for i := range f.Associations {
		a := &f.Associations[i]
		if a.Type != AssociationIsChildOf {
			continue
		}
		child, parent := t.nodes[ids.id(a.From)], t.nodes[ids.id(a.To)]
		if child == nil || parent == nil && ids.id(a.To) != f.ID || seen[[2]*Node{child, parent}] {
			continue
		}
		seen[[2]*Node{child, parent}] = true
		edges = append(edges, edge{child, parent, a.Seq})
	}
	sort.SliceStable(edges, func(i, j int) bool { return edgeBefore(&edges[i], &edges[j]) })
	for _, e := range edges {
		if e.parent == nil {
			t.Roots = append(t.Roots, e.child)
			continue
		}
		e.parent.Children = append(e.parent.Children, e.child)
		e.child.Parents = append(e.child.Parents, e.parent)
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
	own map[ID]bool
	uri map[NodeRef]ID
}

func (f *Framework) resolver() resolver {
	r := resolver{own: make(map[ID]bool, len(f.Items)+1), uri: map[NodeRef]ID{}}
	r.own[f.ID] = true
	for i := range f.Items {
		r.own[f.Items[i].ID] = true
	}
	byURI := false
	for i := range f.Associations {
		a := &f.Associations[i]
		byURI = byURI || !r.own[ID(a.From)] || !r.own[ID(a.To)]
	}
	if byURI { // rare: costs a second map of all items
		r.uri[NodeRef(f.URI)] = f.ID
		for i := range f.Items {
			r.uri[NodeRef(f.Items[i].URI)] = f.Items[i].ID
		}
	}
	return r
}

// id returns the ID of the node that ref names, "" when it is not here.
func (r resolver) id(ref NodeRef) ID {
	if r.own[ID(ref)] {
		return ID(ref)
	}
	return r.uri[ref]
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

// digitRun returns the leading digits of s without useless zeros, and the rest.
func digitRun(s string) (run, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return strings.TrimLeft(s[:n], "0"), s[n:]
}
