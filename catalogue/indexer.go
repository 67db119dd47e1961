// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/ascending"
)

// Indexer makes an Index some bricks at a time, for a program that has
// something else to do meanwhile: call Step until it returns false, then
// Index.
type Indexer struct {
	index   *Index
	next    int              // document to count
	words   map[string]int32 // folded word → number of its stem
	stems   map[string]int32
	counts  []int32 // by stem, of the current document
	met     []int32 // stems of the current document
	raw     []rawPosting
	lengths []int32
	buffer  []byte
	last    []byte // the word before
}

type rawPosting struct{ term, doc, tf int32 }

// NewIndexer begins an index of every brick of the catalogues, whatever its
// status (a Query chooses).
func NewIndexer(o IndexOptions, catalogues ...*Catalogue) *Indexer {
	x := &Index{lang: o.Lang, labels: map[competency.Ref]competency.Text{}, sessions: o.Sessions}
	if x.lang == "" {
		x.lang = "fr"
	}
	for _, f := range o.Frameworks {
		for i := range f.Items {
			x.labels[f.Ref(f.Items[i].ID)] = f.Items[i].Label
		}
	}
	for _, c := range catalogues {
		for i := range c.Bricks {
			x.docs = append(x.docs, &c.Bricks[i])
		}
	}
	before := func(a, b int) bool { return refBefore(x.docs[a].Ref(), x.docs[b].Ref()) }
	if !sort.SliceIsSorted(x.docs, before) {
		sort.SliceStable(x.docs, before)
	}
	return &Indexer{index: x, words: map[string]int32{}, stems: map[string]int32{}, lengths: make([]int32, len(x.docs))}
}

// Step reads n more bricks. It reports whether there are more.
func (x *Indexer) Step(n int) bool {
	docs := x.index.docs
	for ; n > 0 && x.next < len(docs); n-- {
		x.count(x.next)
		x.next++
	}
	return x.next < len(docs)
}

// Share returns how much was read, in percent.
func (x *Indexer) Share() int { return x.next * 100 / max(1, len(x.index.docs)) }

// count is how much each term weighs in one document.
func (x *Indexer) count(doc int) {
	length := int32(0)
	x.index.eachField(x.index.docs[doc], func(_ Field, text string, weight int32) {
		x.buffer = eachWord(text, x.buffer, func(w []byte, joined bool) {
			n, known := x.words[string(w)]
			if !known {
				word := string(w)
				n = x.stem(Stem(word))
				x.words[word] = n
			}
			x.add(n, weight)
			length += weight
			if joined {
				x.add(x.stem(Stem(string(x.last)+string(w))), weight)
			}
			x.last = append(x.last[:0], w...)
		})
	})
	x.lengths[doc] = length
	for _, t := range x.met {
		x.raw = append(x.raw, rawPosting{t, int32(doc), x.counts[t]})
		x.counts[t] = 0
	}
	x.met = x.met[:0]
}

func (x *Indexer) add(stem, weight int32) {
	if x.counts[stem] == 0 {
		x.met = append(x.met, stem)
	}
	x.counts[stem] += weight
}

// stem returns the number of a stem, a new one for a new stem.
func (x *Indexer) stem(s string) int32 {
	n, known := x.stems[s]
	if !known {
		n = int32(len(x.stems))
		x.stems[s] = n
		x.counts = append(x.counts, 0)
	}
	return n
}

// Index turns counts into BM25 weights (k1 1.2, b 0.75) in whole thousandths,
// so that sums are the same on every machine.
func (x *Indexer) Index() *Index {
	i := x.index
	i.terms = make([]string, 0, len(x.stems))
	for s := range x.stems {
		i.terms = append(i.terms, s)
	}
	ascending.Strings(i.terms)
	place := make([]int32, len(i.terms))
	for at, s := range i.terms {
		place[x.stems[s]] = int32(at)
	}
	i.first = make([]int32, len(i.terms)+1)
	for n := range x.raw {
		x.raw[n].term = place[x.raw[n].term]
		i.first[x.raw[n].term+1]++
	}
	idf := make([]float64, len(i.terms))
	for t := range i.terms {
		df := float64(i.first[t+1])
		idf[t] = naturalLog(1 + (float64(len(i.docs))-df+0.5)/(df+0.5))
		i.first[t+1] += i.first[t]
	}
	total := int64(0)
	for _, l := range x.lengths {
		total += int64(l)
	}
	average := float64(total) / float64(max(1, len(i.docs)))
	norms := make([]float64, len(i.docs))
	for d, l := range x.lengths {
		norms[d] = float64(0.25+float64(0.75*float64(l)/average)) * 1.2
	}
	next := append([]int32(nil), i.first...)
	i.posts = make([]posting, len(x.raw))
	for _, r := range x.raw { // by document, so each list comes out sorted
		tf := float64(r.tf)
		weight := float64(idf[r.term]*float64(2.2*tf)) / float64(tf+norms[r.doc])
		i.posts[next[r.term]] = posting{r.doc, int32(float64(weight*1000) + 0.5)}
		next[r.term]++
	}
	i.trigrams = map[uint32][]int32{}
	for t, term := range i.terms {
		for _, g := range trigramsOf(term) {
			i.trigrams[g] = append(i.trigrams[g], int32(t))
		}
	}
	return i
}
