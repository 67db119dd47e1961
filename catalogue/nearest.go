// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// nearestBrick returns the ID and version of the brick of c that looks most
// like ref: another version of the same brick first, then the nearest ID.
func (c *Catalogue) nearestBrick(ref BrickRef) string {
	best, score := "", 1<<30
	for i := range c.Bricks {
		b := &c.Bricks[i]
		if b.ID == ref.ID {
			return string(b.ID) + " " + b.Version
		}
		if d := distance(string(ref.ID), string(b.ID), min(score, len(ref.ID)/3+2)); d < score {
			best, score = string(b.ID), d
		}
	}
	if best == "" || score > len(ref.ID)/3+1 {
		return "aucune"
	}
	return best
}

// distance is the edit distance of a and b, or limit when it is not below it.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag, low := row[0], i
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost = 1 + min(diag, row[j], row[j-1])
			}
			diag, row[j] = row[j], cost
			low = min(low, cost)
		}
		if low >= limit {
			return limit
		}
	}
	return min(row[len(b)], limit)
}

// reachers lists, by ID, at most three bricks that reach a rank.
func (c *Catalogue) reachers(at ItemRank) string {
	out, n := "", 0
	for i := range c.Bricks {
		for _, t := range c.Bricks[i].Targets {
			if t.Item == at.Item && t.Rank >= at.Rank && t.Role == RoleAimed {
				if n++; n > 3 {
					return out + "…"
				}
				if out != "" {
					out += ", "
				}
				out += string(c.Bricks[i].ID)
			}
		}
	}
	if out == "" {
		return "aucune"
	}
	return out
}

// resolveItem says what is wrong with at among the frameworks: "" when
// nothing is, and the nearest thing that exists.
func resolveItem(at ItemRank, frameworks []*competency.Framework) (wrong, nearest string) {
	var other *competency.Framework
	for _, f := range frameworks {
		if f.URI != at.Item.Framework {
			continue
		}
		if f.Version != at.Item.Version {
			other = f
			continue
		}
		it, ok := f.Item(at.Item.Item)
		if !ok {
			return "compétence " + string(at.Item.Item), nearestItem(f, at.Item.Item)
		}
		if s, ok := f.ScaleOf(it); !ok || at.Rank > s.Top() || at.Rank < 0 {
			return "rang " + itoa(at.Rank) + " de " + it.Code, it.Code + " a les rangs 1 à " + itoa(s.Top())
		}
		return "", ""
	}
	if other != nil {
		return "version " + at.Item.Version + " du référentiel", "version " + other.Version
	}
	known := "aucun référentiel connu"
	if len(frameworks) > 0 {
		known = string(frameworks[0].URI)
	}
	return "référentiel " + string(at.Item.Framework), known
}

func nearestItem(f *competency.Framework, id competency.ID) string {
	best, score := "aucune", 1<<30
	for i := range f.Items {
		if d := distance(string(id), string(f.Items[i].ID), score); d < score {
			best, score = f.Items[i].Code+" "+string(f.Items[i].ID), d
		}
	}
	return best
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
