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
// returns a new one and changes nothing. Make the first with Start.
type State struct {
	digest   string
	pages    []*page
	cursor   int // the question last answered, -1 at the start
	finished bool

	event Event // the event that led here
	prev  *State
	n     int
}

// page holds answers by sixteen, so that a change copies little.
type page [pageSize]Answer

const pageSize = 16

// Start returns the state before any event.
func Start(q *Questionnaire) State {
	s := State{digest: q.Digest, cursor: -1, pages: make([]*page, (len(q.Questions)+pageSize-1)/pageSize)}
	for i := range s.pages {
		s.pages[i] = new(page)
		for j := range s.pages[i] {
			s.pages[i][j].Status = StatusOpen
		}
	}
	return s
}

// Answer returns the answer to question i; an open one outside the range.
func (s State) Answer(i int) Answer {
	if i < 0 || i/pageSize >= len(s.pages) {
		return Answer{Status: StatusOpen}
	}
	return s.pages[i/pageSize][i%pageSize]
}

func (s State) with(i int, a Answer) State {
	pages := make([]*page, len(s.pages))
	copy(pages, s.pages)
	p := *pages[i/pageSize]
	p[i%pageSize] = a
	pages[i/pageSize] = &p
	s.pages = pages
	return s
}

// Finished reports whether the person has ended the run.
func (s State) Finished() bool { return s.finished }

// Questionnaire returns the digest of the questionnaire answered.
func (s State) Questionnaire() string { return s.digest }

// Cursor returns the question answered last, -1 when none was.
func (s State) Cursor() int { return s.cursor }

// Len returns the number of events that led to s, those taken back not counted.
func (s State) Len() int { return s.n }

// Events returns the events that led to s, in order, without those taken
// back: replaying them gives s again.
func (s State) Events() []Event {
	out := make([]Event, s.n)
	for p := &s; p.n > 0; p = p.prev {
		out[p.n-1] = p.event
	}
	return out
}

// AppendText appends a canonical transcript of s: equal texts are equal
// states, in Go and in WebAssembly.
func (s State) AppendText(b []byte, q *Questionnaire) []byte {
	b = append(append(b, s.digest...), ' ')
	b = strconv.AppendInt(b, int64(s.cursor), 10)
	if s.finished {
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
