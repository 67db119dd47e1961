// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"strings"
	"unicode/utf8"
)

// candidate is a name or value that is allowed, with the titles that people
// know it by.
type candidate struct {
	name   string
	titles []string
	folded []string // words, when they are asked for often
}

// suggest returns the candidate that given was probably meant to be, "" when
// none stands out: the one at the least edit distance, else the one that is
// a beginning of given or begins with it.
func suggest(given string, among []candidate) string {
	g := fold(given)
	if g == "" {
		return ""
	}
	n := utf8.RuneCountInString(g)
	limit := 2
	switch {
	case n <= 2:
		limit = 0
	case n <= 4:
		limit = 1
	}
	best, bestAt, ties := "", limit+1, 0
	for _, c := range among {
		d := limit + 1
		for _, w := range c.words() {
			d = min(d, distance(g, w, limit))
		}
		switch {
		case d < bestAt:
			best, bestAt, ties = c.name, d, 1
		case d == bestAt && d <= limit:
			ties++
		}
	}
	if bestAt <= limit {
		if ties == 1 {
			return best
		}
		return ""
	}
	found := ""
	for _, c := range among {
		for _, w := range c.words() {
			if min(len(w), len(g)) >= 4 && (strings.HasPrefix(w, g) || strings.HasPrefix(g, w)) {
				if found != "" && found != c.name {
					return ""
				}
				found = c.name
			}
		}
	}
	return found
}

func (c candidate) words() []string {
	if c.folded != nil {
		return c.folded
	}
	out := []string{fold(c.name)}
	for _, t := range c.titles {
		if f := fold(t); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// fold keeps letters and digits, lower case, without accents.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r < 0x80 || r >= 0x300 && r < 0x370:
		default:
			b.WriteString(plain(r))
		}
	}
	return b.String()
}

// plain returns the letters of an accented one.
func plain(r rune) string {
	for _, row := range [...]struct{ accented, letter string }{
		{"àâäáãåÀÂÄÁÃÅ", "a"}, {"çÇ", "c"}, {"éèêëÉÈÊË", "e"}, {"îïíìÎÏÍÌ", "i"}, {"ñÑ", "n"},
		{"ôöóòõÔÖÓÒÕ", "o"}, {"ùûüúÙÛÜÚ", "u"}, {"ÿýŸÝ", "y"}, {"œŒ", "oe"}, {"æÆ", "ae"},
	} {
		if strings.ContainsRune(row.accented, r) {
			return row.letter
		}
	}
	return ""
}

// distance is the optimal string alignment distance of two ASCII words
// (insert, delete, replace, swap neighbours), or limit+1 when it is more.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var room [3 * 48]int
	rows, n := room[:], len(b)+1
	if 3*n > len(rows) {
		rows = make([]int, 3*n)
	}
	before, prev, cur := rows[:n], rows[n:2*n], rows[2*n:3*n]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return min(prev[len(b)], limit+1)
}
