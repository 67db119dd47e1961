// SPDX-License-Identifier: Apache-2.0

package competency

// Sort puts the parts of f in the canonical order, in place: items by ID,
// associations by From, Type, To and ID, scales and rubrics by ID, levels,
// anchors by rank, level maps by version, scale and rank. Indicators,
// sources, keywords, flags and criteria keep their order, which is the
// author's.
func (f *Framework) Sort() { *f = *f.sorted() }

// sorted returns f in the canonical order without changing f.
func (f *Framework) sorted() *Framework {
	g := *f
	g.Items = ordered(f.Items, func(a, b *Item) bool { return a.ID < b.ID })
	for i := range g.Items {
		if anchors := g.Items[i].Anchors; !isOrdered(anchors, anchorBefore) {
			if &g.Items[0] == &f.Items[0] {
				g.Items = append([]Item(nil), g.Items...)
			}
			g.Items[i].Anchors = ordered(anchors, anchorBefore)
		}
	}
	g.Associations = ordered(f.Associations, associationBefore)
	g.Rubrics = ordered(f.Rubrics, func(a, b *Rubric) bool { return a.ID < b.ID })
	g.Scales = append([]Scale(nil), f.Scales...)
	for i := range g.Scales {
		s := &g.Scales[i]
		s.Levels = ordered(s.Levels, levelBefore)
		s.Replaces = ordered(s.Replaces, levelMapBefore)
	}
	g.Scales = ordered(g.Scales, func(a, b *Scale) bool { return a.ID < b.ID })
	return &g
}

func levelBefore(a, b *Level) bool   { return a.Rank < b.Rank }
func anchorBefore(a, b *Anchor) bool { return a.Rank < b.Rank }

func associationBefore(a, b *Association) bool {
	switch {
	case a.From != b.From:
		return a.From < b.From
	case a.Type != b.Type:
		return a.Type < b.Type
	case a.To != b.To:
		return a.To < b.To
	}
	return a.ID < b.ID
}

func levelMapBefore(a, b *LevelMap) bool {
	switch {
	case a.Version != b.Version:
		return CompareVersions(a.Version, b.Version) < 0
	case a.Scale != b.Scale:
		return a.Scale < b.Scale
	case a.From != b.From:
		return a.From < b.From
	}
	return a.To < b.To
}

func isOrdered[T any](list []T, before func(a, b *T) bool) bool {
	for i := 1; i < len(list); i++ {
		if before(&list[i], &list[i-1]) {
			return false
		}
	}
	return true
}

// ordered returns list itself when it is in order, else a sorted copy; equal
// parts keep their order.
func ordered[T any](list []T, before func(a, b *T) bool) []T {
	if isOrdered(list, before) {
		return list
	}
	out := make([]T, len(list))
	for i, j := range order(len(list), func(i, j int) bool { return before(&list[i], &list[j]) }) {
		out[i] = list[j]
	}
	return out
}

// order returns the places 0..n-1 in the order of before; equal ones keep
// theirs. It merges runs: n log n comparisons, one function whatever is
// sorted, and parts, which are large, are moved once.
func order(n int, before func(i, j int) bool) []int {
	from, to := make([]int, n), make([]int, n)
	for i := range from {
		from[i] = i
	}
	for width := 1; width < n; width *= 2 {
		for low := 0; low < n; low += 2 * width {
			mid, high := min(low+width, n), min(low+2*width, n)
			i, j := low, mid
			for k := low; k < high; k++ {
				if i < mid && (j == high || !before(from[j], from[i])) {
					to[k] = from[i]
					i++
				} else {
					to[k] = from[j]
					j++
				}
			}
		}
		from, to = to, from
	}
	return from
}
