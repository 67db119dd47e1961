// SPDX-License-Identifier: Apache-2.0

package competency

// nearest returns the one name of list that is at most two letters away from
// name (one for short names), or "" when there is none or more than one.
func nearest(name string, list []string) string {
	bound := 2
	if len(name) <= 4 {
		bound = 1
	}
	best, found := "", bound+1
	for _, n := range list {
		switch d := distance(name, n, found); {
		case d < found:
			best, found = n, d
		case d == found && d <= bound:
			best = ""
		}
	}
	return best
}

// distance is the number of insertions, deletions, replacements and swaps of
// neighbours between a and b, counted in bytes; any value over limit when it
// is more than limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > 64 {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
