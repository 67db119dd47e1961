// SPDX-License-Identifier: Apache-2.0

//go:build !js

package planner_test

import (
	"bytes"
	"math/rand"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// clone copies a result through its own codec.
func clone(t *testing.T, r planner.Result) planner.Result {
	t.Helper()
	var b bytes.Buffer
	if err := r.Encode(&b); err != nil {
		t.Fatal(err)
	}
	out, is, err := planner.Decode(&b)
	if err != nil || len(is) > 0 {
		t.Fatalf("own plan cannot be read: %v %v", err, is)
	}
	return *out
}

// resum makes the sums of a changed plan right again, so that only the change
// itself is wrong.
func resum(p planner.Problem, r *planner.Result) {
	r.Minutes, r.OnSite, r.Remote, r.Modalities, r.Proof.Cost = 0, 0, 0, nil, 0
	per := map[catalogue.Modality]catalogue.Minutes{}
	for i := range r.Steps {
		b, _ := p.Catalogue.Resolve(r.Steps[i].Brick)
		r.Steps[i].Minutes = b.Total()
		r.OnSite += b.OnSite
		r.Remote += b.Remote
		per[b.Modality] += b.Total()
		r.Proof.Cost += int64(b.Total())*4096 + 1
	}
	r.Minutes = r.OnSite + r.Remote
	for _, m := range catalogue.Modalities() {
		if per[m] > 0 {
			r.Modalities = append(r.Modalities, planner.ModalityMinutes{Modality: m, Minutes: per[m]})
		}
	}
	r.Proof.LowerBound = r.Minutes
}

// TestMutatedResultsAreRefused changes good results in one place each.
func TestMutatedResultsAreRefused(t *testing.T) {
	n := fixtures.Count(600, 10000)
	refused, kinds := 0, map[string]int{}
	for seed := int64(0); refused < n; seed++ {
		r := rand.New(rand.NewSource(seed))
		p := randomProblem(r)
		good, _ := planner.Plan(p, planner.Options{ProofTree: true})
		if good.Proof.Kind != planner.ProofOptimal || len(good.Steps) == 0 {
			continue
		}
		try := func(kind string, change func(*planner.Result) bool) {
			bad := clone(t, good)
			if !change(&bad) {
				return
			}
			if is := planner.VerifyPathway(p, bad); !is.HasErrors() {
				t.Fatalf("seed %d, %s accepted:\n%+v\nwas\n%+v", seed, kind, bad, good)
			}
			refused++
			kinds[kind]++
		}
		at := r.Intn(len(good.Steps))
		try("brick dropped", func(x *planner.Result) bool {
			x.Steps = append(x.Steps[:at], x.Steps[at+1:]...)
			resum(p, x)
			return true
		})
		try("brick swapped", func(x *planner.Result) bool {
			b := p.Catalogue.Bricks[r.Intn(len(p.Catalogue.Bricks))]
			for _, s := range x.Steps {
				if s.Brick == b.Ref() {
					return false
				}
			}
			x.Steps[at] = planner.PlannedStep{Brick: b.Ref()}
			before := x.Minutes
			resum(p, x)
			return x.Minutes != before // same minutes: perhaps another optimum
		})
		try("brick added", func(x *planner.Result) bool {
			for i := range p.Catalogue.Bricks {
				b := &p.Catalogue.Bricks[i]
				if in(p.Done, b.Ref()) {
					continue
				}
				found := false
				for _, s := range x.Steps {
					found = found || s.Brick == b.Ref()
				}
				if !found {
					x.Steps = append(x.Steps, planner.PlannedStep{Brick: b.Ref()})
					resum(p, x)
					return true
				}
			}
			return false
		})
		try("sum changed", func(x *planner.Result) bool {
			x.Minutes++
			x.Remote++
			return true
		})
		try("lower bound raised", func(x *planner.Result) bool { x.Proof.LowerBound++; return true })
		try("price raised", func(x *planner.Result) bool {
			if len(x.Proof.Prices) == 0 {
				return false
			}
			d := int64(4096 * (1 + r.Intn(60)))
			x.Proof.Prices[r.Intn(len(x.Proof.Prices))].Price += d
			x.Proof.Bound += d
			return true
		})
		try("reason invented", func(x *planner.Result) bool {
			x.Steps[at].Serves = append(x.Steps[at].Serves, catalogue.ItemRank{Item: itemRef("C9"), Rank: 1})
			return true
		})
	}
	t.Logf("%d mutated results refused: %v", refused, kinds)
}

// TestTreeWithAHoleIsRefused cuts a branch off a proof tree that needs it.
func TestTreeWithAHoleIsRefused(t *testing.T) {
	cut := 0
	for seed := int64(1); seed <= 12; seed++ {
		p := flat(seed, 120, 30)
		good, _ := planner.Plan(p, planner.Options{ProofTree: true})
		if is := planner.VerifyPathway(p, good); is.HasErrors() {
			t.Fatalf("seed %d: %v", seed, is)
		}
		if len(good.Proof.Tree.Root.Children) == 0 {
			continue
		}
		bad := clone(t, good)
		bad.Proof.Tree.Root.Children = bad.Proof.Tree.Root.Children[:len(bad.Proof.Tree.Root.Children)-1]
		if is := planner.VerifyPathway(p, bad); !is.HasErrors() && len(good.Proof.Tree.Root.Children) > 2 {
			t.Errorf("seed %d: tree without its last branch accepted", seed)
		}
		bad = clone(t, good)
		bad.Proof.Tree.Root.Prices = nil
		bad.Proof.Tree.Root.Children[0].Prices = []int64{0, 0}
		bad.Proof.Tree.Root.Children[0].Children = nil
		if is := planner.VerifyPathway(p, bad); !is.HasErrors() {
			t.Errorf("seed %d: tree without its first subtree accepted", seed)
		}
		cut++
	}
	if cut == 0 {
		t.Error("no instance needed a tree")
	}
}

// TestNextBestIsExact compares the next best pathway with brute force.
func TestNextBestIsExact(t *testing.T) {
	compared := 0
	for seed := int64(0); seed < 300; seed++ {
		p := randomProblem(rand.New(rand.NewSource(seed)))
		p.Constraints.Include = nil
		best, _ := planner.Plan(p, planner.Options{})
		if best.Proof.Kind != planner.ProofOptimal || len(best.Steps) == 0 || len(best.Unreached) > 0 {
			continue
		}
		var got catalogue.Minutes = -1
		for _, a := range planner.Alternatives(p, best, planner.Options{}) {
			if is := verifyAlternative(p, a); is != "" {
				t.Fatalf("seed %d: %s: %s", seed, a.Kind, is)
			}
			if a.Kind == planner.AlternativeNextBest {
				got = a.Result.Minutes
			}
		}
		var want catalogue.Minutes = -1
		for _, s := range best.Steps {
			q := p
			q.Constraints.Exclude = append([]catalogue.BrickRef{s.Brick}, p.Constraints.Exclude...)
			o := newBrute(q)
			top, _ := o.reach(o.pool)
			reachable := true
			for item, w := range o.want {
				reachable = reachable && max(top[item], o.have[item]) >= w
			}
			if m, _, ok := o.best(o.want); ok && reachable && (want < 0 || m < want) {
				want = m
			}
		}
		if got != want {
			t.Fatalf("seed %d: next best %d, brute force %d", seed, got, want)
		}
		compared++
	}
	t.Logf("%d next bests equal to brute force", compared)
}

func verifyAlternative(p planner.Problem, a planner.Alternative) string {
	if a.Kind == planner.AlternativeAllRemote && a.Result.OnSite > 0 {
		return "has on-site minutes"
	}
	x := a.Result
	x.Proof = planner.Proof{} // the constraints of the alternative are its own: replay only
	if is := planner.VerifyPathway(p, x); is.HasErrors() {
		return is.Error()
	}
	return ""
}

// TestTiers holds the longest prefix of wants within the budget.
func TestTiers(t *testing.T) {
	for seed := int64(1); seed <= 20; seed++ {
		p := levels(seed, 60, 8)
		full, _ := planner.Plan(p, planner.Options{})
		p.Constraints.MaxMinutes = full.Minutes / 2
		r, kept, is := planner.PlanTiers(p, planner.Options{})
		if r.Minutes > p.Constraints.MaxMinutes || kept >= len(p.Want) {
			t.Fatalf("seed %d: %d minutes for %d wants, budget %d (%v)", seed, r.Minutes, kept, p.Constraints.MaxMinutes, is)
		}
		q := p
		q.Want, q.Constraints.MaxMinutes = p.Want[:kept+1], 0
		if more, _ := planner.Plan(q, planner.Options{}); more.Minutes <= p.Constraints.MaxMinutes {
			t.Errorf("seed %d: one want more fits: %d of %d", seed, more.Minutes, p.Constraints.MaxMinutes)
		}
	}
}

// TestCodes holds one problem per PLAN code.
func TestCodes(t *testing.T) {
	small := func() planner.Problem {
		c := plain{Want: map[string]int{"C": 1}, Bricks: []plainBrick{
			{ID: "a", Minutes: 60, Modality: catalogue.ModalityOnSite, Reaches: []plainRank{{"C", 1}}},
			{ID: "b", Minutes: 90, Modality: catalogue.ModalityRemoteLive, Reaches: []plainRank{{"C", 1}}}}}
		return c.problem()
	}
	for _, x := range []struct {
		code string
		make func() (planner.Problem, planner.Options)
	}{
		{"PLAN-001", func() (planner.Problem, planner.Options) {
			p := small()
			p.Want[0].Rank = 2
			return p, planner.Options{}
		}},
		{"PLAN-002", func() (planner.Problem, planner.Options) {
			p := small()
			p.Constraints.Modalities = []catalogue.Modality{catalogue.ModalityWorkplace}
			return p, planner.Options{}
		}},
		{"PLAN-003", func() (planner.Problem, planner.Options) {
			p := small()
			p.Constraints.MaxMinutes = 30
			return p, planner.Options{}
		}},
		{"PLAN-005", func() (planner.Problem, planner.Options) {
			p := small()
			p.Catalogue.Bricks[0].Targets[0].Item.Version = "2.0.0"
			return p, planner.Options{}
		}},
		{"PLAN-006", func() (planner.Problem, planner.Options) { return flat(1, 120, 30), planner.Options{MaxNodes: 1} }},
		{"PLAN-007", func() (planner.Problem, planner.Options) {
			return flat(1, 120, 30), planner.Options{Stop: func() bool { return true }}
		}},
		{"PLAN-008", func() (planner.Problem, planner.Options) {
			p := small()
			p.Constraints.Include, p.Constraints.Exclude = []catalogue.BrickRef{brickRef("a")}, []catalogue.BrickRef{brickRef("a")}
			return p, planner.Options{}
		}},
		{"PLAN-009", func() (planner.Problem, planner.Options) {
			c := plain{Want: map[string]int{"C": 1, "D": 1}, Bricks: []plainBrick{
				{ID: "a", Minutes: 60, Modality: catalogue.ModalityOnSite, Reaches: []plainRank{{"C", 1}}, Sessions: [][2]competency.Instant{{"2027-01-04T09:00", "2027-01-04T12:00"}}},
				{ID: "b", Minutes: 60, Modality: catalogue.ModalityOnSite, Reaches: []plainRank{{"D", 1}}, Sessions: [][2]competency.Instant{{"2027-01-04T11:00", "2027-01-04T14:00"}}}}}
			c.Constraints.Schedule = true
			return c.problem(), planner.Options{}
		}},
		{"PLAN-011", func() (planner.Problem, planner.Options) {
			p := small()
			p.Constraints.Include = []catalogue.BrickRef{brickRef("z")}
			return p, planner.Options{}
		}},
	} {
		p, o := x.make()
		r, is := planner.Plan(p, o)
		found := false
		for _, i := range is {
			found = found || i.Code == x.code
		}
		if !found {
			t.Errorf("%s: %v", x.code, is)
		}
		if bad := planner.VerifyPathway(p, r); x.code != "PLAN-008" && x.code != "PLAN-011" && bad.HasErrors() {
			t.Errorf("%s: own result refused: %v", x.code, bad)
		}
	}
}

func FuzzDecode(f *testing.F) {
	p := flat(1, 20, 6)
	r, _ := planner.Plan(p, planner.Options{ProofTree: true})
	var b bytes.Buffer
	r.Encode(&b)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, is, err := planner.Decode(bytes.NewReader(data))
		if err == nil && !is.HasErrors() {
			planner.VerifyPathway(p, *r) // must not panic, whatever it says
		}
	})
}
