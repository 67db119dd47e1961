// SPDX-License-Identifier: Apache-2.0

package xapi

// Context is the setting in which something was done ("contexte").
type Context struct {
	Registration UUID              `json:"registration,omitempty"`
	Instructor   *Actor            `json:"instructor,omitempty"`
	Team         *Actor            `json:"team,omitempty"`
	Activities   ContextActivities `json:"contextActivities"`
	Revision     string            `json:"revision,omitempty"`
	Platform     string            `json:"platform,omitempty"`
	Language     LanguageTag       `json:"language,omitempty"`
	Statement    *StatementRef     `json:"statement,omitempty"`
	Extensions   Extensions        `json:"extensions,omitempty"`
	Agents       []ContextAgent    `json:"contextAgents,omitempty"` // 2.0
	Groups       []ContextGroup    `json:"contextGroups,omitempty"` // 2.0
}

// ContextActivities are the activities around a statement, by relation.
type ContextActivities struct {
	Parent   []Activity `json:"parent,omitempty"`
	Grouping []Activity `json:"grouping,omitempty"`
	Category []Activity `json:"category,omitempty"`
	Other    []Activity `json:"other,omitempty"`
}

func (c ContextActivities) none() bool {
	return len(c.Parent)+len(c.Grouping)+len(c.Category)+len(c.Other) == 0
}

// ContextAgent is an agent related to a statement (2.0).
type ContextAgent struct {
	Agent         Actor `json:"agent"`
	RelevantTypes []IRI `json:"relevantTypes,omitempty"`
}

// ContextGroup is a group related to a statement (2.0).
type ContextGroup struct {
	Group         Actor `json:"group"`
	RelevantTypes []IRI `json:"relevantTypes,omitempty"`
}

// Result is the outcome of what was done ("résultat").
type Result struct {
	Score      *Score     `json:"score,omitempty"`
	Success    *bool      `json:"success,omitempty"`
	Completion *bool      `json:"completion,omitempty"`
	Response   *string    `json:"response,omitempty"`
	Duration   Duration   `json:"duration,omitempty"`
	Extensions Extensions `json:"extensions,omitempty"`
}

// Score is a mark; "" stands for an absent part.
type Score struct {
	Scaled Decimal `json:"scaled,omitempty"`
	Raw    Decimal `json:"raw,omitempty"`
	Min    Decimal `json:"min,omitempty"`
	Max    Decimal `json:"max,omitempty"`
}

// Attachment describes a piece that goes with a statement ("pièce jointe").
type Attachment struct {
	UsageType   IRI         `json:"usageType"`
	Display     LanguageMap `json:"display"`
	Description LanguageMap `json:"description,omitempty"`
	ContentType string      `json:"contentType"`
	Length      Decimal     `json:"length"`
	SHA2        string      `json:"sha2"`
	FileURL     IRI         `json:"fileUrl,omitempty"`
}
