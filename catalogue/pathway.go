// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Pathway is an ordered choice of bricks ("parcours") that leads to Targets.
type Pathway struct {
	Schema      competency.IRI      `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID          competency.IRI      `json:"id" validate:"form=iri"`
	Version     string              `json:"version" validate:"form=semver"`
	Title       competency.Text     `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Summary     competency.Text     `json:"summary,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Status      Status              `json:"status" validate:"oneof=incubating trialled certified withdrawn"`
	Targets     []ItemRank          `json:"targets,omitempty" validate:"omitempty,min=1,max=200,dive"`
	Steps       []Step              `json:"steps" validate:"max=500,dive"`
	Total       Minutes             `json:"total" validate:"min=0,max=3000000"`
	Publics     []string            `json:"publics,omitempty" validate:"omitempty,min=1,max=50,dive,min=1,max=200"`
	Tutored     bool                `json:"tutored,omitempty"`
	Positioning *competency.IRI     `json:"positioning,omitempty" validate:"omitnil,form=iri"`
	Partners    []PartnerRole       `json:"partners,omitempty" validate:"omitempty,min=1,max=100,dive"`
	External    []ExternalID        `json:"external,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Decisions   []competency.Digest `json:"decisions,omitempty" validate:"omitempty,min=1,max=50,dive,form=digest"`
	Extra       competency.Extra    `json:"extra,omitempty"`
}

// Step is one place of a pathway: either the one Brick, or Pick bricks among
// OneOf. After lists the indices of the steps that come before it; when no
// step of the pathway has After, the order of the list is the order.
type Step struct {
	Brick    *BrickRef  `json:"brick,omitempty" validate:"omitnil"`
	OneOf    []BrickRef `json:"oneOf,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Pick     int        `json:"pick,omitempty" validate:"omitempty,min=1,max=50"`
	Optional bool       `json:"optional,omitempty"`
	After    []int      `json:"after,omitempty" validate:"omitempty,min=1,max=500,dive,min=0,max=499"`
}

// Ref returns the name of this version of the pathway.
func (p *Pathway) Ref() BrickRef { return BrickRef{ID: p.ID, Version: p.Version} }

// Identifier returns the IRI and the version of the pathway (xAPI subject).
func (p *Pathway) Identifier() (iri, version string) { return string(p.ID), p.Version }

// Titles returns the title by language (xAPI subject).
func (p *Pathway) Titles() map[string]string { return p.Title }

// Bricks returns the bricks a step may take: its Brick, or those of OneOf.
func (s *Step) Bricks() []BrickRef {
	if s.Brick != nil {
		return []BrickRef{*s.Brick}
	}
	return s.OneOf
}
