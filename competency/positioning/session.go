// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Session is a run in progress: a questionnaire and its state. It is not safe
// for concurrent use.
type Session struct {
	questionnaire *Questionnaire
	state         State
}

// NewSession starts a run.
func NewSession(q *Questionnaire) *Session { return &Session{q, Start(q)} }

// Do applies an event; a refused one changes nothing.
func (s *Session) Do(e Event) Fault {
	next, f := Apply(s.questionnaire, s.state, e)
	s.state = next
	return f
}

// Claim places oneself at rank of item.
func (s *Session) Claim(item competency.ID, rank int) Fault {
	return s.Do(Event{Kind: EventClaim, Item: item, Rank: rank})
}

// Skip passes item: "je préfère passer".
func (s *Session) Skip(item competency.ID) Fault { return s.Do(Event{Kind: EventSkip, Item: item}) }

// Tick answers the waiting prompt of item with the statements ticked.
func (s *Session) Tick(item competency.ID, rank int, ticks ...int) Fault {
	return s.Do(Event{Kind: EventTick, Item: item, Rank: rank, Ticks: ticks})
}

// Back takes the last event back.
func (s *Session) Back() Fault { return s.Do(Event{Kind: EventBack}) }

// Finish ends the run.
func (s *Session) Finish() Fault { return s.Do(Event{Kind: EventFinish}) }

// Next returns the step that follows.
func (s *Session) Next() Step { return Next(s.questionnaire, s.state) }

// Result returns the outcome so far.
func (s *Session) Result() Outcome { return Result(s.questionnaire, s.state) }

// State returns the state reached.
func (s *Session) State() State { return s.state }

// Questionnaire returns the questionnaire answered.
func (s *Session) Questionnaire() *Questionnaire { return s.questionnaire }

// Code returns the short text from which Resume continues.
func (s *Session) Code() string { return Code(s.questionnaire, s.state) }

// Resume replaces the state by the one that code describes. A code that does
// not fit changes nothing.
func (s *Session) Resume(code string) Fault {
	next, f := Resume(s.questionnaire, code)
	if f == nil {
		s.state = next
	}
	return f
}
