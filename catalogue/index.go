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
	sessions []Session

	mutex sync.Mutex // free
	free  []*scratch // a sync.Pool weighs 1,300 bytes on the wire

	counted sync.Once // facets and days: with the first Search
	facets  facetTable
	days    map[BrickRef][]dayRange
}

// posting says how much a term weighs in a document, in 1/1000.
type posting struct{ doc, weight int32 }

type dayRange struct{ from, until competency.Date }

// NewIndex returns an index of every brick of the catalogues, whatever its
// status (a Query chooses).
func NewIndex(o IndexOptions, catalogues ...*Catalogue) *Index {
	x := NewIndexer(o, catalogues...)
	for x.Step(len(x.index.docs)) {
	}
	return x.Index()
}

// Len returns the number of bricks indexed.
func (x *Index) Len() int { return len(x.docs) }

// Field names the part of a brick where a word was found.
type Field string

// The values of Field.
const (
	FieldTitle   Field = "title"
	FieldSummary Field = "summary"
	FieldTag     Field = "tag"
	FieldTarget  Field = "target"
)

// eachField calls f with every text of a brick that is searched, and how much
// its words weigh.
func (x *Index) eachField(b *Brick, f func(name Field, text string, weight int32)) {
	f(FieldTitle, b.Title.In(x.lang), 3)
	f(FieldSummary, b.Summary.In(x.lang), 1)
	for _, t := range b.Tags {
		f(FieldTag, tagWords(t, x.lang), 2)
	}
	for _, t := range b.Targets {
		if l, ok := x.labels[t.Item]; ok {
			f(FieldTarget, l.In(x.lang), 2)
		}
	}
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
