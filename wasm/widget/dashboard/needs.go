// SPDX-License-Identifier: Apache-2.0

package dashboard

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// group is one cohort: how many files it counts. Small cohorts are joined
// (merged is true) so that every size may be said.
type group struct {
	name   string
	size   int
	merged bool
}

// line is one competency: for each group, and last for all of them, how many
// files say each need; what may not be said is hidden.
type line struct {
	item
	count  [][needs]int
	hidden [][needs]bool
}

// tally is the needs that may be shown.
type tally struct {
	groups []group
	lines  []line
	files  int
	hides  int  // hidden places
	few    bool // fewer than k files: nothing is shown
}

// groups returns the cohorts by name; those under k files are joined, with
// the smallest other one if that is not enough.
func (p *pile) groups(by string, k int) (list []group, of []int) {
	sizes := map[string]int{}
	for i := range p.records {
		sizes[p.records[i].cohort(by)]++
	}
	for name, n := range sizes {
		list = append(list, group{name: name, size: n})
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := list[i].size < k, list[j].size < k; a != b {
			return b
		}
		return list[i].name < list[j].name
	})
	cut := len(list)
	rest := group{merged: true}
	for cut > 0 && list[cut-1].size < k {
		cut--
		rest.size += list[cut].size
	}
	for cut > 0 && rest.size > 0 && rest.size < k {
		least := 0
		for i := range cut {
			if list[i].size < list[least].size {
				least = i
			}
		}
		rest.size += list[least].size
		g := list[least]
		copy(list[least:cut], list[least+1:cut])
		cut--
		list[cut] = g
	}
	index := map[string]int{}
	for i, g := range list {
		index[g.name] = min(i, cut)
	}
	list = list[:cut]
	if rest.size > 0 {
		list = append(list, rest)
	}
	of = make([]int, len(p.records))
	for i := range p.records {
		of[i] = index[p.records[i].cohort(by)]
	}
	return list, of
}

// count counts the needs by cohort and hides, with catalogue/indicator's own
// suppression, what fewer than k files stand behind, and what would give it
// away. Sizes of cohorts are said: a competency whose protection would need
// one of them hidden is hidden whole.
func (p *pile) count(by string, k int) tally {
	t := tally{files: len(p.records)}
	if t.files < k {
		t.few = t.files > 0
		return t
	}
	var of []int
	t.groups, of = p.groups(by, k)
	m := len(t.groups)
	for _, it := range p.items {
		l := line{item: it, count: make([][needs]int, m+1), hidden: make([][needs]bool, m+1)}
		for i := range p.records {
			n := p.records[i].needs[it.id]
			l.count[of[i]][n]++
			l.count[m][n]++
		}
		l.protect(k)
		for i := range l.hidden {
			for j := range l.hidden[i] {
				if l.hidden[i][j] {
					l.count[i][j] = 0
					t.hides++
				}
			}
		}
		t.lines = append(t.lines, l)
	}
	// By what is said: the order must not tell what is hidden.
	sort.SliceStable(t.lines, func(i, j int) bool {
		a, b := &t.lines[i], &t.lines[j]
		if a.hidden[m][below] != b.hidden[m][below] {
			return b.hidden[m][below]
		}
		return a.count[m][below] > b.count[m][below]
	})
	return t
}

func (l *line) protect(k int) {
	m := len(l.count) - 1
	table := make([][]int64, m+1)
	for i := range table {
		table[i] = make([]int64, needs+1)
		for j, n := range l.count[i] {
			table[i][j] = int64(n)
			table[i][needs] += int64(n)
		}
	}
	hidden := indicator.Protect(indicator.Additive{Learners: table}, k)
	whole := false
	for i := range hidden {
		whole = whole || hidden[i][needs]
		copy(l.hidden[i][:], hidden[i])
	}
	if whole {
		for i := range l.hidden {
			l.hidden[i] = [needs]bool{true, true}
		}
	}
}

// needsGrids is the needs of all files together, then of each cohort.
func (s *State) needsGrids() []*grid {
	t := &s.tally
	m := len(t.groups)
	var out []*grid
	for g := range m + 1 {
		at, name, size := g-1, s.T.T("Toutes les cohortes"), t.files
		if g == 0 {
			at = m
		} else if m == 1 {
			break
		} else {
			size = t.groups[at].size
			if name = s.stated(t.groups[at].name); t.groups[at].merged {
				name = s.T.T("Cohortes réunies, trop petites seules")
			}
		}
		o := &grid{caption: name + " · " + s.T.N(size, "{0} personne", "{0} personnes"), first: s.T.T("Compétence"),
			head: s.T.All("À développer", "Au niveau attendu, ou sans réponse")}
		for i := range t.lines {
			l := &t.lines[i]
			w := s.competency(&l.item)
			for _, n := range [...]need{below, other} {
				c := l.count[at][n]
				w.cells = append(w.cells, cell{text: s.T.Count(c), n: c, hidden: l.hidden[at][n]})
				w.stack = append(w.stack, c*100/size)
			}
			if w.stack[0]+w.stack[1] == 99 { // rounded down twice: bars end together
				w.stack[1]++
			}
			o.add(w)
		}
		out = append(out, o)
	}
	return out
}

// competency begins the line of a competency: in the words of the framework,
// else of the files.
func (s *State) competency(it *item) row {
	if w := s.labels[it.id]; len(w) > 0 {
		words, _ := s.T.Own(w)
		return row{code: it.code, name: s.T.O(w), plain: words}
	}
	return row{code: it.code, name: view.Escape(it.label), plain: it.label}
}
