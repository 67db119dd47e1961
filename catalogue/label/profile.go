// SPDX-License-Identifier: Apache-2.0

package label

import "forge.apps.education.fr/eafc/briques/competency"

// Profile is a label, grid or standard as data. Official profiles cite a
// published source; the others say in Notice that they are not official.
type Profile struct {
	Schema       competency.IRI  `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID           competency.IRI  `json:"id" validate:"form=iri"`
	Version      string          `json:"version" validate:"form=semver"`
	Title        competency.Text `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Notice       competency.Text `json:"notice,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Official     bool            `json:"official"`
	Sources      []Source        `json:"sources,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Criteria     []Criterion     `json:"criteria" validate:"min=1,max=100,dive"`
	Rules        []Rule          `json:"rules" validate:"min=1,max=500,dive"`
	Policy       Policy          `json:"policy"`
	ValidMonths  int             `json:"validMonths" validate:"min=1,max=240"`
	ReviewMonths int             `json:"reviewMonths,omitempty" validate:"omitempty,min=1,max=240"`
}

// Source is a published text that a profile stands on.
type Source struct {
	Title      string          `json:"title" validate:"min=1,max=4000"`
	Reference  string          `json:"reference,omitempty" validate:"omitempty,min=1,max=4000"`
	URI        competency.IRI  `json:"uri,omitempty" validate:"omitempty,form=iri"`
	VerifiedOn competency.Date `json:"verifiedOn,omitempty" validate:"omitempty,form=date"`
}

// Criterion groups rules under one title.
type Criterion struct {
	ID    string          `json:"id" validate:"min=1,max=100"`
	Title competency.Text `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
}

// Severity says what a miss costs.
type Severity string

// The severities. A single major miss refuses; minor ones add up (Policy).
const (
	SeverityMajor Severity = "major"
	SeverityMinor Severity = "minor"
)

// Valid reports whether s is a declared severity.
func (s Severity) Valid() bool { return s == SeverityMajor || s == SeverityMinor }

// Mode says who can make a rule true.
type Mode string

// The modes: code decides by the expression When, or a person decides on
// pieces of evidence.
const (
	ModeComputed Mode = "computed"
	ModeEvidence Mode = "evidence"
)

// Valid reports whether m is a declared mode.
func (m Mode) Valid() bool { return m == ModeComputed || m == ModeEvidence }

// Rule is one demand of a criterion. It concerns a subject when Applies is
// absent or true. Action is what to do when it fails.
type Rule struct {
	ID          string          `json:"id" validate:"min=1,max=100"`
	Criterion   string          `json:"criterion" validate:"min=1,max=100"`
	Title       competency.Text `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Action      competency.Text `json:"action,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Severity    Severity        `json:"severity" validate:"oneof=major minor"`
	Mode        Mode            `json:"mode" validate:"oneof=computed evidence"`
	Applies     *Expr           `json:"applies,omitempty" validate:"omitnil"`
	When        *Expr           `json:"when,omitempty" validate:"omitnil"`
	MinEvidence int             `json:"minEvidence,omitempty" validate:"omitempty,min=1,max=50"`
	Refs        []string        `json:"refs,omitempty" validate:"omitempty,min=1,max=50,dive,min=1,max=400"`
}

// Policy turns findings into a verdict. MinorsPerMajor minor misses refuse
// (0 = 5); so do more than MaxMinor, where MaxMinor is not 0.
type Policy struct {
	MinorsPerMajor int `json:"minorsPerMajor,omitempty" validate:"omitempty,min=1,max=500"`
	MaxMinor       int `json:"maxMinor,omitempty" validate:"omitempty,min=1,max=500"`
}

// Rule returns the rule called id, nil when there is none.
func (p *Profile) Rule(id string) *Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

// Ref names this version of the profile.
func (p *Profile) Ref() ProfileRef { return ProfileRef{ID: p.ID, Version: p.Version} }

// ProfileRef names one version of a profile.
type ProfileRef struct {
	ID      competency.IRI `json:"id" validate:"form=iri"`
	Version string         `json:"version" validate:"form=semver"`
}
