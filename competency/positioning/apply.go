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
			return s, out(e, "rien à annuler")
		}
		return *s.prev, nil
	}
	next := s
	if e.Kind == EventFinish {
		if s.finished {
			return s, out(e, "déjà terminé")
		}
		next.finished = true
	} else {
		i, ok := q.Index(e.Item)
		if !ok {
			return s, fault(&ruleItem, string(e.Item))
		}
		if s.finished && e.Kind != EventAttach && e.Kind != EventSettle {
			return s, out(e, "le positionnement est terminé")
		}
		a, f := answer(q, i, s.Answer(i), e)
		if f != nil {
			return s, f
		}
		next = s.with(i, a)
	}
	before := s
	next.prev, next.event, next.n = &before, e, s.n+1
	return next, nil
}

func out(e Event, why string) Fault { return fault(&ruleOrder, string(e.Kind), why) }

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
			return a, out(e, "la preuve n’a pas d’identifiant valide")
		}
		for _, id := range a.Evidence {
			if id == e.Evidence {
				return a, out(e, "cette preuve est déjà jointe")
			}
		}
		a.Evidence = append(append(make([]competency.ID, 0, len(a.Evidence)+1), a.Evidence...), e.Evidence)
		return a, nil
	case EventSettle:
		if len(conflicts(q, i, a)) == 0 {
			return a, out(e, "aucune contradiction à trancher")
		}
		if n := utf8.RuneCountInString(e.By); n < 1 || n > 200 {
			return a, out(e, "il faut dire qui tranche (200 caractères au plus)")
		}
		if n := utf8.RuneCountInString(e.Reason); n < 1 || n > 4000 {
			return a, out(e, "il faut donner une raison (4000 caractères au plus)")
		}
		a.Settled = &competency.Settlement{By: e.By, Rank: e.Rank, Reason: e.Reason}
		return a, nil
	}
	return a, out(e, "événement inconnu")
}

// check answers the prompt that is waiting.
func check(q *Questionnaire, i int, a Answer, e Event) (Answer, Fault) {
	rank, ok := pending(q, i, a)
	if !ok || rank != e.Rank {
		return a, out(e, "aucune question ne porte sur ce rang à cette étape")
	}
	if e.Kind == EventUnsure {
		a.Unsure = rank
		return a, nil
	}
	p, _ := q.Prompt(i, rank)
	for j, t := range e.Ticks {
		if t < 0 || t >= len(p.Statements) || j > 0 && t <= e.Ticks[j-1] {
			return a, out(e, "critères cochés hors de la liste ou en désordre")
		}
	}
	c := Check{Rank: rank, Ticks: e.Ticks}
	c.Holds, c.Partial = p.Holds(e.Ticks)
	a.Checks = append(append(make([]Check, 0, len(a.Checks)+1), a.Checks...), c)
	return a, nil
}
