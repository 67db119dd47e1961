// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// factPaths are the facts that some subject can have; "[]" stands for any
// element of a list. What is not stated is left out: rules then find unknown.
var factPaths = []string{
	"/subject/type", "/subject/id", "/subject/version", "/subject/title", "/subject/summary", "/subject/status",
	"/subject/publics[]", "/subject/accessibility", "/subject/licence", "/subject/language", "/subject/positioning",
	"/subject/tutored", "/subject/tags[]", "/subject/action[]", "/subject/publishedOn", "/subject/kind", "/subject/modality",
	"/bricks[]/resolved", "/bricks[]/id", "/bricks[]/version", "/bricks[]/title", "/bricks[]/summary", "/bricks[]/kind",
	"/bricks[]/status", "/bricks[]/modality", "/bricks[]/minutes", "/bricks[]/onSite", "/bricks[]/remote",
	"/bricks[]/minutesAgree", "/bricks[]/publics[]", "/bricks[]/accessibility", "/bricks[]/licence", "/bricks[]/language",
	"/bricks[]/positioning", "/bricks[]/tags[]", "/bricks[]/publishedOn", "/bricks[]/withdrawnOn",
	"/bricks[]/targets[]/framework", "/bricks[]/targets[]/version", "/bricks[]/targets[]/item", "/bricks[]/targets[]/rank",
	"/bricks[]/entry[]/framework", "/bricks[]/entry[]/version", "/bricks[]/entry[]/item", "/bricks[]/entry[]/rank",
	"/bricks[]/assessments[]/id", "/bricks[]/assessments[]/kind", "/bricks[]/sources[]/kind", "/bricks[]/sources[]/title",
	"/wanted[]/framework", "/wanted[]/version", "/wanted[]/item", "/wanted[]/rank",
	"/assessed[]/framework", "/assessed[]/version", "/assessed[]/item", "/assessed[]/rank", "/assessed[]/kind",
	"/totals/minutes", "/totals/most", "/totals/onSite", "/totals/remote", "/totals/stated", "/totals/agree",
	"/order/acyclic", "/order/valid", "/order/unmet",
	"/partners[]/id", "/partners[]/name", "/partners[]/kind", "/partners[]/role", "/partners[]/siret", "/partners[]/uai",
	"/partners[]/institutional",
	"/results/sessions", "/results/learners", "/results/enrolments", "/results/completed", "/results/passed", "/results/published",
	"/evidence[]/id", "/evidence[]/rule", "/evidence[]/on",
}

// FactPaths returns the paths that rules may name, "[]" standing for any
// element of a list.
func FactPaths() []string { return append([]string(nil), factPaths...) }

// Results are what was observed of a subject that has already run; nil is
// "not known". Package indicator computes them.
type Results struct {
	Sessions   *int  `json:"sessions,omitempty"`
	Learners   *int  `json:"learners,omitempty"`
	Enrolments *int  `json:"enrolments,omitempty"`
	Completed  *int  `json:"completed,omitempty"`
	Passed     *int  `json:"passed,omitempty"`
	Published  *bool `json:"published,omitempty"`
}

// FactsOptions says what a catalogue cannot: the kinds of action that the
// subject belongs to (RNQ categories: training, training.certifying…), and its
// results.
type FactsOptions struct {
	Action  []string
	Results *Results
}

// FactsOf states what c says about the brick or pathway subject. It reports
// false when c has no such subject. Lists whose order has no meaning are
// sorted, so that the order of a catalogue changes nothing.
func FactsOf(c *catalogue.Catalogue, subject catalogue.BrickRef, o FactsOptions) (Value, bool) {
	b := factsBuilder{cat: c, opts: o, bricks: map[catalogue.BrickRef]*catalogue.Brick{}}
	for i := range c.Bricks {
		b.bricks[c.Bricks[i].Ref()] = &c.Bricks[i]
	}
	for i := range c.Pathways {
		if c.Pathways[i].Ref() == subject {
			return b.pathway(&c.Pathways[i]), true
		}
	}
	if brick := b.bricks[subject]; brick != nil {
		return b.brick(brick), true
	}
	return Value{}, false
}

// object collects members and leaves out what is not stated.
type object []jsontree.Member

func (o *object) put(name string, v Value) { *o = append(*o, jsontree.Member{Name: name, Value: v}) }

func (o *object) text(name, s string) {
	if s != "" {
		o.put(name, jsontree.String(s))
	}
}

func (o *object) words(name string, t competency.Text) { o.text(name, t.In("fr")) }

func (o *object) list(name string, in []string) {
	if len(in) > 0 {
		elems := []Value{}
		for _, s := range sortedSet(in) {
			elems = append(elems, jsontree.String(s))
		}
		o.put(name, jsontree.Array(elems...))
	}
}

func (o *object) number(name string, n *int) {
	if n != nil {
		o.put(name, jsontree.Int(int64(*n)))
	}
}

func (o object) value() Value { return jsontree.Object(o...) }

func (b *factsBuilder) results(root *object) {
	if r := b.opts.Results; r != nil {
		var o object
		o.number("sessions", r.Sessions)
		o.number("learners", r.Learners)
		o.number("enrolments", r.Enrolments)
		o.number("completed", r.Completed)
		o.number("passed", r.Passed)
		if r.Published != nil {
			o.put("published", jsontree.Bool(*r.Published))
		}
		root.put("results", o.value())
	}
}

// ResolverOf answers from the given frameworks.
func ResolverOf(frameworks ...*competency.Framework) Resolver {
	r := frameworkResolver{}
	for _, f := range frameworks {
		items := map[string]int{}
		for i := range f.Items {
			it := &f.Items[i]
			top := 0
			if s, ok := f.ScaleOf(it); ok {
				top = s.Top()
			}
			items[string(it.ID)] = top
		}
		r[[2]string{string(f.URI), f.Version}] = items
	}
	return r
}

// frameworkResolver maps framework and version to the top rank of each item.
type frameworkResolver map[[2]string]map[string]int

// ResolveRank implements Resolver.
func (r frameworkResolver) ResolveRank(framework, version, item string, rank int) Truth {
	items, ok := r[[2]string{framework, version}]
	if !ok {
		return TruthUnknown
	}
	top, ok := items[item]
	return truthOf(ok && rank >= 1 && rank <= top)
}

// Remarks returns LABEL-008 for every applicable evidence rule that no piece
// supports.
func (r *Report) Remarks() issue.Issues {
	var out issue.Issues
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Origin == OriginEvidence && f.Applies != TruthFalse && len(f.Evidence) == 0 {
			out.Add(&rule008, issue.Pointer("/findings").Index(i), f.Rule)
		}
	}
	return out
}
