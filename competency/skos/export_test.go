// SPDX-License-Identifier: Apache-2.0

package skos

import (
	"sort"
	"strings"
)

// Canonical returns the statements of a document as sorted N-Triples, blank
// nodes named by what they say: two isomorphic graphs give the same lines.
func Canonical(data []byte) ([]string, error) {
	g, is := parse(data)
	if g == nil {
		return nil, is
	}
	names := map[term]string{}
	var name func(t term, depth int) string
	name = func(t term, depth int) string {
		if t.kind != kindBlank {
			return turtleFull(t)
		}
		if s, ok := names[t]; ok || depth > 200 {
			return s
		}
		var parts []string
		if r := g.index[t]; r != nil {
			for _, p := range r.properties {
				for _, o := range p.objects {
					parts = append(parts, p.name+" "+name(o, depth+1))
				}
			}
		}
		sort.Strings(parts)
		names[t] = "_:[" + strings.Join(parts, ";") + "]"
		return names[t]
	}
	var out []string
	for _, r := range g.order {
		for _, p := range r.properties {
			for _, o := range p.objects {
				out = append(out, name(r.id, 0)+" <"+p.name+"> "+name(o, 0))
			}
		}
	}
	sort.Strings(out)
	return out, nil
}

func turtleFull(t term) string {
	switch {
	case t.kind == kindIRI:
		return "<" + t.value + ">"
	case t.lang != "":
		return quote(t.value) + "@" + t.lang
	case t.datatype != "":
		return quote(t.value) + "^^<" + t.datatype + ">"
	}
	return quote(t.value)
}
