// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Standing is what is said of one competency on each of the four bases, side
// by side: nil where nothing is said. There is no mean of them.
type Standing struct {
	Item                                          competency.ID
	SelfDeclared, Evidenced, Confirmed, Certified *Claim
}

// Standings groups the claims of one or several positions by competency, in
// order of first mention. On one basis the latest claim stands; of two of one
// day, the lower.
func Standings(positions ...Position) []Standing {
	index := map[competency.ID]int{}
	var out []Standing
	for _, p := range positions {
		for i := range p.Claims {
			c := &p.Claims[i]
			at, ok := index[c.Item.Item]
			if !ok {
				at = len(out)
				index[c.Item.Item] = at
				out = append(out, Standing{Item: c.Item.Item})
			}
			if slot := out[at].slot(c.Basis); *slot == nil || stronger(*c, **slot) {
				*slot = c
			}
		}
	}
	return out
}

func (s *Standing) slot(b competency.Basis) **Claim {
	switch b {
	case competency.BasisEvidenced:
		return &s.Evidenced
	case competency.BasisConfirmed:
		return &s.Confirmed
	case competency.BasisCertified:
		return &s.Certified
	}
	return &s.SelfDeclared
}

// Validity says whether a claim still counts on a day.
type Validity struct {
	Claim Claim
	Until competency.Date // last day it counts; "" when it does not expire
	Valid bool
}

// Effective tells, for each claim of p and in the same order, whether it
// counts on that day. A claim on a competency with ValidMonths counts through
// the same day of the month that many months later, or the last day of a
// shorter month. An expired claim stays in the record.
func Effective(f *competency.Framework, p Position, on competency.Date) []Validity {
	months := make(map[competency.ID]int, len(f.Items))
	for i := range f.Items {
		months[f.Items[i].ID] = f.Items[i].ValidMonths
	}
	out := make([]Validity, len(p.Claims))
	for i, c := range p.Claims {
		out[i] = Validity{Claim: c, Valid: true}
		if n := months[c.Item.Item]; n > 0 {
			out[i].Until = c.On.AddMonths(n)
			out[i].Valid = on <= out[i].Until
		}
	}
	return out
}
