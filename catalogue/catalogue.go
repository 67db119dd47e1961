// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Catalogue is what one academy or body offers. The order of its lists
// carries no meaning: Sort puts them in the canonical one.
type Catalogue struct {
	Schema    competency.IRI   `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID        competency.IRI   `json:"id,omitempty" validate:"omitempty,form=iri"`
	Version   string           `json:"version,omitempty" validate:"omitempty,form=semver"`
	Title     competency.Text  `json:"title,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Publisher string           `json:"publisher,omitempty" validate:"omitempty,min=1,max=4000"`
	Licence   string           `json:"licence,omitempty" validate:"omitempty,min=1,max=200"`
	Bricks    []Brick          `json:"bricks" validate:"max=20000,dive"`
	Pathways  []Pathway        `json:"pathways,omitempty" validate:"omitempty,min=1,max=5000,dive"`
	Partners  []Partner        `json:"partners,omitempty" validate:"omitempty,min=1,max=5000,dive"`
	Extra     competency.Extra `json:"extra,omitempty"`
}

// Limits of one catalogue (CATALOGUE-006). Several catalogues can be indexed
// together.
const (
	MaxBricks         = 20000
	MaxPathways       = 5000
	MaxParticipations = 2000000
)
