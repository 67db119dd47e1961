// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Partner is a body that designs, produces, delivers, funds or hosts. It is
// never a person.
type Partner struct {
	Schema competency.IRI `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID     string         `json:"id" validate:"min=1,max=200"`
	Name   string         `json:"name" validate:"min=1,max=4000"`
	SIRET  string         `json:"siret,omitempty" validate:"omitempty,form=siret"`
	UAI    string         `json:"uai,omitempty" validate:"omitempty,form=uai"`
	Kind   PartnerKind    `json:"kind" validate:"oneof=academy eafc university universityNetwork operator institute publicServiceSchool ministry localAuthority company association foreignBody"`
}

// PartnerRole says what a partner, named by its ID, does for a brick, a
// pathway or a session.
type PartnerRole struct {
	Partner string `json:"partner" validate:"min=1,max=200"`
	Role    Role   `json:"role" validate:"oneof=coDesign coProduction delivery funding hosting"`
}
