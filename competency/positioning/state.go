// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Status says how a question was answered.
type Status string

// The statuses. Only StatusClaimed and a finished StatusLocated make a rank
// known; the others are never counted as zero.
const (
	StatusOpen         Status = "open"
	StatusClaimed      Status = "claimed"
	StatusLocated      Status = "located"
	StatusNotConcerned Status = "notConcerned"
	StatusDontKnow     Status = "dontKnow"
	StatusSkipped      Status = "skipped"
)

// Answer is what is known of one question. Its slices are shared between
// states and must not be changed.
type Answer struct {
	Status   Status
	Rank     int     // the rank claimed, when StatusClaimed
	Checks   []Check // the prompts answered, in the order asked
	Unsure   int     // the rank at which "je ne sais pas" stopped the branch, or 0
	Evidence []competency.ID
	Settled  *competency.Settlement
}

// Check is one answered prompt.
type Check struct {
	Rank    int
	Ticks   []int
	Holds   bool
	Partial bool
}

// State is a run at one moment: the fold of its events. It is a value: Apply
// returns a new one and changes nothing. Make the first with Start; the zero
// State belongs to no questionnaire.
type State struct{ at *moment }

// moment is what a State stands for. It is never changed once a State has it.
type moment struct {
	digest   string
	answers  []*Answer
	cursor   int // the question last answered, -1 at the start
	finished bool

	event Event // the event that led here
	prev  *moment
	n     int
}

var nowhere = moment{cursor: -1}

func (s State) moment() *moment {
	if s.at == nil {
		return &nowhere
	}
	return s.at
}

// Start returns the state before any event.
func Start(q *Questionnaire) State {
	m := &moment{digest: q.Digest, cursor: -1, answers: make([]*Answer, len(q.Questions))}
	for i := range m.answers {
		m.answers[i] = &unanswered
	}
	return State{m}
}

// Answer returns the answer to question i; an open one outside the range.
func (s State) Answer(i int) Answer {
	return *s.moment().answer(i)
}

var unanswered = Answer{Status: StatusOpen}

// answer is Answer, to be read only.
func (m *moment) answer(i int) *Answer {
	if i < 0 || i >= len(m.answers) {
		return &unanswered
	}
	return m.answers[i]
}

// edit returns an answer to question i that belongs to m alone.
func (m *moment) edit(i int) *Answer {
	answers := make([]*Answer, len(m.answers))
	copy(answers, m.answers)
	a := *answers[i]
	answers[i], m.answers = &a, answers
	return &a
}

// Finished reports whether the person has ended the run.
func (s State) Finished() bool { return s.moment().finished }

// Questionnaire returns the digest of the questionnaire answered.
func (s State) Questionnaire() string { return s.moment().digest }

// Cursor returns the question answered last, -1 when none was.
func (s State) Cursor() int { return s.moment().cursor }

// Len returns the number of events that led to s, those taken back not counted.
func (s State) Len() int { return s.moment().n }

// Events returns the events that led to s, in order, without those taken
// back: replaying them gives s again.
func (s State) Events() []Event {
	m := s.moment()
	out := make([]Event, m.n)
	for ; m.n > 0; m = m.prev {
		out[m.n-1] = m.event
	}
	return out
}

// AppendText appends a canonical transcript of s: equal texts are equal
// states, in Go and in WebAssembly.
func (s State) AppendText(b []byte, q *Questionnaire) []byte {
	m := s.moment()
	b = append(append(b, m.digest...), ' ')
	b = strconv.AppendInt(b, int64(m.cursor), 10)
	if m.finished {
		b = append(b, " finished"...)
	}
	b = append(b, '\n')
	for i := range q.Questions {
		a := s.Answer(i)
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(append(b, ' '), a.Status...)
		if a.Status == StatusClaimed {
			b = strconv.AppendInt(append(b, ' '), int64(a.Rank), 10)
		}
		for _, c := range a.Checks {
			b = strconv.AppendInt(append(b, ' ', '?'), int64(c.Rank), 10)
			b = append(b, [...]byte{'n', 'y', 'p'}[checkCode(c)])
			for _, t := range c.Ticks {
				b = strconv.AppendInt(b, int64(t), 10)
			}
		}
		if a.Unsure > 0 {
			b = strconv.AppendInt(append(b, " unsure "...), int64(a.Unsure), 10)
		}
		for _, e := range a.Evidence {
			b = append(append(b, ' '), e...)
		}
		if a.Settled != nil {
			b = strconv.AppendInt(append(b, " settled "...), int64(a.Settled.Rank), 10)
			b = strconv.AppendQuote(append(b, ' '), a.Settled.By)
			b = strconv.AppendQuote(append(b, ' '), a.Settled.Reason)
		}
		b = append(b, '\n')
	}
	return b
}

func checkCode(c Check) int {
	switch {
	case c.Holds:
		return 1
	case c.Partial:
		return 2
	}
	return 0
}
