// SPDX-License-Identifier: Apache-2.0

package planner_test

import (
	"fmt"
	"math/rand"
	"sort"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// flat generates a problem of the bars: costs of 1 to 12 hours, 4 to 6
// candidates per need, at most 2 prerequisites per brick on earlier bricks.
func flat(seed int64, bricks, needs int) planner.Problem {
	r := rand.New(rand.NewSource(seed))
	p := planner.Problem{Catalogue: &catalogue.Catalogue{}}
	for b := 0; b < bricks; b++ {
		ref := brickRef(fmt.Sprintf("B%04d", b))
		x := catalogue.Brick{ID: ref.ID, Version: ref.Version, Status: catalogue.StatusCertified, Language: "fr",
			Modality: catalogue.ModalityRemoteLive, Remote: catalogue.Minutes(60 * (1 + r.Intn(12)))}
		if b > 0 {
			for n := []int{0, 0, 0, 1, 1, 2}[r.Intn(6)]; n > 0; n-- {
				x.Prerequisites = append(x.Prerequisites, catalogue.Prerequisite{AnyOf: []catalogue.BrickRef{brickRef(fmt.Sprintf("B%04d", r.Intn(b)))}})
			}
		}
		p.Catalogue.Bricks = append(p.Catalogue.Bricks, x)
	}
	for n := 0; n < needs; n++ {
		item := itemRef(fmt.Sprintf("C%03d", n))
		p.Want = append(p.Want, catalogue.ItemRank{Item: item, Rank: 1})
		for _, b := range r.Perm(bricks)[:4+r.Intn(3)] {
			x := &p.Catalogue.Bricks[b]
			x.Targets = append(x.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: item, Rank: 1}, Role: catalogue.RoleAimed})
		}
	}
	return p
}

// levels generates a problem of the bars with ranks: items of 4 ranks, bricks
// that raise one or two items by one or two ranks.
func levels(seed int64, bricks, items int) planner.Problem {
	r := rand.New(rand.NewSource(seed))
	p := planner.Problem{Catalogue: &catalogue.Catalogue{}}
	for b := 0; b < bricks; b++ {
		ref := brickRef(fmt.Sprintf("B%04d", b))
		x := catalogue.Brick{ID: ref.ID, Version: ref.Version, Status: catalogue.StatusCertified, Language: "fr",
			Modality: catalogue.ModalityRemoteLive, Remote: catalogue.Minutes(60 * (1 + r.Intn(12)))}
		for _, i := range r.Perm(items)[:1+r.Intn(2)] {
			item := itemRef(fmt.Sprintf("C%03d", i))
			from := r.Intn(4)
			x.Targets = append(x.Targets, catalogue.Target{ItemRank: catalogue.ItemRank{Item: item, Rank: min(4, from+1+r.Intn(2))}, Role: catalogue.RoleAimed})
			if from > 0 {
				x.Entry = append(x.Entry, catalogue.ItemRank{Item: item, Rank: from})
			}
		}
		p.Catalogue.Bricks = append(p.Catalogue.Bricks, x)
	}
	for i := 0; i < items; i++ {
		p.Want = append(p.Want, catalogue.ItemRank{Item: itemRef(fmt.Sprintf("C%03d", i)), Rank: 4})
	}
	return p
}

// TestSpeedTable prints, for the sizes of the bars, the times of 9 instances.
// It measures and asserts nothing but validity.
func TestSpeedTable(t *testing.T) {
	if !fixtures.Long() {
		t.Skip("BRIQUES_LONG=1 measures")
	}
	for _, size := range [][2]int{{60, 20}, {120, 30}, {200, 40}, {300, 60}} {
		table(t, fmt.Sprint(size), func(s int64) planner.Problem { return flat(s, size[0], size[1]) }, planner.Options{})
	}
	table(t, "300, 20 x 4 ranks", func(s int64) planner.Problem { return levels(s, 300, 20) }, planner.Options{})
	table(t, "500 x 80, 1 s", func(s int64) planner.Problem { return flat(s, 500, 80) }, planner.Options{MaxNodes: 0})
	treeTable(t)
	table(t, "1000 x 60, root", func(s int64) planner.Problem { return flat(s, 1000, 60) }, planner.Options{MaxNodes: 1})
}

func table(t *testing.T, name string, gen func(int64) planner.Problem, o planner.Options) {
	var times []time.Duration
	var gaps, final []float64
	proved, nodes := 0, 0
	for seed := int64(1); seed <= 9; seed++ {
		p := gen(seed)
		start := time.Now()
		if o.MaxNodes == 0 && len(p.Catalogue.Bricks) == 500 {
			o.Stop = func() bool { return time.Since(start) > 950*time.Millisecond }
		}
		r, _ := planner.Plan(p, o)
		times = append(times, time.Since(start))
		if r.Proof.Kind == planner.ProofOptimal {
			proved++
		}
		nodes = max(nodes, r.Nodes)
		gaps = append(gaps, 100*float64(r.Proof.Cost-r.Proof.Bound)/float64(r.Proof.Cost))
		final = append(final, 100*float64(r.Gap())/float64(r.Minutes))
	}
	sort.Slice(times, func(a, b int) bool { return times[a] < times[b] })
	sort.Float64s(gaps)
	sort.Float64s(final)
	t.Logf("%-20s median %8.1f ms, worst %8.1f ms, proved %d of 9, root gap worst %.1f %%, left at the end worst %.1f %%, nodes worst %d",
		name, ms(times[4]), ms(times[8]), proved, gaps[8], final[8], nodes)
}

// treeTable prints how long whole proofs of 300 bricks take to check.
func treeTable(t *testing.T) {
	worst, biggest := time.Duration(0), 0
	for seed := int64(1); seed <= 9; seed++ {
		p := flat(seed, 300, 60)
		r, _ := planner.Plan(p, planner.Options{ProofTree: true})
		start := time.Now()
		if is := planner.VerifyPathway(p, r); is.HasErrors() {
			t.Error(is)
		}
		worst, biggest = max(worst, time.Since(start)), max(biggest, countNodes(r.Proof.Tree.Root))
	}
	t.Logf("300 x 60, proof tree checked: worst %.1f ms, biggest tree %d nodes", ms(worst), biggest)
}

func countNodes(n planner.Node) int {
	out := 1
	for _, c := range n.Children {
		out += countNodes(c)
	}
	return out
}

func benchmarkPlan(b *testing.B, gen func(int64) planner.Problem) {
	problems := make([]planner.Problem, 9)
	for i := range problems {
		problems[i] = gen(int64(i + 1))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		planner.Plan(problems[i%9], planner.Options{})
	}
}

func BenchmarkPlan120x30(b *testing.B) {
	benchmarkPlan(b, func(s int64) planner.Problem { return flat(s, 120, 30) })
}

func BenchmarkPlan200x40(b *testing.B) {
	benchmarkPlan(b, func(s int64) planner.Problem { return flat(s, 200, 40) })
}

func BenchmarkPlan300x60(b *testing.B) {
	benchmarkPlan(b, func(s int64) planner.Problem { return flat(s, 300, 60) })
}

func BenchmarkPlanRanks300(b *testing.B) {
	benchmarkPlan(b, func(s int64) planner.Problem { return levels(s, 300, 20) })
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
