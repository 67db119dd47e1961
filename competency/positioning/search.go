// SPDX-License-Identifier: Apache-2.0

package positioning

// NoClaim stands for "no rank claimed" in a Search.
const NoClaim = -1

// Search looks for the rank a person holds on a scale of Top ranks, by asking
// "do you do this?" about one rank at a time. Each answer narrows Low..High,
// the ranks still possible (0 is "not yet level 1"); it is over when they
// meet. Left bounds the prompts still allowed: a new search starts at
// ⌈log2(Top+1)⌉ and never asks more, whatever is claimed or answered, and a
// claim that is true costs the fewest prompts possible under that bound.
type Search struct {
	Low, High int
	Left      int
	Claim     int // NoClaim: nothing claimed
}

// NewSearch starts a search among ranks 0..top around claim (or NoClaim). A
// claim above top stands for top.
func NewSearch(top, claim int) Search {
	if claim > top {
		claim = top
	}
	return Search{High: top, Left: MaxPrompts(top), Claim: claim}
}

// MaxPrompts returns ⌈log2(top+1)⌉, the most prompts a search among the ranks
// 0..top may ask.
func MaxPrompts(top int) int {
	n := 0
	for states := 1; states < top+1; states *= 2 {
		n++
	}
	return n
}

// Done reports whether one rank is left: Low.
func (s Search) Done() bool { return s.Low >= s.High }

// Ask returns the rank to ask about next; ok is false when the search is over.
//
// Rank k may be asked when both answers leave no more ranks than the prompts
// left can tell apart. Among those the one nearest the edges of the claim
// (between c and c+1, where one yes and one no settle it), then the most even
// split, then the lowest.
func (s Search) Ask() (rank int, ok bool) {
	if s.Low >= s.High || s.Left < 1 {
		return 0, false
	}
	room := 1 << (s.Left - 1)
	best, bestNear, bestEven := 0, 0, 0
	for k := s.Low + 1; k <= s.High; k++ {
		if k-s.Low > room || s.High-k+1 > room {
			continue
		}
		near, even := 0, abs(s.Low+s.High+1-2*k)
		if s.Claim != NoClaim {
			near = abs(2*k - (2*s.Claim + 1))
		}
		if best == 0 || near < bestNear || near == bestNear && even < bestEven {
			best, bestNear, bestEven = k, near, even
		}
	}
	return best, best != 0
}

// Answer returns the search after a yes or a no about rank.
func (s Search) Answer(rank int, holds bool) Search {
	if holds {
		s.Low = max(s.Low, rank)
	} else {
		s.High = min(s.High, rank-1)
	}
	s.Left--
	return s
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
