// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/positioning/internal/transcript"
)

// answerAll plays a claim and the whole branch: bit k-1 of pattern says
// whether rank k holds.
func answerAll(t *testing.T, q *positioning.Questionnaire, claim int, pattern uint) (positioning.State, int) {
	t.Helper()
	s := positioning.NewSession(q)
	item := q.Questions[0].Item
	do := func(e positioning.Event) {
		if f := s.Do(e); f != nil {
			t.Fatal(f)
		}
	}
	if claim == positioning.NoClaim {
		do(positioning.Event{Kind: positioning.EventLocate, Item: item})
	} else {
		do(positioning.Event{Kind: positioning.EventClaim, Item: item, Rank: claim})
	}
	prompts := 0
	for {
		step := s.Next()
		if step.Kind != positioning.StepPrompt || step.Index != 0 {
			return s.State(), prompts
		}
		e := positioning.Event{Kind: positioning.EventTick, Item: item, Rank: step.Rank}
		if pattern>>(step.Rank-1)&1 == 1 {
			p, _ := q.Prompt(0, step.Rank)
			for i := range p.Statements {
				e.Ticks = append(e.Ticks, i)
			}
		}
		do(e)
		prompts++
	}
}

// TestEveryPattern: with L ≤ 8, every claim and every answer pattern. A
// monotone one gives the exact level within the bound; in exhaustive mode
// every yes above a no is reported, whatever the pattern.
func TestEveryPattern(t *testing.T) {
	runs := 0
	for top := 2; top <= 8; top++ {
		full := transcript.Questionnaire(2, top, positioning.ConfirmationFull)
		all := transcript.Questionnaire(2, top, positioning.ConfirmationExhaustive)
		for claim := positioning.NoClaim; claim <= top; claim++ {
			for pattern := uint(0); pattern < 1<<top; pattern++ {
				runs++
				level, mono := 0, pattern&(pattern+1) == 0
				for pattern>>level&1 == 1 {
					level++
				}
				s, prompts := answerAll(t, full, claim, pattern)
				it := positioning.Result(full, s).Items[0]
				if prompts > positioning.MaxPrompts(top) {
					t.Fatalf("L %d claim %d %b: %d prompts", top, claim, pattern, prompts)
				}
				if mono && (it.Checked == nil || *it.Checked != level) {
					t.Fatalf("L %d claim %d %b: checked %v, want %d", top, claim, pattern, it.Checked, level)
				}
				agree := claim == positioning.NoClaim || *it.Checked == claim
				if agree != (len(it.Conflicts) == 0) {
					t.Fatalf("L %d claim %d %b: conflicts %v", top, claim, pattern, it.Conflicts)
				}
				if want := min(max(claim, 0), *it.Checked); claim != positioning.NoClaim && it.Rank != want {
					t.Fatalf("L %d claim %d %b: counts for %d, want the lower %d", top, claim, pattern, it.Rank, want)
				}

				s, prompts = answerAll(t, all, claim, pattern)
				it = positioning.Result(all, s).Items[0]
				var inverted, want []int
				for _, c := range it.Conflicts {
					if c.Kind == competency.ConflictInversion {
						inverted = append(inverted, c.Ranks[1])
					}
				}
				for k := level + 1; k <= top; k++ {
					if pattern>>(k-1)&1 == 1 {
						want = append(want, k)
					}
				}
				if diff := cmp.Diff(want, inverted); diff != "" || prompts != top || *it.Checked != level {
					t.Fatalf("exhaustive L %d claim %d %b: %d prompts, checked %d; inversions (-want +got)\n%s", top, claim, pattern, prompts, *it.Checked, diff)
				}
			}
		}
	}
	t.Logf("%d claims × patterns", runs)
}

func TestStatusesStayApart(t *testing.T) {
	q := transcript.Questionnaire(8, 4, positioning.ConfirmationFull)
	item := func(i int) competency.ID { return q.Questions[i].Item }
	s := positioning.NewSession(q)
	for _, e := range []positioning.Event{
		{Kind: positioning.EventClaim, Item: item(0), Rank: 0},
		{Kind: positioning.EventTick, Item: item(0), Rank: 1},
		{Kind: positioning.EventSkip, Item: item(1)},
		{Kind: positioning.EventDontKnow, Item: item(2)},
		{Kind: positioning.EventNotConcerned, Item: item(3)},
		{Kind: positioning.EventClaim, Item: item(4), Rank: 3},
		{Kind: positioning.EventTick, Item: item(4), Rank: 3},
		{Kind: positioning.EventUnsure, Item: item(4), Rank: 2},
		{Kind: positioning.EventAttach, Item: item(4), Evidence: transcript.ID(5, 1)},
		{Kind: positioning.EventLocate, Item: item(5)},
		{Kind: positioning.EventUnsure, Item: item(5), Rank: 2},
		{Kind: positioning.EventFinish},
	} {
		if f := s.Do(e); f != nil {
			t.Fatal(e, f)
		}
	}
	o := s.Result()
	want := positioning.Coverage{Total: 8, Known: 2, Undetermined: 1, Skipped: 1, DontKnow: 1, NotConcerned: 1, Unanswered: 2}
	if diff := cmp.Diff(want, o.Coverage); diff != "" {
		t.Error(diff)
	}
	var got []positioning.Gap
	p := positioning.Profile{}
	for i := range q.Questions {
		p.Targets = append(p.Targets, positioning.Target{Item: competency.Ref{Item: item(i)}, Rank: 2})
	}
	for _, g := range positioning.Gaps(o, p) {
		g.Item = competency.Ref{}
		got = append(got, g)
	}
	// 0 known at 0; 1 and 2 unknown; 3 no gap; 4 claimed 3 but no at 3: lower rank 2, no gap; 5–7 unknown.
	if diff := cmp.Diff([]positioning.Gap{{From: 0, To: 2, Known: true}, {To: 2}, {To: 2}, {To: 2}, {To: 2}, {To: 2}}, got); diff != "" {
		t.Errorf("gaps (-want +got)\n%s", diff)
	}
	pos := o.Position("p1", "2026-09-01")
	if len(pos.Claims) != 2 || pos.Claims[1].Basis != competency.BasisEvidenced || pos.Claims[1].Rank != 3 || positioning.RankOf(pos.Claims[1]) != 2 {
		t.Errorf("position: %+v", pos.Claims)
	}
	// Settling is allowed after the end, and then counts.
	if f := s.Do(positioning.Event{Kind: positioning.EventSettle, Item: item(4), Rank: 3, By: "tutrice", Reason: "observée en situation"}); f != nil {
		t.Fatal(f)
	}
	if it := s.Result().Items[4]; it.Rank != 3 || it.Conflicts[0].Settled == nil {
		t.Errorf("settled: %+v", it)
	}
}

func TestFaults(t *testing.T) {
	q := transcript.Questionnaire(3, 4, positioning.ConfirmationFull)
	item := q.Questions[0].Item
	claimed := positioning.NewSession(q)
	if f := claimed.Claim(item, 2); f != nil {
		t.Fatal(f)
	}
	finished := positioning.NewSession(q)
	if f := finished.Finish(); f != nil {
		t.Fatal(f)
	}
	other := positioning.NewSession(transcript.Questionnaire(4, 4, positioning.ConfirmationFull))
	for _, tc := range []struct {
		name  string
		state positioning.State
		event positioning.Event
		want  string
	}{
		{"unknown item", claimed.State(), positioning.Event{Kind: positioning.EventSkip, Item: "x"}, "POSITIONING-001"},
		{"rank too high", claimed.State(), positioning.Event{Kind: positioning.EventClaim, Item: item, Rank: 5}, "POSITIONING-002"},
		{"rank negative", claimed.State(), positioning.Event{Kind: positioning.EventClaim, Item: item, Rank: -1}, "POSITIONING-002"},
		{"another prompt", claimed.State(), positioning.Event{Kind: positioning.EventTick, Item: item, Rank: 4}, "POSITIONING-003"},
		{"ticks outside", claimed.State(), positioning.Event{Kind: positioning.EventTick, Item: item, Rank: 2, Ticks: []int{7}}, "POSITIONING-003"},
		{"ticks unordered", claimed.State(), positioning.Event{Kind: positioning.EventTick, Item: item, Rank: 2, Ticks: []int{1, 0}}, "POSITIONING-003"},
		{"nothing to take back", positioning.Start(q), positioning.Event{Kind: positioning.EventBack}, "POSITIONING-003"},
		{"finished", finished.State(), positioning.Event{Kind: positioning.EventClaim, Item: item}, "POSITIONING-003"},
		{"finished twice", finished.State(), positioning.Event{Kind: positioning.EventFinish}, "POSITIONING-003"},
		{"nothing to settle", claimed.State(), positioning.Event{Kind: positioning.EventSettle, Item: item, By: "a", Reason: "b"}, "POSITIONING-003"},
		{"unknown kind", claimed.State(), positioning.Event{Kind: "danse", Item: item}, "POSITIONING-003"},
		{"another questionnaire", other.State(), positioning.Event{Kind: positioning.EventSkip, Item: item}, "POSITIONING-004"},
	} {
		_, f := positioning.Apply(q, tc.state, tc.event)
		if f == nil || f.Code != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, f, tc.want)
		}
	}
	for code, want := range map[string]string{
		"":                     "POSITIONING-011",
		"E2~a~b~c~d":           "POSITIONING-011",
		other.Code():           "POSITIONING-004",
		claimed.Code() + "~0:": "POSITIONING-011",
	} {
		if _, f := positioning.Resume(q, code); f == nil || f.Code != want {
			t.Errorf("code %q: %v, want %s", code, f, want)
		}
	}
}

func TestCompileIssues(t *testing.T) {
	codes := func(f *competency.Framework, p *positioning.Profile, policy positioning.Policy) []string {
		_, is := positioning.Compile(f, p, policy)
		return is.Codes()
	}
	target := func(f *competency.Framework, rank int) *positioning.Profile {
		return &positioning.Profile{Targets: []positioning.Target{{Item: f.Ref(f.Items[2].ID), Rank: rank}}}
	}
	f := transcript.Framework(3, 4)
	for _, tc := range []struct {
		name string
		got  []string
		want []string
	}{
		{"clean", codes(f, target(f, 4), positioning.Policy{Language: "fr"}), nil},
		{"unknown item", codes(f, &positioning.Profile{Targets: []positioning.Target{{Item: f.Ref("x"), Rank: 1}}}, positioning.Policy{}), []string{"POSITIONING-001"}},
		{"rank", codes(f, target(f, 5), positioning.Policy{}), []string{"POSITIONING-002"}},
		{"language", codes(f, target(f, 1), positioning.Policy{Language: "en"}), []string{"POSITIONING-009"}},
		{"no scale", codes(noScale(), target(f, 1), positioning.Policy{}), []string{"POSITIONING-005"}},
		{"no anchors", codes(noAnchor(), target(f, 1), positioning.Policy{}), []string{"POSITIONING-006"}},
		{"version", codes(newVersion(), target(f, 1), positioning.Policy{}), []string{"POSITIONING-007"}},
		{"too many", codes(transcript.Framework(501, 2), nil, positioning.Policy{}), []string{"POSITIONING-008"}},
	} {
		if diff := cmp.Diff(tc.want, tc.got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
}

func noScale() *competency.Framework {
	f := transcript.Framework(3, 4)
	f.Scales = nil
	return f
}

func noAnchor() *competency.Framework {
	f := transcript.Framework(3, 4)
	f.Items[2].Anchors = nil
	return f
}

func newVersion() *competency.Framework {
	f := transcript.Framework(3, 4)
	f.Version = "2.0.0"
	return f
}
