// SPDX-License-Identifier: Apache-2.0

package imscase

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// reader turns the repaired tree of a package into a framework.
type reader struct {
	f     *competency.Framework
	index map[competency.ID]int
	inds  []indicator
}

type indicator struct {
	ext  indicatorExt
	mine competency.Indicator
}

// ToFramework returns the framework that p describes. Words of a package
// that does not say who wrote them have Origin imported. What CASE says and a
// Framework has no member for stays in Extra.
func (p *Package) ToFramework() *competency.Framework {
	items := p.root.get("CFItems")
	r := &reader{f: &competency.Framework{}, index: make(map[competency.ID]int, count(items))}
	r.document(p.root.get("CFDocument"))
	if items != nil {
		r.f.Items = make([]competency.Item, 0, count(items))
		for c := items.first; c != nil; c = c.next {
			r.item(c)
		}
	}
	r.associations(p.root.get("CFAssociations"))
	r.indicators()
	if list := p.root.get("CFRubrics"); list != nil {
		for c := list.first; c != nil; c = c.next {
			r.rubric(c)
		}
	}
	if !r.typed() {
		r.guessTypes()
	}
	return r.f
}

var statusIn = map[string]competency.AdoptionStatus{"Draft": competency.StatusDraft, "Pending Implementation": competency.StatusPendingImplementation,
	"Implemented": competency.StatusImplemented, "Retired": competency.StatusRetired}

func (r *reader) document(n *node) {
	f := r.f
	var ext documentExt
	known := ours(n, &ext)
	f.ID, f.URI = competency.ID(n.get("identifier").str()), competency.IRI(n.get("uri").str())
	f.Changed = competency.Instant(n.get("lastChangeDateTime").str())
	f.Language = n.get("language").str()
	if !competency.ValidLanguage(f.Language) {
		f.Language = "und"
	}
	f.Title, f.Summary = ext.Title.join(n.get("title").str(), f.Language), ext.Summary.join(n.get("description").str(), f.Language)
	f.Status = statusIn[n.get("adoptionStatus").str()]
	if f.Status == "" {
		f.Status = competency.StatusDraft
	}
	f.ValidFrom, f.ValidUntil = competency.Date(n.get("statusStartDate").str()), competency.Date(n.get("statusEndDate").str())
	f.Publisher, f.Licence = n.get("publisher").str(), n.get("licenseURI").get("title").str()
	f.Extra = foreign(n)
	f.Version = n.get("version").str()
	if known {
		f.Schema, f.Kind, f.Standing, f.Sources, f.Scales = ext.Schema, ext.Kind, ext.Standing, ext.Sources, ext.Scales
		return
	}
	f.Kind, f.Standing, f.Version = competency.KindIndividual, competency.StandingImported, semver(f.Version)
	if f.Publisher == "" && n.get("creator").str() != "?" {
		f.Publisher = n.get("creator").str()
	}
	f.Extra = extraWith(f.Extra, n, "frameworkType", "subject", "subjectURI", "notes", "officialSourceURL")
	if u := competency.IRI(n.get("officialSourceURL").str()); u.Valid() {
		f.Sources = []competency.Source{{Title: f.Title.In(f.Language), URI: u}}
	}
}

// extraWith adds members of n that have no place of their own to extra.
func extraWith(extra competency.Extra, n *node, names ...string) competency.Extra {
	b := []byte(extra)
	for _, name := range names {
		m := n.get(name)
		if m == nil {
			continue
		}
		if len(b) == 0 {
			b = append(make([]byte, 0, 24+len(name)+len(m.raw)), "{}"...)
		}
		b = b[:len(b)-1]
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(m.append(append(appendText(b, name), ':')), '}')
	}
	return b
}

// semver makes a version out of whatever stands there.
func semver(s string) string {
	if competency.ValidVersion(s) {
		return s
	}
	parts := strings.Split(strings.TrimPrefix(strings.TrimSpace(s), "v"), ".")
	out := [3]int{}
	for i := range out {
		if i < len(parts) {
			n, err := strconv.Atoi(parts[i])
			if err != nil || n < 0 {
				return "0.0.0"
			}
			out[i] = n
		}
	}
	return strconv.Itoa(out[0]) + "." + strconv.Itoa(out[1]) + "." + strconv.Itoa(out[2])
}

func (r *reader) item(n *node) {
	f := r.f
	var ext itemExt
	known := n.get("extensions").get(extensionName) != nil && ours(n, &ext)
	full, short := n.get("fullStatement").str(), n.get("abbreviatedStatement").str()
	id := competency.ID(n.get("identifier").str())
	if known && ext.Indicator != nil {
		r.inds = append(r.inds, indicator{*ext.Indicator, competency.Indicator{ID: id, Rank: ext.Indicator.Rank, Statement: ext.Statement.join(full, f.Language),
			Kind: ext.Indicator.Kind, Required: ext.Indicator.Required, Origin: ext.Indicator.Origin}})
		return
	}
	it := competency.Item{ID: id, URI: competency.IRI(n.get("uri").str()), Code: n.get("humanCodingScheme").str(), From: competency.Date(n.get("statusStartDate").str()),
		Until: competency.Date(n.get("statusEndDate").str()), Changed: competency.Instant(n.get("lastChangeDateTime").str()), Extra: foreign(n)}
	if list := n.get("conceptKeywords"); list != nil {
		for c := list.first; c != nil; c = c.next {
			it.Keywords = append(it.Keywords, c.str())
		}
	}
	if known {
		it.Type, it.Origin, it.Scale, it.Flags = ext.Type, ext.Origin, ext.Scale, ext.Flags
		it.ValidMonths, it.Phase, it.Retired = ext.ValidMonths, ext.Phase, ext.Retired
		it.Label = ext.Label.join(short, f.Language)
		if !ext.NoStatement {
			it.Statement = ext.Statement.join(full, f.Language)
		}
		if ext.NoChanged {
			it.Changed = ""
		}
	} else {
		r.foreignItem(&it, n, full, short)
	}
	r.index[it.ID] = len(f.Items)
	f.Items = append(f.Items, it)
}

// foreignItem reads an item of a package that is not ours.
func (r *reader) foreignItem(it *competency.Item, n *node, full, short string) {
	f := r.f
	it.Type, it.Origin = "", competency.OriginImported
	if it.Changed.Compare(f.Changed) == 0 {
		it.Changed = ""
	}
	if short == "" || short == full {
		it.Label = competency.Text{f.Language: full}
	} else {
		it.Label, it.Statement = competency.Text{f.Language: short}, competency.Text{f.Language: full}
	}
	it.Retired = it.Until != "" && it.Until <= f.Changed.Date()
	it.Extra = extraWith(it.Extra, n, "CFItemType", "alternativeLabel", "listEnumeration", "notes", "educationLevel", "subject", "subjectURI", "conceptKeywordsURI")
	if lang := n.get("language"); lang != nil && lang.str() != f.Language {
		it.Extra = extraWith(it.Extra, n, "language")
	}
	if l := n.get("licenseURI"); l != nil {
		it.Extra = extraWith(it.Extra, n, "licenseURI")
	}
	it.Type = typeIn(n.get("CFItemType").str())
}

func typeIn(s string) competency.ItemType {
	s = strings.ToLower(s)
	switch {
	case strings.Contains(s, "domain"), strings.Contains(s, "group"), strings.Contains(s, "strand"), strings.Contains(s, "cluster"):
		return competency.ItemDomain
	case strings.Contains(s, "component"), strings.Contains(s, "composante"), strings.Contains(s, "indicator"):
		return competency.ItemComponent
	}
	return competency.ItemCompetency
}

var typesIn = map[string]competency.AssociationType{"exactMatchOf": competency.AssociationExactMatch, "ext:closeMatch": competency.AssociationCloseMatch,
	"ext:broadMatch": competency.AssociationBroadMatch, "ext:narrowMatch": competency.AssociationNarrowMatch, "ext:relatedMatch": competency.AssociationRelatedMatch}

func (r *reader) associations(list *node) {
	if list == nil {
		return
	}
	f := r.f
	f.Associations = make([]competency.Association, 0, count(list))
	seen := make(map[competency.ID]int32, count(list))
	for c := list.first; c != nil; c = c.next {
		var ext linkExt
		if c.get("extensions").get(extensionName) != nil && ours(c, &ext) && ext.Ours {
			continue
		}
		t := c.get("associationType").str()
		a := competency.Association{ID: competency.ID(c.get("identifier").str()), From: r.node(c.get("originNodeURI")), To: r.node(c.get("destinationNodeURI")),
			Grouping: c.get("CFAssociationGroupingURI").get("title").str(), Notes: c.get("notes").str(),
			Changed: competency.Instant(c.get("lastChangeDateTime").str()), Extra: foreign(c)}
		if ext.NoChanged || a.Changed.Compare(f.Changed) == 0 && c.get("extensions").get(extensionName) == nil {
			a.Changed = ""
		}
		if n, err := strconv.Atoi(rawOf(c.get("sequenceNumber"))); err == nil {
			a.Seq = &n
		}
		a.Type = competency.AssociationType(t)
		if in, ok := typesIn[t]; ok {
			a.Type = in
		} else if !a.Type.Valid() {
			a.Type = competency.AssociationIsRelatedTo
			a.Extra = extraWith(a.Extra, c, "associationType")
		}
		if i, twice := seen[a.ID]; twice {
			if b := f.Associations[i]; b.Type == a.Type && b.From == a.From && b.To == a.To {
				continue // the same association written twice (CASE-015)
			}
		}
		seen[a.ID] = int32(len(f.Associations))
		f.Associations = append(f.Associations, a)
	}
}

func rawOf(n *node) string {
	if n == nil {
		return ""
	}
	return n.raw
}

// node returns the ID of an end inside the package, the URI of another.
func (r *reader) node(n *node) competency.NodeRef {
	id := competency.ID(n.get("identifier").str())
	if _, ok := r.index[id]; ok || id == r.f.ID {
		return competency.NodeRef(id)
	}
	if !id.Valid() && competency.IRI(id).Valid() {
		return competency.NodeRef(id)
	}
	return competency.NodeRef(n.get("uri").str())
}

// indicators gives each indicator to its item, in its order.
func (r *reader) indicators() {
	for _, ind := range r.inds {
		i, ok := r.index[ind.ext.Item]
		if !ok {
			continue
		}
		list := r.f.Items[i].Indicators
		for len(list) <= ind.ext.Index && ind.ext.Index < competency.MaxIndicators {
			list = append(list, competency.Indicator{})
		}
		if ind.ext.Index >= 0 && ind.ext.Index < len(list) {
			list[ind.ext.Index] = ind.mine
		}
		r.f.Items[i].Indicators = list
	}
}

func (r *reader) typed() bool {
	return len(r.f.Items) == 0 || r.f.Standing != competency.StandingImported
}

// guessTypes keeps domains above competencies and components below, as the
// hierarchy demands: what a package calls its items follows other rules.
func (r *reader) guessTypes() {
	rank := map[competency.ItemType]int{competency.ItemDomain: 0, competency.ItemCompetency: 1, competency.ItemComponent: 2}
	types := []competency.ItemType{competency.ItemDomain, competency.ItemCompetency, competency.ItemComponent}
	r.f.Tree().Walk(func(n *competency.Node, _ int, _ bool) {
		for _, p := range n.Parents {
			if at := rank[p.Item.Type]; at > rank[n.Item.Type] {
				n.Item.Type = types[at]
			}
		}
	})
}
