// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/competency"

// Gap is the way left ("écart") from the rank held to the rank expected.
// Known is false when nothing is known of the rank held: From is then 0 and
// means nothing.
type Gap struct {
	Item  competency.Ref `json:"item"`
	From  int            `json:"from" validate:"min=0,max=12"`
	To    int            `json:"to" validate:"min=1,max=12"`
	Known bool           `json:"known"`
}

// Gaps returns what the profile expects beyond the outcome, in the order of
// the profile. A competency that does not concern the person makes no gap; a
// contradiction counts for its lower rank until it is settled.
func Gaps(o Outcome, p Profile) []Gap {
	var out []Gap
	next := 0 // targets mostly come in the order of the outcome
targets:
	for i := range p.Targets {
		t := &p.Targets[i]
		g := Gap{Item: t.Item, To: t.Rank}
		for range o.Items {
			it := &o.Items[next%len(o.Items)]
			next++
			if it.Item != t.Item.Item {
				continue
			}
			if it.Status == StatusNotConcerned {
				continue targets
			}
			if g.Known = it.Known; g.Known {
				g.From = it.Rank
			}
			break
		}
		if !g.Known || g.From < g.To {
			out = append(out, g)
		}
	}
	return out
}

// GapsOf is Gaps for a position kept from an earlier run. When several claims
// name one competency, the one of the strongest basis counts, then the latest.
func GapsOf(pos Position, p Profile) []Gap {
	best := make(map[competency.ID]Claim, len(pos.Claims))
	for _, c := range pos.Claims {
		if old, ok := best[c.Item.Item]; !ok || stronger(c, old) {
			best[c.Item.Item] = c
		}
	}
	var out []Gap
	for _, t := range p.Targets {
		g := Gap{Item: t.Item, To: t.Rank}
		if c, ok := best[t.Item.Item]; ok {
			g.From, g.Known = RankOf(c), true
		}
		if !g.Known || g.From < g.To {
			out = append(out, g)
		}
	}
	return out
}

// stronger orders claims on one item: basis, then day, then the lower rank.
func stronger(a, b Claim) bool {
	if x, y := weight(a.Basis), weight(b.Basis); x != y {
		return x > y
	}
	if a.On != b.On {
		return a.On > b.On
	}
	return RankOf(a) < RankOf(b)
}

func weight(b competency.Basis) int {
	switch b {
	case competency.BasisCertified:
		return 3
	case competency.BasisConfirmed:
		return 2
	case competency.BasisEvidenced:
		return 1
	}
	return 0
}
