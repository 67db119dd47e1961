// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"strings"
	"unicode/utf8"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns every fault of f (FRAMEWORK-002 to FRAMEWORK-035), sorted by
// pointer. The pointers follow the order of the slices of f.
func (f *Framework) Check() issue.Issues {
	c := &checker{
		f:      f,
		ids:    make(map[ID]issue.Pointer, len(f.Items)+len(f.Associations)+1),
		uris:   make(map[IRI]bool, len(f.Items)+1),
		nodes:  make(map[ID]int, len(f.Items)+1),
		scales: make(map[string]*Scale, len(f.Scales)),
	}
	c.links = resolver{f: f, known: func(id ID) bool { return c.nodes[id] > 0 }}
	for i := range f.Items {
		c.nodes[f.Items[i].ID] = i + 1
	}
	c.header()
	c.scaleList()
	items := issue.Pointer("/items")
	for i := range f.Items {
		c.item(items.Index(i), &f.Items[i])
	}
	c.codes()
	c.statements()
	c.associations()
	c.rubrics()
	c.hierarchy()
	c.officialSource()
	c.out.Sort()
	return c.out
}

// checker is the state of one Check.
type checker struct {
	f      *Framework
	out    issue.Issues
	ids    map[ID]issue.Pointer
	uris   map[IRI]bool
	nodes  map[ID]int // number of each item: its place + 1; the framework is 0
	scales map[string]*Scale
	links  resolver

	official issue.Pointer // first official text
	hasOwn   bool          // official is set
	newest   Instant       // latest Changed of a part
}

// itemOf returns the item with an ID, nil when there is none.
func (c *checker) itemOf(id ID) *Item {
	if n := c.nodes[id]; n > 0 {
		return &c.f.Items[n-1]
	}
	return nil
}

func (c *checker) add(rule *issue.Rule, p issue.Pointer, args ...any) {
	c.out.Add(rule, p, args...)
}

func (c *checker) header() {
	f := c.f
	c.id("", f.ID, "")
	c.uri("", f.URI)
	if f.Schema != "" && !f.Schema.Valid() {
		c.add(&ruleForm, "/$schema", string(f.Schema), "$schema", "une IRI absolue", "an absolute IRI")
	}
	if !ValidVersion(f.Version) {
		c.add(&ruleVersion, "/version", f.Version)
	}
	c.vocabulary("/kind", "kind", string(f.Kind), f.Kind.Valid(), "individual, commonBase, organisation")
	c.vocabulary("/standing", "standing", string(f.Standing), f.Standing.Valid(), "official, example, imported")
	c.vocabulary("/status", "status", string(f.Status), f.Status.Valid(), "draft, pendingImplementation, implemented, retired")
	if !ValidLanguage(f.Language) {
		c.add(&ruleLanguage, "/language", f.Language)
	}
	c.requiredText("/title", f.Title)
	c.text("/summary", f.Summary)
	c.date("/validFrom", f.ValidFrom)
	c.date("/validUntil", f.ValidUntil)
	if f.Status == StatusRetired && f.ValidUntil == "" || f.ValidUntil != "" && f.ValidUntil < f.ValidFrom {
		c.add(&ruleUntil, "/validUntil", f.Title.In(f.Language))
	}
	c.length("/publisher", "publisher", f.Publisher, MaxText)
	c.length("/licence", "licence", f.Licence, MaxText)
	for i := range f.Sources {
		c.source(issue.Pointer("/sources").Index(i), &f.Sources[i])
	}
	c.count("/items", "items", len(f.Items), MaxItems)
	c.count("/associations", "associations", len(f.Associations), MaxAssociations)
	c.extra("/extra", f.Extra)
	if f.Standing == StandingExample {
		for _, l := range f.Title.Languages() {
			if s := strings.ToLower(f.Title[l]); !strings.Contains(s, "exempl") && !strings.Contains(s, "example") {
				c.add(&ruleExample, issue.Pointer("/title").Field(l), issue.Text{FR: "le titre ne dit pas que c'est un exemple", EN: "the title does not say that it is an example"})
			}
		}
	}
	if !f.Changed.Valid() {
		c.add(&ruleForm, "/changed", string(f.Changed), "changed", "un instant avec son décalage : 2026-11-22T08:00:00Z", "an instant with its offset: 2026-11-22T08:00:00Z")
	}
}

func (c *checker) source(p issue.Pointer, s *Source) {
	if s.Title == "" {
		c.add(&ruleEmpty, p.Field("title"), "title")
	}
	c.length(p.Field("title"), "title", s.Title, MaxText)
	c.length(p.Field("reference"), "reference", s.Reference, MaxText)
	if s.URI != "" && !s.URI.Valid() {
		c.add(&ruleForm, p.Field("uri"), string(s.URI), "uri", "une IRI absolue", "an absolute IRI")
	}
	c.date(p.Field("verifiedOn"), s.VerifiedOn)
	if s.VerifiedOn == "" {
		c.add(&ruleUnverified, p, s.Title)
	}
}

func (c *checker) officialSource() {
	if c.hasOwn && len(c.f.Sources) == 0 {
		c.add(&ruleNoSource, c.official)
	}
	if c.hasOwn && c.f.Standing == StandingExample {
		c.add(&ruleExample, c.official, issue.Text{FR: "un exemple ne contient aucun texte officiel", EN: "an example holds no official text"})
	}
	if c.f.Changed.Valid() && c.newest.Compare(c.f.Changed) > 0 {
		c.add(&ruleChangedOlder, "/changed", string(c.f.Changed), string(c.newest))
	}
}

// id checks the identifier of the object at p, called name in its framework.
func (c *checker) id(p issue.Pointer, id ID, name string) {
	if !id.Valid() {
		c.add(&ruleID, p+"/id", string(id), c.suggestedID(p, name))
		return
	}
	if first, twice := c.ids[id]; twice {
		if first == "" {
			first = "/"
		}
		c.add(&ruleTwice, p+"/id", string(id), first)
		return
	}
	c.ids[id] = p
}

// newIDOf is NewID where the build has SHA-1, else nil.
var newIDOf func(framework IRI, name string) ID

// suggestedID is the identifier that the project would give.
func (c *checker) suggestedID(p issue.Pointer, name string) string {
	if newIDOf == nil || !c.f.URI.Valid() {
		return "…"
	}
	if name == "" {
		name = string(p)
	}
	return string(newIDOf(c.f.URI, name))
}

func (c *checker) uri(p issue.Pointer, uri IRI) {
	if !uri.Valid() || c.uris[uri] {
		c.add(&ruleURI, p+"/uri", string(uri))
	}
	c.uris[uri] = true
}

func (c *checker) origin(p issue.Pointer, o Origin) {
	c.vocabulary(p+"/origin", "origin", string(o), o.Valid(), "official, project, translation, imported")
	if o == OriginOfficial && !c.hasOwn {
		c.official, c.hasOwn = p+"/origin", true
	}
}

// vocabulary reports a value that is not one of its vocabulary.
func (c *checker) vocabulary(p issue.Pointer, name, value string, valid bool, values string) {
	switch {
	case valid:
	case value == "":
		c.add(&ruleEmpty, p, name)
	default:
		c.add(&ruleVocabulary, p, value, name, values)
	}
}

func (c *checker) requiredText(p issue.Pointer, t Text) {
	if len(t) == 0 {
		c.add(&ruleEmpty, p, lastToken(p))
		return
	}
	c.text(p, t)
}

// text checks a text that may be absent.
func (c *checker) text(p issue.Pointer, t Text) {
	if len(t) == 0 {
		return
	}
	if s, ok := t[c.f.Language]; ok && len(t) == 1 && s != "" && len(s) <= MaxText && ValidLanguage(c.f.Language) {
		return
	}
	for _, l := range t.Languages() {
		switch {
		case !ValidLanguage(l):
			c.add(&ruleLanguage, p.Field(l), l)
		case t[l] == "":
			c.add(&ruleEmpty, p.Field(l), l)
		}
		c.length(p.Field(l), lastToken(p), t[l], MaxText)
	}
	if _, ok := t[c.f.Language]; !ok && ValidLanguage(c.f.Language) {
		c.add(&ruleLanguage, p, c.f.Language)
	}
}

func (c *checker) date(p issue.Pointer, d Date) {
	if d != "" && !d.Valid() {
		c.add(&ruleForm, p, string(d), lastToken(p), "une date du calendrier : 2026-11-22", "a day of the calendar: 2026-11-22")
	}
}

// changed checks the date of a part and remembers the latest.
func (c *checker) changed(p issue.Pointer, at Instant) {
	switch {
	case at == "":
	case !at.Valid():
		c.add(&ruleForm, p+"/changed", string(at), "changed", "un instant avec son décalage : 2026-11-22T08:00:00Z", "an instant with its offset: 2026-11-22T08:00:00Z")
	case c.newest == "" || at != c.newest && at.Compare(c.newest) > 0:
		c.newest = at
	}
}

func (c *checker) extra(p issue.Pointer, x Extra) {
	if len(x) > 0 && !validExtra(x) {
		c.add(&ruleForm, p, "…", "extra", "un objet JSON", "a JSON object")
	}
}

func (c *checker) length(p issue.Pointer, name, s string, most int) {
	if len(s) > most {
		if n := utf8.RuneCountInString(s); n > most {
			c.add(&ruleLimit, p, name, n, most)
		}
	}
}

func (c *checker) count(p issue.Pointer, name string, n, most int) {
	if n > most {
		c.add(&ruleLimit, p, name, n, most)
	}
}
