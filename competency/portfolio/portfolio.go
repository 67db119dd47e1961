// SPDX-License-Identifier: Apache-2.0

package portfolio

import "forge.apps.education.fr/eafc/briques/competency"

// EvidenceKind is what a piece of evidence is.
type EvidenceKind string

// The kinds of evidence.
const (
	KindDocument    EvidenceKind = "document"
	KindLink        EvidenceKind = "link"
	KindBadge       EvidenceKind = "badge"
	KindStatement   EvidenceKind = "statement"
	KindObservation EvidenceKind = "observation"
)

// Valid reports whether k is one of the declared kinds.
func (k EvidenceKind) Valid() bool {
	switch k {
	case KindDocument, KindLink, KindBadge, KindStatement, KindObservation:
		return true
	}
	return false
}

// Portfolio is what a person keeps about their own competences.
type Portfolio struct {
	Schema    competency.IRI        `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Owner     competency.Pseudonym  `json:"owner" validate:"form=pseudonym"`
	Positions []competency.Position `json:"positions,omitempty" validate:"omitempty,min=1,max=100,dive"`
	Evidence  []Evidence            `json:"evidence,omitempty" validate:"omitempty,min=1,max=10000,dive"`
	Notes     []Note                `json:"notes,omitempty" validate:"omitempty,min=1,max=10000,dive"`
	Grants    []Grant               `json:"grants,omitempty" validate:"omitempty,min=1,max=1000,dive"`
}

// Evidence ("preuve") supports claims. It is a link (URI) or a piece of the
// file (SHA256, MediaType and Size), or neither for an observation that an
// attestation tells.
type Evidence struct {
	ID          competency.ID     `json:"id" validate:"form=uuid"`
	Title       string            `json:"title" validate:"min=1,max=4000"`
	Kind        EvidenceKind      `json:"kind" validate:"oneof=document link badge statement observation"`
	URI         competency.IRI    `json:"uri,omitempty" validate:"omitempty,form=iri"`
	SHA256      competency.Digest `json:"sha256,omitempty" validate:"omitempty,form=digest"`
	MediaType   string            `json:"mediaType,omitempty" validate:"omitempty,min=3,max=200"`
	Size        int               `json:"size,omitempty" validate:"omitempty,min=0,max=52428800"`
	Items       []competency.Ref  `json:"items,omitempty" validate:"omitempty,min=1,max=1000,dive"`
	Created     competency.Date   `json:"created" validate:"form=date"`
	ExpiresOn   competency.Date   `json:"expiresOn,omitempty" validate:"omitempty,form=date"`
	Attestation *Attestation      `json:"attestation,omitempty" validate:"omitnil"`
}

// Attestation is what another person says, with their name or pseudonym.
type Attestation struct {
	By     string           `json:"by" validate:"min=1,max=200"`
	Role   string           `json:"role,omitempty" validate:"omitempty,min=1,max=200"`
	On     competency.Date  `json:"on" validate:"form=date"`
	Basis  competency.Basis `json:"basis" validate:"oneof=confirmed certified"`
	Rank   int              `json:"rank" validate:"min=0,max=12"`
	Reason string           `json:"reason,omitempty" validate:"omitempty,min=1,max=4000"`
}

// Note is a thought of the owner's, never shared.
type Note struct {
	ID    competency.ID    `json:"id" validate:"form=uuid"`
	On    competency.Date  `json:"on" validate:"form=date"`
	Items []competency.Ref `json:"items,omitempty" validate:"omitempty,min=1,max=1000,dive"`
	Text  string           `json:"text" validate:"min=1,max=20000"`
}

// Grant names what somebody may see, until a day: the claims on Items and the
// pieces of Evidence.
type Grant struct {
	ID       competency.ID    `json:"id" validate:"form=uuid"`
	To       string           `json:"to" validate:"min=1,max=200"`
	Items    []competency.Ref `json:"items,omitempty" validate:"omitempty,min=1,max=1000,dive"`
	Evidence []competency.ID  `json:"evidence,omitempty" validate:"omitempty,min=1,max=1000,dive,form=uuid"`
	From     competency.Date  `json:"from,omitempty" validate:"omitempty,form=date"`
	Until    competency.Date  `json:"until" validate:"form=date"`
}

// Find returns the evidence with an identifier.
func (p *Portfolio) Find(id competency.ID) (*Evidence, bool) {
	for i := range p.Evidence {
		if p.Evidence[i].ID == id {
			return &p.Evidence[i], true
		}
	}
	return nil, false
}

// Record is one claim with the evidence that supports it, as plain data for
// an xAPI builder. Only links and digests are there, never a piece.
type Record struct {
	Holder   competency.Pseudonym
	Claim    competency.Claim
	Evidence []Evidence
}

// Records returns the claims of p in order.
func (p *Portfolio) Records() []Record {
	var out []Record
	for _, pos := range p.Positions {
		for _, c := range pos.Claims {
			r := Record{Holder: pos.Holder, Claim: c}
			for _, id := range c.Evidence {
				if e, ok := p.Find(id); ok {
					r.Evidence = append(r.Evidence, *e)
				}
			}
			out = append(out, r)
		}
	}
	return out
}
