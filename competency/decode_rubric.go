// SPDX-License-Identifier: Apache-2.0

package competency

var (
	rubricShape    = shape{"id*", "uri*", "title", "description", "criteria", "changed", "extra"}
	criterionShape = shape{"id*", "uri*", "category", "description", "item", "weight", "position", "levels", "changed", "extra"}
	cellShape      = shape{"id*", "uri*", "description", "quality", "score", "feedback", "position", "changed", "extra"}
)

func (d decoder) rubric() (u Rubric) {
	d.object(rubricShape, func(name string) {
		switch name {
		case "id":
			u.ID = ID(d.text())
		case "uri":
			u.URI = IRI(d.text())
		case "title":
			u.Title = d.words()
		case "description":
			u.Description = d.words()
		case "criteria":
			d.some(func() { u.Criteria = append(u.Criteria, d.criterion()) })
		case "changed":
			u.Changed = Instant(d.text())
		case "extra":
			u.Extra = d.extra()
		}
	})
	return u
}

func (d decoder) criterion() (c Criterion) {
	d.object(criterionShape, func(name string) {
		switch name {
		case "id":
			c.ID = ID(d.text())
		case "uri":
			c.URI = IRI(d.text())
		case "category":
			c.Category = d.text()
		case "description":
			c.Description = d.words()
		case "item":
			c.Item = NodeRef(d.text())
		case "weight":
			c.Weight = d.decimal()
		case "position":
			c.Position = d.numberPointer()
		case "levels":
			d.some(func() { c.Levels = append(c.Levels, d.criterionLevel()) })
		case "changed":
			c.Changed = Instant(d.text())
		case "extra":
			c.Extra = d.extra()
		}
	})
	return c
}

func (d decoder) criterionLevel() (l CriterionLevel) {
	d.object(cellShape, func(name string) {
		switch name {
		case "id":
			l.ID = ID(d.text())
		case "uri":
			l.URI = IRI(d.text())
		case "description":
			l.Description = d.words()
		case "quality":
			l.Quality = d.words()
		case "score":
			l.Score = d.decimal()
		case "feedback":
			l.Feedback = d.words()
		case "position":
			l.Position = d.numberPointer()
		case "changed":
			l.Changed = Instant(d.text())
		case "extra":
			l.Extra = d.extra()
		}
	})
	return l
}
