// SPDX-License-Identifier: Apache-2.0

package competency

// Claim says that its holder is at Rank of one item, and on what Basis. Rank 0
// is "not yet level 1", a real answer. Checked is the rank that the
// confirmation branch found, when it was run: one's own word still.
type Claim struct {
	Item      Ref        `json:"item"`
	Rank      int        `json:"rank" validate:"min=0,max=12"`
	Basis     Basis      `json:"basis" validate:"oneof=selfDeclared evidenced confirmed certified"`
	On        Date       `json:"on" validate:"form=date"`
	Evidence  []ID       `json:"evidence,omitempty" validate:"omitempty,min=1,max=1000,dive,form=uuid"`
	Checked   *int       `json:"checked,omitempty" validate:"omitnil,min=0,max=12"`
	Conflicts []Conflict `json:"conflicts,omitempty" validate:"omitempty,min=1,max=100,dive"`
	MovedFrom *Ref       `json:"movedFrom,omitempty" validate:"omitnil"`
}

// Conflict is a contradiction that is listed and never averaged. Ranks are
// the ranks that disagree, lowest first; With is the other item, when two
// claims met in one.
type Conflict struct {
	Kind    ConflictKind `json:"kind" validate:"oneof=claimAbove claimBelow inversion merged"`
	Ranks   []int        `json:"ranks" validate:"min=1,max=12,dive,min=0,max=12"`
	With    *Ref         `json:"with,omitempty" validate:"omitnil"`
	Settled *Settlement  `json:"settled,omitempty" validate:"omitnil"`
}

// Settlement is the decision that ends a Conflict: by whom (a role or a
// pseudonym), at which rank and why.
type Settlement struct {
	By     string `json:"by" validate:"min=1,max=200"`
	Rank   int    `json:"rank" validate:"min=0,max=12"`
	Reason string `json:"reason" validate:"min=1,max=4000"`
}

// Position is what one holder claims on one version of one framework.
type Position struct {
	Schema    IRI       `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Holder    Pseudonym `json:"holder" validate:"form=pseudonym"`
	Framework IRI       `json:"framework" validate:"form=iri"`
	Version   string    `json:"version" validate:"form=semver"`
	Digest    Digest    `json:"digest" validate:"form=digest"`
	Claims    []Claim   `json:"claims" validate:"max=50000,dive"`
}
