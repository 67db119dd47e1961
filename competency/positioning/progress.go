// SPDX-License-Identifier: Apache-2.0

package positioning

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Move says what became of one competency between two positions.
type Move string

// The moves. MoveNew and MoveGone say that nothing was, or is, known: they
// are no progress and no loss.
const (
	MoveUp   Move = "up"
	MoveDown Move = "down"
	MoveSame Move = "same"
	MoveNew  Move = "new"
	MoveGone Move = "gone"
)

// Progress is one competency before and after.
type Progress struct {
	Item          competency.ID
	Before, After *Claim
	Move          Move
	Ranks         int // After minus Before, when both are known
}

// Compare tells the way from one position to a later one ("avant, après"), in
// the order of the first, then of the second. Another framework is refused; a
// position made on another version must be migrated first (competency.Migrate).
func Compare(before, after Position) ([]Progress, issue.Issues) {
	if is := sameFramework(before, after); is != nil {
		return nil, is
	}
	was, now := strongest(before), strongest(after)
	var out []Progress
	for _, p := range [...]Position{before, after} {
		for _, c := range p.Claims {
			id := c.Item.Item
			a, b := was[id], now[id]
			if a == nil && b == nil {
				continue
			}
			delete(was, id)
			delete(now, id)
			out = append(out, progress(id, a, b))
		}
	}
	return out, nil
}

func progress(id competency.ID, before, after *Claim) Progress {
	p := Progress{Item: id, Before: before, After: after}
	switch {
	case before == nil:
		p.Move = MoveNew
	case after == nil:
		p.Move = MoveGone
	default:
		p.Ranks = RankOf(*after) - RankOf(*before)
		switch {
		case p.Ranks > 0:
			p.Move = MoveUp
		case p.Ranks < 0:
			p.Move = MoveDown
		default:
			p.Move = MoveSame
		}
	}
	return p
}
