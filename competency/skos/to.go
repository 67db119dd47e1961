// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

type reader struct {
	g      *graph
	o      Options
	f      *competency.Framework
	scheme *resource
	ids    map[string]competency.ID // concept URI -> item
	issues issue.Issues
}

func (r *reader) add(rule *issue.Rule, at string, args ...any) {
	p := issue.Pointer("")
	if at != "" {
		p = p.Field(at)
	}
	r.issues = append(r.issues, rule.At(p, args...))
}

// toFramework reads one ConceptScheme of a graph. Pointers of the issues hold
// the address of the resource.
func toFramework(g *graph, o Options) (*competency.Framework, issue.Issues) {
	r := &reader{g: g, o: o, f: &competency.Framework{}, ids: map[string]competency.ID{}}
	var schemes []*resource
	for _, res := range g.order {
		if res.has(rdfType, skos("ConceptScheme")) && (o.Scheme == "" || res.id.value == string(o.Scheme)) {
			schemes = append(schemes, res)
		}
	}
	if len(schemes) != 1 || schemes[0].id.kind != kindIRI {
		n := "aucun"
		if len(schemes) > 1 {
			n = "plusieurs"
		}
		r.add(&ruleScheme, "", n)
		return nil, r.issues
	}
	r.scheme = schemes[0]
	r.framework()
	r.concepts()
	r.links()
	r.integrity()
	r.issues.Sort()
	return r.f, r.issues
}

// rest fills v with the literal that holds what SKOS has no word for.
func rest(res *resource, v any) bool {
	data := res.one(oursMore)
	return data != "" && !strictjson.Unmarshal([]byte(data), strictjson.Wire, jsonLimits, v).HasErrors()
}

func words(list []term, fallback string) competency.Text {
	t := competency.Text{}
	for _, o := range list {
		if o.kind != kindLiteral || o.value == "" {
			continue
		}
		lang := o.lang
		if lang == "" {
			lang = fallback
		}
		if !competency.ValidLanguage(lang) {
			lang = "und"
		}
		if _, twice := t[lang]; !twice {
			t[lang] = o.value
		}
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

func (r *reader) framework() {
	s, f := r.scheme, r.f
	known := rest(s, f)
	f.URI = competency.EscapeIRI(s.id.value)
	if !known {
		*f = competency.Framework{ID: competency.NewFrameworkID(f.URI), URI: f.URI, Kind: competency.KindIndividual, Standing: competency.StandingImported, Status: competency.StatusDraft}
		for _, o := range s.all(nsDCT + "source") {
			if u := competency.EscapeIRI(o.value); o.kind == kindIRI && u.Valid() {
				f.Sources = append(f.Sources, competency.Source{Title: o.value, URI: u})
			}
		}
	}
	f.Items = nil
	f.Language = r.language()
	f.Version = s.one(nsOWL + "versionInfo")
	if !competency.ValidVersion(f.Version) {
		f.Version = "0.1.0"
	}
	f.Changed = competency.Instant(s.one(nsDCT + "modified"))
	if d := competency.Date(f.Changed); d.Valid() {
		f.Changed = competency.Instant(d + "T00:00:00Z")
	}
	if !f.Changed.Valid() {
		if f.Changed = r.o.Changed; f.Changed == "" {
			f.Changed = "1970-01-01T00:00:00Z"
		}
	}
	f.Publisher, f.Licence = s.one(nsDCT+"publisher"), s.one(nsDCT+"license")
	for _, name := range [...]string{nsDCT + "title", skos("prefLabel"), "http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/elements/1.1/title"} {
		if f.Title = words(s.all(name), f.Language); f.Title != nil {
			break
		}
	}
	if f.Title == nil {
		f.Title = competency.Text{f.Language: local(s.id.value)}
		r.add(&ruleLabel, s.id.value, s.id.value)
	}
	f.Summary = words(s.all(nsDCT+"description"), f.Language)
	if f.Summary == nil {
		f.Summary = words(s.all(skos("definition")), f.Language)
	}
	if known {
		r.levels()
	}
}

// language finds the main language of the scheme.
func (r *reader) language() string {
	if r.o.Language != "" {
		return r.o.Language
	}
	if l := lowerTag(r.scheme.one(nsDCT + "language")); competency.ValidLanguage(l) {
		return l
	}
	used := map[string]int{}
	for _, res := range r.g.order {
		for _, o := range res.all(skos("prefLabel")) {
			used[o.lang]++
		}
	}
	best := ""
	for _, l := range sortedCounts(used) {
		if competency.ValidLanguage(l) && (best == "" || used[l] > used[best] || used[l] == used[best] && l == "fr") {
			best = l
		}
	}
	if best == "" {
		return "und"
	}
	return best
}

func sortedCounts(m map[string]int) []string {
	all := make(map[string]any, len(m))
	for k := range m {
		all[k] = nil
	}
	return sortedKeys(all)
}

// levels takes the words of the scales from the graph, where others may have
// changed them.
func (r *reader) levels() {
	for _, res := range r.g.order {
		if !res.has(rdfType, skos("OrderedCollection")) {
			continue
		}
		for i := range r.f.Scales {
			s := &r.f.Scales[i]
			if s.ID != res.one(oursScale) {
				continue
			}
			for _, head := range res.all(skos("memberList")) {
				for _, m := range r.g.list(head) {
					c := r.g.index[m]
					for j := range s.Levels {
						if l := &s.Levels[j]; itoa(l.Rank) == c.one(oursRank) {
							l.Label, l.Descriptor, l.Code = words(c.all(skos("prefLabel")), r.f.Language), words(c.all(skos("definition")), r.f.Language), c.one(skos("notation"))
						}
					}
				}
			}
		}
	}
}

// concepts reads the concepts of the scheme.
func (r *reader) concepts() {
	scheme := r.scheme.id.value
	top := map[string]bool{}
	for _, o := range r.scheme.all(skos("hasTopConcept")) {
		top[o.value] = true
	}
	for _, res := range r.g.order {
		isConcept := res.has(rdfType, skos("Concept"))
		mine := res.has(skos("inScheme"), scheme) || res.has(skos("topConceptOf"), scheme) || top[res.id.value]
		if res.id.kind != kindIRI || res == r.scheme || res.has(rdfType, oursLevel) || res.has(rdfType, skos("OrderedCollection")) || res.has(rdfType, skos("Collection")) {
			continue
		}
		if !mine && isConcept && len(res.all(skos("inScheme"))) == 0 {
			mine = true // said of no scheme: there is only one
		}
		if !mine {
			if isConcept {
				r.add(&ruleForeign, res.id.value, res.id.value)
			}
			continue
		}
		r.concept(res)
	}
	if r.f.Standing == competency.StandingImported && r.scheme.one(oursMore) == "" {
		r.types()
	}
}

func (r *reader) concept(res *resource) {
	f := r.f
	it := competency.Item{}
	known := rest(res, &it)
	if !known {
		it = competency.Item{Type: competency.ItemCompetency, Origin: competency.OriginImported}
	}
	it.URI = competency.EscapeIRI(res.id.value)
	it.Code = res.one(skos("notation"))
	if it.ID = competency.ID(res.one(oursID)); !it.ID.Valid() {
		it.ID = competency.NewID(f.URI, res.id.value)
	}
	it.Label = words(res.all(skos("prefLabel")), f.Language)
	if it.Label == nil {
		name := it.Code
		if name == "" {
			name = local(res.id.value)
		}
		it.Label = competency.Text{f.Language: name}
		r.add(&ruleLabel, res.id.value, res.id.value)
	}
	it.Statement = words(res.all(skos("definition")), f.Language)
	if it.Statement == nil && !known {
		it.Statement = words(res.all(skos("scopeNote")), f.Language)
	}
	if !known {
		for _, name := range [...]string{"altLabel", "hiddenLabel"} {
			for _, o := range res.all(skos(name)) {
				it.Keywords = append(it.Keywords, o.value)
			}
		}
	}
	r.ids[res.id.value] = it.ID
	f.Items = append(f.Items, it)
}

// types makes domains of the concepts that have others below them and none
// above that is no domain.
func (r *reader) types() {
	parents := map[string]bool{}
	for _, res := range r.g.order {
		for _, o := range res.all(skos("broader")) {
			parents[o.value] = true
		}
		if len(res.all(skos("narrower"))) > 0 {
			parents[res.id.value] = true
		}
	}
	for i := range r.f.Items {
		it := &r.f.Items[i]
		res := r.g.index[iri(string(it.URI))]
		if parents[string(it.URI)] && res != nil && len(res.all(skos("broader"))) == 0 && !r.narrower(it) {
			it.Type = competency.ItemDomain
		}
	}
}

// narrower reports whether another concept says it stands above it.
func (r *reader) narrower(it *competency.Item) bool {
	for _, res := range r.g.order {
		if res.has(skos("narrower"), string(it.URI)) {
			return true
		}
	}
	return false
}

func itoa(n int) string {
	const digits = "0123456789"
	if n < 10 && n >= 0 {
		return digits[n : n+1]
	}
	return strings.TrimLeft(string([]byte{digits[n/10%10], digits[n%10]}), "0")
}
