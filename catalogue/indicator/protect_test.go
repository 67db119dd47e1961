// SPDX-License-Identifier: Apache-2.0

package indicator_test

import (
	"math/rand"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
)

// attacker knows the published numbers of a table, that they add up and that
// none is negative. It searches whole-number solutions by narrowing bounds and
// trying; it shares nothing with the flow that Protect uses.
type attacker struct {
	lo, hi []int64
	sums   [][]int // +1+v and -1-v for the variables of each equation
	consts []int64 // what the published numbers of the equation add
}

// newAttacker returns the attacker and the variable of each hidden place.
func newAttacker(t [][]int64, hidden [][]bool, top int64) (*attacker, map[[2]int]int) {
	m, n := len(t)-1, len(t[0])-1
	vars := map[[2]int]int{}
	a := &attacker{}
	for i := range t {
		for j := range t[i] {
			if hidden[i][j] {
				vars[[2]int{i, j}] = len(a.lo)
				a.lo, a.hi = append(a.lo, 0), append(a.hi, top)
			}
		}
	}
	equation := func(places [][2]int, sum [2]int) {
		var terms []int
		c := int64(0)
		for _, p := range append(places, sum) {
			sign := int64(1)
			if p == sum {
				sign = -1
			}
			if v, ok := vars[p]; ok {
				terms = append(terms, int(sign)*(1+v))
			} else {
				c += sign * t[p[0]][p[1]]
			}
		}
		if len(terms) > 0 {
			a.sums, a.consts = append(a.sums, terms), append(a.consts, c)
		}
	}
	for i := 0; i <= m; i++ {
		var places [][2]int
		for j := 0; j < n; j++ {
			places = append(places, [2]int{i, j})
		}
		equation(places, [2]int{i, n})
	}
	for j := 0; j <= n; j++ {
		var places [][2]int
		for i := 0; i < m; i++ {
			places = append(places, [2]int{i, j})
		}
		equation(places, [2]int{m, j})
	}
	return a, vars
}

// narrow tightens all bounds to a fixed point; false when nothing is left.
func (a *attacker) narrow() bool {
	for changed := true; changed; {
		changed = false
		for e, terms := range a.sums {
			low, high := a.consts[e], a.consts[e]
			for _, x := range terms {
				if x > 0 {
					low, high = low+a.lo[x-1], high+a.hi[x-1]
				} else {
					low, high = low-a.hi[-x-1], high-a.lo[-x-1]
				}
			}
			if low > 0 || high < 0 {
				return false
			}
			for _, x := range terms {
				var v int
				var newLo, newHi int64
				if x > 0 { // x + rest = 0
					v = x - 1
					newLo, newHi = -(high - a.hi[v]), -(low - a.lo[v])
				} else {
					v = -x - 1
					newLo, newHi = low+a.hi[v], high+a.lo[v]
				}
				if newLo > a.lo[v] {
					a.lo[v], changed = newLo, true
				}
				if newHi < a.hi[v] {
					a.hi[v], changed = newHi, true
				}
				if a.lo[v] > a.hi[v] {
					return false
				}
			}
			if changed {
				break
			}
		}
	}
	return true
}

// feasible reports whether a solution exists with variable v at value x.
func (a *attacker) feasible(v int, x int64) bool {
	b := &attacker{lo: append([]int64(nil), a.lo...), hi: append([]int64(nil), a.hi...), sums: a.sums, consts: a.consts}
	b.lo[v], b.hi[v] = x, x
	return b.solve()
}

func (a *attacker) solve() bool {
	if !a.narrow() {
		return false
	}
	for v := range a.lo {
		if a.lo[v] == a.hi[v] {
			continue
		}
		for x := a.lo[v]; x <= a.hi[v]; x++ {
			if a.feasible(v, x) {
				return true
			}
		}
		return false
	}
	return true
}

// width counts how far around its true value a hidden number can move, up to k.
func (a *attacker) width(v int, value, k int64) int64 {
	w := int64(0)
	for x := value - 1; x >= 0 && w < k && a.feasible(v, x); x-- {
		w++
	}
	for x := value + 1; w < k && a.feasible(v, x); x++ {
		w++
	}
	return w
}

func randomTable(r *rand.Rand) [][]int64 {
	m, n := 1+r.Intn(5), 1+r.Intn(5)
	t := make([][]int64, m+1)
	for i := range t {
		t[i] = make([]int64, n+1)
	}
	for i := range m {
		for j := range n {
			switch r.Intn(4) {
			case 0:
			case 1:
				t[i][j] = int64(1 + r.Intn(4))
			default:
				t[i][j] = int64(5 + r.Intn(25))
			}
			t[i][n] += t[i][j]
			t[m][j] += t[i][j]
			t[m][n] += t[i][j]
		}
	}
	return t
}

// TestProtectAudit attacks random tables: no hidden number may be narrowed to
// an interval under k.
func TestProtectAudit(t *testing.T) {
	const tables = 10000
	const k = 5
	r := rand.New(rand.NewSource(7))
	audited, places, touched := 0, 0, 0
	for n := range tables {
		table := randomTable(r)
		hidden := indicator.Protect(indicator.Additive{Learners: table}, k)
		a, vars := newAttacker(table, hidden, 2000)
		for i := range table {
			for j := range table[i] {
				places++
				v, is := vars[[2]int{i, j}]
				if x := table[i][j]; x > 0 && x < k && !is {
					t.Fatalf("table %d: %d published at %d,%d", n, x, i, j)
				}
				if is {
					audited++
					if w := a.width(v, table[i][j], k); w < k {
						t.Fatalf("table %d %v: hidden %v: cell %d,%d = %d lies in an interval %d wide", n, table, hidden, i, j, table[i][j], w)
					}
				}
			}
		}
		if len(vars) > 0 {
			touched++
		}
	}
	t.Logf("%d tables (%d with hidden numbers), %d hidden numbers audited, %.0f %% of all hidden", tables, touched, audited, 100*float64(audited)/float64(places))
}

// TestProtectTeeth shows that the audit sees what simple hiding leaves open.
func TestProtectTeeth(t *testing.T) {
	table := [][]int64{{3, 20, 23}, {10, 30, 40}, {13, 50, 63}}
	hidden := [][]bool{{true, false, false}, {false, false, false}, {false, false, false}}
	a, vars := newAttacker(table, hidden, 2000)
	if w := a.width(vars[[2]int{0, 0}], 3, 5); w != 0 {
		t.Errorf("a cell hidden alone lies in an interval %d wide, want 0", w)
	}
}

// TestProtectSmall pins the pattern of tables that can be checked by hand.
func TestProtectSmall(t *testing.T) {
	for _, c := range []struct {
		name  string
		table [][]int64
		want  [][]bool
	}{
		{"nothing small", [][]int64{{9, 9, 18}, {9, 9, 18}, {18, 18, 36}}, [][]bool{{false, false, false}, {false, false, false}, {false, false, false}}},
		{"one small", [][]int64{{3, 20, 23}, {10, 30, 40}, {13, 50, 63}}, [][]bool{{true, true, false}, {true, true, false}, {false, false, false}}},
		{"one cell", [][]int64{{3, 3}, {3, 3}}, [][]bool{{true, true}, {true, true}}},
		{"zero stays", [][]int64{{0, 20, 20}, {10, 30, 40}, {10, 50, 60}}, [][]bool{{false, false, false}, {false, false, false}, {false, false, false}}},
	} {
		got := indicator.Protect(indicator.Additive{Learners: c.table}, 5)
		for i := range got {
			for j := range got[i] {
				if got[i][j] != c.want[i][j] {
					t.Errorf("%s: %v, want %v", c.name, got, c.want)
				}
			}
		}
	}
}
