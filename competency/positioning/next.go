// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// StepKind says what a page shows next.
type StepKind string

// The steps.
const (
	StepQuestion StepKind = "question" // one anchored choice
	StepPrompt   StepKind = "prompt"   // the indicators of one rank
	StepFinish   StepKind = "finish"   // all is answered: the person may end
	StepDone     StepKind = "done"     // the run is ended
)

// Step is what comes next. Index and Item name the question of a
// StepQuestion or StepPrompt; Rank is the rank of the prompt.
type Step struct {
	Kind  StepKind
	Index int
	Item  competency.ID
	Rank  int
}

// Next returns the step that follows: the branch of the question just
// answered, else the next open question, else what was left behind.
func Next(q *Questionnaire, s State) Step {
	if s.finished {
		return Step{Kind: StepDone}
	}
	n := len(q.Questions)
	if s.cursor >= 0 && s.cursor < n {
		if rank, ok := pending(q, s.cursor, s.Answer(s.cursor)); ok {
			return Step{StepPrompt, s.cursor, q.Questions[s.cursor].Item, rank}
		}
	}
	for k := 0; k < n; k++ {
		i := (s.cursor + 1 + k) % n
		a := s.Answer(i)
		if a.Status == StatusOpen {
			return Step{StepQuestion, i, q.Questions[i].Item, 0}
		}
		if rank, ok := pending(q, i, a); ok {
			return Step{StepPrompt, i, q.Questions[i].Item, rank}
		}
	}
	return Step{Kind: StepFinish}
}
