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
	m := s.moment()
	if m.finished {
		return Step{Kind: StepDone}
	}
	n := len(q.Questions)
	for k := range n + 1 {
		i := m.cursor + k
		if i < 0 {
			continue
		}
		i %= n
		a := m.answer(i)
		step := Step{Kind: StepPrompt, Index: i, Item: q.Questions[i].Item}
		ok := false
		if step.Rank, ok = pending(q, i, a); ok {
			return step
		}
		if a.Status == StatusOpen {
			step.Kind, step.Rank = StepQuestion, 0
			return step
		}
	}
	return Step{Kind: StepFinish}
}
