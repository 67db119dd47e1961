// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns what is wrong with the pathway over the bricks of c, pointers
// from the root of the pathway.
func (p *Pathway) Check(c *Catalogue) issue.Issues {
	k := &check{c: c, byRef: make(map[BrickRef]int, len(c.Bricks))}
	for i := range c.Bricks {
		if _, again := k.byRef[c.Bricks[i].Ref()]; !again {
			k.byRef[c.Bricks[i].Ref()] = i
		}
	}
	is := k.pathway(p)
	is.Sort()
	return is
}

// pathCheck is the state of one pathway's check.
type pathCheck struct {
	k      *check
	p      *Pathway
	steps  [][]*Brick // the known bricks of each step
	before [][]bool   // before[i][j]: step j comes before step i
	is     issue.Issues
}

func (k *check) pathway(p *Pathway) issue.Issues {
	w := &pathCheck{k: k, p: p}
	w.resolve()
	if w.arrange() {
		w.order()
		w.entries()
	}
	w.total()
	w.purpose()
	w.status()
	return w.is
}

func (w *pathCheck) at(i int) issue.Pointer { return issue.Pointer("/steps").Index(i) }

// resolve finds the bricks of each step, and choices that make no sense.
func (w *pathCheck) resolve() {
	for i := range w.p.Steps {
		s := &w.p.Steps[i]
		var known []*Brick
		for n, ref := range s.Bricks() {
			j, ok := w.k.byRef[ref]
			if !ok {
				at := w.at(i) + "/brick"
				if s.Brick == nil {
					at = (w.at(i) + "/oneOf").Index(n)
				}
				w.is.Add(&ruleStep, at, string(ref.ID), ref.Version, w.k.c.nearestBrick(ref))
				continue
			}
			known = append(known, &w.k.c.Bricks[j])
		}
		w.steps = append(w.steps, known)
		twice := false
		for n, ref := range s.OneOf {
			for _, e := range s.OneOf[:n] {
				twice = twice || e == ref
			}
		}
		switch single := s.Brick != nil; {
		case single && (len(s.OneOf) > 0 || s.Pick != 0),
			!single && (s.Pick < 1 || s.Pick > len(s.OneOf) || twice):
			w.is.Add(&rulePick, w.at(i), s.Pick, len(s.OneOf))
		}
	}
}

// arrange computes which step comes before which; false when they wait for
// each other.
func (w *pathCheck) arrange() bool {
	n := len(w.p.Steps)
	w.before = make([][]bool, n)
	explicit := false
	for i := range w.before {
		w.before[i] = make([]bool, n)
		explicit = explicit || len(w.p.Steps[i].After) > 0
	}
	for i := range w.p.Steps {
		if !explicit {
			for j := 0; j < i; j++ {
				w.before[i][j] = true
			}
			continue
		}
		for m, j := range w.p.Steps[i].After {
			if j < 0 || j >= n {
				w.is.Add(&ruleStep, (w.at(i) + "/after").Index(m), issue.Text{FR: "étape", EN: "step"}, itoa(j), issue.Text{FR: "0 à " + itoa(n-1), EN: "0 to " + itoa(n-1)})
				continue
			}
			w.before[i][j] = true
		}
	}
	if !explicit {
		return true
	}
	for m := range w.before {
		for i := range w.before {
			if w.before[i][m] {
				for j := range w.before {
					w.before[i][j] = w.before[i][j] || w.before[m][j]
				}
			}
		}
	}
	for i := range w.before {
		if w.before[i][i] {
			w.is.Add(&ruleStepCycle, w.at(i)+"/after", w.cycleFrom(i))
			return false
		}
	}
	return true
}

func (w *pathCheck) cycleFrom(i int) string {
	cycle := walkCycle(i, func(x int) int {
		for _, j := range w.p.Steps[x].After {
			if j >= 0 && j < len(w.before) && w.before[j][x] {
				return j
			}
		}
		return x
	})
	names := ""
	for _, j := range cycle {
		names += itoa(j) + " → "
	}
	return names + itoa(cycle[0])
}

// order finds prerequisites that are in the pathway, but not before the step.
func (w *pathCheck) order() {
	for i := range w.steps {
		for _, b := range w.steps[i] {
			for _, pre := range b.Prerequisites {
				earlier, later := false, false
				for _, ref := range pre.AnyOf {
					for j := range w.steps {
						if w.holds(j, ref) {
							earlier = earlier || w.before[i][j]
							later = later || !w.before[i][j] && j != i
						}
					}
				}
				if later && !earlier {
					w.is.Add(&ruleStepOrder, w.at(i), w.sortedSteps())
					return
				}
			}
		}
	}
}

func (w *pathCheck) holds(j int, ref BrickRef) bool {
	for _, b := range w.steps[j] {
		if b.Ref() == ref {
			return true
		}
	}
	return false
}

// sortedSteps lists step numbers in an order that meets the prerequisites, as
// close to the given one as can be.
func (w *pathCheck) sortedSteps() string {
	placed := make([]bool, len(w.steps))
	out := ""
	for range w.steps {
		next := -1
		for i := range w.steps {
			if !placed[i] && (next < 0 || !w.waits(next, placed)) && !w.waits(i, placed) {
				next = i
				break
			}
		}
		for i := 0; next < 0 && i < len(placed); i++ {
			if !placed[i] {
				next = i
			}
		}
		placed[next] = true
		if out != "" {
			out += ", "
		}
		out += itoa(next)
	}
	return out
}

// waits reports whether step i has a prerequisite in a step not placed yet.
func (w *pathCheck) waits(i int, placed []bool) bool {
	for _, b := range w.steps[i] {
		for _, pre := range b.Prerequisites {
			here, met := false, false
			for _, ref := range pre.AnyOf {
				for j := range w.steps {
					if j != i && w.holds(j, ref) {
						here = true
						met = met || placed[j]
					}
				}
			}
			if here && !met {
				return true
			}
		}
	}
	return false
}

// entries finds entry ranks that no earlier step reaches. Optional steps may
// be left out, so they reach nothing.
func (w *pathCheck) entries() {
	for i := range w.steps {
		reached := map[competency.Ref]int{}
		for j := range w.steps {
			if !w.before[i][j] || w.p.Steps[j].Optional {
				continue
			}
			for _, b := range w.steps[j] {
				for _, r := range b.Reaches() {
					reached[r.Item] = max(reached[r.Item], r.Rank)
				}
			}
		}
		for _, b := range w.steps[i] {
			for _, e := range b.Entry {
				if reached[e.Item] < e.Rank {
					w.is.Add(&ruleStepEntry, w.at(i), e.Rank, string(e.Item.Item), w.k.c.reachers(e))
				}
			}
		}
	}
}

// total compares the stated total with what the steps can add up to: each
// choice and each optional step may count or not.
func (w *pathCheck) total() {
	var low, high Minutes
	for i, known := range w.steps {
		s := &w.p.Steps[i]
		if len(known) != len(s.Bricks()) || len(known) == 0 {
			return // unknown brick: reported already
		}
		pick := 1
		if s.Brick == nil {
			pick = min(max(s.Pick, 0), len(known))
		}
		least, most := spread(known, pick)
		high += most
		if !s.Optional {
			low += least
		}
	}
	if w.p.Total < low || w.p.Total > high {
		sum := low
		if w.p.Total > high {
			sum = high
		}
		w.is.Add(&ruleTotal, "/total", int64(w.p.Total), int64(sum))
	}
}

// spread returns the least and the most minutes of n of the bricks.
func spread(bricks []*Brick, n int) (least, most Minutes) {
	var m []Minutes
	for _, b := range bricks {
		i := len(m)
		m = append(m, 0)
		for ; i > 0 && m[i-1] > b.Total(); i-- {
			m[i] = m[i-1]
		}
		m[i] = b.Total()
	}
	for i := 0; i < n; i++ {
		least += m[i]
		most += m[len(m)-1-i]
	}
	return least, most
}

// purpose finds targets without a step, steps without a purpose, and a start
// without positioning.
func (w *pathCheck) purpose() {
	positioned := w.p.Positioning != nil
	for n, t := range w.p.Targets {
		best := 0
		for _, known := range w.steps {
			for _, b := range known {
				for _, r := range b.Reaches() {
					if r.Item == t.Item {
						best = max(best, r.Rank)
					}
				}
			}
		}
		if best < t.Rank {
			w.is.Add(&ruleTargetUnmet, issue.Pointer("/targets").Index(n), string(t.Item.Item), t.Rank, w.k.c.reachers(t))
		}
	}
	for i, known := range w.steps {
		for _, b := range known {
			positioned = positioned || b.Kind == KindPositioning || b.Positioning != nil
			if len(w.p.Targets) > 0 && !w.useful(i, b) {
				w.is.Add(&ruleIdleStep, w.at(i))
				break
			}
		}
	}
	if !positioned {
		w.is.Add(&ruleNoPositioning, "")
	}
}

// useful reports whether brick b of step i serves a target or another step.
func (w *pathCheck) useful(i int, b *Brick) bool {
	switch b.Kind {
	case KindPositioning, KindAssessment, KindPersonalisation:
		return true
	}
	for _, r := range b.Reaches() {
		for _, t := range w.p.Targets {
			if t.Item == r.Item && b.EntryRank(r.Item) < t.Rank {
				return true
			}
		}
	}
	for j, known := range w.steps {
		if j == i {
			continue
		}
		for _, o := range known {
			for _, pre := range o.Prerequisites {
				for _, ref := range pre.AnyOf {
					if ref == b.Ref() {
						return true
					}
				}
			}
			for _, r := range b.Reaches() {
				if o.EntryRank(r.Item) > b.EntryRank(r.Item) {
					return true
				}
			}
		}
	}
	return false
}

// status finds steps that nobody may take: withdrawn, or not tried yet.
func (w *pathCheck) status() {
	for i, known := range w.steps {
		for _, b := range known {
			if b.Status == StatusWithdrawn || b.Status == StatusIncubating {
				w.is.Add(&ruleStepStatus, w.at(i), Label(b.Status, "fr"), w.k.replacement(b))
			}
		}
	}
}

// replacement names a live brick that declares itself equivalent to b, or a
// live version of b itself.
func (k *check) replacement(b *Brick) string {
	for i := range k.c.Bricks {
		o := &k.c.Bricks[i]
		if o.Status != StatusTrialled && o.Status != StatusCertified {
			continue
		}
		if o.ID == b.ID {
			return string(o.ID) + " " + o.Version
		}
		for _, e := range o.Equivalents {
			if e == b.Ref() {
				return string(o.ID) + " " + o.Version
			}
		}
	}
	return "aucune"
}
