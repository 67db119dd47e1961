// SPDX-License-Identifier: Apache-2.0

package competency

import (
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Migrate carries the claims of p into the version that set leads to. Each
// claim is kept, moved along replacedBy (MovedFrom says from where, Basis
// stays) or listed in the losses; claims and losses together are as many as
// the claims of p. Two claims of one Basis that meet on one item become one:
// the lower rank is kept, both are in its Conflicts, the other is listed as
// LossMerged. p is not changed. A position made on another version than the
// one set starts from loses everything as LossUnknown: migrate step by step.
func Migrate(p Position, set ChangeSet) (Position, []Loss) {
	out := p
	out.Version, out.Digest = set.To.Version, set.To.Digest
	out.Claims = []Claim{}
	var losses []Loss
	type place struct {
		item  ID
		basis Basis
	}
	taken := map[place]int{}
	routed := map[int]bool{}
	for _, c := range p.Claims {
		moved, loss := set.migrate(c)
		if loss != nil {
			losses = append(losses, *loss)
			continue
		}
		k := place{moved.Item.Item, moved.Basis}
		other, met := taken[k]
		wasMoved := moved.MovedFrom != nil && moved.Item.Item != c.Item.Item
		if !met || !wasMoved && !routed[other] {
			taken[k] = len(out.Claims)
			routed[len(out.Claims)] = wasMoved
			out.Claims = append(out.Claims, moved)
			continue
		}
		kept, lost := mergeClaims(out.Claims[other], moved)
		out.Claims[other] = kept
		routed[other] = true
		losses = append(losses, Loss{Claim: lost, Reason: LossMerged, Candidates: []Ref{kept.Item}})
	}
	return out, losses
}

// migrate routes one claim.
func (s *ChangeSet) migrate(c Claim) (Claim, *Loss) {
	if c.Item.Framework != s.From.Framework || c.Item.Version != s.From.Version || !inOrder(s.Known, c.Item.Item) {
		return c, &Loss{Claim: c, Reason: LossUnknown}
	}
	from := c.Item
	c.Item.Version = s.To.Version
	i := sort.Search(len(s.Routes), func(i int) bool { return s.Routes[i].Item >= from.Item })
	if i == len(s.Routes) || s.Routes[i].Item != from.Item {
		return c, nil
	}
	r := &s.Routes[i]
	var candidates []Ref
	for _, id := range r.To {
		candidates = append(candidates, Ref{Framework: s.To.Framework, Version: s.To.Version, Item: id})
	}
	lose := func(why LossReason) (Claim, *Loss) {
		c.Item = from
		return c, &Loss{Claim: c, Reason: why, Candidates: candidates}
	}
	switch {
	case r.Fate == FateSplit:
		return lose(LossSplit)
	case r.Fate == FateRetired || len(r.To) == 0:
		return lose(LossRetired)
	case r.Fate == FateRescaled:
		return lose(LossRescaled)
	}
	if r.Ranks != nil {
		n, ok := r.rank(c.Rank)
		if !ok {
			return lose(LossRescaled)
		}
		c.Rank = n
		c.Checked, c.Conflicts = r.rescale(c.Checked, c.Conflicts)
	}
	if r.To[0] != from.Item {
		c.Item.Item = r.To[0]
		c.MovedFrom = &from
	}
	return c, nil
}

func inOrder(list []ID, id ID) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i] >= id })
	return i < len(list) && list[i] == id
}

// rank returns the new rank of an old one; ok is false when it has none.
func (r *Route) rank(old int) (int, bool) {
	if old < 0 || old >= len(r.Ranks) || r.Ranks[old] < 0 {
		return 0, false
	}
	return r.Ranks[old], true
}

// rescale carries what goes with a claim; a check or a conflict whose rank has
// no counterpart is dropped with the rank it spoke of.
func (r *Route) rescale(checked *int, conflicts []Conflict) (*int, []Conflict) {
	if checked != nil {
		if n, ok := r.rank(*checked); ok {
			checked = &n
		} else {
			checked = nil
		}
	}
	var out []Conflict
	for _, c := range conflicts {
		ranks := make([]int, 0, len(c.Ranks))
		for _, k := range c.Ranks {
			if n, ok := r.rank(k); ok {
				ranks = append(ranks, n)
			}
		}
		if len(ranks) == len(c.Ranks) {
			c.Ranks = ranks
			out = append(out, c)
		}
	}
	return checked, out
}

// mergeClaims returns the claim with the lower rank (a when they are equal)
// with both in its conflicts, and the other.
func mergeClaims(a, b Claim) (kept, lost Claim) {
	kept, lost = a, b
	if b.Rank < a.Rank {
		kept, lost = b, a
	}
	other := lost.Item
	if lost.MovedFrom != nil {
		other = *lost.MovedFrom
	}
	kept.Conflicts = append(append([]Conflict(nil), kept.Conflicts...),
		Conflict{Kind: ConflictMerged, Ranks: []int{kept.Rank, lost.Rank}, With: &other})
	for _, id := range lost.Evidence {
		if !contains(kept.Evidence, id) {
			kept.Evidence = append(append([]ID(nil), kept.Evidence...), id)
		}
	}
	return kept, lost
}

// Issue words the loss as MIGRATION-001 to MIGRATION-005.
func (l Loss) Issue() issue.Issue {
	names := make([]string, len(l.Candidates))
	for i, r := range l.Candidates {
		names[i] = string(r.Item)
	}
	rule := map[LossReason]*issue.Rule{
		LossSplit: &migrationSplit, LossRetired: &migrationRetired, LossRescaled: &migrationRescaled,
		LossUnknown: &migrationUnknown, LossMerged: &migrationMerged,
	}[l.Reason]
	if rule == nil {
		rule = &migrationUnknown
	}
	return rule.At("", string(l.Claim.Item.Item), strings.Join(names, ", "))
}
