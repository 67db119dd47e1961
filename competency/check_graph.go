// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// arc is one association between two nodes of the document, which go by
// number: 0 is the framework, i+1 item i.
type arc struct {
	to    int
	index int // in Framework.Associations
}

// graph holds the arcs of one type that leave each node.
type graph [][]arc

// graph returns the arcs of one type.
func (c *checker) graph(t AssociationType) graph {
	g := make(graph, len(c.f.Items)+1)
	for i := range c.f.Associations {
		a := &c.f.Associations[i]
		if a.Type != t {
			continue
		}
		from, to := c.number(a.From), c.number(a.To)
		if from >= 0 && to >= 0 {
			g[from] = append(g[from], arc{to, i})
		}
	}
	return g
}

// number returns the node that an end names, -1 for one elsewhere.
func (c *checker) number(ref NodeRef) int {
	if n := c.nodes[ID(ref)]; n > 0 {
		return n
	}
	switch id := c.links.id(ref); id {
	case "":
		return -1
	case c.f.ID:
		return 0
	default:
		return c.nodes[id]
	}
}

// hierarchy checks cycles, parents, the order of types and reach.
func (c *checker) hierarchy() {
	parents := c.graph(AssociationIsChildOf)
	circling := c.cycles(parents, &ruleChildCycle)
	c.cycles(c.graph(AssociationPrecedes), &rulePrecedesCycle)
	c.cycles(c.graph(AssociationReplacedBy), &ruleReplacedCycle)
	reached := parents.reach()
	dangling := c.dangling()
	for i := range c.f.Items {
		it := &c.f.Items[i]
		n := c.nodes[it.ID]
		p := issue.Pointer("/items").Index(i)
		c.parents(p, it, parents[n])
		if !reached[n] && len(parents[n]) == 0 && !circling[n] && !dangling[it.ID] {
			c.add(&ruleUnreachable, p, it.name())
		}
	}
}

// parents reports several parents, and parents of a lower type.
func (c *checker) parents(p issue.Pointer, it *Item, up []arc) {
	if len(up) > 1 {
		distinct := map[int]bool{}
		for _, a := range up {
			distinct[a.to] = true
		}
		if len(distinct) > 1 {
			c.add(&ruleParents, p, it.name(), len(distinct))
		}
	}
	for _, a := range up {
		if a.to == 0 {
			continue
		}
		if parent := &c.f.Items[a.to-1]; depthOf(it.Type) < depthOf(parent.Type) {
			c.add(&ruleOrder, issue.Pointer("/associations").Index(a.index), string(it.Type), it.name(), string(parent.Type), parent.name())
		}
	}
}

// depthOf ranks item types; unknown types rank with competencies.
func depthOf(t ItemType) int {
	switch t {
	case ItemDomain:
		return 0
	case ItemComponent:
		return 2
	}
	return 1
}

// reach reports the nodes from which arcs lead to the framework.
func (g graph) reach() []bool {
	children := make([][]int, len(g))
	for child, up := range g {
		for _, a := range up {
			children[a.to] = append(children[a.to], child)
		}
	}
	reached := make([]bool, len(g))
	reached[0] = true
	for todo := []int{0}; len(todo) > 0; {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, child := range children[n] {
			if !reached[child] {
				reached[child] = true
				todo = append(todo, child)
			}
		}
	}
	return reached
}

// dangling returns the items whose parent has been reported as unresolved.
func (c *checker) dangling() map[ID]bool {
	out := map[ID]bool{}
	for i := range c.f.Associations {
		a := &c.f.Associations[i]
		if a.Type == AssociationIsChildOf && c.links.id(a.To) == "" && !IRI(a.To).Valid() {
			out[c.links.id(a.From)] = true
		}
	}
	return out
}

// cycles reports each group of nodes that reach one another once, with one
// circle among them, at the association that closes it. It returns the nodes
// of all groups.
func (c *checker) cycles(g graph, rule *issue.Rule) map[int]bool {
	out := map[int]bool{}
	id := func(n int) ID {
		if n == 0 {
			return c.f.ID
		}
		return c.f.Items[n-1].ID
	}
	groups := g.components()
	least := make([]int, len(groups))
	for i, group := range groups {
		least[i] = group[0]
		for _, n := range group {
			out[n] = true
			if id(n) < id(least[i]) {
				least[i] = n
			}
		}
	}
	for _, i := range order(len(groups), func(i, j int) bool { return id(least[i]) < id(least[j]) }) {
		inside := make(map[int]bool, len(groups[i]))
		for _, n := range groups[i] {
			inside[n] = true
		}
		path, last := g.circle(least[i], inside)
		names := make([]string, len(path))
		for k, n := range path {
			names[k] = c.called(NodeRef(id(n)))
		}
		c.add(rule, issue.Pointer("/associations").Index(last), strings.Join(names, " → "))
	}
	return out
}

// circle returns a shortest way from start back to start inside one group,
// start at both ends, and the greatest index of its associations: the one
// without which the document was sound.
func (g graph) circle(start int, inside map[int]bool) (path []int, last int) {
	type step struct{ from, via int }
	came := map[int]step{}
	todo := []int{start}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		for _, a := range g[n] {
			if a.to == start {
				path, last = []int{start}, a.index
				for at := n; at != start; at = came[at].from {
					path = append(path, at)
					last = max(last, came[at].via)
				}
				path = append(path, start)
				for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
					path[i], path[j] = path[j], path[i]
				}
				return path, last
			}
			if _, seen := came[a.to]; inside[a.to] && !seen {
				came[a.to] = step{n, a.index}
				todo = append(todo, a.to)
			}
		}
	}
	return []int{start}, 0
}

// components returns the groups of nodes that reach one another (Tarjan's
// strongly connected components of two nodes or more, or with a loop).
func (g graph) components() [][]int {
	type mark struct {
		index, low int // index 0: not met
		open       bool
	}
	type frame struct{ node, next int }
	marks := make([]mark, len(g))
	met := 0
	var stack []int
	var calls []frame
	var out [][]int
	enter := func(n int) {
		met++
		marks[n] = mark{index: met, low: met, open: true}
		stack = append(stack, n)
		calls = append(calls, frame{node: n})
	}
	for root := range g {
		if marks[root].index > 0 || len(g[root]) == 0 {
			continue
		}
		enter(root)
		for len(calls) > 0 {
			f := &calls[len(calls)-1]
			n := f.node
			m := &marks[n]
			if f.next < len(g[n]) {
				to := g[n][f.next].to
				f.next++
				switch other := &marks[to]; {
				case other.index == 0:
					enter(to)
				case other.open:
					m.low = min(m.low, other.index)
				}
				continue
			}
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				up := &marks[calls[len(calls)-1].node]
				up.low = min(up.low, m.low)
			}
			if m.low != m.index {
				continue
			}
			at := len(stack) - 1
			for stack[at] != n {
				at--
			}
			for _, k := range stack[at:] {
				marks[k].open = false
			}
			if len(stack)-at > 1 || g.loops(n) {
				out = append(out, append([]int(nil), stack[at:]...))
			}
			stack = stack[:at]
		}
	}
	return out
}

func (g graph) loops(n int) bool {
	for _, a := range g[n] {
		if a.to == n {
			return true
		}
	}
	return false
}
