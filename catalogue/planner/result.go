// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// Result is a planned pathway with its reasons and its proof. When Unreached
// is not empty, Steps lead to everything else that was wanted.
type Result struct {
	Schema     competency.IRI       `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Steps      []PlannedStep        `json:"steps" validate:"max=20000,dive"`
	Minutes    catalogue.Minutes    `json:"minutes" validate:"min=0"`
	OnSite     catalogue.Minutes    `json:"onSite" validate:"min=0"`
	Remote     catalogue.Minutes    `json:"remote" validate:"min=0"`
	Modalities []ModalityMinutes    `json:"modalities,omitempty" validate:"omitempty,min=1,max=6,dive"`
	Unreached  []catalogue.ItemRank `json:"unreached,omitempty" validate:"omitempty,min=1,max=50000,dive"`
	Proof      Proof                `json:"proof"`
	Nodes      int                  `json:"nodes" validate:"min=0"`
}

// PlannedStep is one brick of the plan and why it is there: the wanted ranks
// it brings, and the later bricks that need it.
type PlannedStep struct {
	Brick    catalogue.BrickRef   `json:"brick"`
	Minutes  catalogue.Minutes    `json:"minutes" validate:"min=0,max=120000"`
	Session  string               `json:"session,omitempty" validate:"omitempty,min=1,max=200"`
	Serves   []catalogue.ItemRank `json:"serves,omitempty" validate:"omitempty,min=1,max=600,dive"`
	NeededBy []catalogue.BrickRef `json:"neededBy,omitempty" validate:"omitempty,min=1,max=20000,dive"`
}

// ModalityMinutes is the total of one modality in a plan.
type ModalityMinutes struct {
	Modality catalogue.Modality `json:"modality" validate:"oneof=onSite remoteLive remoteAsync blended selfPaced workplace"`
	Minutes  catalogue.Minutes  `json:"minutes" validate:"min=0"`
}

// ProofKind says what a Proof establishes.
type ProofKind string

// The values of ProofKind.
const (
	// ProofOptimal: no eligible pathway takes fewer minutes (or, at equal
	// minutes, fewer bricks).
	ProofOptimal ProofKind = "optimal"
	// ProofBounded: valid, and no eligible pathway takes fewer minutes than
	// LowerBound.
	ProofBounded ProofKind = "bounded"
	// ProofInfeasible: no pathway meets the constraints.
	ProofInfeasible ProofKind = "infeasible"
	// ProofUnknown: the search ended before it found a pathway.
	ProofUnknown ProofKind = "unknown"
)

// Valid reports whether k is one of the declared values.
func (k ProofKind) Valid() bool {
	return k == ProofOptimal || k == ProofBounded || k == ProofInfeasible || k == ProofUnknown
}

// Proof is what makes a Result believable without trust. Cost is the cost of
// the plan in cost units (a minute is 4096 and a brick 1 when minutes are
// minimised). Bound is what Prices add up to, in the same units: no pathway
// costs less. LowerBound is the same in minutes for a bounded result, rounded up
// to what durations can add up to, and the plan's own minutes for an optimal
// one.
type Proof struct {
	Kind       ProofKind         `json:"kind" validate:"oneof=optimal bounded infeasible unknown"`
	Objective  Objective         `json:"objective" validate:"oneof=minutes bricks"`
	Cost       int64             `json:"cost" validate:"min=0"`
	LowerBound catalogue.Minutes `json:"lowerBound" validate:"min=0"`
	Bound      int64             `json:"bound" validate:"min=0"`
	Prices     []Price           `json:"prices,omitempty" validate:"omitempty,min=1,max=1000000,dive"`
	Tree       *Tree             `json:"tree,omitempty" validate:"omitnil"`
}

// Price is the dual price of one covering constraint: a wanted rank (For is
// nil), an entry rank of the brick For, or its prerequisite number AnyOf.
type Price struct {
	For   *catalogue.BrickRef `json:"for,omitempty" validate:"omitnil"`
	At    *catalogue.ItemRank `json:"at,omitempty" validate:"omitnil"`
	AnyOf *int                `json:"anyOf,omitempty" validate:"omitnil,min=0,max=49"`
	Price int64               `json:"price" validate:"min=0"`
}

// Tree is the whole search. Rows and Bricks name what its nodes number.
type Tree struct {
	Rows   []Price              `json:"rows" validate:"max=1000000,dive"`
	Bricks []catalogue.BrickRef `json:"bricks" validate:"max=20000,dive"`
	Root   Node                 `json:"root"`
}

// Node is one partial choice of the search. Bricks are numbered from 1, rows
// from 0; Brick 0 adds none. Prices are pairs of row number
// and price, those of the nearest node above when absent. Excluded bricks cost
// too much at these prices. Children take Brick in turn, each without the
// bricks of the children before it. A node without children ends by price, by
// contradiction or by cost.
type Node struct {
	Brick    int     `json:"brick,omitempty" validate:"omitempty,min=0,max=20000"`
	Prices   []int64 `json:"prices,omitempty" validate:"omitempty,min=1,max=2000000"`
	Excluded []int   `json:"excluded,omitempty" validate:"omitempty,min=1,max=20000"`
	Children []Node  `json:"children,omitempty" validate:"omitempty,min=1,max=20000"`
}

// Feasible reports whether the plan reaches everything that was wanted.
func (r *Result) Feasible() bool {
	return len(r.Unreached) == 0 && r.Proof.Kind != ProofInfeasible && r.Proof.Kind != ProofUnknown
}

// Gap returns how far, in minutes, the plan may be above the optimum: 0 when
// it is proved optimal.
func (r *Result) Gap() catalogue.Minutes {
	if r.Proof.Kind != ProofBounded {
		return 0
	}
	return r.Minutes - r.Proof.LowerBound
}
