// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
)

func (r *reader) rubric(n *node) {
	lang := r.f.Language
	var ext linkExt
	ours(n, &ext)
	criteria := n.get("CFRubricCriteria")
	if ext.Scale != nil {
		if criteria != nil {
			for c := criteria.first; c != nil; c = c.next {
				r.anchors(c)
			}
		}
		return
	}
	u := competency.Rubric{ID: competency.ID(n.get("identifier").str()), URI: competency.IRI(n.get("uri").str()), Title: ext.Title.join(n.get("title").str(), lang),
		Description: ext.Text.join(n.get("description").str(), lang), Changed: changedOf(n, ext), Extra: foreign(n)}
	if criteria != nil {
		for c := criteria.first; c != nil; c = c.next {
			u.Criteria = append(u.Criteria, r.criterion(c))
		}
	}
	r.f.Rubrics = append(r.f.Rubrics, u)
}

func changedOf(n *node, ext linkExt) competency.Instant {
	if ext.NoChanged {
		return ""
	}
	return competency.Instant(n.get("lastChangeDateTime").str())
}

// anchors reads one criterion of a rubric that holds the anchors of a scale.
func (r *reader) anchors(n *node) {
	i, ok := r.index[competency.ID(n.get("CFItemURI").get("identifier").str())]
	levels := n.get("CFRubricCriterionLevels")
	if !ok || levels == nil {
		return
	}
	for l := levels.first; l != nil; l = l.next {
		var ext linkExt
		ours(l, &ext)
		rank, _ := strconv.Atoi(rawOf(l.get("position")))
		r.f.Items[i].Anchors = append(r.f.Items[i].Anchors, competency.Anchor{Rank: rank, Text: ext.Text.join(l.get("description").str(), r.f.Language), Origin: ext.Origin})
	}
}

func (r *reader) criterion(n *node) competency.Criterion {
	lang := r.f.Language
	var ext linkExt
	ours(n, &ext)
	c := competency.Criterion{ID: competency.ID(n.get("identifier").str()), URI: competency.IRI(n.get("uri").str()), Category: n.get("category").str(),
		Description: ext.Text.join(n.get("description").str(), lang), Item: ext.Item, Weight: decimal(n.get("weight")), Position: integer(n.get("position")),
		Changed: changedOf(n, ext), Extra: foreign(n)}
	if link := n.get("CFItemURI"); link != nil && c.Item == "" {
		c.Item = r.node(link)
		if id := competency.ID(link.get("identifier").str()); link.get("uri").str() == "urn:uuid:"+string(id) {
			c.Item = competency.NodeRef(id)
		}
	}
	if levels := n.get("CFRubricCriterionLevels"); levels != nil {
		for l := levels.first; l != nil; l = l.next {
			c.Levels = append(c.Levels, r.level(l))
		}
	}
	return c
}

func (r *reader) level(n *node) competency.CriterionLevel {
	lang := r.f.Language
	var ext linkExt
	ours(n, &ext)
	return competency.CriterionLevel{ID: competency.ID(n.get("identifier").str()), URI: competency.IRI(n.get("uri").str()),
		Description: ext.Text.join(n.get("description").str(), lang), Quality: ext.Quality.join(n.get("quality").str(), lang), Score: decimal(n.get("score")),
		Feedback: ext.Feedback.join(n.get("feedback").str(), lang), Position: integer(n.get("position")), Changed: changedOf(n, ext), Extra: foreign(n)}
}

func decimal(n *node) *competency.Decimal {
	if d := competency.Decimal(rawOf(n)); d.Valid() {
		return &d
	}
	return nil
}

func integer(n *node) *int {
	if i, err := strconv.Atoi(rawOf(n)); err == nil {
		return &i
	}
	return nil
}
