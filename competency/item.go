// SPDX-License-Identifier: Apache-2.0

package competency

// Item is a node of a framework: a domain, a competency or a component of one.
type Item struct {
	ID          ID          `json:"id" validate:"form=uuid"`
	URI         IRI         `json:"uri" validate:"form=iri"`
	Code        string      `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Type        ItemType    `json:"type" validate:"oneof=domain competency component"`
	Label       Text        `json:"label" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Statement   Text        `json:"statement,omitempty" validate:"omitempty,min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Origin      Origin      `json:"origin" validate:"oneof=official project translation imported"`
	Scale       string      `json:"scale,omitempty" validate:"omitempty,min=1,max=100"`
	Anchors     []Anchor    `json:"anchors,omitempty" validate:"omitempty,min=1,max=12,dive"`
	Indicators  []Indicator `json:"indicators,omitempty" validate:"omitempty,min=1,max=50,dive"`
	Keywords    []string    `json:"keywords,omitempty" validate:"omitempty,min=1,max=1000,dive,min=1,max=4000"`
	Flags       []Flag      `json:"flags,omitempty" validate:"omitempty,min=1,max=10,dive"`
	ValidMonths int         `json:"validMonths,omitempty" validate:"omitempty,min=1,max=1200"`
	Phase       Phase       `json:"phase,omitempty" validate:"omitempty,oneof=plan do check act"`
	From        Date        `json:"from,omitempty" validate:"omitempty,form=date"`
	Until       Date        `json:"until,omitempty" validate:"omitempty,form=date"`
	Retired     bool        `json:"retired,omitempty"`
	Changed     Instant     `json:"changed,omitempty" validate:"omitempty,form=instant"`
	Extra       Extra       `json:"extra,omitempty"`
}

// Anchor is the behaviour offered as a choice for one rank of one item.
type Anchor struct {
	Rank   int    `json:"rank" validate:"min=1,max=12"`
	Text   Text   `json:"text" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Origin Origin `json:"origin" validate:"oneof=official project translation imported"`
}

// Indicator is an observable criterion ("critère observable") of one rank.
// Required says that the rank does not hold without it.
type Indicator struct {
	ID        ID            `json:"id" validate:"form=uuid"`
	Rank      int           `json:"rank" validate:"min=1,max=12"`
	Statement Text          `json:"statement" validate:"min=1,max=50,dive,keys,form=langTag,endkeys,min=1,max=4000"`
	Kind      IndicatorKind `json:"kind" validate:"oneof=knowledge skill attitude"`
	Required  bool          `json:"required,omitempty"`
	Origin    Origin        `json:"origin" validate:"oneof=official project translation imported"`
}

// Flag says, with dates, that a competency is rare or in tension.
type Flag struct {
	Kind  FlagKind `json:"kind" validate:"oneof=rare inTension"`
	From  Date     `json:"from" validate:"form=date"`
	Until Date     `json:"until,omitempty" validate:"omitempty,form=date"`
}

// Anchor returns the anchor of the given rank.
func (it *Item) Anchor(rank int) (Anchor, bool) {
	for _, a := range it.Anchors {
		if a.Rank == rank {
			return a, true
		}
	}
	return Anchor{}, false
}

// IndicatorsAt returns the indicators of one rank, in document order.
func (it *Item) IndicatorsAt(rank int) []Indicator {
	var out []Indicator
	for _, n := range it.Indicators {
		if n.Rank == rank {
			out = append(out, n)
		}
	}
	return out
}

// Wording returns the statement, or the label when there is no statement.
func (it *Item) Wording() Text {
	if len(it.Statement) > 0 {
		return it.Statement
	}
	return it.Label
}
