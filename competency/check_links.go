// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// pair is two nodes joined by a mapping, lowest first.
type pair struct{ a, b NodeRef }

func (c *checker) associations() {
	type link struct {
		from, to int
		typ      AssociationType
	}
	type distantLink struct {
		from, to NodeRef
		typ      AssociationType
	}
	seen := make(map[link]bool, len(c.f.Associations))
	distant := map[distantLink]bool{}
	matches := map[pair][2]AssociationType{} // exact, then another
	for i := range c.f.Associations {
		a := &c.f.Associations[i]
		p := issue.Pointer("/associations").Index(i)
		c.id(p, a.ID, "")
		c.vocabulary(p+"/type", "type", string(a.Type), a.Type.Valid(), "isChildOf, precedes, replacedBy, exactMatch…")
		c.changed(p, a.Changed)
		c.extra(p+"/extra", a.Extra)
		c.length(p+"/notes", "notes", a.Notes, MaxText)
		c.length(p+"/grouping", "grouping", a.Grouping, MaxText)
		if a.Seq != nil && *a.Seq < 0 {
			c.add(&ruleLimit, p+"/seq", "seq", *a.Seq, 1000000000)
		}
		from, to := c.end(p+"/from", a.From), c.end(p+"/to", a.To)
		twice := false
		if from >= 0 && to >= 0 {
			k := link{from, to, a.Type}
			twice, seen[k] = seen[k], true
		} else {
			k := distantLink{a.From, a.To, a.Type}
			twice, distant[k] = distant[k], true
		}
		if twice {
			c.add(&ruleSameLink, p, string(a.Type), c.called(a.From), c.called(a.To))
			continue
		}
		switch a.Type {
		case AssociationReplacedBy:
			c.replacement(p, from)
		case AssociationExactMatch, AssociationCloseMatch, AssociationBroadMatch, AssociationNarrowMatch, AssociationRelatedMatch:
			c.match(p, from, to, a, matches)
		}
	}
	c.replacedByNobody()
}

// end checks one end of an association and returns the number of the node of
// the document it names, -1 for a node elsewhere.
func (c *checker) end(p issue.Pointer, ref NodeRef) int {
	n := c.number(ref)
	if n < 0 && !IRI(ref).Valid() {
		c.add(&ruleEnd, p, string(ref))
	}
	return n
}

// called is how messages call the node at the end of an association.
func (c *checker) called(ref NodeRef) string {
	if it := c.itemOf(c.links.id(ref)); it != nil {
		return it.name()
	}
	return string(ref)
}

func (c *checker) replacement(p issue.Pointer, from int) {
	if from < 1 {
		return
	}
	if it := &c.f.Items[from-1]; !it.Retired {
		c.add(&ruleReplaced, p+"/from", it.name(), issue.Text{FR: "il est encore en vigueur", EN: "it is still in force"})
	}
}

// replacedByNobody reports replacements that end at a retired item.
func (c *checker) replacedByNobody() {
	replaced := map[ID]bool{}
	for i := range c.f.Associations {
		if a := &c.f.Associations[i]; a.Type == AssociationReplacedBy {
			replaced[c.links.id(a.From)] = true
		}
	}
	if len(replaced) == 0 {
		return
	}
	for i := range c.f.Associations {
		a := &c.f.Associations[i]
		if a.Type != AssociationReplacedBy {
			continue
		}
		to := c.links.id(a.To)
		if it := c.itemOf(to); it != nil && it.Retired && !replaced[to] {
			c.add(&ruleReplaced, issue.Pointer("/associations").Index(i).Field("to"), c.called(a.From), issue.Text{FR: "« " + it.name() + " » est lui-même retiré, sans successeur", EN: "“" + it.name() + "” is itself withdrawn, without successor"})
		}
	}
}

func (c *checker) match(p issue.Pointer, from, to int, a *Association, seen map[pair][2]AssociationType) {
	if from >= 0 && to >= 0 {
		c.add(&ruleMatches, p, c.called(a.From), c.called(a.To), issue.Text{FR: "les deux sont dans ce référentiel", EN: "both are in this framework"})
		return
	}
	k := pair{a.From, a.To}
	if k.b < k.a {
		k.a, k.b = k.b, k.a
	}
	have := seen[k]
	switch a.Type {
	case AssociationExactMatch:
		if have[1] != "" {
			c.add(&ruleMatches, p, c.called(a.From), c.called(a.To), issue.Text{FR: "exactMatch et " + string(have[1]), EN: "exactMatch and " + string(have[1])})
		}
		have[0] = a.Type
	case AssociationBroadMatch, AssociationNarrowMatch, AssociationRelatedMatch:
		if have[0] != "" {
			c.add(&ruleMatches, p, c.called(a.From), c.called(a.To), issue.Text{FR: "exactMatch et " + string(a.Type), EN: "exactMatch and " + string(a.Type)})
		}
		have[1] = a.Type
	}
	seen[k] = have
}

// rubrics checks the grids.
func (c *checker) rubrics() {
	for i := range c.f.Rubrics {
		u := &c.f.Rubrics[i]
		p := issue.Pointer("/rubrics").Index(i)
		c.id(p, u.ID, "")
		c.uri(p, u.URI)
		c.text(p+"/title", u.Title)
		c.text(p+"/description", u.Description)
		c.changed(p, u.Changed)
		c.extra(p+"/extra", u.Extra)
		for j := range u.Criteria {
			c.criterion(p.Field("criteria").Index(j), &u.Criteria[j])
		}
	}
}

func (c *checker) criterion(p issue.Pointer, r *Criterion) {
	c.id(p, r.ID, "")
	c.uri(p, r.URI)
	c.length(p+"/category", "category", r.Category, MaxText)
	c.text(p+"/description", r.Description)
	c.changed(p, r.Changed)
	c.extra(p+"/extra", r.Extra)
	c.decimal(p+"/weight", r.Weight)
	c.position(p+"/position", r.Position)
	if r.Item != "" {
		c.end(p+"/item", r.Item)
	}
	for i := range r.Levels {
		l, q := &r.Levels[i], p.Field("levels").Index(i)
		c.id(q, l.ID, "")
		c.uri(q, l.URI)
		c.text(q+"/description", l.Description)
		c.text(q+"/quality", l.Quality)
		c.text(q+"/feedback", l.Feedback)
		c.changed(q, l.Changed)
		c.extra(q+"/extra", l.Extra)
		c.decimal(q+"/score", l.Score)
		c.position(q+"/position", l.Position)
	}
}

func (c *checker) decimal(p issue.Pointer, d *Decimal) {
	if d != nil && !d.Valid() {
		c.add(&ruleForm, p, string(*d), lastToken(p), "un nombre décimal sans exposant", "a decimal number without exponent")
	}
}

func (c *checker) position(p issue.Pointer, n *int) {
	if n != nil && *n < 0 {
		c.add(&ruleLimit, p, "position", *n, 1000000000)
	}
}
