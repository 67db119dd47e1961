// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"io"
	"slices"
)

// Encode writes f in the form of RFC 8785 with its parts sorted (see Sort) and
// a line feed at the end. Extra members stand as they were read. f is not
// changed.
func (f *Framework) Encode(w io.Writer) error {
	_, err := w.Write(append(f.AppendJSON(nil), '\n'))
	return err
}

// AppendJSON appends what Encode writes, without the line feed.
func (f *Framework) AppendJSON(b []byte) []byte {
	e := encoder{b: b}
	e.room(f)
	e.framework(f)
	return e.b
}

// room makes room for the parts of f, by a guess that spares most copies.
func (e *encoder) room(f *Framework) {
	e.b = slices.Grow(e.b, 1024+len(f.Associations)*250+len(f.Items)*600)
}

func (e *encoder) framework(f *Framework) {
	f = f.sorted()
	e.open()
	e.kind(f.Schema)
	list(e, "associations", f.Associations, e.association)
	e.must("changed", string(f.Changed))
	e.extra(f.Extra)
	e.must("id", string(f.ID))
	mustList(e, "items", f.Items, e.item)
	e.must("kind", string(f.Kind))
	e.must("language", f.Language)
	e.may("licence", f.Licence)
	e.may("publisher", f.Publisher)
	list(e, "rubrics", f.Rubrics, e.rubric)
	list(e, "scales", f.Scales, e.scale)
	list(e, "sources", f.Sources, e.source)
	e.must("standing", string(f.Standing))
	e.must("status", string(f.Status))
	e.text("summary", f.Summary)
	e.mustText("title", f.Title)
	e.must("uri", string(f.URI))
	e.may("validFrom", string(f.ValidFrom))
	e.may("validUntil", string(f.ValidUntil))
	e.must("version", f.Version)
	e.close()
}

func (e *encoder) source(s *Source) {
	e.open()
	e.may("reference", s.Reference)
	e.must("title", s.Title)
	e.may("uri", string(s.URI))
	e.may("verifiedOn", string(s.VerifiedOn))
	e.close()
}

func (e *encoder) scale(s *Scale) {
	e.open()
	e.must("id", s.ID)
	mustList(e, "levels", ordered(s.Levels, levelBefore), e.level)
	list(e, "replaces", ordered(s.Replaces, levelMapBefore), e.levelMap)
	e.close()
}

func (e *encoder) level(l *Level) {
	e.open()
	e.may("code", l.Code)
	e.text("descriptor", l.Descriptor)
	e.may("group", l.Group)
	e.mustText("label", l.Label)
	e.must("origin", string(l.Origin))
	e.flag("proficient", l.Proficient)
	e.mustInt("rank", l.Rank)
	e.close()
}

func (e *encoder) levelMap(m *LevelMap) {
	e.open()
	e.mustInt("from", m.From)
	e.must("scale", m.Scale)
	e.mustInt("to", m.To)
	e.must("version", m.Version)
	e.close()
}

func (e *encoder) item(it *Item) {
	e.open()
	list(e, "anchors", ordered(it.Anchors, anchorBefore), e.anchor)
	e.may("changed", string(it.Changed))
	e.may("code", it.Code)
	e.extra(it.Extra)
	list(e, "flags", it.Flags, e.itemFlag)
	e.may("from", string(it.From))
	e.must("id", string(it.ID))
	list(e, "indicators", it.Indicators, e.indicator)
	texts(e, "keywords", it.Keywords)
	e.mustText("label", it.Label)
	e.must("origin", string(it.Origin))
	e.may("phase", string(it.Phase))
	e.flag("retired", it.Retired)
	e.may("scale", it.Scale)
	e.text("statement", it.Statement)
	e.must("type", string(it.Type))
	e.may("until", string(it.Until))
	e.must("uri", string(it.URI))
	e.mayInt("validMonths", it.ValidMonths)
	e.close()
}

func (e *encoder) anchor(a *Anchor) {
	e.open()
	e.must("origin", string(a.Origin))
	e.mustInt("rank", a.Rank)
	e.mustText("text", a.Text)
	e.close()
}

func (e *encoder) indicator(n *Indicator) {
	e.open()
	e.must("id", string(n.ID))
	e.must("kind", string(n.Kind))
	e.must("origin", string(n.Origin))
	e.mustInt("rank", n.Rank)
	e.flag("required", n.Required)
	e.mustText("statement", n.Statement)
	e.close()
}

func (e *encoder) itemFlag(f *Flag) {
	e.open()
	e.must("from", string(f.From))
	e.must("kind", string(f.Kind))
	e.may("until", string(f.Until))
	e.close()
}

func (e *encoder) association(a *Association) {
	e.open()
	e.may("changed", string(a.Changed))
	e.extra(a.Extra)
	e.must("from", string(a.From))
	e.may("grouping", a.Grouping)
	e.must("id", string(a.ID))
	e.may("notes", a.Notes)
	e.pointer("seq", a.Seq)
	e.must("to", string(a.To))
	e.must("type", string(a.Type))
	e.close()
}

func (e *encoder) rubric(u *Rubric) {
	e.open()
	e.may("changed", string(u.Changed))
	list(e, "criteria", u.Criteria, e.criterion)
	e.text("description", u.Description)
	e.extra(u.Extra)
	e.must("id", string(u.ID))
	e.text("title", u.Title)
	e.must("uri", string(u.URI))
	e.close()
}

func (e *encoder) criterion(c *Criterion) {
	e.open()
	e.may("category", c.Category)
	e.may("changed", string(c.Changed))
	e.text("description", c.Description)
	e.extra(c.Extra)
	e.must("id", string(c.ID))
	e.may("item", string(c.Item))
	list(e, "levels", c.Levels, e.criterionLevel)
	e.pointer("position", c.Position)
	e.must("uri", string(c.URI))
	e.decimal("weight", c.Weight)
	e.close()
}

func (e *encoder) criterionLevel(l *CriterionLevel) {
	e.open()
	e.may("changed", string(l.Changed))
	e.text("description", l.Description)
	e.extra(l.Extra)
	e.text("feedback", l.Feedback)
	e.must("id", string(l.ID))
	e.pointer("position", l.Position)
	e.text("quality", l.Quality)
	e.decimal("score", l.Score)
	e.must("uri", string(l.URI))
	e.close()
}
