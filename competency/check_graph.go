// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// arc is one association between two nodes of the document.
type arc struct {
	to    ID
	index int // in Framework.Associations
}

// graph returns the arcs of one type, by origin.
func (c *checker) graph(t AssociationType) map[ID][]arc {
	g := map[ID][]arc{}
	for i := range c.f.Associations {
		a := &c.f.Associations[i]
		if a.Type != t {
			continue
		}
		from, to := c.links.id(a.From), c.links.id(a.To)
		if from != "" && to != "" {
			g[from] = append(g[from], arc{to, i})
		}
	}
	return g
}

// hierarchy checks cycles, parents, the order of types and reach.
func (c *checker) hierarchy() {
	parents := c.graph(AssociationIsChildOf)
	circling := c.cycles(parents, &ruleChildCycle)
	c.cycles(c.graph(AssociationPrecedes), &rulePrecedesCycle)
	c.cycles(c.graph(AssociationReplacedBy), &ruleReplacedCycle)
	reached := c.reach(parents)
	dangling := c.dangling()
	for i := range c.f.Items {
		it := &c.f.Items[i]
		p := issue.Pointer("/items").Index(i)
		c.parents(p, it, parents[it.ID])
		if !reached[it.ID] && len(parents[it.ID]) == 0 && !circling[it.ID] && !dangling[it.ID] {
			c.add(&ruleUnreachable, p, it.name())
		}
	}
}

// parents reports several parents, and parents of a lower type.
func (c *checker) parents(p issue.Pointer, it *Item, up []arc) {
	if len(up) > 1 {
		distinct := map[ID]bool{}
		for _, a := range up {
			distinct[a.to] = true
		}
		if len(distinct) > 1 {
			c.add(&ruleParents, p, it.name(), len(distinct))
		}
	}
	for _, a := range up {
		parent := c.items[a.to]
		if parent != nil && depthOf(it.Type) < depthOf(parent.Type) {
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

// reach returns the nodes from which isChildOf leads to the framework.
func (c *checker) reach(parents map[ID][]arc) map[ID]bool {
	children := make(map[ID][]ID, len(parents))
	for child, up := range parents {
		for _, a := range up {
			children[a.to] = append(children[a.to], child)
		}
	}
	reached := make(map[ID]bool, len(c.f.Items)+1)
	todo := []ID{c.f.ID}
	reached[c.f.ID] = true
	for len(todo) > 0 {
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
func (c *checker) cycles(g map[ID][]arc, rule *issue.Rule) map[ID]bool {
	out := map[ID]bool{}
	for _, group := range components(g) {
		inside := make(map[ID]bool, len(group))
		for _, id := range group {
			inside[id] = true
			out[id] = true
		}
		path, last := circle(g, group[0], inside)
		names := make([]string, len(path))
		for i, id := range path {
			names[i] = c.called(NodeRef(id))
		}
		c.add(rule, issue.Pointer("/associations").Index(last), strings.Join(names, " → "))
	}
	return out
}

// circle returns a shortest way from start back to start inside one group,
// start at both ends, and the greatest index of its associations: the one
// without which the document was sound.
func circle(g map[ID][]arc, start ID, inside map[ID]bool) (path []ID, last int) {
	type step struct {
		from ID
		via  int
	}
	came := map[ID]step{}
	todo := []ID{start}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		for _, a := range g[n] {
			if a.to == start {
				path, last = []ID{start}, a.index
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
	return []ID{start}, 0
}

// components returns the groups of nodes that reach one another (Tarjan's
// strongly connected components of two nodes or more, or with a loop), each
// with its least ID first, in the order of those.
func components(g map[ID][]arc) [][]ID {
	roots := make([]ID, 0, len(g))
	for id := range g {
		roots = append(roots, id)
	}
	sort.Slice(roots, func(i, j int) bool { return roots[i] < roots[j] })
	type mark struct {
		index, low int
		open       bool
	}
	type frame struct {
		id   ID
		next int
	}
	marks := make(map[ID]*mark, len(g))
	var stack []ID
	var out [][]ID
	for _, root := range roots {
		if marks[root] != nil {
			continue
		}
		enter := func(id ID) *mark {
			m := &mark{index: len(marks), low: len(marks), open: true}
			marks[id] = m
			stack = append(stack, id)
			return m
		}
		enter(root)
		calls := []frame{{id: root}}
		for len(calls) > 0 {
			f := &calls[len(calls)-1]
			m := marks[f.id]
			if f.next < len(g[f.id]) {
				to := g[f.id][f.next].to
				f.next++
				switch other := marks[to]; {
				case other == nil:
					enter(to)
					calls = append(calls, frame{id: to})
				case other.open:
					m.low = min(m.low, other.index)
				}
				continue
			}
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				up := marks[calls[len(calls)-1].id]
				up.low = min(up.low, m.low)
			}
			if m.low != m.index {
				continue
			}
			var group []ID
			for {
				id := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				marks[id].open = false
				group = append(group, id)
				if id == f.id {
					break
				}
			}
			if len(group) > 1 || loops(g, group[0]) {
				sort.Slice(group, func(i, j int) bool { return group[i] < group[j] })
				out = append(out, group)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i][0] < out[j][0] })
	return out
}

func loops(g map[ID][]arc, id ID) bool {
	for _, a := range g[id] {
		if a.to == id {
			return true
		}
	}
	return false
}
