// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
)

// proposal is the pathway shown in the results.
type proposal struct {
	steps           []proposedStep
	minutes, remote int
	optimal         bool
	over            int // minutes above the certified lower bound, if not optimal
	uncovered       []positioning.Gap
	problem         string // why no pathway could be computed
}

// proposedStep is one brick and why it is there.
type proposedStep struct {
	brick    *catalogue.Brick
	serves   []positioning.Gap // what it raises, from the rank before it
	neededBy []competency.Text // titles of the bricks that ask for it first
}

// gaps lists what is known to be missing: a competency that was passed makes
// no gap, since nothing is known of it.
func (s *State) gaps() []positioning.Gap {
	if s.profile == nil {
		return nil
	}
	var out []positioning.Gap
	for _, g := range positioning.Gaps(positioning.Result(s.q, s.run), *s.profile) {
		if g.Known {
			out = append(out, g)
		}
	}
	return out
}
