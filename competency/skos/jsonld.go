// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"bytes"
	"encoding/json"
	"net/url"
	"sort"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

var jsonLimits = strictjson.Limits{Bytes: 32 << 20, Depth: maxDepth, Values: 5_000_000, Names: 100_000}

// jsonld writes the document with an inline context of prefixes.
func (d *document) jsonld() []byte {
	context := map[string]any{}
	for _, p := range prefixes {
		context[p.name] = p.ns
	}
	var nodes []any
	for _, r := range d.resources {
		n := map[string]any{"@id": r.id.value}
		for _, p := range r.properties {
			var values []any
			for _, o := range p.objects {
				values = append(values, d.value(p.name, o))
			}
			name := "@type"
			if p.name != rdfType {
				name = compact(p.name)
			}
			if len(values) == 1 {
				n[name] = values[0]
			} else {
				n[name] = values
			}
		}
		nodes = append(nodes, n)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(map[string]any{"@context": context, "@graph": nodes}); err != nil {
		return nil // maps of strings
	}
	return b.Bytes()
}

func compact(full string) string {
	for _, p := range prefixes {
		if name, ok := strings.CutPrefix(full, p.ns); ok && plainName(name) {
			return p.name + ":" + name
		}
	}
	return full
}

func (d *document) value(predicate string, o term) any {
	if members, ok := d.lists[o]; ok {
		var list []any
		for _, m := range members {
			list = append(list, d.value("", m))
		}
		return map[string]any{"@list": list}
	}
	switch {
	case o.kind == kindIRI && predicate == rdfType:
		return compact(o.value)
	case o.kind != kindLiteral:
		return map[string]any{"@id": o.value}
	case o.lang != "":
		return map[string]any{"@value": o.value, "@language": o.lang}
	case o.datatype != "":
		return map[string]any{"@value": o.value, "@type": compact(o.datatype)}
	}
	return o.value
}

// termDef is what a context says of a term.
type termDef struct {
	id, typ, lang, container string
	hasLang                  bool
}

// context is the part of a JSON-LD context that is read: prefixes, terms,
// @vocab, @base, @language.
type context struct {
	terms map[string]termDef
	vocab string
	lang  string
	base  *url.URL
}

type ldReader struct {
	g      *graph
	blanks int
	fault  *issue.Issue
}

// parseJSONLD returns the graph of a document.
func parseJSONLD(data []byte) (*graph, issue.Issues) {
	if strictjson.Dense(data) {
		return nil, issue.Issues{ruleLimit.At("", issue.Text{FR: "valeurs pour la taille du fichier", EN: "values for the size of the file"}, issue.Text{FR: "une pour une dizaine d’octets", EN: "one for some ten bytes"})}
	}
	var v any
	if is := strictjson.Unmarshal(data, strictjson.Wire, jsonLimits, &v); is.HasErrors() {
		return nil, is
	}
	r := &ldReader{g: newGraph()}
	r.document(v)
	if r.fault != nil {
		i := issue.Issues{*r.fault}
		strictjson.Locate(i, data, jsonLimits)
		return nil, i
	}
	return r.g, nil
}

func (r *ldReader) refuse(rule *issue.Rule, at issue.Pointer, args ...any) {
	if r.fault == nil {
		i := rule.At(at, args...)
		r.fault = &i
	}
}

func (r *ldReader) document(v any) {
	c := &context{terms: map[string]termDef{}}
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			r.node(e, c, issue.Pointer("").Index(i), 0)
		}
	case map[string]any:
		r.node(v, c, "", 0)
	default:
		r.refuse(&ruleSyntax, "", issue.Text{FR: "objet attendu", EN: "object expected"})
	}
}

// extend returns c with what a context value adds.
func (r *ldReader) extend(c *context, v any, at issue.Pointer) *context {
	if v == nil {
		return &context{terms: map[string]termDef{}}
	}
	if list, ok := v.([]any); ok {
		for i, e := range list {
			c = r.extend(c, e, at.Index(i))
		}
		return c
	}
	m, ok := v.(map[string]any)
	if !ok {
		s, _ := v.(string)
		r.refuse(&ruleContext, at, s)
		return c
	}
	n := &context{terms: make(map[string]termDef, len(c.terms)+len(m)), vocab: c.vocab, lang: c.lang, base: c.base}
	for k, d := range c.terms {
		n.terms[k] = d
	}
	for _, k := range sortedKeys(m) {
		r.define(n, m, k, at.Field(k))
	}
	return n
}

func sortedKeys(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (r *ldReader) define(c *context, all map[string]any, k string, at issue.Pointer) {
	v := all[k]
	s, isText := v.(string)
	switch k {
	case "@vocab":
		c.vocab = r.expandIn(c, all, s)
		return
	case "@language":
		c.lang = lowerTag(s)
		return
	case "@version", "@protected":
		return
	case "@base":
		u, err := url.Parse(s)
		if err != nil || !isText || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "urn" {
			r.refuse(&ruleContext, at, s)
			return
		}
		c.base = u
		return
	}
	if strings.HasPrefix(k, "@") {
		r.refuse(&ruleContext, at, k)
		return
	}
	if isText {
		c.terms[k] = termDef{id: r.expandIn(c, all, s)}
		return
	}
	m, ok := v.(map[string]any)
	if !ok {
		if v == nil {
			delete(c.terms, k)
			return
		}
		r.refuse(&ruleContext, at, k)
		return
	}
	d := termDef{id: r.expandIn(c, all, k)}
	for _, name := range sortedKeys(m) {
		value, _ := m[name].(string)
		switch name {
		case "@id":
			d.id = r.expandIn(c, all, value)
		case "@type":
			if d.typ = value; value != "@id" && value != "@vocab" {
				d.typ = r.expandIn(c, all, value)
			}
		case "@language":
			d.lang, d.hasLang = lowerTag(value), true
		case "@container":
			d.container = value
			if value != "@list" && value != "@set" && value != "@language" {
				r.refuse(&ruleContext, at.Field(name), value)
			}
		default:
			r.refuse(&ruleContext, at.Field(name), name)
		}
	}
	c.terms[k] = d
}

// expandIn expands a name with the prefixes of a context that is being read.
func (r *ldReader) expandIn(c *context, all map[string]any, s string) string {
	if strings.HasPrefix(s, "@") || s == "" {
		return s
	}
	if prefix, rest, ok := strings.Cut(s, ":"); ok && !strings.HasPrefix(rest, "//") && prefix != "_" {
		if d, ok := c.terms[prefix]; ok && d.id != "" {
			return d.id + rest
		}
		if ns, ok := all[prefix].(string); ok && prefix != s && strings.Contains(ns, "://") {
			return ns + rest
		}
		return s
	}
	if d, ok := c.terms[s]; ok {
		return d.id
	}
	if strings.Contains(s, ":") {
		return s
	}
	return c.vocab + s
}

func (c *context) expand(s string, vocab bool) string {
	if strings.HasPrefix(s, "@") {
		return s
	}
	if d, ok := c.terms[s]; vocab && ok {
		return d.id
	}
	if prefix, rest, ok := strings.Cut(s, ":"); ok {
		if d, ok := c.terms[prefix]; ok && !strings.HasPrefix(rest, "//") {
			return d.id + rest
		}
		return s
	}
	if vocab {
		if c.vocab == "" {
			return ""
		}
		return c.vocab + s
	}
	if c.base != nil {
		if u, err := url.Parse(s); err == nil {
			return c.base.ResolveReference(u).String()
		}
	}
	return s
}

func (r *ldReader) fresh() term {
	r.blanks++
	return term{kind: kindBlank, value: "b" + strconv.Itoa(r.blanks)}
}

func (r *ldReader) ref(s string, c *context, at issue.Pointer) term {
	if strings.HasPrefix(s, "_:") {
		return term{kind: kindBlank, value: "_" + s[2:]}
	}
	full := c.expand(s, false)
	if !strings.Contains(full, ":") {
		r.refuse(&ruleSyntax, at, issue.Text{FR: "adresse relative sans base : « " + clip(s) + " »", EN: "relative address without a base: “" + clip(s) + "”"})
	}
	return iri(full)
}
