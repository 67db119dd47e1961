// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strconv"
	"strings"
)

// item notes how an item that both versions have has changed.
func (d *differ) item(o, n *Item) {
	before := len(d.set.Changes)
	c := Change{Node: n.ID, Code: n.Code}
	if o.Retired != n.Retired {
		r := c
		r.Kind, r.Impact = ChangeRetired, ImpactPosition
		if o.Retired {
			r.Kind, r.Impact = ChangeRestored, ImpactNone
		}
		r.Is = string(n.Until)
		d.change(r)
	}
	d.wording(c, "label", o.Label, n.Label)
	d.wording(c, "statement", o.Statement, n.Statement)
	d.anchors(c, o, n)
	d.indicators(c, o, n)
	level := c
	level.Kind, level.Impact = ChangeRelevelled, ImpactPosition
	d.member(level, "scale", o.Scale, n.Scale)
	c.Kind, c.Impact = ChangeMetadata, ImpactNone
	d.member(c, "code", o.Code, n.Code)
	d.member(c, "uri", string(o.URI), string(n.URI))
	d.member(c, "type", string(o.Type), string(n.Type))
	d.member(c, "origin", string(o.Origin), string(n.Origin))
	d.member(c, "keywords", strings.Join(o.Keywords, ", "), strings.Join(n.Keywords, ", "))
	d.member(c, "flags", flagsText(o.Flags), flagsText(n.Flags))
	d.member(c, "phase", string(o.Phase), string(n.Phase))
	d.member(c, "from", string(o.From), string(n.From))
	if o.Retired == n.Retired {
		d.member(c, "until", string(o.Until), string(n.Until))
	}
	months := c
	months.Impact = ImpactText
	d.member(months, "validMonths", strconv.Itoa(o.ValidMonths), strconv.Itoa(n.ValidMonths))
	d.member(c, "extra", string(o.Extra), string(n.Extra))
	if len(d.set.Changes) == before {
		// Only a date, or the order of indicators, is another.
		name := "indicators"
		if o.Changed != n.Changed {
			name = "changed"
		}
		c.Member, c.Was, c.Is = name, string(o.Changed), string(n.Changed)
		d.change(c)
	}
}

func flagsText(flags []Flag) string {
	var out []string
	for _, f := range flags {
		out = append(out, string(f.Kind)+" "+string(f.From)+" "+string(f.Until))
	}
	return strings.Join(out, ", ")
}

func (d *differ) anchors(c Change, o, n *Item) {
	for rank := 1; rank <= 12; rank++ {
		a, hadIt := o.Anchor(rank)
		b, hasIt := n.Anchor(rank)
		c.Rank = rank
		switch {
		case hadIt && hasIt:
			d.wording(c, "anchors", a.Text, b.Text)
			meta := c
			meta.Kind, meta.Impact = ChangeMetadata, ImpactNone
			d.member(meta, "anchors", string(a.Origin), string(b.Origin))
		case hadIt != hasIt:
			c.Kind, c.Impact, c.Member, c.Before, c.After = ChangeRelevelled, ImpactText, "anchors", a.Text, b.Text
			d.change(c)
		}
	}
}

func (d *differ) indicators(c Change, o, n *Item) {
	was := make(map[ID]*Indicator, len(o.Indicators))
	for i := range o.Indicators {
		was[o.Indicators[i].ID] = &o.Indicators[i]
	}
	for i := range n.Indicators {
		b := &n.Indicators[i]
		a := was[b.ID]
		delete(was, b.ID)
		c := c
		c.Member, c.Rank = string(b.ID), b.Rank
		if a == nil {
			c.Kind, c.Impact, c.After = ChangeIndicatorAdded, ImpactNone, b.Statement
			d.change(c)
			continue
		}
		if a.Rank != b.Rank {
			moved := c
			moved.Kind, moved.Impact, moved.After = ChangeRelevelled, ImpactPosition, b.Statement
			moved.Was, moved.Is = strconv.Itoa(a.Rank), strconv.Itoa(b.Rank)
			d.change(moved)
		}
		if !a.Statement.Equal(b.Statement) {
			c.Kind, c.Impact, c.Before, c.After = ChangeIndicatorReworded, ImpactText, a.Statement, b.Statement
			d.change(c)
		}
		if a.Required != b.Required || a.Kind != b.Kind || a.Origin != b.Origin {
			meta := Change{Kind: ChangeMetadata, Impact: ImpactNone, Node: c.Node, Code: c.Code, Rank: b.Rank, Member: c.Member}
			if a.Required != b.Required {
				meta.Impact = ImpactText
			}
			meta.Was, meta.Is = indicatorTraits(a), indicatorTraits(b)
			d.change(meta)
		}
	}
	for i := range o.Indicators {
		if a := was[o.Indicators[i].ID]; a != nil {
			c.Kind, c.Impact, c.Member, c.Rank, c.Before = ChangeIndicatorRemoved, ImpactText, string(a.ID), a.Rank, a.Statement
			d.change(c)
		}
	}
}

func indicatorTraits(n *Indicator) string {
	s := string(n.Kind) + " " + string(n.Origin)
	if n.Required {
		s += " required"
	}
	return s
}
