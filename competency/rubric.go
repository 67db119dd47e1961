// SPDX-License-Identifier: Apache-2.0

package competency

// Rubric is an assessment grid as in CASE 1.1 (CFRubric).
type Rubric struct {
	ID          ID          `json:"id" validate:"form=uuid"`
	URI         IRI         `json:"uri" validate:"form=iri"`
	Title       Text        `json:"title,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Description Text        `json:"description,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Criteria    []Criterion `json:"criteria,omitempty" validate:"omitempty,min=1,max=50000,dive"`
	Changed     Instant     `json:"changed,omitempty" validate:"omitempty,form=instant"`
	Extra       Extra       `json:"extra,omitempty"`
}

// Criterion is one line of a Rubric (CFRubricCriterion). Item names the item
// it grades, if any.
type Criterion struct {
	ID          ID               `json:"id" validate:"form=uuid"`
	URI         IRI              `json:"uri" validate:"form=iri"`
	Category    string           `json:"category,omitempty" validate:"omitempty,min=1,max=4000"`
	Description Text             `json:"description,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Item        NodeRef          `json:"item,omitempty" validate:"omitempty,form=nodeRef"`
	Weight      *Decimal         `json:"weight,omitempty" validate:"omitnil"`
	Position    *int             `json:"position,omitempty" validate:"omitnil,min=0,max=1000000000"`
	Levels      []CriterionLevel `json:"levels,omitempty" validate:"omitempty,min=1,max=100,dive"`
	Changed     Instant          `json:"changed,omitempty" validate:"omitempty,form=instant"`
	Extra       Extra            `json:"extra,omitempty"`
}

// CriterionLevel is one cell of a Rubric (CFRubricCriterionLevel).
type CriterionLevel struct {
	ID          ID       `json:"id" validate:"form=uuid"`
	URI         IRI      `json:"uri" validate:"form=iri"`
	Description Text     `json:"description,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Quality     Text     `json:"quality,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Score       *Decimal `json:"score,omitempty" validate:"omitnil"`
	Feedback    Text     `json:"feedback,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Position    *int     `json:"position,omitempty" validate:"omitnil,min=0,max=1000000000"`
	Changed     Instant  `json:"changed,omitempty" validate:"omitempty,form=instant"`
	Extra       Extra    `json:"extra,omitempty"`
}
