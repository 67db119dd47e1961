// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Claim is competency.Claim.
type Claim = competency.Claim

// Position is competency.Position.
type Position = competency.Position

// Profile is what a post or a course expects ("profil attendu", "fiche de
// poste"): a rank for each of some competencies.
type Profile struct {
	Schema    competency.IRI  `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	URI       competency.IRI  `json:"uri" validate:"form=iri"`
	Version   string          `json:"version" validate:"form=semver"`
	Title     competency.Text `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Summary   competency.Text `json:"summary,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Publisher string          `json:"publisher,omitempty" validate:"omitempty,min=1,max=4000"`
	Targets   []Target        `json:"targets" validate:"min=1,max=500,dive"`
}

// Target is the rank expected of one competency.
type Target struct {
	Item competency.Ref `json:"item"`
	Rank int            `json:"rank" validate:"min=1,max=12"`
}

// Target returns the rank that p expects of item; ok is false when it
// expects none. A nil Profile expects nothing.
func (p *Profile) Target(item competency.ID) (rank int, ok bool) {
	if p == nil {
		return 0, false
	}
	for _, t := range p.Targets {
		if t.Item.Item == item {
			return t.Rank, true
		}
	}
	return 0, false
}
