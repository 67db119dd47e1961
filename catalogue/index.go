// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"sort"
	"sync"

	"forge.apps.education.fr/eafc/briques/competency"
)

// IndexOptions say what an Index is made from. The zero value indexes French
// titles, summaries and tags.
type IndexOptions struct {
	// Lang is the language of titles and summaries, "fr" when empty.
	Lang string
	// Frameworks give the labels of targeted items, so that they are found.
	Frameworks []*competency.Framework
	// Sessions allow Query.From and Query.Until.
	Sessions []Session
}

// Index finds bricks of one or several catalogues. It keeps pointers to their
// bricks, which must not change. It is safe for concurrent use.
type Index struct {
	lang     string
	labels   map[competency.Ref]competency.Text
	docs     []*Brick
	terms    []string // sorted
	first    []int32  // postings of term i: posts[first[i]:first[i+1]]
	posts    []posting
	trigrams map[uint32][]int32
	facets   facetTable
	sessions map[BrickRef][]dayRange
	scratch  sync.Pool
}

// posting says how much a term weighs in a document, in 1/1000.
type posting struct{ doc, weight int32 }

type dayRange struct{ from, until competency.Date }

// NewIndex returns an index of every brick of the catalogues, whatever its
// status (a Query chooses).
func NewIndex(o IndexOptions, catalogues ...*Catalogue) *Index {
	x := &Index{lang: o.Lang, labels: map[competency.Ref]competency.Text{}, sessions: map[BrickRef][]dayRange{}}
	if x.lang == "" {
		x.lang = "fr"
	}
	for _, f := range o.Frameworks {
		for i := range f.Items {
			x.labels[f.Ref(f.Items[i].ID)] = f.Items[i].Label
		}
	}
	for _, s := range o.Sessions {
		x.sessions[s.Brick] = append(x.sessions[s.Brick], dayRange{s.Start.Date(), s.End.Date()})
	}
	for _, c := range catalogues {
		for i := range c.Bricks {
			x.docs = append(x.docs, &c.Bricks[i])
		}
	}
	sort.SliceStable(x.docs, func(a, b int) bool { return refBefore(x.docs[a].Ref(), x.docs[b].Ref()) })
	x.build()
	x.facets.build(x.docs)
	x.scratch.New = func() any { return newScratch(len(x.docs)) }
	return x
}

// Len returns the number of bricks indexed.
func (x *Index) Len() int { return len(x.docs) }

// field is one text of a brick and how much its words weigh.
type field struct {
	name   Field
	text   string
	weight int32
}

// Field names the part of a brick where a word was found.
type Field string

// The values of Field.
const (
	FieldTitle   Field = "title"
	FieldSummary Field = "summary"
	FieldTag     Field = "tag"
	FieldTarget  Field = "target"
)

// fields returns the texts of a brick that are searched.
func (x *Index) fields(b *Brick) []field {
	out := []field{{FieldTitle, b.Title.In(x.lang), 3}, {FieldSummary, b.Summary.In(x.lang), 1}}
	for _, t := range b.Tags {
		out = append(out, field{FieldTag, tagWords(t, x.lang), 2})
	}
	for _, t := range b.Targets {
		if l, ok := x.labels[t.Item]; ok {
			out = append(out, field{FieldTarget, l.In(x.lang), 2})
		}
	}
	return out
}

// tagWords returns the words a reader types for a tag.
func tagWords(t Tag, lang string) string {
	if len(t) > 4 && t[:4] == "ext:" {
		b := []byte(t[4:])
		for i, c := range b {
			if c == '-' || c == '_' || c == '.' {
				b[i] = ' '
			}
		}
		return string(b)
	}
	return Label(t, lang)
}

// count is how much each term weighs in one document.
func (x *Index) count(b *Brick, into map[string]int32) (length int32) {
	add := func(term string, weight int32) {
		into[term] += weight
		length += weight
	}
	for _, f := range x.fields(b) {
		ws := words(f.text)
		for i, w := range ws {
			add(Stem(w.text), f.weight)
			if w.joined {
				into[Stem(ws[i-1].text+w.text)] += f.weight
			}
		}
	}
	return length
}

// build counts every document, then turns counts into BM25 weights (k1 1.2,
// b 0.75) in whole thousandths, so that sums are the same on every machine.
func (x *Index) build() {
	number := map[string]int32{}
	type raw struct{ term, doc, tf int32 }
	var all []raw
	lengths := make([]int32, len(x.docs))
	total := int64(0)
	counts := map[string]int32{}
	for d, b := range x.docs {
		clear(counts)
		lengths[d] = x.count(b, counts)
		total += int64(lengths[d])
		for term, tf := range counts {
			n, ok := number[term]
			if !ok {
				n = int32(len(number))
				number[term] = n
			}
			all = append(all, raw{n, int32(d), tf})
		}
	}
	x.terms = make([]string, 0, len(number))
	for term := range number {
		x.terms = append(x.terms, term)
	}
	sort.Strings(x.terms)
	place := make([]int32, len(number))
	for i, term := range x.terms {
		place[number[term]] = int32(i)
	}
	x.first = make([]int32, len(x.terms)+1)
	for i := range all {
		all[i].term = place[all[i].term]
		x.first[all[i].term+1]++
	}
	for i := range x.terms {
		x.first[i+1] += x.first[i]
	}
	next := append([]int32(nil), x.first...)
	x.posts = make([]posting, len(all))
	average := float64(total) / float64(max(1, len(x.docs)))
	for _, r := range all { // by document, so each list comes out sorted
		df := float64(x.first[r.term+1] - x.first[r.term])
		idf := naturalLog(1 + (float64(len(x.docs))-df+0.5)/(df+0.5))
		tf := float64(r.tf)
		norm := float64(0.25+float64(0.75*float64(lengths[r.doc])/average)) * 1.2
		weight := float64(idf*float64(2.2*tf)) / float64(tf+norm)
		x.posts[next[r.term]] = posting{r.doc, int32(float64(weight*1000) + 0.5)}
		next[r.term]++
	}
	x.trigrams = map[uint32][]int32{}
	for i, term := range x.terms {
		for _, g := range trigramsOf(term) {
			x.trigrams[g] = append(x.trigrams[g], int32(i))
		}
	}
}

// naturalLog is ln of v ≥ 1 by halving and a series: every product is rounded
// on its own, so that no machine may fuse it with a sum.
func naturalLog(v float64) float64 {
	n := 0
	for v > 2 {
		v /= 2
		n++
	}
	z := (v - 1) / (v + 1)
	square, power, sum := float64(z*z), z, 0.0
	for k := 1; k < 40; k += 2 {
		sum += float64(power / float64(k))
		power = float64(power * square)
	}
	return float64(2*sum) + float64(float64(n)*0.6931471805599453)
}

// trigramsOf returns the distinct three-byte pieces of a term, packed.
func trigramsOf(term string) []uint32 {
	var out []uint32
	for i := 0; i+3 <= len(term); i++ {
		g := uint32(term[i])<<16 | uint32(term[i+1])<<8 | uint32(term[i+2])
		seen := false
		for _, o := range out {
			seen = seen || o == g
		}
		if !seen {
			out = append(out, g)
		}
	}
	return out
}

// exact returns the number of a term, -1 when no document holds it.
func (x *Index) exact(term string) int32 {
	i := sort.SearchStrings(x.terms, term)
	if i < len(x.terms) && x.terms[i] == term {
		return int32(i)
	}
	return -1
}

// prefixed returns the range of terms that begin with prefix.
func (x *Index) prefixed(prefix string) (from, to int) {
	from = sort.SearchStrings(x.terms, prefix)
	to = from
	for to < len(x.terms) && len(x.terms[to]) >= len(prefix) && x.terms[to][:len(prefix)] == prefix {
		to++
	}
	return from, to
}
