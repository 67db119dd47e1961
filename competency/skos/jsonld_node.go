// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"encoding/json"
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// node states what a node object says and returns its name.
func (r *ldReader) node(v any, c *context, at issue.Pointer, depth int) term {
	m, ok := v.(map[string]any)
	if !ok || depth > maxDepth || r.g.size > maxStatements {
		r.refuse(&ruleSyntax, at, issue.Text{FR: "objet attendu", EN: "object expected"})
		return term{}
	}
	if ctx, ok := m["@context"]; ok {
		c = r.extend(c, ctx, at.Field("@context"))
	}
	if r.fault != nil {
		return term{}
	}
	id := term{}
	named := false
	for _, k := range sortedKeys(m) {
		if s, ok := m[k].(string); ok && c.expand(k, true) == "@id" {
			id, named = r.ref(s, c, at.Field(k)), true
		}
	}
	if !named {
		id = r.fresh()
	}
	for _, k := range sortedKeys(m) {
		p := at.Field(k)
		switch full := c.expand(k, true); full {
		case "@context", "@id", "":
		case "@type":
			for i, t := range many(m[k]) {
				s, ok := t.(string)
				if !ok {
					r.refuse(&ruleSyntax, p.Index(i), issue.Text{FR: "type attendu", EN: "type expected"})
					continue
				}
				if name := c.expand(s, true); name != "" {
					r.g.add(id, rdfType, iri(name))
				}
			}
		case "@graph":
			for i, e := range many(m[k]) {
				r.node(e, c, p.Index(i), depth+1)
			}
		default:
			if full[0] == '@' {
				r.refuse(&ruleContext, p, k)
				continue
			}
			r.property(id, full, c.terms[k], m[k], c, p, depth)
		}
	}
	return id
}

func many(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

func (r *ldReader) property(id term, name string, d termDef, v any, c *context, at issue.Pointer, depth int) {
	if d.container == "@language" {
		m, ok := v.(map[string]any)
		if !ok {
			r.refuse(&ruleSyntax, at, issue.Text{FR: "textes par langue attendus", EN: "texts by language expected"})
			return
		}
		for _, lang := range sortedKeys(m) {
			for _, s := range many(m[lang]) {
				if s, ok := s.(string); ok {
					r.g.add(id, name, text(s, lowerTag(lang)))
				}
			}
		}
		return
	}
	if d.container == "@list" {
		r.g.add(id, name, r.list(many(v), d, c, at, depth))
		return
	}
	for i, e := range many(v) {
		p := at
		if _, ok := v.([]any); ok {
			p = at.Index(i)
		}
		if o, ok := r.object(e, d, c, p, depth); ok {
			r.g.add(id, name, o)
		}
	}
}

func (r *ldReader) list(members []any, d termDef, c *context, at issue.Pointer, depth int) term {
	var out []term
	for i, e := range members {
		if o, ok := r.object(e, d, c, at.Index(i), depth); ok {
			out = append(out, o)
		}
	}
	return r.g.collect(out, r.fresh)
}

// object turns a value into a term.
func (r *ldReader) object(v any, d termDef, c *context, at issue.Pointer, depth int) (term, bool) {
	switch v := v.(type) {
	case nil:
		return term{}, false
	case string:
		switch {
		case d.typ == "@id":
			return r.ref(v, c, at), true
		case d.typ == "@vocab":
			return iri(c.expand(v, true)), true
		case d.typ != "" && d.typ != xsdText:
			return typed(v, d.typ), true
		case d.hasLang:
			return text(v, d.lang), true
		case d.typ == xsdText:
			return text(v, ""), true
		}
		return text(v, c.lang), true
	case bool:
		return typed(strconv.FormatBool(v), nsXSD+"boolean"), true
	case float64:
		if v == float64(int64(v)) {
			return typed(strconv.FormatInt(int64(v), 10), nsXSD+"integer"), true
		}
		return typed(strconv.FormatFloat(v, 'E', -1, 64), nsXSD+"double"), true
	case json.Number:
		return typed(string(v), nsXSD+"decimal"), true
	case map[string]any:
		return r.objectMap(v, d, c, at, depth)
	}
	r.refuse(&ruleSyntax, at, issue.Text{FR: "valeur inattendue", EN: "unexpected value"})
	return term{}, false
}

func (r *ldReader) objectMap(v map[string]any, d termDef, c *context, at issue.Pointer, depth int) (term, bool) {
	if list, ok := v["@list"]; ok {
		return r.list(many(list), d, c, at.Field("@list"), depth), true
	}
	if set, ok := v["@set"]; ok {
		for i, e := range many(set) { // a set of one is its member
			if o, ok := r.object(e, d, c, at.Field("@set").Index(i), depth); ok {
				return o, true
			}
		}
		return term{}, false
	}
	value, isValue := v["@value"]
	if !isValue {
		return r.node(v, c, at, depth+1), true
	}
	lang, _ := v["@language"].(string)
	typ, _ := v["@type"].(string)
	o, ok := r.object(value, termDef{}, &context{}, at.Field("@value"), depth)
	if !ok || o.kind != kindLiteral {
		return o, ok
	}
	switch {
	case lang != "":
		o.lang = lowerTag(lang)
	case typ != "":
		if o.datatype = c.expand(typ, true); o.datatype == xsdText {
			o.datatype = ""
		}
	}
	return o, true
}
