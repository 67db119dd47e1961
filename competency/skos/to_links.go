// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"forge.apps.education.fr/eafc/briques/competency"
)

// links makes the associations: those that the framework's own literal holds,
// as far as SKOS still says them, then what SKOS says besides.
func (r *reader) links() {
	f := r.f
	uris := make(map[competency.NodeRef]string, len(f.Items)+1)
	uris[competency.NodeRef(f.ID)] = r.scheme.id.value
	for uri, id := range r.ids {
		uris[competency.NodeRef(id)] = uri
	}
	said := r.said()
	kept := f.Associations[:0:0]
	for _, a := range f.Associations {
		from, ok := uris[a.From]
		if !ok {
			continue // its item is gone
		}
		to, inside := uris[a.To]
		if !inside {
			to = string(a.To)
			if competency.ID(a.To).Valid() {
				to = "urn:uuid:" + to
			}
		}
		name := matches[a.Type]
		if a.Type == competency.AssociationIsChildOf {
			name = skos("broader")
		}
		k := link{from, name, to}
		if name != "" && !said[k] {
			continue // taken out of the SKOS
		}
		if name != "" {
			said[k] = false
		}
		kept = append(kept, a)
	}
	f.Associations = kept
	done := map[link]bool{}
	for k, v := range said {
		if !v {
			done[k] = true
		}
	}
	for _, res := range r.g.order {
		r.fresh(res, done)
	}
}

// link is one statement between two addresses; broader to the scheme stands
// for topConceptOf.
type link struct{ from, name, to string }

// said collects the statements that become associations.
func (r *reader) said() map[link]bool {
	out := map[link]bool{}
	scheme := r.scheme.id.value
	for _, o := range r.scheme.all(skos("hasTopConcept")) {
		out[link{o.value, skos("broader"), scheme}] = true
	}
	for _, res := range r.g.order {
		id := res.id.value
		if res.has(skos("topConceptOf"), scheme) {
			out[link{id, skos("broader"), scheme}] = true
		}
		for _, o := range res.all(skos("broader")) {
			out[link{id, skos("broader"), o.value}] = true
		}
		for _, o := range res.all(skos("narrower")) {
			out[link{o.value, skos("broader"), id}] = true
		}
		for _, name := range matches {
			for _, o := range res.all(name) {
				out[link{id, name, o.value}] = true
			}
		}
	}
	return out
}

// order of the associations made for one resource.
var statements = []struct {
	name string
	t    competency.AssociationType
}{{skos("exactMatch"), competency.AssociationExactMatch}, {skos("closeMatch"), competency.AssociationCloseMatch}, {skos("broadMatch"), competency.AssociationBroadMatch},
	{skos("narrowMatch"), competency.AssociationNarrowMatch}, {skos("relatedMatch"), competency.AssociationRelatedMatch}, {skos("related"), competency.AssociationIsRelatedTo},
	{nsDCT + "isReplacedBy", competency.AssociationReplacedBy}, {nsDCT + "isPartOf", competency.AssociationIsPartOf}}

// fresh adds the associations of one resource that are not there yet.
func (r *reader) fresh(res *resource, done map[link]bool) {
	f := r.f
	scheme := r.scheme.id.value
	add := func(from, name, to string, t competency.AssociationType) {
		k := link{from, name, to}
		id, ok := r.ids[from]
		if done[k] || !ok {
			return
		}
		done[k] = true
		end := competency.NodeRef(competency.EscapeIRI(to))
		if target, ok := r.ids[to]; ok {
			end = competency.NodeRef(target)
		} else if to == scheme {
			end = competency.NodeRef(f.ID)
		} else if t == competency.AssociationIsChildOf {
			r.add(&ruleForeign, to, to)
			return
		}
		f.Associations = append(f.Associations, competency.Association{ID: competency.NewID(f.URI, string(t)+" "+from+" "+to), Type: t, From: competency.NodeRef(id), To: end})
	}
	id := res.id.value
	for _, o := range res.all(skos("hasTopConcept")) {
		if res == r.scheme {
			add(o.value, skos("broader"), scheme, competency.AssociationIsChildOf)
		}
	}
	if res.has(skos("topConceptOf"), scheme) {
		add(id, skos("broader"), scheme, competency.AssociationIsChildOf)
	}
	for _, o := range res.all(skos("broader")) {
		add(id, skos("broader"), o.value, competency.AssociationIsChildOf)
	}
	for _, o := range res.all(skos("narrower")) {
		add(o.value, skos("broader"), id, competency.AssociationIsChildOf)
	}
	for _, s := range statements {
		for _, o := range res.all(s.name) {
			if o.kind == kindIRI {
				add(id, s.name, o.value, s.t)
			}
		}
	}
	if _, mine := r.ids[id]; mine && len(res.all(skos("broader"))) == 0 && r.scheme.one(oursMore) == "" && !r.placed(id) {
		add(id, skos("broader"), scheme, competency.AssociationIsChildOf)
	}
}

// placed reports whether the hierarchy has a place for a concept.
func (r *reader) placed(id string) bool {
	if r.scheme.has(skos("hasTopConcept"), id) || r.g.index[iri(id)].has(skos("topConceptOf"), r.scheme.id.value) {
		return true
	}
	for _, res := range r.g.order {
		if res.has(skos("narrower"), id) {
			return true
		}
	}
	return false
}

// integrity checks S13, S14, S27 and S46 of SKOS on the concepts read.
func (r *reader) integrity() {
	parents := map[string][]string{}
	for _, res := range r.g.order {
		for _, o := range res.all(skos("broader")) {
			parents[res.id.value] = append(parents[res.id.value], o.value)
		}
		for _, o := range res.all(skos("narrower")) {
			parents[o.value] = append(parents[o.value], res.id.value)
		}
	}
	for _, res := range r.g.order {
		if _, mine := r.ids[res.id.value]; mine || res == r.scheme {
			r.labels(res)
			r.clashes(res, parents)
		}
	}
}

func (r *reader) labels(res *resource) {
	seen := map[string]bool{}
	bad := false
	all := map[term]string{}
	for _, name := range [...]string{"prefLabel", "altLabel", "hiddenLabel"} {
		for _, o := range res.all(skos(name)) {
			if name == "prefLabel" {
				bad = bad || seen[o.lang]
				seen[o.lang] = true
			}
			if other, ok := all[o]; ok && other != name {
				bad = true
			}
			all[o] = name
		}
	}
	if bad {
		r.add(&ruleLabels, res.id.value, res.id.value)
	}
}

func (r *reader) clashes(res *resource, parents map[string][]string) {
	id := res.id.value
	for _, o := range res.all(skos("related")) {
		if above(o.value, id, parents) || above(id, o.value, parents) {
			r.add(&ruleRelated, id, id, o.value)
		}
	}
	for _, o := range res.all(skos("exactMatch")) {
		for _, name := range [...]string{"broadMatch", "narrowMatch", "relatedMatch"} {
			if res.has(skos(name), o.value) {
				r.add(&ruleExact, id, id, o.value)
				break
			}
		}
	}
}

// above reports whether high is a transitive parent of low.
func above(high, low string, parents map[string][]string) bool {
	seen := map[string]bool{}
	for todo := []string{low}; len(todo) > 0; {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, p := range parents[id] {
			if p == high {
				return true
			}
			if !seen[p] {
				seen[p] = true
				todo = append(todo, p)
			}
		}
	}
	return false
}
