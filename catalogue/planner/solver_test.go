// SPDX-License-Identifier: Apache-2.0

//go:build !js

package planner_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/bench/cputime"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// model writes p as an integer program in CPLEX LP format: one 0-1 variable
// per brick, one row per rank to cross, one per condition of a brick, and the
// cuts. It says nothing of order: exact adds a cut whenever a solution is
// stuck.
func model(p planner.Problem, cuts []string) string {
	have, want := map[competency.Ref]int{}, map[competency.Ref]int{}
	for _, h := range p.Have {
		have[h.Item] = h.Rank
	}
	for _, w := range p.Want {
		want[w.Item] = w.Rank
	}
	number := map[catalogue.BrickRef]int{}
	var b strings.Builder
	b.WriteString("Minimize\n obj:")
	for i := range p.Catalogue.Bricks {
		number[p.Catalogue.Bricks[i].Ref()] = i
		fmt.Fprintf(&b, " + %d x%d", p.Catalogue.Bricks[i].Total(), i)
	}
	b.WriteString("\nSubject To\n")
	crossing := func(item competency.Ref, rank int) string {
		s := ""
		for i := range p.Catalogue.Bricks {
			x := &p.Catalogue.Bricks[i]
			for _, t := range x.Targets {
				if t.Item == item && t.Rank >= rank && x.EntryRank(item) < rank {
					s += fmt.Sprintf(" + x%d", i)
				}
			}
		}
		return s
	}
	for _, w := range p.Want {
		for k := have[w.Item] + 1; k <= w.Rank; k++ {
			fmt.Fprintf(&b, "%s >= 1\n", crossing(w.Item, k))
		}
	}
	for i := range p.Catalogue.Bricks {
		x := &p.Catalogue.Bricks[i]
		for _, pre := range x.Prerequisites {
			for _, ref := range pre.AnyOf {
				fmt.Fprintf(&b, " + x%d", number[ref])
			}
			fmt.Fprintf(&b, " - x%d >= 0\n", i)
		}
		for _, e := range x.Entry {
			for k := max(have[e.Item], want[e.Item]) + 1; k <= e.Rank; k++ {
				fmt.Fprintf(&b, "%s - x%d >= 0\n", crossing(e.Item, k), i)
			}
		}
	}
	for _, c := range cuts {
		b.WriteString(c + " >= 1\n")
	}
	b.WriteString("Binary\n")
	for i := range p.Catalogue.Bricks {
		fmt.Fprintf(&b, " x%d\n", i)
	}
	b.WriteString("End\n")
	return b.String()
}

var objective = regexp.MustCompile(`(?m)^Optimal - objective value ([0-9.]+)`)

var chosen = regexp.MustCompile(`(?m)^\s*\d+ x(\d+)\s+(\S+)`)

// cbc solves an integer program with the COIN-OR solver.
func cbc(t testing.TB, dir, lp string) (minutes int64, bricks []int, used time.Duration) {
	in, out := filepath.Join(dir, "m.lp"), filepath.Join(dir, "m.txt")
	if err := os.WriteFile(in, []byte(lp), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("cbc", in, "ratio", "0", "solve", "solution", out)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("cbc: %v\n%s", err, msg)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	m := objective.FindSubmatch(data)
	if m == nil {
		t.Fatalf("cbc says %.80q", data)
	}
	v, _ := strconv.ParseFloat(string(m[1]), 64)
	var set []int
	for _, x := range chosen.FindAllSubmatch(data, -1) {
		if value, _ := strconv.ParseFloat(string(x[2]), 64); value > 0.5 {
			i, _ := strconv.Atoi(string(x[1]))
			set = append(set, i)
		}
	}
	return int64(v + 0.5), set, cmd.ProcessState.UserTime()
}

// exact solves p with cbc alone. A solution that is stuck at some ranks gives
// a cut: every pathway takes one of the bricks that can run there and raise
// something, since nothing else leaves those ranks.
func exact(t testing.TB, dir string, p planner.Problem) (minutes int64, cuts int, used time.Duration) {
	o := newBrute(p)
	var lines []string
	for {
		minutes, set, took := cbc(t, dir, model(p, lines))
		used += took
		var bricks []*catalogue.Brick
		for _, i := range set {
			bricks = append(bricks, &p.Catalogue.Bricks[i])
		}
		state, all := o.reach(bricks)
		done := true
		for item, w := range o.want {
			done = done && state[item] >= w
		}
		if done && all {
			return minutes, len(lines), used
		}
		cut := ""
		for i := range p.Catalogue.Bricks {
			b := &p.Catalogue.Bricks[i]
			raises := false
			for _, x := range b.Targets {
				raises = raises || state[x.Item] < x.Rank
			}
			if raises && o.canRun(b, state, bricks) {
				cut += fmt.Sprintf(" + x%d", i)
			}
		}
		if cut == "" {
			t.Fatal("stuck for good")
		}
		lines = append(lines, cut)
	}
}

// greedyMinutes is what a planner without proof would propose: again and
// again the brick, with the prerequisites it still lacks, that costs least per
// rank won.
func greedyMinutes(p planner.Problem) catalogue.Minutes {
	state, want := map[competency.Ref]int{}, map[competency.Ref]int{}
	for _, h := range p.Have {
		state[h.Item] = h.Rank
	}
	for _, w := range p.Want {
		want[w.Item] = w.Rank
	}
	taken := map[catalogue.BrickRef]bool{}
	byRef := map[catalogue.BrickRef]*catalogue.Brick{}
	for i := range p.Catalogue.Bricks {
		byRef[p.Catalogue.Bricks[i].Ref()] = &p.Catalogue.Bricks[i]
	}
	var closure func(ref catalogue.BrickRef, in map[catalogue.BrickRef]bool)
	closure = func(ref catalogue.BrickRef, in map[catalogue.BrickRef]bool) {
		if in[ref] || taken[ref] {
			return
		}
		in[ref] = true
		for _, pre := range byRef[ref].Prerequisites {
			closure(pre.AnyOf[0], in)
		}
	}
	total := catalogue.Minutes(0)
	for {
		var best map[catalogue.BrickRef]bool
		bestCost, bestWon := catalogue.Minutes(0), 0
		for i := range p.Catalogue.Bricks {
			b := &p.Catalogue.Bricks[i]
			ready := !taken[b.Ref()]
			for _, e := range b.Entry {
				ready = ready && state[e.Item] >= e.Rank
			}
			if !ready {
				continue
			}
			set := map[catalogue.BrickRef]bool{}
			closure(b.Ref(), set)
			cost, won := catalogue.Minutes(0), 0
			for ref := range set {
				cost += byRef[ref].Total()
			}
			for ref := range set {
				for _, t := range byRef[ref].Targets {
					won += max(0, min(t.Rank, want[t.Item])-state[t.Item])
				}
			}
			if won > 0 && (best == nil || int(cost)*bestWon < int(bestCost)*won) {
				best, bestCost, bestWon = set, cost, won
			}
		}
		if best == nil {
			return total
		}
		for ref := range best {
			taken[ref] = true
			for _, t := range byRef[ref].Targets {
				state[t.Item] = max(state[t.Item], t.Rank)
			}
		}
		total += bestCost
	}
}

// TestIndependentSolver compares with COIN-OR cbc and prints what greedy
// would have cost.
func TestIndependentSolver(t *testing.T) {
	if _, err := exec.LookPath("cbc"); err != nil || !fixtures.Long() {
		t.Skip("BRIQUES_LONG=1 and cbc (Debian: coinor-cbc) compare with an independent solver")
	}
	dir := t.TempDir()
	for _, x := range []struct {
		name string
		make func(seed int64) planner.Problem
	}{
		{"120 bricks x 30 needs", func(s int64) planner.Problem { return flat(s, 120, 30) }},
		{"100 bricks, 10 items x 4 ranks", func(s int64) planner.Problem { return levels(s, 100, 10) }},
	} {
		var ours, greedy catalogue.Minutes
		compared, cuts := 0, 0
		for seed := int64(1); compared < 100; seed++ {
			p := x.make(seed)
			r, is := planner.Plan(p, planner.Options{})
			if len(r.Unreached) > 0 {
				continue
			}
			compared++
			if r.Proof.Kind != planner.ProofOptimal {
				t.Fatal(is)
			}
			want, n, _ := exact(t, dir, p)
			if int64(r.Minutes) != want {
				t.Errorf("%s, seed %d: %d minutes, cbc %d", x.name, seed, r.Minutes, want)
			}
			cuts += n
			ours += r.Minutes
			greedy += greedyMinutes(p)
		}
		t.Logf("%s: %d instances, same minutes as cbc (%d cuts for order); optimum %d h, greedy %d h (+%.1f %%)", x.name, compared, cuts, ours/60, greedy/60, 100*float64(greedy-ours)/float64(ours))
	}
}

// BenchmarkBesideCBC plans and proves nine instances of a size, and has cbc
// solve the same: processor time of our thread, user time of the solver's processes, the cuts for order that
// it needs included, its reading of the file as well.
func BenchmarkBesideCBC(b *testing.B) {
	if _, err := exec.LookPath("cbc"); err != nil {
		b.Skip("NOT RUN: cbc (Debian: coinor-cbc) is not installed")
	}
	for _, size := range [][2]int{{60, 20}, {120, 30}, {200, 40}} {
		var problems []planner.Problem
		for seed := int64(1); len(problems) < 9; seed++ {
			if p := flat(seed, size[0], size[1]); feasible(p) {
				problems = append(problems, p)
			}
		}
		b.Run(fmt.Sprintf("%dx%d/briques", size[0], size[1]), func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			start, n := cputime.Thread(), 0
			for ; b.Loop(); n++ {
				planner.Plan(problems[n%len(problems)], planner.Options{})
			}
			b.ReportMetric(float64((cputime.Thread()-start).Nanoseconds())/float64(n), "ns/op")
		})
		b.Run(fmt.Sprintf("%dx%d/cbc", size[0], size[1]), func(b *testing.B) {
			var used time.Duration
			for n := 0; n < b.N; n++ {
				_, _, took := exact(b, b.TempDir(), problems[n%len(problems)])
				used += took
			}
			b.ReportMetric(float64(used.Nanoseconds())/float64(b.N), "ns/op")
		})
	}
}

func feasible(p planner.Problem) bool {
	r, _ := planner.Plan(p, planner.Options{})
	return len(r.Unreached) == 0
}
