// SPDX-License-Identifier: Apache-2.0

package catalogue

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
)

// Query is what to look for. Text is searched; everything else filters before
// ranking, each list by any of its values. The zero value finds every brick.
type Query struct {
	Text       string
	Reaches    []ItemRank // each: an aimed target on the item, at least that rank
	MinMinutes Minutes
	MaxMinutes Minutes // 0: no limit
	Modalities []Modality
	Statuses   []Status
	Kinds      []Kind
	Publics    []string
	Tags       []Tag
	Languages  []string
	Licences   []string
	Partners   []string
	Labelled   bool            // holds a label decision
	From       competency.Date // with Until: a session between the two days
	Until      competency.Date
	Offset     int
	Limit      int // 20 when 0
}

// MatchKind says how a word of the query met a word of the brick.
type MatchKind string

// The values of MatchKind.
const (
	MatchExact       MatchKind = "exact"
	MatchPrefix      MatchKind = "prefix"
	MatchApproximate MatchKind = "approximate"
)

// Match is one reason why a brick was found.
type Match struct {
	Word  string    `json:"word"`  // of the query, folded
	Found string    `json:"found"` // of the brick, folded
	Field Field     `json:"field"`
	Kind  MatchKind `json:"kind"`
}

// Hit is one brick found. Approximate hits resemble a word of the query and
// hold none: they come after all others and are to be shown apart.
type Hit struct {
	Brick       *Brick  `json:"brick"`
	Score       int     `json:"score"`
	Why         []Match `json:"why,omitempty"`
	Approximate bool    `json:"approximate,omitempty"`
}

// Result is the answer to a Query: the hits from Offset, Limit at most, the
// counts of values over all hits, and how many hits there are. Hits come by
// score, then by ID.
type Result struct {
	Hits        []Hit   `json:"hits"`
	Facets      []Facet `json:"facets"`
	Total       int     `json:"total"`
	Approximate int     `json:"approximate"` // how many of Total are approximate
}

// scratch is what one search writes in.
type scratch struct {
	score   []int32
	best    []int32 // best weight of the current word
	met     []int32 // words of the query met
	exact   []bool
	touched []int32
	word    []int32
}

func newScratch(n int) *scratch {
	return &scratch{score: make([]int32, n), best: make([]int32, n), met: make([]int32, n), exact: make([]bool, n)}
}

func (s *scratch) clear() {
	for _, d := range s.touched {
		s.score[d], s.met[d], s.exact[d] = 0, 0, false
	}
	s.touched = s.touched[:0]
}

// source is one index term that may stand for a word of the query.
type source struct {
	term   int32
	factor int32 // of 1000
	kind   MatchKind
}

// Search returns the hits of q.
func (x *Index) Search(q Query) Result {
	x.counted.Do(x.countFacets)
	s := x.borrow()
	asked, sources := x.rank(s, q.Text, x.compileFilter(&q))
	out := x.page(s, max(0, q.Offset), q.Limit)
	out.Facets = x.facets.count(s.touched)
	for i := range out.Hits {
		out.Hits[i].Why = x.why(out.Hits[i].Brick, asked, sources)
	}
	x.giveBack(s)
	return out
}

// Find is Search for a screen: the hits of text among the bricks that keep
// accepts, the first limit of them, without facets and reasons. A widget that
// calls it carries neither these nor the filters of a Query.
func (x *Index) Find(text string, keep func(*Brick) bool, limit int) Result {
	s := x.borrow()
	x.rank(s, text, keep)
	out := x.page(s, 0, limit)
	x.giveBack(s)
	return out
}

// borrow returns a scratch that no other search writes in.
func (x *Index) borrow() *scratch {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if n := len(x.free) - 1; n >= 0 {
		s := x.free[n]
		x.free = x.free[:n]
		return s
	}
	return newScratch(len(x.docs))
}

func (x *Index) giveBack(s *scratch) {
	s.clear()
	x.mutex.Lock()
	x.free = append(x.free, s)
	x.mutex.Unlock()
}

// rank scores the documents that pass, and returns the words of text with the
// terms that each may mean.
func (x *Index) rank(s *scratch, text string, pass func(*Brick) bool) (asked []word, sources [][]source) {
	asked = words(text)
	if len(asked) == 0 {
		for d, b := range x.docs {
			if pass(b) {
				s.touched = append(s.touched, int32(d))
				s.exact[d] = true
			}
		}
	}
	sources = make([][]source, len(asked))
	for i := range asked {
		sources[i] = x.sourcesOf(asked, i)
		x.score(s, sources[i], pass)
	}
	for _, d := range s.touched { // a brick that meets half the words counts half
		if n := int32(len(asked)); n > 1 {
			s.score[d] = max(1, s.score[d]/n*s.met[d])
		}
	}
	return asked, sources
}

// page returns the hits from offset on.
func (x *Index) page(s *scratch, offset, limit int) Result {
	if limit <= 0 {
		limit = 20
	}
	top := topOf(s, offset+limit)
	out := Result{Hits: []Hit{}, Total: len(s.touched)}
	for _, d := range s.touched {
		if !s.exact[d] {
			out.Approximate++
		}
	}
	for n := offset; n < len(top); n++ {
		d := top[n]
		out.Hits = append(out.Hits, Hit{Brick: x.docs[d], Score: int(s.score[d]), Approximate: !s.exact[d]})
	}
	return out
}

// score adds to every document the best weight of the sources of one word.
func (x *Index) score(s *scratch, sources []source, pass func(*Brick) bool) {
	s.word = s.word[:0]
	for _, src := range sources {
		exact := src.kind != MatchApproximate
		for _, p := range x.posts[x.first[src.term]:x.first[src.term+1]] {
			w, best := int32(int(p.weight)*int(src.factor)/1000), &s.best[p.doc]
			if w <= *best {
				continue
			}
			if *best == 0 {
				if s.score[p.doc] == 0 && !pass(x.docs[p.doc]) {
					continue
				}
				s.word = append(s.word, p.doc)
			}
			*best = w
			if exact {
				s.exact[p.doc] = true
			}
		}
	}
	for _, d := range s.word {
		if s.score[d] == 0 {
			s.touched = append(s.touched, d)
		}
		s.score[d] += s.best[d]
		s.met[d]++
		s.best[d] = 0
	}
}

const minPrefix = 4

// sourcesOf returns the index terms that word i may mean: the same stem; the
// word joined with a neighbour, or cut in two words that exist; terms it
// begins; and only when there are none, terms that look like it.
func (x *Index) sourcesOf(asked []word, i int) []source {
	var out []source
	w := asked[i].text
	stem := Stem(w)
	exact := x.exact(stem)
	if exact >= 0 {
		out = append(out, source{exact, 1000, MatchExact})
	}
	if i > 0 {
		out = x.joined(out, asked[i-1].text+w)
	}
	if i+1 < len(asked) {
		out = x.joined(out, w+asked[i+1].text)
	}
	if exact < 0 {
		out = append(out, x.cut(w)...)
	}
	if len(stem) >= minPrefix {
		from, to := x.prefixed(stem)
		for t := from; t < to; t++ {
			if int32(t) != exact {
				out = append(out, source{int32(t), 500, MatchPrefix})
			}
		}
	}
	if len(out) == 0 {
		out = x.alike(stem)
	}
	return out
}

func (x *Index) joined(out []source, w string) []source {
	if t := x.exact(Stem(w)); t >= 0 {
		return append(out, source{t, 1000, MatchExact})
	}
	return out
}

// cut finds the two words, of four letters and more, that w is made of.
func (x *Index) cut(w string) []source {
	for n := 4; n+4 <= len(w); n++ {
		if suffixes.set()[w[n:]] {
			continue
		}
		a, b := x.exact(Stem(w[:n])), x.exact(Stem(w[n:]))
		if a >= 0 && b >= 0 {
			return []source{{b, 700, MatchExact}}
		}
	}
	return nil
}

// alike finds terms whose trigrams resemble those of stem: Dice ≥ 1/2.
func (x *Index) alike(stem string) []source {
	grams := trigramsOf(stem)
	shared := map[int32]int{}
	for _, g := range grams {
		for _, t := range x.trigrams[g] {
			shared[t]++
		}
	}
	var out []source
	for t, n := range shared {
		sum := len(grams) + len(trigramsOf(x.terms[t]))
		if 4*n >= sum {
			out = append(out, source{t, int32(400 * 2 * n / sum), MatchApproximate})
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].term < out[b].term })
	return out
}

// manyRows is where sorting all documents becomes cheaper than keeping the
// first rows in order.
const manyRows = 200

// topOf returns the first n documents by rank. A page is short: its rows are
// kept in order, which is a third of the code of a heap.
func topOf(s *scratch, n int) []int32 {
	before := func(a, b int32) bool { // a ranks before b; documents are in ID order
		switch {
		case s.exact[a] != s.exact[b]:
			return s.exact[a]
		case s.score[a] != s.score[b]:
			return s.score[a] > s.score[b]
		}
		return a < b
	}
	if n > manyRows {
		all := append([]int32(nil), s.touched...)
		sort.Slice(all, func(a, b int) bool { return before(all[a], all[b]) })
		return all[:min(n, len(all))]
	}
	var top []int32
	for _, d := range s.touched {
		i := len(top)
		if i < n {
			top = append(top, d)
		} else if i--; i < 0 || !before(d, top[i]) {
			continue
		}
		for ; i > 0 && before(d, top[i-1]); i-- {
			top[i] = top[i-1]
		}
		top[i] = d
	}
	return top
}

// why names, for one hit, the words of the brick that met the query.
func (x *Index) why(b *Brick, asked []word, sources [][]source) []Match {
	var out []Match
	for i, list := range sources {
		kind := map[string]MatchKind{}
		for _, src := range list {
			if _, again := kind[x.terms[src.term]]; !again {
				kind[x.terms[src.term]] = src.kind
			}
		}
		best := Match{}
		x.eachField(b, func(name Field, text string, _ int32) {
			ws := words(text)
			for n, w := range ws {
				k, ok := kind[Stem(w.text)]
				found := w.text
				if !ok && w.joined {
					k, ok = kind[Stem(ws[n-1].text+w.text)]
					found = ws[n-1].text + "-" + w.text
				}
				if ok && (best.Kind == "" || best.Kind != MatchExact && k == MatchExact) {
					best = Match{asked[i].text, found, name, k}
				}
			}
		})
		if best.Kind != "" {
			out = append(out, best)
		}
	}
	return out
}
