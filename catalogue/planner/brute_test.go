// SPDX-License-Identifier: Apache-2.0

package planner_test

import (
	"fmt"
	"math/bits"
	"math/rand"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// randomProblem makes a small problem: up to 10 bricks, with entries,
// alternatives, done bricks, limits and sessions now and then.
func randomProblem(r *rand.Rand) planner.Problem {
	items, bricks := 2+r.Intn(3), 5+r.Intn(6)
	p := planner.Problem{Catalogue: &catalogue.Catalogue{}}
	item := func(i int) competency.Ref { return itemRef(fmt.Sprint("C", i)) }
	for i := 0; i < items; i++ {
		if r.Intn(4) == 0 {
			p.Have = append(p.Have, catalogue.ItemRank{Item: item(i), Rank: 1})
		}
		p.Want = append(p.Want, catalogue.ItemRank{Item: item(i), Rank: r.Intn(4)})
	}
	scheduled := r.Intn(3) == 0
	for b := 0; b < bricks; b++ {
		ref := brickRef(fmt.Sprint("B", b))
		x := catalogue.Brick{ID: ref.ID, Version: ref.Version, Status: catalogue.StatusTrialled, Language: "fr"}
		minutes := catalogue.Minutes(30 * (1 + r.Intn(12)))
		x.Modality = catalogue.Modalities()[r.Intn(6)]
		if x.Modality == catalogue.ModalityOnSite {
			x.OnSite = minutes
		} else {
			x.Remote = minutes
		}
		for _, i := range r.Perm(items)[:1+r.Intn(2)] {
			from := r.Intn(3)
			to := from + 1 + r.Intn(2)
			x.Targets = append(x.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: item(i), Rank: to}, Role: catalogue.RoleAimed})
			if from > 0 {
				x.Entry = append(x.Entry, catalogue.ItemRank{Item: item(i), Rank: from})
			}
		}
		if r.Intn(5) == 0 {
			if i := r.Intn(items); x.EntryRank(item(i)) == 0 && !aims(&x, item(i)) {
				x.Entry = append(x.Entry, catalogue.ItemRank{Item: item(i), Rank: 1 + r.Intn(3)})
			}
		}
		for n := r.Intn(3); n > 1; n-- {
			var any []catalogue.BrickRef
			for k := 0; k <= r.Intn(2); k++ {
				any = append(any, brickRef(fmt.Sprint("B", r.Intn(bricks))))
			}
			x.Prerequisites = append(x.Prerequisites, catalogue.Prerequisite{AnyOf: any})
		}
		if scheduled && r.Intn(4) > 0 {
			for s := 0; s <= r.Intn(2); s++ {
				d := 1 + r.Intn(20)
				p.Sessions = append(p.Sessions, catalogue.Session{ID: fmt.Sprint(b, "/", s), Brick: ref,
					Start: competency.Instant(fmt.Sprintf("2027-03-%02dT08:00:00Z", d)), End: competency.Instant(fmt.Sprintf("2027-03-%02dT08:00:00Z", d+r.Intn(3)))})
			}
		}
		p.Catalogue.Bricks = append(p.Catalogue.Bricks, x)
	}
	c := &p.Constraints
	c.Schedule = scheduled
	pick := func() []catalogue.BrickRef { return []catalogue.BrickRef{brickRef(fmt.Sprint("B", r.Intn(bricks)))} }
	switch r.Intn(10) {
	case 0:
		c.MaxBricks = 1 + r.Intn(4)
	case 1:
		limit := catalogue.Minutes(60 * r.Intn(8))
		c.MaxOnSite = &limit
	case 2:
		c.Include = pick()
	case 3:
		c.Exclude = pick()
	case 4:
		p.Done = pick()
	case 5:
		c.Modalities = []catalogue.Modality{catalogue.ModalityOnSite, catalogue.ModalityBlended, catalogue.ModalitySelfPaced, catalogue.ModalityRemoteLive}
	}
	return p
}

func aims(b *catalogue.Brick, item competency.Ref) bool {
	for _, t := range b.Targets {
		if t.Item == item {
			return true
		}
	}
	return false
}

// brute is the oracle: every subset, every order.
type brute struct {
	p     planner.Problem
	pool  []*catalogue.Brick
	have  map[competency.Ref]int
	want  map[competency.Ref]int
	slots map[catalogue.BrickRef][]catalogue.Session
}

func newBrute(p planner.Problem) *brute {
	o := &brute{p: p, have: map[competency.Ref]int{}, want: map[competency.Ref]int{}, slots: map[catalogue.BrickRef][]catalogue.Session{}}
	for _, h := range p.Have {
		o.have[h.Item] = h.Rank
	}
	for _, w := range p.Want {
		o.want[w.Item] = w.Rank
	}
	for i := range p.Catalogue.Bricks {
		b := &p.Catalogue.Bricks[i]
		if in(p.Done, b.Ref()) || in(p.Constraints.Exclude, b.Ref()) || len(p.Constraints.Modalities) > 0 && !in(p.Constraints.Modalities, b.Modality) {
			continue
		}
		o.pool = append(o.pool, b)
	}
	for _, s := range p.Sessions {
		o.slots[s.Brick] = append(o.slots[s.Brick], s)
	}
	return o
}

func in[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func (o *brute) canRun(b *catalogue.Brick, state map[competency.Ref]int, ran []*catalogue.Brick) bool {
	for _, e := range b.Entry {
		if state[e.Item] < e.Rank {
			return false
		}
	}
	for _, pre := range b.Prerequisites {
		ok := false
		for _, ref := range pre.AnyOf {
			ok = ok || in(o.p.Done, ref)
			for _, x := range ran {
				ok = ok || x.Ref() == ref
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// reach runs set in any order, and tells the ranks reached and whether all ran.
func (o *brute) reach(set []*catalogue.Brick) (map[competency.Ref]int, bool) {
	state := map[competency.Ref]int{}
	for k, v := range o.have {
		state[k] = v
	}
	var ran []*catalogue.Brick
	done := map[*catalogue.Brick]bool{}
	for again := true; again; {
		again = false
		for _, b := range set {
			if !done[b] && o.canRun(b, state, ran) {
				done[b], again = true, true
				ran = append(ran, b)
				for _, t := range b.Targets {
					state[t.Item] = max(state[t.Item], t.Rank)
				}
			}
		}
	}
	return state, len(ran) == len(set)
}

// timetable tries every order and every session.
func (o *brute) timetable(left, ran []*catalogue.Brick, state map[competency.Ref]int, now competency.Instant) bool {
	if len(left) == 0 {
		return true
	}
	for i, b := range left {
		if !o.canRun(b, state, ran) {
			continue
		}
		after := map[competency.Ref]int{}
		for k, v := range state {
			after[k] = v
		}
		for _, t := range b.Targets {
			after[t.Item] = max(after[t.Item], t.Rank)
		}
		rest := append(append([]*catalogue.Brick(nil), left[:i]...), left[i+1:]...)
		next := append(append([]*catalogue.Brick(nil), ran...), b)
		if len(o.slots[b.Ref()]) == 0 {
			if o.timetable(rest, next, after, now) {
				return true
			}
		}
		for _, s := range o.slots[b.Ref()] {
			if s.Start.Compare(now) >= 0 && o.timetable(rest, next, after, s.End) {
				return true
			}
		}
	}
	return false
}

// best returns the least minutes and bricks; ok is false when there is none.
func (o *brute) best(want map[competency.Ref]int) (minutes catalogue.Minutes, bricks int, ok bool) {
	c := o.p.Constraints
	for mask := 0; mask < 1<<len(o.pool); mask++ {
		var set []*catalogue.Brick
		var total, site catalogue.Minutes
		for m := mask; m != 0; m &= m - 1 {
			b := o.pool[bits.TrailingZeros(uint(m))]
			set = append(set, b)
			total += b.Total()
			site += b.OnSite
		}
		if ok && (total > minutes || total == minutes && len(set) >= bricks) ||
			c.MaxBricks > 0 && len(set) > c.MaxBricks || c.MaxOnSite != nil && site > *c.MaxOnSite {
			continue
		}
		good := true
		for _, ref := range c.Include {
			found := in(o.p.Done, ref)
			for _, b := range set {
				found = found || b.Ref() == ref
			}
			good = good && found
		}
		state, all := o.reach(set)
		for item, w := range want {
			good = good && state[item] >= w
		}
		if good && all && (!c.Schedule || o.timetable(set, nil, o.have, "")) {
			minutes, bricks, ok = total, len(set), true
		}
	}
	return minutes, bricks, ok
}

func TestBruteForce(t *testing.T) {
	n := fixtures.Count(400, 10000)
	feasible, scheduled, partial := 0, 0, 0
	for seed := 0; seed < n; seed++ {
		p := randomProblem(rand.New(rand.NewSource(int64(seed))))
		o := newBrute(p)
		r, is := planner.Plan(p, planner.Options{ProofTree: true})
		top, _ := o.reach(o.pool)
		want := map[competency.Ref]int{}
		missing := 0
		for item, w := range o.want {
			want[item] = min(w, max(top[item], o.have[item]))
			missing += w - max(want[item], min(w, o.have[item]))
		}
		if missing != len(r.Unreached) {
			t.Fatalf("seed %d: unreached %v, brute force misses %d", seed, r.Unreached, missing)
		}
		minutes, bricks, ok := o.best(want)
		if solved := r.Proof.Kind == planner.ProofOptimal; solved != ok {
			t.Fatalf("seed %d: %s %v, brute force %v", seed, r.Proof.Kind, is, ok)
		}
		if ok && (minutes != r.Minutes || bricks != len(r.Steps)) {
			t.Fatalf("seed %d: %d minutes in %d bricks, brute force %d in %d", seed, r.Minutes, len(r.Steps), minutes, bricks)
		}
		if bad := planner.VerifyPathway(p, r); bad.HasErrors() {
			t.Fatalf("seed %d: own result refused: %v\n%+v", seed, bad, r)
		}
		if ok {
			feasible++
		}
		if missing > 0 {
			partial++
		}
		if p.Constraints.Schedule {
			scheduled++
		}
	}
	t.Logf("%d instances equal to brute force: %d solved, %d with a schedule, %d partly out of reach", n, feasible, scheduled, partial)
}
