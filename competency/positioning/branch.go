// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// limit returns the highest rank the confirmation branch of question i may
// ask about, 0 when it asks nothing. Without a claim the whole scale is
// searched, unless the policy stops at the target.
func limit(q *Questionnaire, i int, located bool) int {
	qu := &q.Questions[i]
	switch q.Confirmation {
	case ConfirmationTarget:
		if qu.Target == 0 && located {
			return qu.Top
		}
		return qu.Target
	case ConfirmationFull, ConfirmationExhaustive:
		return qu.Top
	}
	if located {
		return qu.Top
	}
	return 0
}

// Pending returns the rank that the confirmation branch of question i asks
// about now; ok is false when it has nothing to ask.
func Pending(q *Questionnaire, s State, i int) (rank int, ok bool) {
	if i < 0 || i >= len(q.Questions) || s.finished {
		return 0, false
	}
	return pending(q, i, s.Answer(i))
}

func pending(q *Questionnaire, i int, a Answer) (int, bool) {
	if a.Unsure > 0 || a.Status != StatusClaimed && a.Status != StatusLocated {
		return 0, false
	}
	top := limit(q, i, a.Status == StatusLocated)
	if top == 0 {
		return 0, false
	}
	if q.Confirmation == ConfirmationExhaustive {
		return len(a.Checks) + 1, len(a.Checks) < top
	}
	return bounds(q, i, a).Ask()
}

// bounds returns the search of question i after the checks of a. In
// exhaustive mode Low is the last rank of an unbroken run of yes from rank 1
// and High the rank below the first no.
func bounds(q *Questionnaire, i int, a Answer) Search {
	claim := NoClaim
	if a.Status == StatusClaimed {
		claim = a.Rank
	}
	top := limit(q, i, a.Status == StatusLocated)
	s := NewSearch(top, claim)
	if q.Confirmation == ConfirmationExhaustive {
		s.Left = top - len(a.Checks)
		for _, c := range a.Checks {
			if c.Holds && s.Low == c.Rank-1 {
				s.Low = c.Rank
			}
			if !c.Holds {
				s.High = min(s.High, c.Rank-1)
			}
		}
		return s
	}
	for _, c := range a.Checks {
		s = s.Answer(c.Rank, c.Holds)
	}
	return s
}

// checked returns the rank the branch has found.
func checked(q *Questionnaire, i int, a Answer) (int, bool) {
	if len(a.Checks) == 0 || a.Unsure > 0 {
		return 0, false
	}
	if _, more := pending(q, i, a); more {
		return 0, false
	}
	return bounds(q, i, a).Low, true
}

// conflicts lists what in a contradicts itself, lowest rank first.
func conflicts(q *Questionnaire, i int, a Answer) []competency.Conflict {
	if len(a.Checks) == 0 {
		return nil
	}
	var out []competency.Conflict
	b := bounds(q, i, a)
	if a.Status == StatusClaimed {
		top := limit(q, i, false)
		switch c := min(a.Rank, top); {
		case c > b.High:
			out = append(out, competency.Conflict{Kind: competency.ConflictClaimAbove, Ranks: []int{b.High, a.Rank}})
		case c < b.Low:
			out = append(out, competency.Conflict{Kind: competency.ConflictClaimBelow, Ranks: []int{a.Rank, b.Low}})
		}
	}
	for _, yes := range a.Checks {
		no := 0
		for _, c := range a.Checks {
			if !c.Holds && c.Rank < yes.Rank {
				no = max(no, c.Rank)
			}
		}
		if yes.Holds && no > 0 {
			out = append(out, competency.Conflict{Kind: competency.ConflictInversion, Ranks: []int{no, yes.Rank}})
		}
	}
	for j := range out {
		out[j].Settled = a.Settled
	}
	return out
}
