// SPDX-License-Identifier: Apache-2.0

package indicator

import "forge.apps.education.fr/eafc/briques/competency"

// Definition is one indicator of a plan. Formula is a key of the closed list
// that Formulas returns, and Param its parameter where it has one; Method says
// in words what is counted. SameAs names an indicator that counts the same.
type Definition struct {
	ID      string          `json:"id" validate:"min=1,max=100"`
	Plan    competency.IRI  `json:"plan" validate:"form=iri"`
	Version string          `json:"version" validate:"form=semver"`
	Section string          `json:"section,omitempty" validate:"omitempty,min=1,max=100"`
	Text    competency.Text `json:"text" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Unit    Unit            `json:"unit" validate:"oneof=traineeHours count boolean ratio countAndRatio list euros measure"`
	Kind    Kind            `json:"kind" validate:"oneof=computed ifTraced mixed declared"`
	Formula Formula         `json:"formula,omitempty" validate:"omitempty,min=1,max=100"`
	Param   string          `json:"param,omitempty" validate:"omitempty,min=1,max=400"`
	Method  competency.Text `json:"method,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	SameAs  string          `json:"sameAs,omitempty" validate:"omitempty,min=1,max=100"`
}

// Plan is a document of definitions: a strategic plan, a grid, a yearly set.
type Plan struct {
	Schema     competency.IRI  `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID         competency.IRI  `json:"id" validate:"form=iri"`
	Version    string          `json:"version" validate:"form=semver"`
	Title      competency.Text `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Notice     competency.Text `json:"notice,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Indicators []Definition    `json:"indicators" validate:"min=1,max=500,dive"`
}

// Indicator returns the definition called id, nil when there is none.
func (p *Plan) Indicator(id string) *Definition {
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return &p.Indicators[i]
		}
	}
	return nil
}

// Unit is what an indicator is counted in.
type Unit string

// The units.
const (
	UnitTraineeHours  Unit = "traineeHours"
	UnitCount         Unit = "count"
	UnitBoolean       Unit = "boolean"
	UnitRatio         Unit = "ratio"
	UnitCountAndRatio Unit = "countAndRatio"
	UnitList          Unit = "list"
	UnitEuros         Unit = "euros"
	UnitMeasure       Unit = "measure"
)

// Valid reports whether u is a declared unit.
func (u Unit) Valid() bool {
	switch u {
	case UnitTraineeHours, UnitCount, UnitBoolean, UnitRatio, UnitCountAndRatio, UnitList, UnitEuros, UnitMeasure:
		return true
	}
	return false
}

// Kind says where a value comes from.
type Kind string

// The kinds: computed from the records; computed where traces are given;
// computed with one figure from outside; declared by a person.
const (
	KindComputed Kind = "computed"
	KindIfTraced Kind = "ifTraced"
	KindMixed    Kind = "mixed"
	KindDeclared Kind = "declared"
)

// Valid reports whether k is a declared kind.
func (k Kind) Valid() bool {
	return k == KindComputed || k == KindIfTraced || k == KindMixed || k == KindDeclared
}
