// SPDX-License-Identifier: Apache-2.0

package skos

import "strings"

// The namespaces.
const (
	nsRDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsSKOS = "http://www.w3.org/2004/02/skos/core#"
	nsDCT  = "http://purl.org/dc/terms/"
	nsOWL  = "http://www.w3.org/2002/07/owl#"
	nsXSD  = "http://www.w3.org/2001/XMLSchema#"
	nsOurs = "https://forge.apps.education.fr/eafc/briques/ns#"
)

var prefixes = [...]struct{ name, ns string }{{"briques", nsOurs}, {"dct", nsDCT}, {"owl", nsOWL}, {"rdf", nsRDF}, {"skos", nsSKOS}, {"xsd", nsXSD}}

const (
	rdfType  = nsRDF + "type"
	rdfFirst = nsRDF + "first"
	rdfRest  = nsRDF + "rest"
	rdfNil   = nsRDF + "nil"
	rdfLang  = nsRDF + "langString"
	xsdText  = nsXSD + "string"
)

// kind is what a term is.
type kind uint8

const (
	kindIRI kind = iota
	kindBlank
	kindLiteral
)

// term is a node of an RDF graph.
type term struct {
	kind     kind
	value    string
	lang     string
	datatype string // of a literal; "" stands for xsd:string or, with lang, rdf:langString
}

func iri(s string) term         { return term{kind: kindIRI, value: s} }
func text(s, lang string) term  { return term{kind: kindLiteral, value: s, lang: lang} }
func typed(s, t string) term    { return term{kind: kindLiteral, value: s, datatype: t} }
func skos(name string) string   { return nsSKOS + name }
func local(full string) string  { return full[strings.LastIndexAny(full, "#/")+1:] }
func (t term) is(s string) bool { return t.kind == kindIRI && t.value == s }

// property is one predicate of a subject and its objects, in order.
type property struct {
	name    string
	objects []term
}

// resource is a subject with its properties, in the order of first mention.
type resource struct {
	id         term
	properties []property
}

func (r *resource) add(name string, objects ...term) {
	if len(objects) == 0 {
		return
	}
	for i := range r.properties {
		if r.properties[i].name == name {
			r.properties[i].objects = append(r.properties[i].objects, objects...)
			return
		}
	}
	r.properties = append(r.properties, property{name, objects})
}

// all returns the objects of a predicate. It may be called on nil.
func (r *resource) all(name string) []term {
	if r == nil {
		return nil
	}
	for i := range r.properties {
		if r.properties[i].name == name {
			return r.properties[i].objects
		}
	}
	return nil
}

// one returns the value of the first object of a predicate.
func (r *resource) one(name string) string {
	if list := r.all(name); len(list) > 0 {
		return list[0].value
	}
	return ""
}

func (r *resource) has(name, object string) bool {
	for _, o := range r.all(name) {
		if o.is(object) {
			return true
		}
	}
	return false
}

// graph is a set of statements by subject, in the order of first mention.
type graph struct {
	order []*resource
	index map[term]*resource
	size  int
}

func newGraph() *graph { return &graph{index: map[term]*resource{}} }

func (g *graph) subject(id term) *resource {
	r := g.index[id]
	if r == nil {
		r = &resource{id: id}
		g.index[id] = r
		g.order = append(g.order, r)
	}
	return r
}

// add states something once.
func (g *graph) add(s term, p string, o term) {
	r := g.subject(s)
	list := r.all(p)
	if len(list) < 64 {
		for _, have := range list {
			if have == o {
				return
			}
		}
	}
	r.add(p, o)
	g.size++
}

// list returns the members of an RDF collection.
func (g *graph) list(head term) []term {
	var out []term
	for n := 0; !head.is(rdfNil) && n < 100_000; n++ {
		r := g.index[head]
		if r == nil || len(r.all(rdfFirst)) == 0 || len(r.all(rdfRest)) == 0 {
			break
		}
		out = append(out, r.all(rdfFirst)[0])
		head = r.all(rdfRest)[0]
	}
	return out
}

// maxStatements bounds a graph.
const maxStatements = 2_000_000
