// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Confirmation says how far a claim is looked into.
type Confirmation string

// The confirmations. The zero value is ConfirmationNone.
const (
	ConfirmationNone       Confirmation = "none"       // no prompt
	ConfirmationTarget     Confirmation = "target"     // up to the rank the profile expects
	ConfirmationFull       Confirmation = "full"       // up to the top of the scale
	ConfirmationExhaustive Confirmation = "exhaustive" // every rank, in order
)

// Valid reports whether c is one of the declared confirmations.
func (c Confirmation) Valid() bool {
	switch c {
	case ConfirmationNone, ConfirmationTarget, ConfirmationFull, ConfirmationExhaustive:
		return true
	}
	return false
}

// Scope says which competencies a questionnaire asks about.
type Scope string

// The scopes. The zero value is ScopeTargets when there is a profile, else
// ScopeAll.
const (
	ScopeTargets Scope = "targets"
	ScopeAll     Scope = "all"
)

// Policy is what Compile may choose. The zero value asks for claims only.
type Policy struct {
	Confirmation Confirmation
	Scope        Scope
	// Language, when set, makes Compile warn about each competency that is
	// not worded in it.
	Language string
	// FrameworkDigest is carried to the Position; Compile does not compute it
	// (a widget links no hash).
	FrameworkDigest competency.Digest
}

// MaxQuestions is the most competencies that one questionnaire may ask about.
const MaxQuestions = 500

// MaxStatements is the most indicators that one prompt shows.
const MaxStatements = 3

// Questionnaire is what a person is asked, computed from a framework and
// never changed afterwards. Digest tells two questionnaires apart; it is a
// checksum of their structure, not a protection.
type Questionnaire struct {
	Schema          competency.IRI    `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Digest          string            `json:"digest" validate:"min=16,max=16"`
	FrameworkID     competency.ID     `json:"frameworkId" validate:"form=uuid"`
	Framework       competency.IRI    `json:"framework" validate:"form=iri"`
	Version         string            `json:"version" validate:"form=semver"`
	FrameworkDigest competency.Digest `json:"frameworkDigest,omitempty" validate:"omitempty,form=digest"`
	Language        string            `json:"language" validate:"form=langTag"`
	Confirmation    Confirmation      `json:"confirmation" validate:"oneof=none target full exhaustive"`
	Questions       []Question        `json:"questions" validate:"max=500,dive"`

	index map[string]int // item → place + 1
}

// Question is about one competency. Domain is the item above it, "" when it
// has none; Top is its number of ranks; Target is the rank the profile
// expects, 0 when it expects none.
type Question struct {
	Item        competency.ID     `json:"item" validate:"form=uuid"`
	Code        string            `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Label       competency.Text   `json:"label" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Statement   competency.Text   `json:"statement,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Origin      competency.Origin `json:"origin" validate:"oneof=official project translation imported"`
	Domain      competency.ID     `json:"domain,omitempty" validate:"omitempty,form=uuid"`
	DomainCode  string            `json:"domainCode,omitempty" validate:"omitempty,min=1,max=100"`
	DomainLabel competency.Text   `json:"domainLabel,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Top         int               `json:"top" validate:"min=2,max=12"`
	Target      int               `json:"target,omitempty" validate:"omitempty,min=1,max=12"`
	Choices     []Choice          `json:"choices" validate:"min=3,max=13,dive"`
	Prompts     []Prompt          `json:"prompts" validate:"min=2,max=12,dive"`
}

// Choice is one answer of the first question, in rank order. The choice of
// rank 0 ("pas encore") has no text of the framework: the page words it.
type Choice struct {
	Rank   int               `json:"rank" validate:"min=0,max=12"`
	Code   string            `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Label  competency.Text   `json:"label,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Text   competency.Text   `json:"text,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Origin competency.Origin `json:"origin,omitempty" validate:"omitempty,oneof=official project translation imported"`
}

// Prompt is what the confirmation branch shows to ask about one rank.
type Prompt struct {
	Rank       int         `json:"rank" validate:"min=1,max=12"`
	Statements []Statement `json:"statements" validate:"min=1,max=3,dive"`
}

// Statement is one line to tick. Indicator is "" when the rank has no
// indicator and its anchor is asked instead.
type Statement struct {
	Indicator competency.ID     `json:"indicator,omitempty" validate:"omitempty,form=uuid"`
	Text      competency.Text   `json:"text" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Required  bool              `json:"required,omitempty"`
	Origin    competency.Origin `json:"origin" validate:"oneof=official project translation imported"`
}

// Index returns the place of item among the questions.
func (q *Questionnaire) Index(item competency.ID) (int, bool) {
	if q.index != nil {
		i := q.index[string(item)] - 1
		return max(i, 0), i >= 0
	}
	for i := range q.Questions {
		if q.Questions[i].Item == item {
			return i, true
		}
	}
	return 0, false
}

// Prompt returns what asks about rank of question i.
func (q *Questionnaire) Prompt(i, rank int) (Prompt, bool) {
	if i < 0 || i >= len(q.Questions) || rank < 1 || rank > len(q.Questions[i].Prompts) {
		return Prompt{}, false
	}
	return q.Questions[i].Prompts[rank-1], true
}

// Holds tells what ticking the statements of the given indexes means: the
// rank holds when every required one is ticked; partial says that some were
// and that this was not enough. A prompt without a required statement
// requires them all.
func (p Prompt) Holds(ticks []int) (holds, partial bool) {
	required, ticked, all := 0, 0, 0
	for i := range p.Statements {
		if p.Statements[i].Required {
			required |= 1 << i
		}
		all |= 1 << i
	}
	if required == 0 {
		required = all
	}
	for _, t := range ticks {
		ticked |= 1 << uint(t)
	}
	holds = ticked&required == required
	return holds, !holds && len(ticks) > 0
}
