// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// checker is the covering problem as the verifier sees it, rebuilt from the
// Problem alone: plain maps and loops, nothing of the search.
type checker struct {
	v       *verifier
	bricks  []*catalogue.Brick
	timed   [][]*catalogue.Session
	number  map[catalogue.BrickRef]int
	wants   map[competency.Ref]int // lowered to what can be reached
	lines   []line
	byName  map[string]int
	claim   int64
	weight  Objective
	feeds   []bool                   // brick is a member of some prerequisite
	raising map[competency.Ref][]int // bricks that raise an item
}

// line is one covering constraint: members, and the brick that asks (-1: the
// problem itself).
type line struct {
	owner   int
	members []int
}

func newChecker(v *verifier, weight Objective) *checker {
	c := &checker{v: v, weight: weight, number: map[catalogue.BrickRef]int{}, wants: map[competency.Ref]int{}, byName: map[string]int{}}
	versions := map[competency.IRI]string{}
	for _, w := range v.p.Want {
		versions[w.Item.Framework] = w.Item.Version
	}
	var all []*catalogue.Brick
	sessions := map[*catalogue.Brick][]*catalogue.Session{}
	for _, cand := range v.p.eligible(byNothing) {
		if otherVersion(cand.brick, versions) == "" {
			all = append(all, cand.brick)
			sessions[cand.brick] = cand.sessions
		}
	}
	ran, state, _ := c.exhaust(all, v.have)
	for item, w := range v.wants {
		c.wants[item] = min(w, max(state[item], v.have[item]))
	}
	for _, b := range c.related(ran) {
		c.number[b.Ref()] = len(c.bricks)
		c.bricks = append(c.bricks, b)
		c.timed = append(c.timed, sessions[b])
	}
	c.feeds = make([]bool, len(c.bricks))
	c.raising = map[competency.Ref][]int{}
	for i, b := range c.bricks {
		for _, t := range b.Reaches() {
			if l := c.raising[t.Item]; len(l) == 0 || l[len(l)-1] != i {
				c.raising[t.Item] = append(l, i)
			}
		}
	}
	c.addLines()
	return c
}

// exhaust runs whatever can run, to the end.
func (c *checker) exhaust(bricks []*catalogue.Brick, have map[competency.Ref]int) (ran []*catalogue.Brick, state map[competency.Ref]int, ready shelf) {
	state = map[competency.Ref]int{}
	for k, n := range have {
		state[k] = n
	}
	ready = c.v.doneShelf()
	left := append([]*catalogue.Brick(nil), bricks...)
	for again := true; again; {
		again = false
		rest := left[:0]
		for _, b := range left {
			if !mayRun(b, state, ready) {
				rest = append(rest, b)
				continue
			}
			again = true
			ran = append(ran, b)
			ready.add(b)
			for _, t := range b.Reaches() {
				state[t.Item] = max(state[t.Item], t.Rank)
			}
		}
		left = rest
	}
	return ran, state, ready
}

func mayRun(b *catalogue.Brick, state map[competency.Ref]int, ready shelf) bool {
	for _, e := range b.Entry {
		if state[e.Item] < e.Rank {
			return false
		}
	}
	for _, pre := range b.Prerequisites {
		if !ready.meets(pre) {
			return false
		}
	}
	return true
}

// related keeps the bricks that serve a want, or a brick that does.
func (c *checker) related(ran []*catalogue.Brick) []*catalogue.Brick {
	asked := map[competency.Ref]int{}
	for item, w := range c.wants {
		asked[item] = w
	}
	refs := map[competency.IRI][]catalogue.BrickRef{} // asked as prerequisites
	done := c.v.doneShelf()
	in := map[*catalogue.Brick]bool{}
	for again := true; again; {
		again = false
		for _, b := range ran {
			if in[b] || !c.isAsked(b, asked, refs) {
				continue
			}
			in[b], again = true, true
			for _, e := range b.Entry {
				asked[e.Item] = max(asked[e.Item], e.Rank)
			}
			for _, pre := range b.Prerequisites {
				if done.meets(pre) {
					continue
				}
				for _, ref := range pre.AnyOf {
					refs[ref.ID] = append(refs[ref.ID], ref)
				}
			}
		}
	}
	var out []*catalogue.Brick
	for _, b := range ran {
		if in[b] {
			out = append(out, b)
		}
	}
	return out
}

func (c *checker) isAsked(b *catalogue.Brick, asked map[competency.Ref]int, refs map[competency.IRI][]catalogue.BrickRef) bool {
	if contains(c.v.p.Constraints.Include, b.Ref()) {
		return true
	}
	for _, t := range b.Reaches() {
		if low := max(c.v.have[t.Item], b.EntryRank(t.Item)); min(t.Rank, asked[t.Item]) > low {
			return true
		}
	}
	names := []competency.IRI{b.ID}
	for _, e := range b.Equivalents {
		names = append(names, e.ID)
	}
	for _, id := range names {
		for _, ref := range refs[id] {
			if standsFor(b, ref) {
				return true
			}
		}
	}
	return false
}

// addLines lists every constraint under its name.
func (c *checker) addLines() {
	for item, w := range c.wants {
		for k := c.v.have[item] + 1; k <= w; k++ {
			c.add(Price{At: &catalogue.ItemRank{Item: item, Rank: k}})
		}
	}
	done := c.v.doneShelf()
	for _, b := range c.bricks {
		ref := b.Ref()
		for _, e := range b.Entry {
			for k := max(c.v.have[e.Item], c.wants[e.Item]) + 1; k <= e.Rank; k++ {
				c.add(Price{For: &ref, At: &catalogue.ItemRank{Item: e.Item, Rank: k}})
			}
		}
		for n, pre := range b.Prerequisites {
			if !done.meets(pre) {
				c.add(Price{For: &ref, AnyOf: &n})
			}
		}
	}
}

func (c *checker) add(p Price) {
	l := line{owner: -1}
	if p.For != nil {
		l.owner = c.number[*p.For]
	}
	if p.AnyOf == nil {
		for _, i := range c.raising[p.At.Item] {
			b := c.bricks[i]
			for _, t := range b.Reaches() {
				if t.Item == p.At.Item && t.Rank >= p.At.Rank && b.EntryRank(t.Item) < p.At.Rank {
					l.members = append(l.members, i)
					break
				}
			}
		}
	} else {
		for i, b := range c.bricks {
			for _, ref := range c.bricks[l.owner].Prerequisites[*p.AnyOf].AnyOf {
				if standsFor(b, ref) {
					l.members = append(l.members, i)
					c.feeds[i] = true
					break
				}
			}
		}
	}
	c.byName[name(p)] = len(c.lines)
	c.lines = append(c.lines, l)
}

// name spells a constraint, without its price.
func name(p Price) string {
	s := ""
	if p.For != nil {
		s = string(p.For.ID) + " " + p.For.Version
	}
	if p.At != nil {
		s += "|" + string(p.At.Item.Framework) + " " + p.At.Item.Version + " " + string(p.At.Item.Item) + "@" + string(rune('0'+p.At.Rank))
	}
	if p.AnyOf != nil {
		s += "#" + string(rune('0'+*p.AnyOf))
	}
	return s
}
