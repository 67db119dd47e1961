// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// proof checks the bound by its prices and the optimum by its tree.
func (v *verifier) proof() {
	p := &v.r.Proof
	if !p.Kind.Valid() || p.Objective == "" || !p.Objective.Valid() {
		v.refuse("/proof", "preuve d’un genre inconnu")
		return
	}
	c := newChecker(v, p.Objective)
	cost := int64(0)
	for _, b := range v.taken {
		cost += p.Objective.cost(b)
	}
	solved := p.Kind == ProofOptimal || p.Kind == ProofBounded
	if solved && p.Cost != cost {
		v.refuse("/proof/cost", "coût faux")
		return
	}
	for i, u := range v.r.Unreached {
		if u.Rank <= c.wants[u.Item] {
			v.refuse(issue.Pointer("/unreached").Index(i), "rang annoncé hors d’atteinte, à tort")
			return
		}
	}
	c.claim = 1 << 60
	if solved {
		c.claim = cost
	}
	prices := make([]int64, len(c.lines))
	for _, x := range p.Prices {
		n, ok := c.byName[name(x)]
		if !ok || x.Price < 0 {
			v.refuse("/proof/prices", "prix d’une contrainte qui n’existe pas")
			return
		}
		prices[n] += x.Price
	}
	bound := int64(0)
	if start, ok := c.start(); ok {
		_, bound = c.bound(start, prices)
		bound = min(bound, c.claim)
	}
	minute, _ := p.Objective.weights()
	low := catalogue.Minutes(bound / minute)
	unit := catalogue.Minutes(0) // every pathway takes a multiple of it
	for _, b := range c.bricks {
		for x := b.Total(); x != 0; {
			unit, x = x, unit%x
		}
	}
	for unit > 0 && low%unit != 0 {
		low++
	}
	switch {
	case p.Kind != ProofInfeasible && p.Bound != bound:
		v.refuse("/proof/bound", "les prix ne donnent pas cette borne")
	case p.Kind == ProofOptimal && p.LowerBound != v.r.Minutes,
		p.Kind == ProofBounded && p.Objective == ObjectiveMinutes && p.LowerBound != low,
		p.LowerBound > v.r.Minutes && solved:
		v.refuse("/proof/lowerBound", "borne inférieure fausse")
	case p.Tree != nil && !c.tree(p.Tree):
		v.refuse("/proof/tree", "l’arbre ne prouve pas l’optimum")
	}
}

const (
	openBrick = iota
	takenBrick
	barredBrick
)

// start is the choice before any branch: included bricks and what follows.
func (c *checker) start() ([]int8, bool) {
	st := make([]int8, len(c.bricks))
	for _, ref := range c.v.p.Constraints.Include {
		if i, ok := c.number[ref]; ok {
			st[i] = takenBrick
		}
	}
	return st, c.follow(st)
}

// follow takes forced bricks and bars impossible ones; false when a line
// cannot be met.
func (c *checker) follow(st []int8) bool {
	for again := true; again; {
		again = false
		for _, l := range c.lines {
			if l.owner >= 0 && st[l.owner] == barredBrick {
				continue
			}
			left, last, met := 0, -1, false
			for _, m := range l.members {
				if st[m] == takenBrick {
					met = true
					break
				}
				if st[m] == openBrick {
					left, last = left+1, m
				}
			}
			must := l.owner < 0 || st[l.owner] == takenBrick
			switch {
			case met || left > 1 || left == 1 && !must:
			case left == 1:
				st[last], again = takenBrick, true
			case must:
				return false
			default:
				st[l.owner], again = barredBrick, true
			}
		}
	}
	return true
}

// bound adds up the prices y for the choice st: no completion costs less.
func (c *checker) bound(st []int8, y []int64) (reduced []int64, bound int64) {
	reduced = make([]int64, len(c.bricks))
	for i, b := range c.bricks {
		reduced[i] = c.weight.cost(b)
		if st[i] == takenBrick {
			bound += reduced[i]
		}
	}
	for n, l := range c.lines {
		if y[n] == 0 || l.owner >= 0 && st[l.owner] == barredBrick || c.covered(l, st) {
			continue
		}
		for _, m := range l.members {
			reduced[m] -= y[n]
		}
		if l.owner >= 0 && st[l.owner] == openBrick {
			reduced[l.owner] += y[n]
		} else {
			bound += y[n]
		}
	}
	for i := range c.bricks {
		if st[i] == openBrick && reduced[i] < 0 {
			bound += reduced[i]
		}
	}
	return reduced, bound
}

func (c *checker) covered(l line, st []int8) bool {
	for _, m := range l.members {
		if st[m] == takenBrick {
			return true
		}
	}
	return false
}

// tree checks that no completion costs less than the claim.
func (c *checker) tree(t *Tree) bool {
	w := &walker{checker: c}
	for _, r := range t.Rows {
		n, ok := c.byName[name(r)]
		if !ok {
			return false
		}
		w.rows = append(w.rows, n)
	}
	for _, ref := range t.Bricks {
		i, ok := c.number[ref]
		if !ok {
			return false
		}
		w.refs = append(w.refs, i)
	}
	st, ok := c.start()
	return !ok || w.node(&t.Root, st, make([]int64, len(c.lines)))
}

type walker struct {
	*checker
	rows, refs []int
}

func (w *walker) node(n *Node, st []int8, y []int64) bool {
	if w.done(st) {
		return true
	}
	if n.Prices != nil {
		if len(n.Prices)%2 != 0 {
			return false
		}
		y = make([]int64, len(w.lines))
		for i := 0; i < len(n.Prices); i += 2 {
			if r := n.Prices[i]; r < 0 || r >= int64(len(w.rows)) || n.Prices[i+1] < 0 {
				return false
			}
			y[w.rows[n.Prices[i]]] = n.Prices[i+1]
		}
	}
	reduced, bound := w.bound(st, y)
	if bound >= w.claim {
		return true
	}
	for _, x := range n.Excluded {
		if x < 1 || x > len(w.refs) {
			return false
		}
		i := w.refs[x-1]
		if st[i] == takenBrick || bound+reduced[i] < w.claim {
			return false
		}
		st[i] = barredBrick
	}
	if !w.follow(st) || w.done(st) {
		return true
	}
	for i := range n.Children {
		x := n.Children[i].Brick
		if x < 1 || x > len(w.refs) {
			return false
		}
		b := w.refs[x-1]
		if st[b] != barredBrick {
			with := append([]int8(nil), st...)
			with[b] = takenBrick
			if w.follow(with) && !w.node(&n.Children[i], with, y) {
				return false
			}
		}
		if st[b] == takenBrick {
			return true
		}
		st[b] = barredBrick
		if !w.follow(st) {
			return true
		}
	}
	return w.spent(st)
}

// done reports whether the choice already costs the claim or breaks a limit.
func (w *walker) done(st []int8) bool {
	cost, count, site := int64(0), 0, catalogue.Minutes(0)
	for i, b := range w.bricks {
		if st[i] == takenBrick {
			cost += w.weight.cost(b)
			site += b.OnSite
			count++
		}
	}
	k := &w.v.p.Constraints
	if k.Schedule && !w.room(st) {
		return true
	}
	return cost >= w.claim || k.MaxBricks > 0 && count > k.MaxBricks || k.MaxOnSite != nil && site > *k.MaxOnSite
}

// room reports whether the sessions of the bricks taken fit one after the
// other, whatever they need: earliest end by set of bricks placed.
func (w *walker) room(st []int8) bool {
	var timed []*catalogue.Brick
	for i, b := range w.bricks {
		if st[i] == takenBrick && len(w.timed[i]) > 0 {
			timed = append(timed, b)
		}
	}
	if len(timed) > 16 {
		return true
	}
	ends := map[int]competency.Instant{0: ""}
	for mask := 0; mask < 1<<len(timed); mask++ {
		now, ok := ends[mask]
		if !ok {
			continue
		}
		for i, b := range timed {
			if mask>>i&1 == 1 {
				continue
			}
			end, fits := w.firstEnd(b, now)
			next := mask | 1<<i
			if known, again := ends[next]; fits && (!again || end.Compare(known) < 0) {
				ends[next] = end
			}
		}
	}
	_, ok := ends[1<<len(timed)-1]
	return ok
}

// spent reports whether no open brick can complete the choice.
func (w *walker) spent(st []int8) bool {
	var set []*catalogue.Brick
	for i, b := range w.bricks {
		if st[i] == takenBrick {
			set = append(set, b)
		}
	}
	for _, l := range w.lines {
		if (l.owner < 0 || st[l.owner] == takenBrick) && !w.covered(l, st) {
			return false
		}
	}
	ran, state, ready := w.exhaust(set, w.v.have)
	if len(ran) == len(set) {
		if !w.v.p.Constraints.Schedule || w.fits(set, nil, w.v.have, "") {
			return false
		}
		for i, s := range st {
			if s == openBrick && w.helps(w.bricks[i], set) {
				return false
			}
		}
		return true
	}
	for i, b := range w.bricks {
		if st[i] != openBrick || !mayRun(b, state, ready) {
			continue
		}
		rises := w.feeds[i]
		for _, t := range b.Reaches() {
			rises = rises || state[t.Item] < t.Rank
		}
		if rises {
			return false
		}
	}
	return true
}

// helps reports whether b reaches an entry rank, or is a prerequisite, of a
// brick of set: only then can it change when that one begins.
func (w *walker) helps(b *catalogue.Brick, set []*catalogue.Brick) bool {
	done := w.v.doneShelf()
	for _, o := range set {
		for _, e := range o.Entry {
			for _, t := range b.Reaches() {
				if t.Item == e.Item && t.Rank > w.v.have[t.Item] && e.Rank > w.v.have[e.Item] {
					return true
				}
			}
		}
		for _, pre := range o.Prerequisites {
			for _, ref := range pre.AnyOf {
				if !done.meets(pre) && standsFor(b, ref) {
					return true
				}
			}
		}
	}
	return false
}

// fits reports whether the bricks left can follow those taken, from now on.
func (w *walker) fits(left, taken []*catalogue.Brick, state map[competency.Ref]int, now competency.Instant) bool {
	if len(left) == 0 {
		return true
	}
	ready := w.v.doneShelf()
	for _, b := range taken {
		ready.add(b)
	}
	for i, b := range left {
		if !mayRun(b, state, ready) {
			continue
		}
		end, ok := w.firstEnd(b, now)
		if !ok {
			continue
		}
		after := map[competency.Ref]int{}
		for k, n := range state {
			after[k] = n
		}
		for _, t := range b.Reaches() {
			after[t.Item] = max(after[t.Item], t.Rank)
		}
		rest := append(append([]*catalogue.Brick(nil), left[:i]...), left[i+1:]...)
		if w.fits(rest, append(append([]*catalogue.Brick(nil), taken...), b), after, end) {
			return true
		}
		if len(w.timed[w.number[b.Ref()]]) == 0 {
			return false // taking it cost nothing: another order cannot help
		}
	}
	return false
}

// firstEnd returns the earliest end among the sessions of b that begin at now
// or later; a brick without sessions ends at once.
func (w *walker) firstEnd(b *catalogue.Brick, now competency.Instant) (competency.Instant, bool) {
	sessions := w.timed[w.number[b.Ref()]]
	if len(sessions) == 0 {
		return now, true
	}
	end := competency.Instant("")
	for _, s := range sessions {
		if (now == "" || s.Start.Compare(now) >= 0) && (end == "" || s.End.Compare(end) < 0) {
			end = s.End
		}
	}
	return end, end != ""
}
