// SPDX-License-Identifier: Apache-2.0

package positioning_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/positioning/internal/transcript"
)

// A person claims rank 3 of 4, the branch finds 2: both are kept.
func Example() {
	f := transcript.Framework(2, 4)
	profile := &positioning.Profile{Targets: []positioning.Target{{Item: f.Ref(f.Items[2].ID), Rank: 4}}}
	q, _ := positioning.Compile(f, profile, positioning.Policy{Confirmation: positioning.ConfirmationFull})

	s := positioning.NewSession(q)
	item := q.Questions[0].Item
	s.Claim(item, 3)
	for step := s.Next(); step.Kind == positioning.StepPrompt; step = s.Next() {
		if step.Rank <= 2 {
			s.Tick(item, step.Rank, 0, 1, 2)
		} else {
			s.Tick(item, step.Rank)
		}
	}
	s.Finish()

	it := s.Result().Items[0]
	fmt.Println("claimed", *it.Claimed, "checked", *it.Checked, it.Conflicts[0].Kind)
	for _, g := range positioning.Gaps(s.Result(), *profile) {
		fmt.Println("gap from", g.From, "to", g.To)
	}
	// Output:
	// claimed 3 checked 2 claimAbove
	// gap from 2 to 4
}

// A search asks at most four prompts on eight levels, and two when the claim
// is true.
func ExampleSearch() {
	s := positioning.NewSearch(8, 5)
	for {
		rank, ok := s.Ask()
		if !ok {
			break
		}
		holds := rank <= 5
		fmt.Println(rank, holds)
		s = s.Answer(rank, holds)
	}
	fmt.Println("rank", s.Low)
	// Output:
	// 5 true
	// 6 false
	// rank 5
}

// Two positions of one person, some months apart.
func ExampleCompare() {
	claim := func(rank int, on competency.Date) positioning.Position {
		item := competency.Ref{Framework: "https://example.org/f", Version: "1.0.0", Item: transcript.ID(3, 0)}
		return positioning.Position{Framework: item.Framework, Version: item.Version,
			Claims: []positioning.Claim{{Item: item, Rank: rank, Basis: competency.BasisSelfDeclared, On: on}}}
	}
	list, _ := positioning.Compare(claim(1, "2026-01-10"), claim(3, "2026-06-10"))
	fmt.Println(list[0].Move, list[0].Ranks)
	// Output: up 2
}
