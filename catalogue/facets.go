// SPDX-License-Identifier: Apache-2.0

package catalogue

import "sort"

// Facet counts, over all hits of a query, the values of one property.
type Facet struct {
	Name   string       `json:"name"` // modality, status, kind, public, tag, language, licence, partner, item
	Values []FacetValue `json:"values"`
}

// FacetValue is one value and the number of hits that have it.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// facetTable holds the values of every document as numbers.
type facetTable struct {
	names  []string
	values [][]string // by facet
	first  [][]int32  // by facet: numbers[first[d]:first[d+1]]
	number [][]int32
	known  []map[string]int32 // by facet: value → its number
}

func facetValues(b *Brick) [][]string {
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	tags := make([]string, len(b.Tags))
	for i, t := range b.Tags {
		tags[i] = string(t)
	}
	var partners, items []string
	for _, p := range b.Partners {
		partners = appendNew(partners, p.Partner)
	}
	for _, t := range b.Targets {
		items = appendNew(items, string(t.Item.Item))
	}
	return [][]string{one(string(b.Modality)), one(string(b.Status)), one(string(b.Kind)), b.Publics, tags,
		one(b.Language), one(b.Licence), partners, items}
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// open begins a table of n documents, which are added in order.
func (t *facetTable) open(n int) {
	t.names = []string{"modality", "status", "kind", "public", "tag", "language", "licence", "partner", "item"}
	f := len(t.names)
	t.values, t.first, t.number, t.known = make([][]string, f), make([][]int32, f), make([][]int32, f), make([]map[string]int32, f)
	for f := range t.known {
		t.known[f] = map[string]int32{}
		t.first[f] = append(make([]int32, 0, n+1), 0)
	}
}

func (t *facetTable) add(b *Brick) {
	for f, values := range facetValues(b) {
		for _, v := range values {
			k, ok := t.known[f][v]
			if !ok {
				k = int32(len(t.known[f]))
				t.known[f][v] = k
				t.values[f] = append(t.values[f], v)
			}
			t.number[f] = append(t.number[f], k)
		}
		t.first[f] = append(t.first[f], int32(len(t.number[f])))
	}
}

// count returns the facets of some documents, most frequent value first.
func (t *facetTable) count(docs []int32) []Facet {
	out := make([]Facet, 0, len(t.names))
	for f, name := range t.names {
		counts := make([]int, len(t.values[f]))
		for _, d := range docs {
			for _, v := range t.number[f][t.first[f][d]:t.first[f][d+1]] {
				counts[v]++
			}
		}
		facet := Facet{Name: name, Values: []FacetValue{}}
		for v, n := range counts {
			if n > 0 {
				facet.Values = append(facet.Values, FacetValue{t.values[f][v], n})
			}
		}
		sort.Slice(facet.Values, func(a, b int) bool {
			p, q := facet.Values[a], facet.Values[b]
			return p.Count > q.Count || p.Count == q.Count && p.Value < q.Value
		})
		out = append(out, facet)
	}
	return out
}

// countFacets reads what a Query asks of every document.
func (x *Index) countFacets() {
	x.facets.open(len(x.docs))
	for _, b := range x.docs {
		x.facets.add(b)
	}
	x.days = make(map[BrickRef][]dayRange, len(x.sessions))
	for _, s := range x.sessions {
		x.days[s.Brick] = append(x.days[s.Brick], dayRange{s.Start.Date(), s.End.Date()})
	}
}

// compileFilter returns the test that q puts to each document.
func (x *Index) compileFilter(q *Query) func(*Brick) bool {
	var tests []func(*Brick) bool
	add := func(on bool, test func(*Brick) bool) {
		if on {
			tests = append(tests, test)
		}
	}
	add(len(q.Modalities) > 0, func(b *Brick) bool { return has(q.Modalities, b.Modality) })
	add(len(q.Statuses) > 0, func(b *Brick) bool { return has(q.Statuses, b.Status) })
	add(len(q.Kinds) > 0, func(b *Brick) bool { return has(q.Kinds, b.Kind) })
	add(len(q.Languages) > 0, func(b *Brick) bool { return has(q.Languages, b.Language) })
	add(len(q.Licences) > 0, func(b *Brick) bool { return has(q.Licences, b.Licence) })
	add(len(q.Publics) > 0, func(b *Brick) bool { return len(b.Publics) == 0 || hasAny(q.Publics, b.Publics) })
	add(len(q.Tags) > 0, func(b *Brick) bool { return hasAny(q.Tags, b.Tags) })
	add(q.Labelled, func(b *Brick) bool { return len(b.Decisions) > 0 })
	add(q.MinMinutes > 0 || q.MaxMinutes > 0, func(b *Brick) bool {
		return b.Total() >= q.MinMinutes && (q.MaxMinutes == 0 || b.Total() <= q.MaxMinutes)
	})
	add(len(q.Partners) > 0, func(b *Brick) bool {
		for _, p := range b.Partners {
			if has(q.Partners, p.Partner) {
				return true
			}
		}
		return false
	})
	for _, want := range q.Reaches {
		add(true, func(b *Brick) bool {
			for _, t := range b.Targets {
				if t.Role == RoleAimed && t.Item == want.Item && t.Rank >= want.Rank {
					return true
				}
			}
			return false
		})
	}
	add(q.From != "" || q.Until != "", func(b *Brick) bool {
		for _, s := range x.days[b.Ref()] {
			if (q.From == "" || s.from >= q.From) && (q.Until == "" || s.until <= q.Until) {
				return true
			}
		}
		return false
	})
	return func(b *Brick) bool {
		for _, test := range tests {
			if !test(b) {
				return false
			}
		}
		return true
	}
}

func has[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func hasAny[T comparable](wanted, have []T) bool {
	for _, v := range have {
		if has(wanted, v) {
			return true
		}
	}
	return false
}
