// SPDX-License-Identifier: Apache-2.0

package competency

// Association is a typed link between two nodes. The hierarchy is made of
// AssociationIsChildOf links from the child to its parent; those of the first
// level end at the ID of the framework.
type Association struct {
	ID       ID              `json:"id" validate:"form=uuid"`
	Type     AssociationType `json:"type" validate:"oneof=isChildOf precedes replacedBy isPartOf isPeerOf isRelatedTo exemplar hasSkillLevel isTranslationOf exactMatch closeMatch broadMatch narrowMatch relatedMatch"`
	From     NodeRef         `json:"from" validate:"form=nodeRef"`
	To       NodeRef         `json:"to" validate:"form=nodeRef"`
	Seq      *int            `json:"seq,omitempty" validate:"omitnil,min=0,max=1000000000"`
	Grouping string          `json:"grouping,omitempty" validate:"omitempty,min=1,max=4000"`
	Notes    string          `json:"notes,omitempty" validate:"omitempty,min=1,max=4000"`
	Changed  Instant         `json:"changed,omitempty" validate:"omitempty,form=instant"`
	Extra    Extra           `json:"extra,omitempty"`
}
