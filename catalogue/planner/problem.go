// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// Problem is what Plan solves. An item absent from Have stands at rank 0; a
// wanted rank of 0 or less is met from the start.
type Problem struct {
	Have        []catalogue.ItemRank
	Want        []catalogue.ItemRank
	Done        []catalogue.BrickRef
	Catalogue   *catalogue.Catalogue
	Sessions    []catalogue.Session
	Constraints Constraints
}

// Constraints say which pathways are acceptable. The zero value accepts every
// certified or trialled brick.
type Constraints struct {
	Modalities []catalogue.Modality `json:"modalities,omitempty"`
	// Publics keeps the bricks for one of these publics, and those for all.
	Publics  []string `json:"publics,omitempty"`
	Language string   `json:"language,omitempty"`
	// Statuses is certified and trialled when empty.
	Statuses []catalogue.Status `json:"statuses,omitempty"`
	// From and Until, inclusive: a brick with sessions needs one inside; a
	// brick without is free.
	From  competency.Date `json:"from,omitempty"`
	Until competency.Date `json:"until,omitempty"`
	// Schedule asks for a timetable without overlap.
	Schedule bool `json:"schedule,omitempty"`
	// MaxMinutes is a budget: it never hides the answer (PLAN-003).
	MaxMinutes catalogue.Minutes `json:"maxMinutes,omitempty"`
	// MaxOnSite limits on-site minutes; nil is no limit, 0 is none at all.
	MaxOnSite *catalogue.Minutes `json:"maxOnSite,omitempty"`
	// MaxBricks limits the number of bricks; 0 is no limit.
	MaxBricks int `json:"maxBricks,omitempty"`
	// Include and Exclude name bricks that must or may not be part.
	Include []catalogue.BrickRef `json:"include,omitempty"`
	Exclude []catalogue.BrickRef `json:"exclude,omitempty"`
}

// Options tune the search, not the answer. The zero value is the default.
type Options struct {
	// MaxNodes limits the search; 0 is DefaultMaxNodes.
	MaxNodes int
	// ProofTree asks for the whole search as a proof.
	ProofTree bool
	// Objective is least minutes unless it says otherwise.
	Objective Objective
	// Stop, when given, ends the search as soon as it returns true.
	Stop func() bool
}

// DefaultMaxNodes is the limit of Options.MaxNodes when it is 0.
const DefaultMaxNodes = 200000

// Objective says what a plan minimises first.
type Objective string

// The values of Objective; "" is ObjectiveMinutes.
const (
	// ObjectiveMinutes is least minutes, then fewest bricks.
	ObjectiveMinutes Objective = "minutes"
	// ObjectiveBricks is fewest bricks, then least minutes.
	ObjectiveBricks Objective = "bricks"
)

// Valid reports whether o is one of the declared values.
func (o Objective) Valid() bool { return o == "" || o == ObjectiveMinutes || o == ObjectiveBricks }

// weights returns the cost of a minute and of a brick in cost units.
func (o Objective) weights() (minute, brick int64) {
	if o == ObjectiveBricks {
		return 1, 1 << 26
	}
	return 4096, 1
}

// cost returns the cost of one brick in cost units.
func (o Objective) cost(b *catalogue.Brick) int64 {
	minute, brick := o.weights()
	return int64(b.Total())*minute + brick
}
