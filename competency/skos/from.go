// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// document is what is written: resources in order, and the collections that
// blank objects stand for.
type document struct {
	resources []*resource
	lists     map[term][]term
}

// The properties of ours.
const (
	oursMore  = nsOurs + "more"
	oursID    = nsOurs + "id"
	oursRank  = nsOurs + "rank"
	oursScale = nsOurs + "scale"
	oursLevel = nsOurs + "Level"
	rdfJSON   = nsRDF + "JSON"
)

// matches ties associations to the properties that state them.
var matches = map[competency.AssociationType]string{
	competency.AssociationExactMatch: skos("exactMatch"), competency.AssociationCloseMatch: skos("closeMatch"), competency.AssociationBroadMatch: skos("broadMatch"),
	competency.AssociationNarrowMatch: skos("narrowMatch"), competency.AssociationRelatedMatch: skos("relatedMatch"),
	competency.AssociationIsRelatedTo: skos("related"), competency.AssociationReplacedBy: nsDCT + "isReplacedBy", competency.AssociationIsPartOf: nsDCT + "isPartOf"}

type writer struct {
	document
	f      *competency.Framework
	uris   map[competency.NodeRef]string
	losses map[issue.Text]int
	order  []issue.Text
}

func fromFramework(f *competency.Framework) (*document, issue.Issues) {
	w := &writer{f: f, uris: make(map[competency.NodeRef]string, len(f.Items)+1), losses: map[issue.Text]int{}}
	w.lists = map[term][]term{}
	w.uris[competency.NodeRef(f.ID)] = string(f.URI)
	for i := range f.Items {
		w.uris[competency.NodeRef(f.Items[i].ID)] = string(f.Items[i].URI)
	}
	scheme := w.scheme()
	by := map[competency.ID][]*competency.Association{}
	for i := range f.Associations {
		a := &f.Associations[i]
		by[competency.ID(a.From)] = append(by[competency.ID(a.From)], a)
	}
	for i := range f.Scales {
		w.scale(&f.Scales[i], i)
	}
	done := map[competency.ID]bool{}
	write := func(it *competency.Item) {
		if !done[it.ID] {
			done[it.ID] = true
			w.item(it, by[it.ID], scheme)
		}
	}
	f.Tree().Walk(func(n *competency.Node, _ int, _ bool) { write(n.Item) })
	for i := range f.Items {
		write(&f.Items[i])
	}
	w.count()
	var is issue.Issues
	for _, what := range w.order {
		is = append(is, ruleLoss.At("", what, w.losses[what]))
	}
	return &w.document, is
}

func (w *writer) lose(what issue.Text, n int) {
	if n == 0 {
		return
	}
	if w.losses[what] == 0 {
		w.order = append(w.order, what)
	}
	w.losses[what] += n
}

func (w *writer) resource(id string, types ...string) *resource {
	r := &resource{id: iri(id)}
	for _, t := range types {
		r.add(rdfType, iri(t))
	}
	w.resources = append(w.resources, r)
	return r
}

func (r *resource) words(name string, t competency.Text) {
	for _, l := range t.Languages() {
		r.add(name, text(t[l], l))
	}
}

// more keeps in one literal what SKOS has no word for.
func (r *resource) more(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) == nil {
		r.add(oursMore, typed(strings.TrimSuffix(b.String(), "\n"), rdfJSON))
	}
}

// scheme writes the ConceptScheme. The literal holds the framework without
// what SKOS says: its items, title and summary.
func (w *writer) scheme() *resource {
	f := w.f
	r := w.resource(string(f.URI), skos("ConceptScheme"))
	r.words(nsDCT+"title", f.Title)
	r.words(nsDCT+"description", f.Summary)
	r.add(nsOWL+"versionInfo", text(f.Version, ""))
	r.add(nsDCT+"language", text(f.Language, ""))
	r.add(nsDCT+"modified", typed(string(f.Changed), nsXSD+"dateTime"))
	if f.Publisher != "" {
		r.add(nsDCT+"publisher", text(f.Publisher, ""))
	}
	if f.Licence != "" {
		r.add(nsDCT+"license", text(f.Licence, ""))
	}
	for _, s := range f.Sources {
		if s.URI != "" {
			r.add(nsDCT+"source", iri(string(s.URI)))
		}
	}
	rest := *f
	rest.Items, rest.Title, rest.Summary, rest.URI, rest.Version, rest.Changed = []competency.Item{}, competency.Text{}, nil, "", "", ""
	rest.Language, rest.Publisher, rest.Licence = "", "", ""
	r.more(&rest)
	return r
}

func (w *writer) scale(s *competency.Scale, n int) {
	base := string(w.f.URI) + "#echelle-" + strconv.Itoa(n+1)
	r := w.resource(base, skos("OrderedCollection"))
	r.add(oursScale, text(s.ID, ""))
	var members []term
	for _, l := range s.Levels {
		id := base + "-" + strconv.Itoa(l.Rank)
		members = append(members, iri(id))
		c := w.resource(id, skos("Concept"), oursLevel)
		if l.Code != "" {
			c.add(skos("notation"), text(l.Code, ""))
		}
		c.words(skos("prefLabel"), l.Label)
		c.words(skos("definition"), l.Descriptor)
		c.add(oursRank, typed(strconv.Itoa(l.Rank), nsXSD+"integer"))
	}
	head := term{kind: kindBlank, value: "list" + strconv.Itoa(n)}
	w.lists[head] = members
	r.add(skos("memberList"), head)
}

func (w *writer) item(it *competency.Item, links []*competency.Association, scheme *resource) {
	r := w.resource(string(it.URI), skos("Concept"))
	r.add(skos("inScheme"), iri(string(w.f.URI)))
	if it.Code != "" {
		r.add(skos("notation"), text(it.Code, ""))
	}
	r.words(skos("prefLabel"), it.Label)
	r.words(skos("definition"), it.Statement)
	for _, a := range links {
		if a.Type == competency.AssociationIsChildOf {
			if a.To == competency.NodeRef(w.f.ID) {
				r.add(skos("topConceptOf"), iri(string(w.f.URI)))
				scheme.add(skos("hasTopConcept"), iri(string(it.URI)))
			} else if to, ok := w.uris[a.To]; ok {
				r.addOnce(skos("broader"), iri(to))
			}
			continue
		}
		if name, ok := matches[a.Type]; ok {
			r.addOnce(name, iri(w.target(a.To)))
		}
	}
	r.add(oursID, text(string(it.ID), ""))
	rest := *it
	rest.ID, rest.URI, rest.Code, rest.Label, rest.Statement = "", "", "", competency.Text{}, nil
	r.more(&rest)
}

func (r *resource) addOnce(name string, o term) {
	if !r.has(name, o.value) {
		r.add(name, o)
	}
}

func (w *writer) target(ref competency.NodeRef) string {
	if u, ok := w.uris[ref]; ok {
		return u
	}
	if competency.ID(ref).Valid() {
		return "urn:uuid:" + string(ref)
	}
	return string(ref)
}

// count lists what other tools will not see.
func (w *writer) count() {
	f := w.f
	for i := range f.Items {
		it := &f.Items[i]
		w.lose(issue.Text{FR: "ancres", EN: "anchors"}, len(it.Anchors))
		w.lose(issue.Text{FR: "critères observables", EN: "observable criteria"}, len(it.Indicators))
		n := len(it.Flags)
		if it.ValidMonths > 0 {
			n++
		}
		if it.Phase != "" {
			n++
		}
		w.lose(issue.Text{FR: "alertes, durées, étapes", EN: "flags, durations, steps"}, n)
		w.lose(issue.Text{FR: "mots-clés", EN: "keywords"}, len(it.Keywords))
		n = 0
		for _, s := range []string{string(it.From), string(it.Until), string(it.Changed)} {
			if s != "" {
				n++
			}
		}
		w.lose(issue.Text{FR: "dates", EN: "dates"}, n)
	}
	w.lose(issue.Text{FR: "grilles critériées", EN: "rubrics"}, len(f.Rubrics))
	for _, a := range f.Associations {
		if _, ok := matches[a.Type]; !ok && a.Type != competency.AssociationIsChildOf {
			w.lose(issue.Text{FR: "liens d’autres types", EN: "links of other types"}, 1)
		}
	}
}
