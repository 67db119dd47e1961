// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
)

// node is an item in the order of the tree and the item above it (-1: none).
type node struct{ item, parent int }

// edge is a link of the hierarchy: the child, the parent (-1: the framework)
// and where the child stands among the others.
type edge struct {
	node
	seq int
	key string
	_   [0]func() // not to be compared: that would be a function more
}

// inOrder walks the hierarchy of f depth first. An item with several parents
// comes once, under the first; one that no path reaches comes last.
func inOrder(f *competency.Framework) []node {
	index := make(map[string]int, len(f.Items))
	for i := range f.Items {
		index[string(f.Items[i].ID)] = i + 1
	}
	edges := make([]edge, 0, len(f.Associations))
	for i := range f.Associations {
		a := &f.Associations[i]
		e := edge{node: node{index[string(a.From)] - 1, index[string(a.To)] - 1}, seq: 1 << 62}
		if a.Type != competency.AssociationIsChildOf || e.item < 0 {
			continue
		}
		if a.Seq != nil {
			e.seq = *a.Seq
		}
		it := &f.Items[e.item]
		e.key = naturalKey(it.Code) + "\x00" + it.Code + "\x00" + string(it.ID)
		edges = append(edges, e)
	}
	sort.SliceStable(edges, func(i, j int) bool {
		a, b := &edges[i], &edges[j]
		if a.parent != b.parent {
			return a.parent < b.parent
		}
		if a.seq != b.seq {
			return a.seq < b.seq
		}
		return a.key < b.key
	})
	// The edges below parent p, if there are any, begin at first[p+1].
	first := make([]int, len(f.Items)+1)
	for i := len(edges) - 1; i >= 0; i-- {
		first[edges[i].parent+1] = i
	}
	seen := make([]bool, len(f.Items))
	out := make([]node, 0, len(f.Items))
	var visit func(n node)
	visit = func(n node) {
		if n.item >= 0 {
			if seen[n.item] {
				return
			}
			seen[n.item] = true
			out = append(out, n)
		}
		for i := first[n.item+1]; i < len(edges) && edges[i].parent == n.item; i++ {
			visit(edges[i].node)
		}
	}
	for i := -1; i < len(f.Items); i++ {
		visit(node{i, -1})
	}
	return out
}

// naturalKey makes a text whose order is that of the numbers in code, 1.2
// before 1.10: each run of digits, without useless zeros, after its length.
func naturalKey(code string) string {
	key := ""
	for i := 0; i < len(code); {
		n := i
		for n < len(code) && '0' <= code[n] && code[n] <= '9' {
			n++
		}
		if n == i {
			n++
		} else {
			for i < n-1 && code[i] == '0' {
				i++
			}
			key += "0" + string(rune(n-i))
		}
		key += code[i:n]
		i = n
	}
	return key
}
