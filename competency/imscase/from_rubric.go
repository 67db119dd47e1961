// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// rubrics writes the rubrics of f, then its anchors: one rubric per scale.
func (w *writer) rubrics() *node {
	list := w.array("CFRubrics")
	for i := range w.f.Rubrics {
		list.add(w.rubric(&w.f.Rubrics[i]))
	}
	var scales []string
	items := map[string][]*competency.Item{}
	levels := map[string]competency.Scale{}
	for i := range w.f.Items {
		it := &w.f.Items[i]
		if len(it.Anchors) == 0 {
			continue
		}
		s, _ := w.f.ScaleOf(it)
		if items[s.ID] == nil {
			scales = append(scales, s.ID)
		}
		items[s.ID] = append(items[s.ID], it)
		levels[s.ID] = s
	}
	for _, s := range scales {
		list.add(w.anchors(levels[s], items[s]))
	}
	return list
}

// anchors writes one rubric: a criterion per competency, a level per anchor.
func (w *writer) anchors(s competency.Scale, items []*competency.Item) *node {
	f, lang := w.f, w.f.Language
	name := "anchors " + s.ID
	id := competency.NewID(f.URI, name)
	r := w.id(w.object(""), id, "")
	r.add(w.text("title", s.ID))
	w.changed(r, "")
	criteria := w.array("CFRubricCriteria")
	for i, it := range items {
		cid := competency.NewID(f.URI, name+" "+string(it.ID))
		c := w.id(w.object(""), cid, "")
		c.add(w.link("CFItemURI", it.Label.In(lang), it.ID, it.URI), w.number("position", i+1), w.text("rubricId", string(id)))
		w.changed(c, "")
		list := w.array("CFRubricCriterionLevels")
		for _, a := range it.Anchors {
			level, _ := s.Level(a.Rank)
			l := w.id(w.object(""), competency.NewID(f.URI, name+" "+string(it.ID)+" "+strconv.Itoa(a.Rank)), "")
			l.add(w.text("description", a.Text.In(lang)))
			w.mayText(l, "quality", level.Label.In(lang))
			l.add(w.number("position", a.Rank), w.text("rubricCriterionId", string(cid)))
			w.changed(l, "")
			w.extend(l, linkExt{Text: others(a.Text, lang), Origin: a.Origin}, nil, true)
			w.loss(issue.Text{FR: "langues", EN: "languages"}, len(others(a.Text, lang)))
			list.add(l)
		}
		criteria.add(c.add(list))
	}
	w.extend(r.add(criteria), linkExt{Scale: &s.ID}, nil, false)
	return r
}

func (w *writer) rubric(u *competency.Rubric) *node {
	lang := w.f.Language
	r := w.id(w.object(""), u.ID, u.URI)
	w.mayText(r, "title", u.Title.In(lang))
	w.mayText(r, "description", u.Description.In(lang))
	ext := linkExt{Title: others(u.Title, lang), Text: others(u.Description, lang), NoChanged: w.changed(r, u.Changed)}
	if len(u.Criteria) > 0 {
		list := w.array("CFRubricCriteria")
		for i := range u.Criteria {
			list.add(w.criterion(&u.Criteria[i], u.ID))
		}
		r.add(list)
	}
	w.extend(r, ext, u.Extra, false)
	return r
}

func (w *writer) criterion(c *competency.Criterion, rubric competency.ID) *node {
	lang := w.f.Language
	n := w.id(w.object(""), c.ID, c.URI)
	w.mayText(n, "category", c.Category)
	w.mayText(n, "description", c.Description.In(lang))
	ext := linkExt{Text: others(c.Description, lang)}
	switch target := w.nodes[c.Item]; {
	case c.Item == "":
	case target != nil && string(c.Item) == target.get("identifier").str():
		n.add(w.link("CFItemURI", titleOf(target), competency.ID(c.Item), competency.IRI(target.get("uri").str())))
	case competency.ID(c.Item).Valid():
		n.add(w.link("CFItemURI", string(c.Item), competency.ID(c.Item), ""))
	default:
		ext.Item = c.Item
		n.add(w.link("CFItemURI", string(c.Item), competency.NewFrameworkID(competency.IRI(c.Item)), competency.IRI(c.Item)))
	}
	w.decimal(n, "weight", c.Weight)
	if c.Position != nil {
		n.add(w.number("position", *c.Position))
	}
	n.add(w.text("rubricId", string(rubric)))
	ext.NoChanged = w.changed(n, c.Changed)
	if len(c.Levels) > 0 {
		list := w.array("CFRubricCriterionLevels")
		for i := range c.Levels {
			list.add(w.level(&c.Levels[i], c.ID))
		}
		n.add(list)
	}
	w.extend(n, ext, c.Extra, false)
	return n
}

func (w *writer) level(l *competency.CriterionLevel, criterion competency.ID) *node {
	lang := w.f.Language
	n := w.id(w.object(""), l.ID, l.URI)
	w.mayText(n, "description", l.Description.In(lang))
	w.mayText(n, "quality", l.Quality.In(lang))
	w.decimal(n, "score", l.Score)
	w.mayText(n, "feedback", l.Feedback.In(lang))
	if l.Position != nil {
		n.add(w.number("position", *l.Position))
	}
	n.add(w.text("rubricCriterionId", string(criterion)))
	ext := linkExt{Text: others(l.Description, lang), Quality: others(l.Quality, lang), Feedback: others(l.Feedback, lang), NoChanged: w.changed(n, l.Changed)}
	w.extend(n, ext, l.Extra, true)
	return n
}
