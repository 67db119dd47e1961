// SPDX-License-Identifier: Apache-2.0

package indicator

// network is the hidden part of a table as arcs between constraints. The
// nodes are the rows, the columns, and the two sums of totals; a cell runs
// from its row to its column, a row total from the first sum to its row, a
// column total from its column to the second sum, the grand total from the
// second sum back to the first. In and out of every node are equal: that is
// what "the numbers add up" means.
type network struct {
	arcs  []arc
	nodes int
	from  [][]int // arcs by tail
	to    [][]int // arcs by head
}

// arc is one hidden number: it may rise without limit and fall to zero.
type arc struct {
	place
	tail, head int
	value      int64
}

// network returns the hidden arcs of one measure.
func (p *protector) network(measure [][]int64) *network {
	m, n := p.m, p.n
	net := &network{nodes: m + n + 2}
	rowSum, columnSum := m+n, m+n+1
	for i := 0; i <= m; i++ {
		for j := 0; j <= n; j++ {
			if !p.hidden[i][j] {
				continue
			}
			a := arc{place: place{i, j}, value: measure[i][j]}
			switch {
			case i < m && j < n:
				a.tail, a.head = i, m+j
			case i < m:
				a.tail, a.head = rowSum, i
			case j < n:
				a.tail, a.head = m+j, columnSum
			default:
				a.tail, a.head = columnSum, rowSum
			}
			net.arcs = append(net.arcs, a)
		}
	}
	net.from, net.to = make([][]int, net.nodes), make([][]int, net.nodes)
	for x, a := range net.arcs {
		net.from[a.tail] = append(net.from[a.tail], x)
		net.to[a.head] = append(net.to[a.head], x)
	}
	return net
}

// width returns how wide the interval of arc self is, counted up to k: the
// most that it can rise plus the most that it can fall while the other hidden
// numbers make up for it.
func (net *network) width(self int, k int64) int64 {
	e := net.arcs[self]
	rise := net.flow(self, e.head, e.tail, k)
	if rise >= k {
		return k
	}
	return rise + net.flow(self, e.tail, e.head, min(k-rise, e.value))
}

// flow returns the most that can be sent from s to t, up to limit, without
// arc self: along an arc by raising its number, against it by lowering it.
func (net *network) flow(self, s, t int, limit int64) int64 {
	moved := make([]int64, len(net.arcs)) // change of each number
	sent := int64(0)
	by := make([]int, net.nodes) // arc that reached the node: +1+x along, -1-x against
	queue := make([]int, 0, net.nodes)
	for sent < limit {
		for i := range by {
			by[i] = 0
		}
		queue = append(queue[:0], s)
		for head := 0; head < len(queue) && by[t] == 0; head++ {
			u := queue[head]
			for _, x := range net.from[u] {
				if v := net.arcs[x].head; x != self && v != s && by[v] == 0 {
					by[v] = 1 + x
					queue = append(queue, v)
				}
			}
			for _, x := range net.to[u] {
				if v := net.arcs[x].tail; x != self && v != s && by[v] == 0 && net.arcs[x].value+moved[x] > 0 {
					by[v] = -1 - x
					queue = append(queue, v)
				}
			}
		}
		if by[t] == 0 {
			return sent
		}
		push := limit - sent
		for v := t; v != s; {
			if x := by[v]; x > 0 {
				v = net.arcs[x-1].tail
			} else {
				x = -1 - x
				push = min(push, net.arcs[x].value+moved[x])
				v = net.arcs[x].head
			}
		}
		for v := t; v != s; {
			if x := by[v]; x > 0 {
				moved[x-1] += push
				v = net.arcs[x-1].tail
			} else {
				x = -1 - x
				moved[x] -= push
				v = net.arcs[x].head
			}
		}
		sent += push
	}
	return sent
}
