// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// Engine names the evaluator whose meaning a report carries. A decision made
// on another major is refused (LABEL-004).
const Engine = "briques-label 1.0.0"

// Origin says who established a finding.
type Origin string

// The origins: an expression, pieces waiting for a person, or a person.
const (
	OriginComputed Origin = "computed"
	OriginEvidence Origin = "evidence"
	OriginHuman    Origin = "human"
)

// Verdict is a proposal of the engine or the choice of an authority.
type Verdict string

// The verdicts ("conforme", "conforme avec réserves", "indéterminé", "non
// conforme").
const (
	VerdictConform             Verdict = "conform"
	VerdictConformWithReserves Verdict = "conformWithReserves"
	VerdictUndetermined        Verdict = "undetermined"
	VerdictNotConform          Verdict = "notConform"
)

// Valid reports whether v is a declared verdict.
func (v Verdict) Valid() bool {
	switch v {
	case VerdictConform, VerdictConformWithReserves, VerdictUndetermined, VerdictNotConform:
		return true
	}
	return false
}

// Finding ("constat") is what is known about one rule. Because is never
// empty. Evidence lists the pieces that support the rule, by ID.
type Finding struct {
	Rule     string   `json:"rule" validate:"min=1,max=100"`
	Severity Severity `json:"severity" validate:"oneof=major minor"`
	Applies  Truth    `json:"applies" validate:"oneof=unknown false true"`
	Truth    Truth    `json:"truth" validate:"oneof=unknown false true"`
	Because  []Reason `json:"because" validate:"min=1,max=12,dive"`
	Evidence []string `json:"evidence,omitempty" validate:"omitempty,min=1,max=2000,dive,min=1,max=200"`
	Origin   Origin   `json:"origin" validate:"oneof=computed evidence human"`
}

// Coverage counts; it is never one score. Applicable includes rules of which
// it is unknown whether they apply.
type Coverage struct {
	Applicable int `json:"applicable" validate:"min=0"`
	True       int `json:"true" validate:"min=0"`
	False      int `json:"false" validate:"min=0"`
	Unknown    int `json:"unknown" validate:"min=0"`
	Pieces     int `json:"pieces" validate:"min=0"`
}

// Report is what Evaluate established: no clock, no chance. Partners are the
// names under which the labelled partners are known; none of them may decide.
type Report struct {
	Schema        competency.IRI     `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Profile       ProfileRef         `json:"profile"`
	ProfileDigest competency.Digest  `json:"profileDigest" validate:"form=digest"`
	Notice        competency.Text    `json:"notice,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Subject       catalogue.BrickRef `json:"subject"`
	SubjectTitle  string             `json:"subjectTitle,omitempty" validate:"omitempty,min=1,max=4000"`
	SubjectDigest competency.Digest  `json:"subjectDigest" validate:"form=digest"`
	Partners      []string           `json:"partners,omitempty" validate:"omitempty,min=1,max=500,dive,min=1,max=4000"`
	Findings      []Finding          `json:"findings" validate:"min=1,max=500,dive"`
	Evidence      []Evidence         `json:"evidence,omitempty" validate:"omitempty,min=1,max=2000,dive"`
	Coverage      Coverage           `json:"coverage"`
	Proposed      Verdict            `json:"proposed" validate:"oneof=conform conformWithReserves undetermined notConform"`
	Engine        string             `json:"engine" validate:"min=1,max=100"`
}

// Finding returns the finding on rule, nil when there is none.
func (r *Report) Finding(rule string) *Finding {
	for i := range r.Findings {
		if r.Findings[i].Rule == rule {
			return &r.Findings[i]
		}
	}
	return nil
}

// cover counts findings.
func cover(fs []Finding, pieces int) Coverage {
	c := Coverage{Pieces: pieces}
	for i := range fs {
		if fs[i].Applies == TruthFalse {
			continue
		}
		c.Applicable++
		switch fs[i].outcome() {
		case TruthTrue:
			c.True++
		case TruthFalse:
			c.False++
		default:
			c.Unknown++
		}
	}
	return c
}

// outcome is the truth that counts: unknown while it is unknown whether the
// rule applies.
func (f *Finding) outcome() Truth {
	if f.Applies == TruthUnknown {
		return TruthUnknown
	}
	return f.Truth
}

// propose applies a policy to findings.
func propose(p Policy, fs []Finding) Verdict {
	limit := p.MinorsPerMajor
	if limit == 0 {
		limit = 5
	}
	minors, unknown := 0, false
	for i := range fs {
		if fs[i].Applies == TruthFalse {
			continue
		}
		switch fs[i].outcome() {
		case TruthFalse:
			if fs[i].Severity == SeverityMajor {
				return VerdictNotConform
			}
			minors++
		case TruthUnknown:
			unknown = true
		}
	}
	switch {
	case minors >= limit || p.MaxMinor > 0 && minors > p.MaxMinor:
		return VerdictNotConform
	case unknown:
		return VerdictUndetermined
	case minors > 0:
		return VerdictConformWithReserves
	}
	return VerdictConform
}
