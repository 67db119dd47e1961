// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"bytes"
	"slices"
)

// alike reports whether two items say the same in every member; anchors in
// any order.
func (it *Item) alike(o *Item) bool {
	return it.ID == o.ID && it.URI == o.URI && it.Code == o.Code && it.Type == o.Type && it.Origin == o.Origin && it.Scale == o.Scale &&
		it.ValidMonths == o.ValidMonths && it.Phase == o.Phase && it.From == o.From && it.Until == o.Until && it.Retired == o.Retired &&
		it.Changed == o.Changed && it.Label.Equal(o.Label) && it.Statement.Equal(o.Statement) && bytes.Equal(it.Extra, o.Extra) &&
		slices.Equal(it.Keywords, o.Keywords) && slices.Equal(it.Flags, o.Flags) &&
		slices.EqualFunc(ordered(it.Anchors, anchorBefore), ordered(o.Anchors, anchorBefore), anchorsAlike) &&
		slices.EqualFunc(it.Indicators, o.Indicators, indicatorsAlike)
}

func anchorsAlike(a, b Anchor) bool {
	return a.Rank == b.Rank && a.Origin == b.Origin && a.Text.Equal(b.Text)
}

func indicatorsAlike(a, b Indicator) bool {
	return a.ID == b.ID && a.Rank == b.Rank && a.Kind == b.Kind && a.Required == b.Required && a.Origin == b.Origin && a.Statement.Equal(b.Statement)
}

// alike reports whether two associations say the same in every member.
func (a *Association) alike(b *Association) bool {
	return a.ID == b.ID && a.Type == b.Type && a.From == b.From && a.To == b.To && sameSeq(a.Seq, b.Seq) && a.Grouping == b.Grouping &&
		a.Notes == b.Notes && a.Changed == b.Changed && bytes.Equal(a.Extra, b.Extra)
}
