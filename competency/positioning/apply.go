// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"strconv"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Apply returns the state after event e. A refused event leaves the state as
// it was and says why. Apply reads no clock and draws nothing: the same
// events give the same state everywhere.
func Apply(q *Questionnaire, s State, e Event) (State, Fault) {
	was := s.moment()
	if was.digest != q.Digest {
		return s, fault(&ruleDigest, was.digest, q.Digest)
	}
	if e.Kind == EventBack {
		if was.prev == nil {
			return s, outOfOrder(&e, &orderNothing)
		}
		return State{was.prev}, nil
	}
	next := new(moment)
	*next = *was
	next.event, next.prev, next.n = e, was, was.n+1
	if f := next.fold(q); f != nil {
		return s, f
	}
	return State{next}, nil
}

// fold works the event of m into it.
func (m *moment) fold(q *Questionnaire) Fault {
	e := &m.event
	kind := place(events[:], string(e.Kind))
	if kind == finish {
		if m.finished {
			return outOfOrder(e, &orderAlready)
		}
		m.finished = true
		return nil
	}
	i, ok := q.Index(e.Item)
	if !ok {
		return fault(&ruleItem, string(e.Item), "")
	}
	late := kind == attach || kind == settle
	if m.finished && !late {
		return outOfOrder(e, &orderAlready)
	}
	if !late {
		m.cursor = i
	}
	return m.edit(i).fold(q, i, kind, e)
}

// fold works e into a, the answer to question i.
func (a *Answer) fold(q *Questionnaire, i, kind int, e *Event) Fault {
	top := q.Questions[i].Top
	if hasRank(kind) && (e.Rank < 0 || e.Rank > top) {
		return fault(&ruleRank, strconv.Itoa(e.Rank), strconv.Itoa(top))
	}
	switch kind {
	case tick, unsure:
		return a.check(q, i, kind, e)
	case attach:
		return a.attach(e)
	case settle:
		return a.settle(q, i, e)
	}
	if kind > skipped {
		return outOfOrder(e, &orderUnknown)
	}
	a.Status, a.Rank, a.Checks, a.Unsure, a.Settled = Status(statuses[kind]), 0, nil, 0, nil
	if kind == claimed {
		a.Rank = e.Rank
	}
	return nil
}

func (a *Answer) attach(e *Event) Fault {
	if !e.Evidence.Valid() {
		return outOfOrder(e, &orderEvidence)
	}
	for _, id := range a.Evidence {
		if id == e.Evidence {
			return outOfOrder(e, &orderAttached)
		}
	}
	a.Evidence = append(a.Evidence[:len(a.Evidence):len(a.Evidence)], e.Evidence)
	return nil
}

func (a *Answer) settle(q *Questionnaire, i int, e *Event) Fault {
	if len(conflicts(q, i, a)) == 0 {
		return outOfOrder(e, &orderNoQuarrel)
	}
	if n := utf8.RuneCountInString(e.By); n < 1 || n > 200 {
		return outOfOrder(e, &orderBy)
	}
	if n := utf8.RuneCountInString(e.Reason); n < 1 || n > 4000 {
		return outOfOrder(e, &orderReason)
	}
	a.Settled = &competency.Settlement{By: e.By, Rank: e.Rank, Reason: e.Reason}
	return nil
}

// check answers the prompt that is waiting.
func (a *Answer) check(q *Questionnaire, i, kind int, e *Event) Fault {
	rank, ok := pending(q, i, a)
	if !ok || rank != e.Rank {
		return outOfOrder(e, &orderRank)
	}
	if kind == unsure {
		a.Unsure = rank
		return nil
	}
	p := &q.Questions[i].Prompts[rank-1]
	last := -1
	for _, t := range e.Ticks {
		if t <= last || t >= len(p.Statements) {
			return outOfOrder(e, &orderTicks)
		}
		last = t
	}
	c := Check{Rank: rank, Ticks: e.Ticks}
	c.Holds, c.Partial = p.Holds(e.Ticks)
	a.Checks = append(a.Checks[:len(a.Checks):len(a.Checks)], c)
	return nil
}
