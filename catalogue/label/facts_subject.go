// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// factsBuilder states facts from one catalogue.
type factsBuilder struct {
	cat    *catalogue.Catalogue
	opts   FactsOptions
	bricks map[catalogue.BrickRef]*catalogue.Brick
}

func (b *factsBuilder) brick(x *catalogue.Brick) Value {
	var s, root object
	s.put("type", jsontree.String("brick"))
	s.text("id", string(x.ID))
	s.text("version", x.Version)
	s.text("publishedOn", string(x.PublishedOn))
	s.text("kind", string(x.Kind))
	s.text("modality", string(x.Modality))
	s.text("licence", x.Licence)
	s.text("language", x.Language)
	s.words("accessibility", x.Accessibility)
	if x.Positioning != nil {
		s.text("positioning", string(*x.Positioning))
	}
	s.list("tags", texts(x.Tags))
	b.subject(&s, x.Title, x.Summary, x.Status, x.Publics)
	root.put("subject", s.value())
	refs := []catalogue.BrickRef{x.Ref()}
	b.common(&root, refs, x.Reaches(), x.Partners)
	var t object
	t.minutes("minutes", x.Total())
	t.minutes("most", x.Total())
	t.minutes("onSite", x.OnSite)
	t.minutes("remote", x.Remote)
	t.minutes("stated", x.Total())
	t.put("agree", jsontree.Bool(agree(x)))
	root.put("totals", t.value())
	unmet := 0
	for _, p := range x.Prerequisites {
		if !b.anyKnown(p.AnyOf) {
			unmet++
		}
	}
	root.put("order", orderFacts(true, true, unmet))
	return root.value()
}

func (b *factsBuilder) pathway(x *catalogue.Pathway) Value {
	var s, root object
	s.put("type", jsontree.String("pathway"))
	s.text("id", string(x.ID))
	s.text("version", x.Version)
	if x.Tutored {
		s.put("tutored", jsontree.Bool(true))
	}
	if x.Positioning != nil {
		s.text("positioning", string(*x.Positioning))
	}
	refs := pathwayBricks(x)
	b.inherited(&s, refs)
	b.subject(&s, x.Title, x.Summary, x.Status, x.Publics)
	root.put("subject", s.value())
	wanted := x.Targets
	if len(wanted) == 0 {
		for _, ref := range refs {
			if brick := b.bricks[ref]; brick != nil {
				wanted = append(wanted, brick.Reaches()...)
			}
		}
	}
	b.common(&root, refs, wanted, x.Partners)
	b.totals(&root, x)
	walk := walkSteps(x)
	root.put("order", orderFacts(walk.acyclic, walk.acyclic && walk.valid, b.unmet(x, walk)))
	return root.value()
}

func orderFacts(acyclic, valid bool, unmet int) Value {
	var o object
	o.put("acyclic", jsontree.Bool(acyclic))
	o.put("valid", jsontree.Bool(valid))
	o.put("unmet", jsontree.Int(int64(unmet)))
	return o.value()
}

// subject adds what bricks and pathways share.
func (b *factsBuilder) subject(s *object, title, summary competency.Text, st catalogue.Status, publics []string) {
	s.words("title", title)
	s.words("summary", summary)
	s.text("status", string(st))
	s.list("publics", publics)
	s.list("action", b.opts.Action)
}

// inherited adds what a pathway has when every one of its bricks has it:
// accessibility, licence, language.
func (b *factsBuilder) inherited(s *object, refs []catalogue.BrickRef) {
	access, licence, language := "", "", ""
	for i, ref := range refs {
		x := b.bricks[ref]
		if x == nil {
			return
		}
		a := x.Accessibility.In("fr")
		if a == "" {
			access = "-"
		}
		if access != "-" {
			access = a
		}
		licence, language = same(licence, x.Licence, i), same(language, x.Language, i)
	}
	for _, m := range []struct{ name, value string }{{"accessibility", access}, {"licence", licence}, {"language", language}} {
		if m.value != "-" {
			s.text(m.name, m.value)
		}
	}
}

// same keeps the one value that all bricks share: "-" once they differ.
func same(kept, next string, i int) string {
	if i == 0 && next != "" || kept == next {
		return next
	}
	if i == 0 || kept != next {
		return "-"
	}
	return kept
}

// common adds bricks, wanted, assessed, partners and results.
func (b *factsBuilder) common(root *object, refs []catalogue.BrickRef, wanted []catalogue.ItemRank, partners []catalogue.PartnerRole) {
	elems := []Value{}
	var assessed []Value
	for _, ref := range refs {
		elems = append(elems, b.brickFacts(ref))
		if x := b.bricks[ref]; x != nil {
			for i := range x.Assessments {
				a := &x.Assessments[i]
				for _, ir := range a.Covers {
					if a.Kind != catalogue.AssessmentSelfAssessed {
						assessed = append(assessed, itemRank(ir, string(a.Kind)))
					}
				}
			}
		}
	}
	root.put("bricks", jsontree.Array(elems...))
	root.put("wanted", itemRanks(wanted))
	root.put("assessed", sortedValues(assessed))
	b.partners(root, partners)
	b.results(root)
}

// brickFacts states one brick of the subject; resolved is false when the
// catalogue does not have it.
func (b *factsBuilder) brickFacts(ref catalogue.BrickRef) Value {
	x := b.bricks[ref]
	var o object
	o.text("id", string(ref.ID))
	o.text("version", ref.Version)
	o.put("resolved", jsontree.Bool(x != nil))
	if x == nil {
		return o.value()
	}
	o.words("title", x.Title)
	o.words("summary", x.Summary)
	o.text("kind", string(x.Kind))
	o.text("status", string(x.Status))
	o.text("modality", string(x.Modality))
	o.minutes("minutes", x.Total())
	o.minutes("onSite", x.OnSite)
	o.minutes("remote", x.Remote)
	o.put("minutesAgree", jsontree.Bool(agree(x)))
	o.list("publics", x.Publics)
	o.words("accessibility", x.Accessibility)
	o.text("licence", x.Licence)
	o.text("language", x.Language)
	if x.Positioning != nil {
		o.text("positioning", string(*x.Positioning))
	}
	o.list("tags", texts(x.Tags))
	o.text("publishedOn", string(x.PublishedOn))
	o.text("withdrawnOn", string(x.WithdrawnOn))
	o.put("targets", itemRanks(x.Reaches()))
	o.put("entry", itemRanks(x.Entry))
	as, sources := []Value{}, []Value{}
	for i := range x.Assessments {
		var a object
		a.text("id", x.Assessments[i].ID)
		a.text("kind", string(x.Assessments[i].Kind))
		as = append(as, a.value())
	}
	for i := range x.Sources {
		var a object
		a.text("kind", string(x.Sources[i].Kind))
		a.text("title", x.Sources[i].Title)
		sources = append(sources, a.value())
	}
	o.put("assessments", sortedValues(as))
	o.put("sources", sortedValues(sources))
	return o.value()
}

// partners states who takes part and how they are identified.
func (b *factsBuilder) partners(root *object, roles []catalogue.PartnerRole) {
	elems := []Value{}
	for _, pr := range roles {
		var o object
		o.text("id", pr.Partner)
		o.text("role", string(pr.Role))
		for i := range b.cat.Partners {
			if p := &b.cat.Partners[i]; p.ID == pr.Partner {
				o.text("name", p.Name)
				o.text("kind", string(p.Kind))
				o.text("siret", p.SIRET)
				o.text("uai", p.UAI)
				o.put("institutional", jsontree.Bool(p.Kind.Institutional()))
			}
		}
		elems = append(elems, o.value())
	}
	root.put("partners", sortedValues(elems))
}

func (o *object) minutes(name string, n catalogue.Minutes) { o.put(name, jsontree.Int(int64(n))) }

func itemRank(ir catalogue.ItemRank, kind string) Value {
	var o object
	o.text("framework", string(ir.Item.Framework))
	o.text("version", ir.Item.Version)
	o.text("item", string(ir.Item.Item))
	o.put("rank", jsontree.Int(int64(ir.Rank)))
	o.text("kind", kind)
	return o.value()
}

func itemRanks(in []catalogue.ItemRank) Value {
	out := []Value{}
	for _, ir := range in {
		out = append(out, itemRank(ir, ""))
	}
	return sortedValues(out)
}

// sortedValues is an array whose order carries no meaning: sorted by bytes,
// repeats dropped.
func sortedValues(in []Value) Value {
	keys := make([]string, len(in))
	byKey := make(map[string]Value, len(in))
	for i, v := range in {
		keys[i] = string(v.Canonical())
		byKey[keys[i]] = v
	}
	ascending.Strings(keys)
	out := []Value{}
	for i, k := range keys {
		if i == 0 || k != keys[i-1] {
			out = append(out, byKey[k])
		}
	}
	return jsontree.Array(out...)
}

func texts[S ~string](in []S) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}
