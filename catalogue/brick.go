// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Minutes is a duration in whole minutes; never a float.
type Minutes int64

// BrickRef names one version of a brick or of a pathway.
type BrickRef struct {
	ID      competency.IRI `json:"id" validate:"form=iri"`
	Version string         `json:"version" validate:"form=semver"`
}

// ItemRank is a rank of a framework item: where a learner stands, starts or
// should arrive. Rank 0 is "not yet level 1".
type ItemRank struct {
	Item competency.Ref `json:"item"`
	Rank int            `json:"rank" validate:"min=0,max=12"`
}

// Brick is one module of training ("brique"): the smallest thing that can be
// offered, taken, labelled and reused on its own. What ID and Version name
// never changes.
type Brick struct {
	Schema        competency.IRI      `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID            competency.IRI      `json:"id" validate:"form=iri"`
	Version       string              `json:"version" validate:"form=semver"`
	Title         competency.Text     `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Summary       competency.Text     `json:"summary,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Kind          Kind                `json:"kind" validate:"oneof=information training transfer personalisation assessment positioning"`
	Status        Status              `json:"status" validate:"oneof=incubating trialled certified withdrawn"`
	PublishedOn   competency.Date     `json:"publishedOn,omitempty" validate:"omitempty,form=date"`
	WithdrawnOn   competency.Date     `json:"withdrawnOn,omitempty" validate:"omitempty,form=date"`
	Modality      Modality            `json:"modality" validate:"oneof=onSite remoteLive remoteAsync blended selfPaced workplace"`
	OnSite        Minutes             `json:"onSite,omitempty" validate:"omitempty,min=0,max=60000"`
	Remote        Minutes             `json:"remote,omitempty" validate:"omitempty,min=0,max=60000"`
	Targets       []Target            `json:"targets" validate:"max=50,dive"`
	Entry         []ItemRank          `json:"entry,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Prerequisites []Prerequisite      `json:"prerequisites,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Equivalents   []BrickRef          `json:"equivalents,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Assessments   []Assessment        `json:"assessments,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Positioning   *competency.IRI     `json:"positioning,omitempty" validate:"omitnil,form=iri"`
	Publics       []string            `json:"publics,omitempty" validate:"omitempty,min=1,max=50,dive,min=1,max=200"`
	Tags          []Tag               `json:"tags,omitempty" validate:"omitempty,min=1,max=50,dive,form=brickTag"`
	Sources       []Source            `json:"sources,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Language      string              `json:"language" validate:"form=langTag"`
	Licence       string              `json:"licence,omitempty" validate:"omitempty,min=1,max=200"`
	Accessibility competency.Text     `json:"accessibility,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Partners      []PartnerRole       `json:"partners,omitempty" validate:"omitempty,min=1,max=100,dive"`
	External      []ExternalID        `json:"external,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Decisions     []competency.Digest `json:"decisions,omitempty" validate:"omitempty,min=1,max=50,dive,form=digest"`
	Extra         competency.Extra    `json:"extra,omitempty"`
}

// Target is a rank that a brick raises its item to (aimed), or an item that
// it only puts to use (used).
type Target struct {
	ItemRank
	Role TargetRole `json:"role" validate:"oneof=aimed used"`
}

// Prerequisite holds when any one of AnyOf has been taken. Every prerequisite
// of a brick must hold.
type Prerequisite struct {
	AnyOf []BrickRef `json:"anyOf" validate:"min=1,max=50,dive"`
}

// Assessment checks what a brick has taught. Threshold is the share of points
// that passes, 0 to 1.
type Assessment struct {
	ID        string              `json:"id" validate:"min=1,max=200"`
	Kind      AssessmentKind      `json:"kind" validate:"oneof=observed automatic peer selfAssessed"`
	Covers    []ItemRank          `json:"covers,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Threshold *competency.Decimal `json:"threshold,omitempty" validate:"omitnil"`
}

// Source is a work that a brick stands on: a text, a thesis, a chair, a
// residence, a note of the watch ("veille").
type Source struct {
	Kind      SourceKind      `json:"kind" validate:"oneof=officialText book thesis chair residence watchNote other"`
	Title     string          `json:"title" validate:"min=1,max=4000"`
	Reference string          `json:"reference,omitempty" validate:"omitempty,min=1,max=4000"`
	URI       competency.IRI  `json:"uri,omitempty" validate:"omitempty,form=iri"`
	On        competency.Date `json:"on,omitempty" validate:"omitempty,form=date"`
}

// ExternalID is the name that another system gives to the same thing. Scheme
// is a short lower-case word: gaia, magistere, sofia, doi, uai, rncp…
type ExternalID struct {
	Scheme string `json:"scheme" validate:"form=scheme"`
	Value  string `json:"value" validate:"min=1,max=200"`
}

// Ref returns the name of this version of the brick.
func (b *Brick) Ref() BrickRef { return BrickRef{ID: b.ID, Version: b.Version} }

// Total returns the minutes of the brick, on site and remote.
func (b *Brick) Total() Minutes { return b.OnSite + b.Remote }

// Identifier returns the IRI and the version of the brick (xAPI subject).
func (b *Brick) Identifier() (iri, version string) { return string(b.ID), b.Version }

// Titles returns the title by language (xAPI subject).
func (b *Brick) Titles() map[string]string { return b.Title }

// Reaches returns the aimed ranks of the brick.
func (b *Brick) Reaches() []ItemRank {
	out := make([]ItemRank, 0, len(b.Targets))
	for _, t := range b.Targets {
		if t.Role == RoleAimed {
			out = append(out, t.ItemRank)
		}
	}
	return out
}

// EntryRank returns the rank that item must have before the brick; 0 when the
// brick asks for none.
func (b *Brick) EntryRank(item competency.Ref) int {
	for _, e := range b.Entry {
		if e.Item == item {
			return e.Rank
		}
	}
	return 0
}
