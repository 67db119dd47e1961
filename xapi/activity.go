// SPDX-License-Identifier: Apache-2.0

package xapi

// Activity is something done or experienced ("activité").
type Activity struct {
	ID         IRI         `json:"id"`
	Definition *Definition `json:"definition,omitempty"`
}

// Definition describes an activity.
type Definition struct {
	Name        LanguageMap `json:"name,omitempty"`
	Description LanguageMap `json:"description,omitempty"`
	Type        IRI         `json:"type,omitempty"`
	MoreInfo    IRI         `json:"moreInfo,omitempty"`
	Extensions  Extensions  `json:"extensions,omitempty"`

	InteractionType         InteractionType `json:"interactionType,omitempty"`
	CorrectResponsesPattern []string        `json:"correctResponsesPattern,omitempty"`
	Choices                 []Component     `json:"choices,omitempty"`
	Scale                   []Component     `json:"scale,omitempty"`
	Source                  []Component     `json:"source,omitempty"`
	Target                  []Component     `json:"target,omitempty"`
	Steps                   []Component     `json:"steps,omitempty"`
}

// InteractionType is the kind of a question.
type InteractionType string

// The interaction types.
const (
	InteractionTrueFalse   InteractionType = "true-false"
	InteractionChoice      InteractionType = "choice"
	InteractionFillIn      InteractionType = "fill-in"
	InteractionLongFillIn  InteractionType = "long-fill-in"
	InteractionMatching    InteractionType = "matching"
	InteractionPerformance InteractionType = "performance"
	InteractionSequencing  InteractionType = "sequencing"
	InteractionLikert      InteractionType = "likert"
	InteractionNumeric     InteractionType = "numeric"
	InteractionOther       InteractionType = "other"
)

// Valid reports whether t is one of the declared types.
func (t InteractionType) Valid() bool {
	_, ok := interactionLists[string(t)]
	return ok
}

// Component is one answer, step or item of an interaction.
type Component struct {
	ID          string      `json:"id"`
	Description LanguageMap `json:"description,omitempty"`
}
