// SPDX-License-Identifier: Apache-2.0

package competency

var (
	itemShape = shape{"id*", "uri*", "code", "type*", "label*", "statement", "origin*", "scale", "anchors", "indicators",
		"keywords", "flags", "validMonths", "phase", "from", "until", "retired", "changed", "extra"}
	anchorShape      = shape{"rank*", "text*", "origin*"}
	indicatorShape   = shape{"id*", "rank*", "statement*", "kind*", "required", "origin*"}
	flagShape        = shape{"kind*", "from*", "until"}
	associationShape = shape{"id*", "type*", "from*", "to*", "seq", "grouping", "notes", "changed", "extra"}
)

func (d decoder) item(it *Item) {
	d.object(itemShape, func(name string) {
		switch name {
		case "id":
			it.ID = ID(d.text())
		case "uri":
			it.URI = IRI(d.text())
		case "code":
			it.Code = d.text()
		case "type":
			it.Type = ItemType(d.text())
		case "label":
			it.Label = d.words()
		case "statement":
			it.Statement = d.words()
		case "origin":
			it.Origin = Origin(d.text())
		case "scale":
			it.Scale = d.text()
		case "anchors":
			d.some(func() { it.Anchors = append(it.Anchors, d.anchor()) })
		case "indicators":
			d.some(func() { it.Indicators = append(it.Indicators, d.indicator()) })
		case "keywords":
			d.some(func() { it.Keywords = append(it.Keywords, d.text()) })
		case "flags":
			d.some(func() { it.Flags = append(it.Flags, d.itemFlag()) })
		case "validMonths":
			it.ValidMonths = d.positive()
		case "phase":
			it.Phase = Phase(d.text())
		case "from":
			it.From = Date(d.text())
		case "until":
			it.Until = Date(d.text())
		case "retired":
			it.Retired = d.flag()
		case "changed":
			it.Changed = Instant(d.text())
		case "extra":
			it.Extra = d.extra()
		}
	})
}

func (d decoder) anchor() (a Anchor) {
	d.object(anchorShape, func(name string) {
		switch name {
		case "rank":
			a.Rank = d.number()
		case "text":
			a.Text = d.words()
		case "origin":
			a.Origin = Origin(d.text())
		}
	})
	return a
}

func (d decoder) indicator() (n Indicator) {
	d.object(indicatorShape, func(name string) {
		switch name {
		case "id":
			n.ID = ID(d.text())
		case "rank":
			n.Rank = d.number()
		case "statement":
			n.Statement = d.words()
		case "kind":
			n.Kind = IndicatorKind(d.text())
		case "required":
			n.Required = d.flag()
		case "origin":
			n.Origin = Origin(d.text())
		}
	})
	return n
}

func (d decoder) itemFlag() (f Flag) {
	d.object(flagShape, func(name string) {
		switch name {
		case "kind":
			f.Kind = FlagKind(d.text())
		case "from":
			f.From = Date(d.text())
		case "until":
			f.Until = Date(d.text())
		}
	})
	return f
}

func (d decoder) association(a *Association) {
	d.object(associationShape, func(name string) {
		switch name {
		case "id":
			a.ID = ID(d.text())
		case "type":
			a.Type = AssociationType(d.text())
		case "from":
			a.From = NodeRef(d.text())
		case "to":
			a.To = NodeRef(d.text())
		case "seq":
			a.Seq = d.numberPointer()
		case "grouping":
			a.Grouping = d.text()
		case "notes":
			a.Notes = d.text()
		case "changed":
			a.Changed = Instant(d.text())
		case "extra":
			a.Extra = d.extra()
		}
	})
}
