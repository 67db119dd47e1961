// SPDX-License-Identifier: Apache-2.0

package competency

// Framework is one version of a competency framework ("référentiel"). The
// order of its slices carries no meaning: Sort puts them in the canonical one.
type Framework struct {
	Schema       IRI            `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	ID           ID             `json:"id" validate:"form=uuid"`
	URI          IRI            `json:"uri" validate:"form=iri"`
	Version      string         `json:"version" validate:"form=semver"`
	Kind         Kind           `json:"kind" validate:"oneof=individual commonBase organisation"`
	Standing     Standing       `json:"standing" validate:"oneof=official example imported"`
	Title        Text           `json:"title" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Summary      Text           `json:"summary,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Language     string         `json:"language" validate:"form=langTag"`
	Status       AdoptionStatus `json:"status" validate:"oneof=draft pendingImplementation implemented retired"`
	ValidFrom    Date           `json:"validFrom,omitempty" validate:"omitempty,form=date"`
	ValidUntil   Date           `json:"validUntil,omitempty" validate:"omitempty,form=date"`
	Publisher    string         `json:"publisher,omitempty" validate:"omitempty,min=1,max=4000"`
	Licence      string         `json:"licence,omitempty" validate:"omitempty,min=1,max=4000"`
	Sources      []Source       `json:"sources,omitempty" validate:"omitempty,min=1,max=100,dive"`
	Changed      Instant        `json:"changed" validate:"form=instant"`
	Scales       []Scale        `json:"scales,omitempty" validate:"omitempty,min=1,max=100,dive"`
	Items        []Item         `json:"items" validate:"max=50000,dive"`
	Associations []Association  `json:"associations,omitempty" validate:"omitempty,min=1,max=200000,dive"`
	Rubrics      []Rubric       `json:"rubrics,omitempty" validate:"omitempty,min=1,max=10000,dive"`
	Extra        Extra          `json:"extra,omitempty"`
}

// Source is a text that the framework stands on. VerifiedOn is the day a
// person compared our words with it; empty means "à vérifier".
type Source struct {
	Title      string `json:"title" validate:"min=1,max=4000"`
	Reference  string `json:"reference,omitempty" validate:"omitempty,min=1,max=4000"`
	URI        IRI    `json:"uri,omitempty" validate:"omitempty,form=iri"`
	VerifiedOn Date   `json:"verifiedOn,omitempty" validate:"omitempty,form=date"`
}

// Scale is an ordered list of levels ("échelle"). Its ID is a short name of
// its own in the framework. Replaces says how ranks of older scales read here.
type Scale struct {
	ID       string     `json:"id" validate:"min=1,max=100"`
	Levels   []Level    `json:"levels" validate:"max=12,dive"`
	Replaces []LevelMap `json:"replaces,omitempty" validate:"omitempty,min=1,max=1000,dive"`
}

// Level is one level of mastery ("niveau de maîtrise").
type Level struct {
	Rank       int    `json:"rank" validate:"min=1,max=12"`
	Code       string `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Group      string `json:"group,omitempty" validate:"omitempty,min=1,max=100"`
	Label      Text   `json:"label" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Descriptor Text   `json:"descriptor,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Origin     Origin `json:"origin" validate:"oneof=official project translation imported"`
	Proficient bool   `json:"proficient,omitempty"`
}

// LevelMap says that rank From of scale Scale, as it was in version Version,
// is rank To of the scale that holds the map.
type LevelMap struct {
	Version string `json:"version" validate:"form=semver"`
	Scale   string `json:"scale" validate:"min=1,max=100"`
	From    int    `json:"from" validate:"min=0,max=12"`
	To      int    `json:"to" validate:"min=0,max=12"`
}

// Level returns the level of the given rank.
func (s Scale) Level(rank int) (Level, bool) {
	for _, l := range s.Levels {
		if l.Rank == rank {
			return l, true
		}
	}
	return Level{}, false
}

// Top returns the highest rank of the scale, 0 when it has no level.
func (s Scale) Top() int {
	top := 0
	for _, l := range s.Levels {
		top = max(top, l.Rank)
	}
	return top
}

// Item returns a pointer into f.Items to the item with the given ID.
func (f *Framework) Item(id ID) (*Item, bool) {
	for i := range f.Items {
		if f.Items[i].ID == id {
			return &f.Items[i], true
		}
	}
	return nil, false
}

// ByCode returns a pointer into f.Items to the first item with the given code.
func (f *Framework) ByCode(code string) (*Item, bool) {
	for i := range f.Items {
		if f.Items[i].Code == code {
			return &f.Items[i], true
		}
	}
	return nil, false
}

// ScaleOf returns the scale on which it is graded: the one it names, else the
// only one of the framework. Domains have no scale unless they name one.
func (f *Framework) ScaleOf(it *Item) (Scale, bool) {
	if it.Scale == "" {
		if len(f.Scales) == 1 && it.Type != ItemDomain {
			return f.Scales[0], true
		}
		return Scale{}, false
	}
	for _, s := range f.Scales {
		if s.ID == it.Scale {
			return s, true
		}
	}
	return Scale{}, false
}

// Ref returns the name, from outside, of one item of f.
func (f *Framework) Ref(id ID) Ref { return Ref{Framework: f.URI, Version: f.Version, Item: id} }
