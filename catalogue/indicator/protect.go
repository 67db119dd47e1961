// SPDX-License-Identifier: Apache-2.0

package indicator

// DefaultK is the least number of learners a published cell may stand for;
// 10 is advised.
const DefaultK = 5

// Additive is a table of whole numbers whose last row and last column are the
// totals of the others. Learners decides what is hidden first; the hiding
// pattern must also keep every table of Measures (same shape) uncertain.
// Distinct, where given, counts the distinct people behind each place: a
// person may stand in several cells of a row, so its totals need not add up.
// A place is also hidden first when 1 to k-1 of these stand behind it.
type Additive struct {
	Learners [][]int64
	Distinct [][]int64
	Measures [][][]int64
}

// total fills the last row and column of t with sums.
func total(t [][]int64) {
	m, n := len(t)-1, len(t[0])-1
	for j := 0; j <= n; j++ {
		t[m][j] = 0
	}
	for i := 0; i < m; i++ {
		t[i][n] = 0
		for j := 0; j < n; j++ {
			t[i][n] += t[i][j]
			t[m][j] += t[i][j]
		}
		t[m][n] += t[i][n]
	}
}

// Protect returns which cells of the table must be hidden, totals included.
//
// First every cell or total of 1 to k-1 learners. Then, while somebody who
// knows all published numbers, that they add up, and that none is negative,
// could narrow a hidden cell to fewer than k+1 values (an interval narrower
// than k), one more cell is hidden: the smallest published one of the same row
// or column, then a total of these, then a zero, then any. Last, cells that
// turned out not to be needed are published again, largest first.
//
// The width of an interval is exact: the table with its totals is a network
// in which every number is an arc, so the most that one hidden cell can rise
// or fall is a maximum flow over the other hidden arcs.
func Protect(a Additive, k int) [][]bool {
	if k <= 0 {
		k = DefaultK
	}
	p := protector{k: int64(k), learners: a.Learners, m: len(a.Learners) - 1, n: len(a.Learners[0]) - 1}
	p.measures = append([][][]int64{a.Learners}, a.Measures...)
	p.hidden = make([][]bool, p.m+1)
	for i := range p.hidden {
		p.hidden[i] = make([]bool, p.n+1)
		for j := range p.hidden[i] {
			p.hidden[i][j] = p.few(a.Learners[i][j]) || a.Distinct != nil && p.few(a.Distinct[i][j])
		}
	}
	var added []place
	for {
		weak := p.weak(false)
		if len(weak) == 0 {
			break
		}
		next, ok := p.complement(weak)
		if !ok {
			break // everything is hidden
		}
		p.hidden[next.i][next.j] = true
		added = append(added, next)
	}
	p.release(added)
	return p.hidden
}

// place is one cell; i = m or j = n is a total.
type place struct{ i, j int }

type protector struct {
	k        int64
	m, n     int
	learners [][]int64
	measures [][][]int64
	hidden   [][]bool
}

func (p *protector) few(n int64) bool { return n > 0 && n < p.k }

// weak returns the hidden places whose interval is narrower than k in some
// measure; with first, at most one.
func (p *protector) weak(first bool) []place {
	var out []place
	for _, measure := range p.measures {
		net := p.network(measure)
		for x := range net.arcs {
			if net.width(x, p.k) < p.k {
				out = append(out, net.arcs[x].place)
				if first {
					return out
				}
			}
		}
	}
	return out
}

// complement chooses the next place to hide for the weak ones.
func (p *protector) complement(weak []place) (place, bool) {
	rows, columns := make([]bool, p.m+1), make([]bool, p.n+1)
	for _, w := range weak {
		rows[w.i], columns[w.j] = true, true
	}
	best, rank, found := place{}, [2]int64{}, false
	for i := 0; i <= p.m; i++ {
		for j := 0; j <= p.n; j++ {
			if p.hidden[i][j] {
				continue
			}
			r := [2]int64{3, p.learners[i][j]}
			inner := i < p.m && j < p.n
			switch near := rows[i] || columns[j]; {
			case near && inner && r[1] > 0:
				r[0] = 0
			case near && !inner:
				r[0] = 1
			case near:
				r[0] = 2
			}
			if !found || less(r, rank) {
				best, rank, found = place{i, j}, r, true
			}
		}
	}
	return best, found
}

func less(a, b [2]int64) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] }

// release publishes again the cells that protection can do without.
func (p *protector) release(added []place) {
	for x := 1; x < len(added); x++ {
		for y := x; y > 0 && p.learners[added[y].i][added[y].j] > p.learners[added[y-1].i][added[y-1].j]; y-- {
			added[y], added[y-1] = added[y-1], added[y]
		}
	}
	for _, c := range added {
		p.hidden[c.i][c.j] = false
		if len(p.weak(true)) > 0 {
			p.hidden[c.i][c.j] = true
		}
	}
}
