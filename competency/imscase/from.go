// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// writer builds the tree of a package out of a framework.
type writer struct {
	arena
	f      *competency.Framework
	nodes  map[competency.NodeRef]*node
	losses map[issue.Text]int
	order  []issue.Text
}

// FromFramework turns f, which must pass Check, into a CASE 1.1 package.
// ToFramework gives f back. The issues list what other tools will find in
// extensions only.
func FromFramework(f *competency.Framework) (*Package, issue.Issues) {
	w := &writer{f: f, nodes: make(map[competency.NodeRef]*node, len(f.Items)+1), losses: map[issue.Text]int{}}
	root := w.object("")
	doc := w.document()
	items, links := w.array("CFItems"), w.array("CFAssociations")
	for i := range f.Items {
		w.item(&f.Items[i], items)
	}
	for i := range f.Associations {
		links.add(w.association(&f.Associations[i]))
	}
	for i := range f.Items {
		w.indicators(&f.Items[i], items, links)
	}
	defs := w.definitions(links)
	rubrics := w.rubrics()
	root.add(doc, items, links, defs)
	if rubrics.first != nil {
		root.add(rubrics)
	}
	var is issue.Issues
	for _, what := range w.order {
		is = append(is, ruleExtension.At("", what, w.losses[what]))
	}
	return &Package{root: root, arena: w.arena}, is
}

// loss counts something that other tools will not see.
func (w *writer) loss(what issue.Text, n int) {
	if n == 0 {
		return
	}
	if w.losses[what] == 0 {
		w.order = append(w.order, what)
	}
	w.losses[what] += n
}

func (w *writer) mayText(n *node, name, s string) {
	if s != "" {
		n.add(w.text(name, s))
	}
}

func (w *writer) id(n *node, id competency.ID, uri competency.IRI) *node {
	if uri == "" {
		uri = competency.IRI("urn:uuid:" + string(id))
	}
	return n.add(w.text("identifier", string(id)), w.text("uri", string(uri)))
}

// changed writes lastChangeDateTime and reports whether it is borrowed.
func (w *writer) changed(n *node, t competency.Instant) bool {
	if t == "" {
		n.add(w.text("lastChangeDateTime", string(w.f.Changed)))
		return true
	}
	n.add(w.text("lastChangeDateTime", string(t)))
	return false
}

var caseStatus = map[competency.AdoptionStatus]string{
	competency.StatusDraft: "Draft", competency.StatusPendingImplementation: "Pending Implementation",
	competency.StatusImplemented: "Implemented", competency.StatusRetired: "Retired"}

func (w *writer) document() *node {
	f, lang := w.f, w.f.Language
	d := w.id(w.object("CFDocument"), f.ID, f.URI)
	d.add(w.text("caseVersion", "1.1"))
	creator := f.Publisher
	if creator == "" {
		creator = "?"
	}
	d.add(w.text("creator", creator), w.text("title", f.Title.In(lang)), w.text("lastChangeDateTime", string(f.Changed)))
	if len(f.Sources) > 0 && strings.HasPrefix(string(f.Sources[0].URI), "http") {
		d.add(w.text("officialSourceURL", string(f.Sources[0].URI)))
	}
	w.mayText(d, "publisher", f.Publisher)
	w.mayText(d, "description", f.Summary.In(lang))
	d.add(w.text("language", lang), w.text("version", f.Version), w.text("adoptionStatus", caseStatus[f.Status]))
	w.mayText(d, "statusStartDate", string(f.ValidFrom))
	w.mayText(d, "statusEndDate", string(f.ValidUntil))
	if f.Licence != "" {
		id := competency.NewID(f.URI, "CFLicense "+f.Licence)
		d.add(w.link("licenseURI", f.Licence, id, ""))
	}
	w.extend(d, documentExt{Schema: f.Schema, Kind: f.Kind, Standing: f.Standing, Title: others(f.Title, lang), Summary: others(f.Summary, lang),
		NoPublisher: f.Publisher == "", Sources: f.Sources, Scales: f.Scales}, f.Extra, false)
	w.loss(issue.Text{FR: "langues", EN: "languages"}, len(others(f.Title, lang))+len(others(f.Summary, lang)))
	w.loss(issue.Text{FR: "sources", EN: "sources"}, len(f.Sources))
	w.loss(issue.Text{FR: "échelles", EN: "scales"}, len(f.Scales))
	w.nodes[competency.NodeRef(f.ID)], w.nodes[competency.NodeRef(f.URI)] = d, d
	return d
}

func (w *writer) link(name, title string, id competency.ID, uri competency.IRI) *node {
	if uri == "" {
		uri = competency.IRI("urn:uuid:" + string(id))
	}
	return w.object(name).add(w.text("title", title), w.text("identifier", string(id)), w.text("uri", string(uri)))
}

var typeTitles = map[competency.ItemType]string{competency.ItemDomain: "Domain", competency.ItemCompetency: "Competency", competency.ItemComponent: "Component"}

const indicatorTitle = "Indicator"

func (w *writer) typeLink(n *node, title string) {
	n.add(w.text("CFItemType", title), w.link("CFItemTypeURI", title, competency.NewID(w.f.URI, "CFItemType "+title), ""))
}

func (w *writer) item(it *competency.Item, list *node) {
	lang := w.f.Language
	n := w.id(w.object(""), it.ID, it.URI)
	statement := it.Statement
	if len(statement) == 0 {
		statement = it.Label
	}
	n.add(w.text("fullStatement", statement.In(lang)), w.text("abbreviatedStatement", it.Label.In(lang)))
	w.typeLink(n, typeTitles[it.Type])
	w.mayText(n, "humanCodingScheme", it.Code)
	if len(it.Keywords) > 0 {
		list := w.array("conceptKeywords")
		for _, k := range it.Keywords {
			list.add(w.text("", k))
		}
		n.add(list)
	}
	n.add(w.text("language", lang))
	w.mayText(n, "statusStartDate", string(it.From))
	w.mayText(n, "statusEndDate", string(it.Until))
	ext := itemExt{Type: it.Type, Label: others(it.Label, lang), Statement: others(it.Statement, lang), NoStatement: len(it.Statement) == 0, Origin: it.Origin,
		Scale: it.Scale, Flags: it.Flags, ValidMonths: it.ValidMonths, Phase: it.Phase, Retired: it.Retired, NoChanged: w.changed(n, it.Changed)}
	w.extend(n, ext, it.Extra, false)
	w.loss(issue.Text{FR: "langues", EN: "languages"}, len(ext.Label)+len(ext.Statement))
	w.loss(issue.Text{FR: "alertes", EN: "flags"}, len(it.Flags))
	if it.ValidMonths > 0 {
		w.loss(issue.Text{FR: "durées de validité", EN: "durations of validity"}, 1)
	}
	if it.Phase != "" {
		w.loss(issue.Text{FR: "étapes du cycle", EN: "steps of the cycle"}, 1)
	}
	list.add(n)
	w.nodes[competency.NodeRef(it.ID)] = n
	if w.nodes[competency.NodeRef(it.URI)] == nil {
		w.nodes[competency.NodeRef(it.URI)] = n
	}
}

// indicators writes the indicators of an item as CFItems below it.
func (w *writer) indicators(it *competency.Item, items, links *node) {
	lang := w.f.Language
	for i, ind := range it.Indicators {
		n := w.id(w.object(""), ind.ID, "")
		n.add(w.text("fullStatement", ind.Statement.In(lang)))
		w.typeLink(n, indicatorTitle)
		n.add(w.text("language", lang))
		ext := itemExt{Type: competency.ItemComponent, Statement: others(ind.Statement, lang), Origin: ind.Origin, NoChanged: w.changed(n, ""),
			Indicator: &indicatorExt{Item: it.ID, Index: i, Rank: ind.Rank, Kind: ind.Kind, Required: ind.Required, Origin: ind.Origin}}
		w.extend(n, ext, nil, false)
		items.add(n)
		w.loss(issue.Text{FR: "rang et nature des critères", EN: "rank and nature of the criteria"}, 1)
		w.loss(issue.Text{FR: "langues", EN: "languages"}, len(ext.Statement))
		a := w.id(w.object(""), competency.NewID(w.f.URI, "indicator "+string(ind.ID)), "")
		a.add(w.text("associationType", "isChildOf"), w.number("sequenceNumber", i+1), w.endOf("originNodeURI", n), w.endOf("destinationNodeURI", w.nodes[competency.NodeRef(it.ID)]))
		w.changed(a, "")
		w.extend(a, linkExt{Ours: true}, nil, false)
		links.add(a)
	}
}

// endOf names an object of the package.
func (w *writer) endOf(name string, n *node) *node {
	return w.object(name).add(w.text("title", titleOf(n)), w.text("identifier", n.get("identifier").str()), w.text("uri", n.get("uri").str()))
}

func (w *writer) end(name string, ref competency.NodeRef) *node {
	if n := w.nodes[ref]; n != nil && string(ref) == n.get("identifier").str() {
		return w.endOf(name, n)
	}
	uri := string(ref)
	if competency.ID(ref).Valid() {
		uri = "urn:uuid:" + uri
	}
	return w.object(name).add(w.text("title", string(ref)), w.text("identifier", string(ref)), w.text("uri", uri))
}

var typesOut = map[competency.AssociationType]string{
	competency.AssociationExactMatch: "exactMatchOf", competency.AssociationCloseMatch: "ext:closeMatch", competency.AssociationBroadMatch: "ext:broadMatch",
	competency.AssociationNarrowMatch: "ext:narrowMatch", competency.AssociationRelatedMatch: "ext:relatedMatch"}

func (w *writer) association(a *competency.Association) *node {
	n := w.id(w.object(""), a.ID, "")
	t, special := typesOut[a.Type]
	if !special {
		t = string(a.Type)
	}
	n.add(w.text("associationType", t))
	if a.Seq != nil {
		n.add(w.number("sequenceNumber", *a.Seq))
	}
	n.add(w.end("originNodeURI", a.From), w.end("destinationNodeURI", a.To))
	if a.Grouping != "" {
		n.add(w.link("CFAssociationGroupingURI", a.Grouping, competency.NewID(w.f.URI, "CFAssociationGrouping "+a.Grouping), ""))
	}
	w.mayText(n, "notes", a.Notes)
	w.extend(n, linkExt{NoChanged: w.changed(n, a.Changed)}, a.Extra, false)
	return n
}

// definitions lists the types, groupings and licence that links name.
func (w *writer) definitions(links *node) *node {
	f := w.f
	define := func(kind, title string) *node {
		n := w.id(w.object(""), competency.NewID(f.URI, kind+" "+title), "")
		return n.add(w.text("title", title), w.text("lastChangeDateTime", string(f.Changed)))
	}
	defs := w.object("CFDefinitions")
	if f.Licence != "" {
		defs.add(w.array("CFLicenses").add(define("CFLicense", f.Licence).add(w.text("licenseText", f.Licence))))
	}
	used := map[string]bool{}
	for i := range f.Items {
		used[typeTitles[f.Items[i].Type]] = true
		used[indicatorTitle] = used[indicatorTitle] || len(f.Items[i].Indicators) > 0
	}
	types := w.array("CFItemTypes")
	for i, title := range [...]string{"Domain", "Competency", "Component", indicatorTitle} {
		if used[title] {
			types.add(define("CFItemType", title).add(w.text("description", title), w.text("hierarchyCode", strconv.Itoa(i+1)), w.text("typeCode", title)))
		}
	}
	if types.first != nil {
		defs.add(types)
	}
	var groups []string
	seen := map[string]bool{}
	for _, a := range f.Associations {
		if a.Grouping != "" && !seen[a.Grouping] {
			seen[a.Grouping] = true
			groups = append(groups, a.Grouping)
		}
	}
	sort.Strings(groups)
	if len(groups) > 0 {
		list := w.array("CFAssociationGroupings")
		for _, g := range groups {
			list.add(define("CFAssociationGrouping", g))
		}
		defs.add(list)
	}
	return defs
}

// number writes a Decimal as it is spelt.
func (w *writer) decimal(n *node, name string, d *competency.Decimal) {
	if d != nil && d.Valid() {
		n.add(w.node(name, strictjson.Number, string(*d)))
	}
}
