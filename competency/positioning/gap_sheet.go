// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// GapSheet is the document that holds the gaps of one person to one profile.
type GapSheet struct {
	Schema  competency.IRI       `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Holder  competency.Pseudonym `json:"holder,omitempty" validate:"omitempty,form=pseudonym"`
	Profile competency.IRI       `json:"profile" validate:"form=iri"`
	Version string               `json:"version" validate:"form=semver"`
	Gaps    []Gap                `json:"gaps" validate:"max=500,dive"`
}
