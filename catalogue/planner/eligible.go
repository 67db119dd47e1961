// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
)

// constraint names one member of Constraints.
type constraint string

const (
	byNothing    constraint = ""
	byModality   constraint = "modalities"
	byPublic     constraint = "publics"
	byLanguage   constraint = "language"
	byStatus     constraint = "statuses"
	byDates      constraint = "dates"
	byExclude    constraint = "exclude"
	bySchedule   constraint = "schedule"
	byMaxOnSite  constraint = "maxOnSite"
	byMaxBricks  constraint = "maxBricks"
	byMaxMinutes constraint = "maxMinutes"
)

// filters are the constraints that make a brick ineligible, in the order in
// which they are tried.
var filters = []constraint{byStatus, byModality, byPublic, byLanguage, byDates, byExclude}

// candidate is an eligible brick with its sessions inside the window.
type candidate struct {
	brick    *catalogue.Brick
	index    int // in Catalogue.Bricks
	sessions []*catalogue.Session
	timed    bool // has sessions at all, in the window or not
}

// eligible returns the bricks that c allows, except for the one constraint
// that lift names, by ID, the highest version of each unless Include names
// another.
func (p *Problem) eligible(lift constraint) []candidate {
	sessions := map[catalogue.BrickRef][]*catalogue.Session{}
	for i := range p.Sessions {
		s := &p.Sessions[i]
		sessions[s.Brick] = append(sessions[s.Brick], s)
	}
	done := refSet(p.Done)
	included := refSet(p.Constraints.Include)
	var out []candidate
	for i := range p.Catalogue.Bricks {
		b := &p.Catalogue.Bricks[i]
		if done[b.Ref()] || !p.Constraints.allow(b, lift) {
			continue
		}
		all := sessions[b.Ref()]
		c := candidate{brick: b, index: i, timed: len(all) > 0, sessions: p.Constraints.inWindow(all, lift)}
		if c.timed && len(c.sessions) == 0 {
			continue
		}
		out = append(out, c)
	}
	sort.Slice(out, func(a, b int) bool {
		x, y := out[a].brick, out[b].brick
		if x.ID != y.ID {
			return x.ID < y.ID
		}
		if ix, iy := included[x.Ref()], included[y.Ref()]; ix != iy {
			return ix
		}
		if c := competency.CompareVersions(x.Version, y.Version); c != 0 {
			return c > 0
		}
		return out[a].index < out[b].index
	})
	kept := out[:0]
	for _, c := range out {
		if len(kept) == 0 || kept[len(kept)-1].brick.ID != c.brick.ID {
			kept = append(kept, c)
		}
	}
	return kept
}

func refSet(refs []catalogue.BrickRef) map[catalogue.BrickRef]bool {
	out := map[catalogue.BrickRef]bool{}
	for _, r := range refs {
		out[r] = true
	}
	return out
}

// allow reports whether every constraint but lift accepts b.
func (c *Constraints) allow(b *catalogue.Brick, lift constraint) bool {
	for _, f := range filters {
		if f != lift && !c.accepts(b, f) {
			return false
		}
	}
	return true
}

func (c *Constraints) accepts(b *catalogue.Brick, f constraint) bool {
	switch f {
	case byStatus:
		if len(c.Statuses) == 0 {
			return b.Status == catalogue.StatusCertified || b.Status == catalogue.StatusTrialled
		}
		return contains(c.Statuses, b.Status)
	case byModality:
		return len(c.Modalities) == 0 || contains(c.Modalities, b.Modality)
	case byPublic:
		if len(c.Publics) == 0 || len(b.Publics) == 0 {
			return true
		}
		for _, p := range b.Publics {
			if contains(c.Publics, p) {
				return true
			}
		}
		return false
	case byLanguage:
		return c.Language == "" || b.Language == c.Language
	case byExclude:
		return !contains(c.Exclude, b.Ref())
	}
	return true
}

// inWindow returns the sessions from From to Until, by start, end and ID.
func (c *Constraints) inWindow(all []*catalogue.Session, lift constraint) []*catalogue.Session {
	var out []*catalogue.Session
	for _, s := range all {
		inside := (c.From == "" || s.Start.Date() >= c.From) && (c.Until == "" || s.End.Date() <= c.Until)
		if (inside || lift == byDates) && s.Start.Valid() && s.End.Valid() {
			out = append(out, s)
		}
	}
	sort.SliceStable(out, func(a, b int) bool {
		if c := out[a].Start.Compare(out[b].Start); c != 0 {
			return c < 0
		}
		if c := out[a].End.Compare(out[b].End); c != 0 {
			return c < 0
		}
		return out[a].ID < out[b].ID
	})
	return out
}

func contains[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// meets reports whether the brick named have stands for the one named want:
// the same, or a later version with the same major.
func meets(have, want catalogue.BrickRef) bool {
	if have.ID != want.ID {
		return false
	}
	return have.Version == want.Version ||
		major(have.Version) == major(want.Version) && competency.CompareVersions(have.Version, want.Version) > 0
}

func major(version string) string {
	for i := 0; i < len(version); i++ {
		if version[i] == '.' {
			return version[:i]
		}
	}
	return version
}

// standsFor reports whether b meets a prerequisite on want, itself or as a
// declared equivalent.
func standsFor(b *catalogue.Brick, want catalogue.BrickRef) bool {
	if meets(b.Ref(), want) {
		return true
	}
	for _, e := range b.Equivalents {
		if meets(e, want) {
			return true
		}
	}
	return false
}
