// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// limit returns the highest rank the confirmation branch of question i may
// ask about, 0 when it asks nothing. Without a claim the whole scale is
// searched, unless the policy stops at the target.
func limit(q *Questionnaire, i, status int) int {
	qu := &q.Questions[i]
	all := status == located
	if q.Confirmation == ConfirmationTarget {
		if qu.Target != 0 || !all {
			return qu.Target
		}
	} else if q.Confirmation == ConfirmationFull || q.Confirmation == ConfirmationExhaustive {
		all = true
	}
	if all {
		return qu.Top
	}
	return 0
}

// Pending returns the rank that the confirmation branch of question i asks
// about now; ok is false when it has nothing to ask.
func Pending(q *Questionnaire, s State, i int) (rank int, ok bool) {
	if m := s.moment(); i >= 0 && i < len(q.Questions) && !m.finished {
		return pending(q, i, m.answer(i))
	}
	return 0, false
}

func pending(q *Questionnaire, i int, a *Answer) (int, bool) {
	status := place(statuses[:], string(a.Status))
	if a.Unsure > 0 || status > located {
		return 0, false
	}
	top := limit(q, i, status)
	if q.Confirmation == ConfirmationExhaustive {
		return len(a.Checks) + 1, len(a.Checks) < top
	}
	s := bounds(q, i, a)
	return s.Ask()
}

// bounds returns the search of question i after the checks of a. In
// exhaustive mode Low is the last rank of an unbroken run of yes from rank 1
// and High the rank below the first no.
func bounds(q *Questionnaire, i int, a *Answer) Search {
	claim, status := NoClaim, place(statuses[:], string(a.Status))
	if status == claimed {
		claim = a.Rank
	}
	s := NewSearch(limit(q, i, status), claim)
	every := q.Confirmation == ConfirmationExhaustive
	for j := range a.Checks {
		c := &a.Checks[j]
		if every && c.Holds && s.Low != c.Rank-1 {
			continue
		}
		s = s.Answer(c.Rank, c.Holds)
	}
	return s
}

// conflicts lists what in a contradicts itself, lowest rank first.
func conflicts(q *Questionnaire, i int, a *Answer) []competency.Conflict {
	if len(a.Checks) == 0 {
		return nil
	}
	var out []competency.Conflict
	add := func(kind competency.ConflictKind, low, high int) {
		out = append(out, competency.Conflict{Kind: kind, Ranks: []int{low, high}, Settled: a.Settled})
	}
	if a.Status == StatusClaimed {
		b, c := bounds(q, i, a), min(a.Rank, limit(q, i, claimed))
		if c > b.High {
			add(competency.ConflictClaimAbove, b.High, a.Rank)
		}
		if c < b.Low {
			add(competency.ConflictClaimBelow, a.Rank, b.Low)
		}
	}
	for j := range a.Checks {
		yes, no := &a.Checks[j], 0
		for k := range a.Checks {
			if c := &a.Checks[k]; !c.Holds && c.Rank < yes.Rank {
				no = max(no, c.Rank)
			}
		}
		if yes.Holds && no > 0 {
			add(competency.ConflictInversion, no, yes.Rank)
		}
	}
	return out
}
