// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Mode says when a statement that several templates match is valid.
type Mode string

// The modes. AllMatched is the norm, and the empty Mode: every template that
// matches must be followed. AnyMatched asks for one of them: some published
// profiles have templates with the same determining properties that cannot
// all be followed.
const (
	AllMatched Mode = "all"
	AnyMatched Mode = "any"
)

// Valid reports whether m is one of the declared modes.
func (m Mode) Valid() bool { return m == AllMatched || m == AnyMatched }

// Lookup returns a statement by its id, for templates that ask what a
// StatementRef points to; nil when it is not at hand.
type Lookup func(xapi.UUID) []byte

// Set judges statements by the templates of its profiles. It may be used by
// several goroutines. Set Mode and Lookup before the first use.
type Set struct {
	Mode   Mode
	Lookup Lookup

	templates []*Template
	byVerb    map[xapi.IRI][]int // indexes of templates; "" for those without verb
	byID      map[xapi.IRI]int
	patterns  map[xapi.IRI]*Pattern
	trees     sync.Pool
}

// NewSet returns the set of the templates and patterns of some profiles.
func NewSet(profiles ...*Profile) *Set {
	s := &Set{byVerb: map[xapi.IRI][]int{}, byID: map[xapi.IRI]int{}, patterns: map[xapi.IRI]*Pattern{}}
	s.trees.New = func() any { return new(tree) }
	for _, p := range profiles {
		if p == nil {
			continue
		}
		for i := range p.Templates {
			t := &p.Templates[i]
			if _, known := s.byID[t.ID]; known {
				continue
			}
			n := len(s.templates)
			s.templates = append(s.templates, t)
			s.byID[t.ID] = n
			s.byVerb[t.Verb] = append(s.byVerb[t.Verb], n)
		}
		for i := range p.Patterns {
			s.patterns[p.Patterns[i].ID] = &p.Patterns[i]
		}
	}
	return s
}

// Report is what Check found. Matched are the templates whose determining
// properties the statement has and whose rules it follows; Failed those
// whose rules it breaks, with the reasons.
type Report struct {
	Matched []xapi.IRI
	Failed  []Failure
	Issues  issue.Issues // of a text that is no JSON object
	mode    Mode
}

// Failure is a template that a statement should have followed.
type Failure struct {
	Template xapi.IRI
	broken   []broken
}

// broken is one thing that a statement breaks of a template.
type broken struct {
	rule  *issue.Rule
	at    issue.Pointer
	what  string
	words func() string
}

// Issues says what the statement breaks.
func (f Failure) Issues() issue.Issues {
	out := make(issue.Issues, len(f.broken))
	for i, b := range f.broken {
		out[i] = b.rule.At(b.at, b.what, string(f.Template), b.words())
	}
	return out
}

// Valid reports whether the statement follows what it must, by the mode of
// the set. A statement that no template matches is valid.
func (r Report) Valid() bool {
	if len(r.Issues) > 0 {
		return false
	}
	return len(r.Failed) == 0 || r.mode == AnyMatched && len(r.Matched) > 0
}

// AllIssues returns the issues of every failure, sorted; none when Valid.
func (r Report) AllIssues() issue.Issues {
	if r.Valid() {
		return nil
	}
	all := append(issue.Issues(nil), r.Issues...)
	for _, f := range r.Failed {
		all = append(all, f.Issues()...)
	}
	all.Sort()
	return all
}

// The XAPIPROFILE rules of statements.
var (
	ruleAbsent = documentRule("XAPIPROFILE-101", "« {0} » manque : le gabarit {1} le demande", "“{0}” is missing: template {1} asks for it",
		"ajoutez cette valeur", "add this value", "xAPI Profiles 2 §8.1")
	ruleExcluded = documentRule("XAPIPROFILE-102", "« {0} » n'est pas admis par le gabarit {1}", "“{0}” is not allowed by template {1}",
		"retirez cette valeur", "remove this value", "xAPI Profiles 2 §8.1")
	ruleAny = documentRule("XAPIPROFILE-103", "« {0} » : aucune des valeurs {2} que demande le gabarit {1}", "“{0}”: none of the values {2} that template {1} asks for",
		"écrivez l'une de ces valeurs", "write one of these values", "xAPI Profiles 2 §8.1")
	ruleAll = documentRule("XAPIPROFILE-104", "« {0} » : une valeur n'est pas parmi {2} (gabarit {1})", "“{0}”: a value is not among {2} (template {1})",
		"n'écrivez que ces valeurs", "write these values only", "xAPI Profiles 2 §8.1")
	ruleNone = documentRule("XAPIPROFILE-105", "« {0} » : une des valeurs {2}, que le gabarit {1} exclut", "“{0}”: one of the values {2}, which template {1} excludes",
		"écrivez une autre valeur", "write another value", "xAPI Profiles 2 §8.1")
	ruleRefTemplate = documentRule("XAPIPROFILE-106", "{0} doit désigner une trace qui suit un des gabarits {2} (gabarit {1})", "{0} must point to a statement that follows one of the templates {2} (template {1})",
		"désignez une autre trace", "point to another statement", "xAPI Profiles 2 §8")
)

// Check judges one statement, which should be valid by xapi.Validate.
func (s *Set) Check(raw []byte) Report { return s.check(raw, 0) }

// refDepth bounds how far StatementRefs are followed.
const refDepth = 8

func (s *Set) check(raw []byte, depth int) Report {
	t := s.trees.Get().(*tree)
	defer s.trees.Put(t)
	r := Report{mode: s.Mode}
	if r.Issues = t.read(raw, strictjson.Limits{Number: 1000}); len(r.Issues) > 0 || t.nodes[0].kind != strictjson.Object {
		return r
	}
	t.wrap()
	verb := xapi.IRI(t.text(t.at("verb", "id")))
	lists := [2][]int{s.byVerb[verb], s.byVerb[""]}
	if verb == "" {
		lists[1] = nil
	}
	for _, list := range lists {
		for _, n := range list {
			template := s.templates[n]
			if !template.determines(t) {
				continue
			}
			if what := s.follows(t, template, depth); len(what) > 0 {
				r.Failed = append(r.Failed, Failure{template.ID, what})
			} else {
				r.Matched = append(r.Matched, template.ID)
			}
		}
	}
	return r
}

// determines reports whether the statement has the determining properties
// other than the verb.
func (p *Template) determines(t *tree) bool {
	if p.ObjectActivityType != "" && !t.says(t.at("object", "definition", "type"), p.ObjectActivityType) {
		return false
	}
	return hasTypes(t, "grouping", p.ContextGroupingActivityType) &&
		hasTypes(t, "parent", p.ContextParentActivityType) &&
		hasTypes(t, "other", p.ContextOtherActivityType) &&
		hasTypes(t, "category", p.ContextCategoryActivityType) &&
		hasUsages(t, p.AttachmentUsageType)
}

func hasTypes(t *tree, relation string, want []xapi.IRI) bool {
	if len(want) == 0 {
		return true
	}
	list := t.at("context", "contextActivities", relation)
	return superset(t, list, want, func(i int) int { return t.member(t.member(i, "definition"), "type") })
}

func hasUsages(t *tree, want []xapi.IRI) bool {
	if len(want) == 0 {
		return true
	}
	return superset(t, t.at("attachments"), want, func(i int) int { return t.member(i, "usageType") })
}

func superset(t *tree, list int, want []xapi.IRI, get func(int) int) bool {
	if t.kind(list) != strictjson.Array {
		return false
	}
next:
	for _, w := range want {
		for c := t.nodes[list].child; c != none; c = t.nodes[c].next {
			if t.says(get(c), w) {
				continue next
			}
		}
		return false
	}
	return true
}

// follows returns what the statement breaks of a template.
func (s *Set) follows(t *tree, p *Template, depth int) (out []broken) {
	if p.ObjectStatementRefTemplate != nil && !s.refers(t, t.at("object"), p.ObjectStatementRefTemplate, depth) {
		out = append(out, broken{ruleRefTemplate, "/object", "object", func() string { return list(p.ObjectStatementRefTemplate) }})
	}
	if p.ContextStatementRefTemplate != nil && !s.refers(t, t.at("context", "statement"), p.ContextStatementRefTemplate, depth) {
		out = append(out, broken{ruleRefTemplate, "/context/statement", "context.statement", func() string { return list(p.ContextStatementRefTemplate) }})
	}
	for i := range p.Rules {
		if rule, v := p.Rules[i].breaks(t); rule != nil {
			out = append(out, broken{rule, "", p.Rules[i].Location, v.words})
		}
	}
	return out
}

// refers reports whether the StatementRef at i points to a statement that
// follows one of the templates. One that is not at hand is believed.
func (s *Set) refers(t *tree, i int, templates []xapi.IRI, depth int) bool {
	if t.text(t.member(i, "objectType")) != "StatementRef" {
		return false
	}
	if s.Lookup == nil || depth >= refDepth {
		return true
	}
	raw := s.Lookup(xapi.UUID(t.text(t.member(i, "id"))))
	if raw == nil {
		return true
	}
	for _, m := range s.check(raw, depth+1).Matched {
		for _, want := range templates {
			if m == want {
				return true
			}
		}
	}
	return false
}

// breaks returns the rule of ours that says how the statement breaks r; nil
// when it follows it.
func (r *Rule) breaks(t *tree) (rule *issue.Rule, v *values) {
	var room [8]int
	found, unmatchable := r.location.find(t, 0, room[:0]), 0
	if r.selector != nil {
		var chosen []int
		for _, i := range found {
			n := len(chosen)
			if chosen = r.selector.find(t, i, chosen); len(chosen) == n {
				unmatchable++
			}
		}
		found = chosen
	}
	strict := r.Presence != "recommended"
	some := len(found)+unmatchable > 0
	switch {
	case r.Presence == "included" && (len(found) == 0 || unmatchable > 0):
		return ruleAbsent, &r.any
	case r.Presence == "excluded" && len(found) > 0:
		return ruleExcluded, &r.any
	case r.Presence == "excluded" || !strict && !some:
		return nil, nil
	case r.any.given && !r.any.someOf(t, found):
		return ruleAny, &r.any
	case r.all.given && (unmatchable > 0 || !r.all.allOf(t, found)):
		return ruleAll, &r.all
	case r.none.given && r.none.someOf(t, found):
		return ruleNone, &r.none
	}
	return nil, nil
}

func (v *values) holds(t *tree, i int) bool {
	for _, j := range v.list {
		if equal(t, i, v.t, j) {
			return true
		}
	}
	return false
}

func (v *values) someOf(t *tree, found []int) bool {
	for _, i := range found {
		if v.holds(t, i) {
			return true
		}
	}
	return false
}

func (v *values) allOf(t *tree, found []int) bool {
	for _, i := range found {
		if !v.holds(t, i) {
			return false
		}
	}
	return true
}

func (v *values) words() string {
	s := ""
	for n, i := range v.list {
		if n > 0 {
			s += ", "
		}
		s += string(v.t.b[v.t.nodes[i].from:v.t.nodes[i].to])
	}
	return s
}

func list(ids []xapi.IRI) string {
	s := ""
	for i, id := range ids {
		if i > 0 {
			s += ", "
		}
		s += string(id)
	}
	return s
}
