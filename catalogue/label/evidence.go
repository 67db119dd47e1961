// SPDX-License-Identifier: Apache-2.0

package label

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Evidence is the record of one piece ("pièce"). The piece itself stays with
// its owner: the record holds its digest. Until is the last day on which it
// still proves something.
type Evidence struct {
	ID        string          `json:"id" validate:"min=1,max=200"`
	Title     string          `json:"title" validate:"min=1,max=4000"`
	MediaType string          `json:"mediaType,omitempty" validate:"omitempty,min=1,max=200"`
	SHA256    string          `json:"sha256" validate:"form=digest"`
	URI       competency.IRI  `json:"uri,omitempty" validate:"omitempty,form=iri"`
	ByRole    string          `json:"byRole,omitempty" validate:"omitempty,min=1,max=400"`
	On        competency.Date `json:"on" validate:"form=date"`
	Until     competency.Date `json:"until,omitempty" validate:"omitempty,form=date"`
	Supports  []string        `json:"supports" validate:"min=1,max=200,dive,min=1,max=100"`
}

// EvidenceList is the document that records the pieces of one dossier.
type EvidenceList struct {
	Schema competency.IRI `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Pieces []Evidence     `json:"pieces" validate:"max=2000,dive"`
}

// Matches reports whether content is the piece that e records.
func (e *Evidence) Matches(content []byte) bool { return e.SHA256 == string(DigestOf(content)) }

// CheckEvidence returns what is wrong with the records of pieces for p on day
// on: a malformed digest, a date missing or after on, a piece that has
// expired, that is recorded twice or that supports no rule of p (LABEL-006).
// An on of "" skips what depends on the day.
func CheckEvidence(p *Profile, pieces []Evidence, on competency.Date) issue.Issues {
	var out issue.Issues
	seen := map[string]bool{}
	for i := range pieces {
		e := &pieces[i]
		at := issue.Pointer("/pieces").Index(i)
		say := func(field string, what any) {
			out.Add(&rule006, at.Field(field), e.ID, what)
		}
		if e.ID == "" || seen[e.ID] {
			say("id", issue.Text{FR: "identifiant absent ou répété", EN: "id missing or repeated"})
		}
		seen[e.ID] = true
		if !competency.Digest(e.SHA256).Valid() {
			say("sha256", issue.Text{FR: "empreinte mal formée", EN: "malformed digest"})
		}
		switch {
		case !e.On.Valid():
			say("on", issue.Text{FR: "date absente ou invalide", EN: "date missing or invalid"})
		case on != "" && e.On > on:
			say("on", "datée du "+string(e.On)+", après le "+string(on))
		case on != "" && e.Until != "" && e.Until < on:
			say("until", "périmée depuis le "+string(e.Until))
		}
		used := false
		for _, id := range e.Supports {
			used = used || p.Rule(id) != nil
		}
		if !used {
			say("supports", issue.Text{FR: "n'appuie aucune règle", EN: "supports no rule"})
		}
	}
	out.Sort()
	return out
}

// sortedEvidence returns the pieces by ID, each with sorted Supports.
func sortedEvidence(pieces []Evidence) []Evidence {
	out := append([]Evidence(nil), pieces...)
	for i := range out {
		out[i].Supports = append([]string(nil), out[i].Supports...)
		ascending.Strings(out[i].Supports)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// MissingPieces returns LABEL-006 for every record whose piece is not among
// the given digests: the file is not there, or is not the one recorded.
func MissingPieces(pieces []Evidence, have map[competency.Digest]bool) issue.Issues {
	var out issue.Issues
	for i := range pieces {
		if !have[competency.Digest(pieces[i].SHA256)] {
			out.Add(&rule006, issue.Pointer("/pieces").Index(i).Field("sha256"), pieces[i].ID, issue.Text{FR: "aucun fichier n'a cette empreinte", EN: "no file has this digest"})
		}
	}
	return out
}
