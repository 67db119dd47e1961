// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Apply returns the state after event e. A refused event leaves the state as
// it was and says why. Apply reads no clock and draws nothing: the same
// events give the same state everywhere.
func Apply(q *Questionnaire, s State, e Event) (State, Fault) {
	if s.digest != q.Digest {
		return s, fault(&ruleDigest, s.digest, q.Digest)
	}
	if e.Kind == EventBack {
		if s.prev == nil {
			return s, fault(orderNothing, string(e.Kind))
		}
		return *s.prev, nil
	}
	next := s
	if e.Kind == EventFinish {
		if s.finished {
			return s, fault(orderAlready, string(e.Kind))
		}
		next.finished = true
	} else {
		i, ok := q.Index(e.Item)
		if !ok {
			return s, fault(&ruleItem, string(e.Item))
		}
		if s.finished && e.Kind != EventAttach && e.Kind != EventSettle {
			return s, fault(orderAlready, string(e.Kind))
		}
		a, f := answer(q, i, s.Answer(i), e)
		if f != nil {
			return s, f
		}
		next = s.with(i, a)
		if e.Kind != EventAttach && e.Kind != EventSettle {
			next.cursor = i
		}
	}
	before := s
	next.prev, next.event, next.n = &before, e, s.n+1
	return next, nil
}

// answer returns a after event e on question i.
func answer(q *Questionnaire, i int, a Answer, e Event) (Answer, Fault) {
	top := q.Questions[i].Top
	if e.Kind.hasRank() && (e.Rank < 0 || e.Rank > top) {
		return a, fault(&ruleRank, e.Rank, top)
	}
	switch e.Kind {
	case EventClaim:
		return Answer{Status: StatusClaimed, Rank: e.Rank, Evidence: a.Evidence}, nil
	case EventNotConcerned:
		return Answer{Status: StatusNotConcerned, Evidence: a.Evidence}, nil
	case EventDontKnow:
		return Answer{Status: StatusDontKnow, Evidence: a.Evidence}, nil
	case EventSkip:
		return Answer{Status: StatusSkipped, Evidence: a.Evidence}, nil
	case EventLocate:
		return Answer{Status: StatusLocated, Evidence: a.Evidence}, nil
	case EventTick, EventUnsure:
		return check(q, i, a, e)
	case EventAttach:
		if !e.Evidence.Valid() {
			return a, fault(orderEvidence, string(e.Kind))
		}
		for _, id := range a.Evidence {
			if id == e.Evidence {
				return a, fault(orderAttached, string(e.Kind))
			}
		}
		a.Evidence = append(append(make([]competency.ID, 0, len(a.Evidence)+1), a.Evidence...), e.Evidence)
		return a, nil
	case EventSettle:
		if len(conflicts(q, i, a)) == 0 {
			return a, fault(orderNoQuarrel, string(e.Kind))
		}
		if n := utf8.RuneCountInString(e.By); n < 1 || n > 200 {
			return a, fault(orderBy, string(e.Kind))
		}
		if n := utf8.RuneCountInString(e.Reason); n < 1 || n > 4000 {
			return a, fault(orderReason, string(e.Kind))
		}
		a.Settled = &competency.Settlement{By: e.By, Rank: e.Rank, Reason: e.Reason}
		return a, nil
	}
	return a, fault(orderUnknown, string(e.Kind))
}

// check answers the prompt that is waiting.
func check(q *Questionnaire, i int, a Answer, e Event) (Answer, Fault) {
	rank, ok := pending(q, i, a)
	if !ok || rank != e.Rank {
		return a, fault(orderRank, string(e.Kind))
	}
	if e.Kind == EventUnsure {
		a.Unsure = rank
		return a, nil
	}
	p, _ := q.Prompt(i, rank)
	for j, t := range e.Ticks {
		if t < 0 || t >= len(p.Statements) || j > 0 && t <= e.Ticks[j-1] {
			return a, fault(orderTicks, string(e.Kind))
		}
	}
	c := Check{Rank: rank, Ticks: e.Ticks}
	c.Holds, c.Partial = p.Holds(e.Ticks)
	a.Checks = append(append(make([]Check, 0, len(a.Checks)+1), a.Checks...), c)
	return a, nil
}
