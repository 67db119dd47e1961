// SPDX-License-Identifier: Apache-2.0

package subset

import (
	"math/rand/v2"
	"strings"
)

// MaxStates bounds the walk of a product automaton.
const MaxStates = 20000

// Inclusion is the answer of Lang.Within.
type Inclusion int

// The answers: every word of the one is in the other; one word is not; the
// walk was too long to tell.
const (
	Included Inclusion = iota
	Excluded
	Undecided
)

type node struct {
	states string // one state per automaton, and the length if it is counted
	from   int
	r      rune
	n      int
}

// Within reports whether every word of a is a word of b; if not, it returns
// a shortest word that is not.
func (a Lang) Within(b Lang) (string, Inclusion) {
	if a.Max >= 0 && a.Min > a.Max {
		return "", Included
	}
	if a.width() == 0 && b.width() == 0 {
		return a.withinLengths(b)
	}
	lengthsHold := b.Min <= a.Min && (b.Max < 0 || a.Max >= 0 && a.Max <= b.Max)
	p, err := newProduct(a, b)
	if err != nil {
		return "", Undecided
	}
	if lengthsHold {
		free, freeB := a, b
		free.Min, free.Max, freeB.Min, freeB.Max = 0, -1, 0, -1
		if _, in := p.search(free, freeB, 0); in == Included {
			return "", Included
		}
	}
	cap := max(a.Min, a.Max, b.Min, b.Max) + 1
	return p.search(a, b, cap)
}

func (a Lang) withinLengths(b Lang) (string, Inclusion) {
	switch {
	case a.Min < b.Min:
		return strings.Repeat("a", a.Min), Excluded
	case b.Max >= 0 && (a.Max < 0 || a.Max > b.Max):
		return strings.Repeat("a", max(b.Max+1, a.Min)), Excluded
	}
	return "", Included
}

// search walks breadth first; lengths are counted up to cap (0: not at all).
func (p *product) search(a, b Lang, cap int) (string, Inclusion) {
	start := make([]int, len(p.list)+1)
	seen := map[string]bool{encode(start): true}
	queue := []node{{states: encode(start), from: -1}}
	wa := a.width()
	for i := 0; i < len(queue); i++ {
		if len(queue) > MaxStates {
			return "", Undecided
		}
		cur := decode(queue[i].states)
		n := queue[i].n
		if p.accepted(cur[:wa]) && n >= a.Min && (a.Max < 0 || n <= a.Max) &&
			!(p.acceptedFrom(cur, wa) && (cap == 0 || n >= b.Min && (b.Max < 0 || n <= b.Max))) {
			return word(queue, i), Excluded
		}
		if a.Max >= 0 && n >= a.Max {
			continue
		}
		for c, cl := range p.classes {
			r := cl.pick()
			next := make([]int, len(cur))
			dead := false
			for k, s := range p.list {
				next[k] = s.step(cur[k], c, r)
				dead = dead || k < wa && next[k] < 0
			}
			if dead {
				continue
			}
			if cap > 0 {
				next[len(p.list)] = min(n+1, cap)
			}
			key := encode(next)
			if !seen[key] {
				seen[key] = true
				m := n + 1
				if cap == 0 {
					m = 0
				}
				queue = append(queue, node{states: key, from: i, r: r, n: min(m, max(cap, 0))})
			}
		}
	}
	return "", Included
}

func (p *product) accepted(states []int) bool {
	for k, s := range states {
		if !p.list[k].accepts(s) {
			return false
		}
	}
	return true
}

func (p *product) acceptedFrom(states []int, from int) bool {
	for k := from; k < len(p.list); k++ {
		if !p.list[k].accepts(states[k]) {
			return false
		}
	}
	return true
}

func word(queue []node, i int) string {
	var rev []rune
	for ; queue[i].from >= 0; i = queue[i].from {
		rev = append(rev, queue[i].r)
	}
	for l, r := 0, len(rev)-1; l < r; l, r = l+1, r-1 {
		rev[l], rev[r] = rev[r], rev[l]
	}
	return string(rev)
}

func encode(states []int) string {
	b := make([]byte, 0, 3*len(states))
	for _, s := range states {
		u := uint32(s + 1)
		b = append(b, byte(u), byte(u>>8), byte(u>>16))
	}
	return string(b)
}

func decode(s string) []int {
	out := make([]int, len(s)/3)
	for i := range out {
		out[i] = int(uint32(s[3*i])|uint32(s[3*i+1])<<8|uint32(s[3*i+2])<<16) - 1
	}
	return out
}

// Words draws words of one language.
type Words struct {
	lang Lang
	p    *product
	dist map[string]int // state -> shortest way to an accepted state
	next map[string][]edge
}

type edge struct {
	to string
	c  class
}

// NewWords prepares to draw from l; nil if l is empty or too large to walk.
func NewWords(l Lang) *Words {
	p, err := newProduct(l)
	if err != nil {
		return nil
	}
	w := &Words{lang: l, p: p, dist: map[string]int{}, next: map[string][]edge{}}
	start := encode(make([]int, len(p.list)))
	order := []string{start}
	seen := map[string]bool{start: true}
	back := map[string][]string{}
	for i := 0; i < len(order); i++ {
		if len(order) > MaxStates {
			return nil
		}
		cur := decode(order[i])
		for c, cl := range p.classes {
			next := make([]int, len(cur))
			dead := false
			for k, a := range p.list {
				next[k] = a.step(cur[k], c, cl.pick())
				dead = dead || next[k] < 0
			}
			if dead || cl.lo < 0x20 && len(p.list) == 0 {
				continue
			}
			key := encode(next)
			w.next[order[i]] = append(w.next[order[i]], edge{key, cl})
			back[key] = append(back[key], order[i])
			if !seen[key] {
				seen[key] = true
				order = append(order, key)
			}
		}
	}
	var queue []string
	for _, s := range order {
		if p.accepted(decode(s)) {
			w.dist[s] = 0
			queue = append(queue, s)
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, s := range back[queue[i]] {
			if _, ok := w.dist[s]; !ok {
				w.dist[s] = w.dist[queue[i]] + 1
				queue = append(queue, s)
			}
		}
	}
	if _, ok := w.dist[start]; !ok {
		return nil
	}
	return w
}

// Draw returns a word, about as long as want if the language allows.
func (w *Words) Draw(r *rand.Rand, want int) (string, bool) {
	want = max(want, w.lang.Min)
	if w.lang.Max >= 0 {
		want = min(want, w.lang.Max)
	}
	for range 20 {
		var b strings.Builder
		s := encode(make([]int, len(w.p.list)))
		for n := 0; ; n++ {
			d := w.dist[s]
			if d == 0 && n >= want && n >= w.lang.Min {
				return b.String(), true
			}
			var open []edge
			for _, e := range w.next[s] {
				far, ok := w.dist[e.to]
				if ok && (n < want || far < d) && (w.lang.Max < 0 || n+1+far <= w.lang.Max) {
					open = append(open, e)
				}
			}
			if len(open) == 0 {
				if d == 0 && n >= w.lang.Min {
					return b.String(), true
				}
				break
			}
			e := open[r.IntN(len(open))]
			b.WriteRune(e.c.draw(r))
			s = e.to
		}
	}
	// The walk was unlucky: a shortest word.
	if s, in := w.lang.Within(Lang{Patterns: []string{"^[^\\x00-\\x{10FFFF}]$"}, Max: -1}); in == Excluded {
		return s, true
	}
	return "", false
}

func (c class) draw(r *rand.Rand) rune {
	hi := c.hi
	if c.lo >= 0x80 {
		return []rune{'é', 'œ', '🏫'}[r.IntN(3)]
	}
	if c.lo < 0x20 {
		return c.pick()
	}
	return c.lo + rune(r.IntN(int(hi-c.lo)+1))
}
