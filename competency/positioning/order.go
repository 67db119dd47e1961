// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
)

// node is an item in the order of the tree and the item above it (-1: none).
type node struct{ item, parent int }

// inOrder walks the hierarchy of f depth first. An item with several parents
// comes once, under the first; one that no path reaches comes last.
func inOrder(f *competency.Framework) []node {
	index := make(map[competency.NodeRef]int, len(f.Items))
	for i := range f.Items {
		index[competency.NodeRef(f.Items[i].ID)] = i
	}
	type edge struct{ child, seq int }
	const noSeq = 1 << 62
	children := map[int][]edge{} // -1 is the framework
	for _, a := range f.Associations {
		if a.Type != competency.AssociationIsChildOf {
			continue
		}
		child, ok := index[a.From]
		if !ok {
			continue
		}
		parent, ok := index[a.To]
		if !ok {
			parent = -1
		}
		seq := noSeq
		if a.Seq != nil {
			seq = *a.Seq
		}
		children[parent] = append(children[parent], edge{child, seq})
	}
	for _, list := range children {
		sort.SliceStable(list, func(i, j int) bool {
			a, b := list[i], list[j]
			if a.seq != b.seq {
				return a.seq < b.seq
			}
			x, y := &f.Items[a.child], &f.Items[b.child]
			if x.Code != y.Code {
				return naturalLess(x.Code, y.Code)
			}
			return x.ID < y.ID
		})
	}
	seen := make([]bool, len(f.Items))
	out := make([]node, 0, len(f.Items))
	var walk func(parent int)
	walk = func(parent int) {
		for _, e := range children[parent] {
			if !seen[e.child] {
				seen[e.child] = true
				out = append(out, node{e.child, parent})
				walk(e.child)
			}
		}
	}
	walk(-1)
	for i := range f.Items {
		if !seen[i] {
			seen[i] = true
			out = append(out, node{i, -1})
			walk(i)
		}
	}
	return out
}

// naturalLess orders codes by their numbers: 1.2 before 1.10.
func naturalLess(a, b string) bool {
	for i, j := 0, 0; ; {
		if i == len(a) || j == len(b) {
			if len(a)-i != len(b)-j {
				return len(a)-i < len(b)-j
			}
			return a < b
		}
		if !digit(a[i]) || !digit(b[j]) {
			if a[i] != b[j] {
				return a[i] < b[j]
			}
			i, j = i+1, j+1
			continue
		}
		m, n := i, j
		for m < len(a) && digit(a[m]) {
			m++
		}
		for n < len(b) && digit(b[n]) {
			n++
		}
		x, y := a[i:m], b[j:n]
		for len(x) > 1 && x[0] == '0' {
			x = x[1:]
		}
		for len(y) > 1 && y[0] == '0' {
			y = y[1:]
		}
		if len(x) != len(y) {
			return len(x) < len(y)
		}
		if x != y {
			return x < y
		}
		i, j = m, n
	}
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
