// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/competency"

// Resolve returns a pointer into c.Bricks to the brick of exactly that ID and
// version.
func (c *Catalogue) Resolve(ref BrickRef) (*Brick, bool) {
	for i := range c.Bricks {
		if c.Bricks[i].ID == ref.ID && c.Bricks[i].Version == ref.Version {
			return &c.Bricks[i], true
		}
	}
	return nil, false
}

// ResolvePathway returns a pointer into c.Pathways to the pathway of exactly
// that ID and version.
func (c *Catalogue) ResolvePathway(ref BrickRef) (*Pathway, bool) {
	for i := range c.Pathways {
		if c.Pathways[i].ID == ref.ID && c.Pathways[i].Version == ref.Version {
			return &c.Pathways[i], true
		}
	}
	return nil, false
}

// Partner returns a pointer into c.Partners to the partner with that ID.
func (c *Catalogue) Partner(id string) (*Partner, bool) {
	for i := range c.Partners {
		if c.Partners[i].ID == id {
			return &c.Partners[i], true
		}
	}
	return nil, false
}

// LiveOn reports whether the brick may be taken on that day: trialled or
// certified, published by then if it says when, and not withdrawn yet. A
// brick withdrawn later than that day was live.
func (b *Brick) LiveOn(on competency.Date) bool {
	switch {
	case b.PublishedOn != "" && b.PublishedOn > on, b.WithdrawnOn != "" && b.WithdrawnOn <= on:
		return false
	case b.Status == StatusWithdrawn:
		return b.WithdrawnOn != ""
	}
	return b.Status == StatusTrialled || b.Status == StatusCertified
}

// Live returns the bricks that may be taken on that day, in catalogue order.
func (c *Catalogue) Live(on competency.Date) []*Brick {
	var out []*Brick
	for i := range c.Bricks {
		if c.Bricks[i].LiveOn(on) {
			out = append(out, &c.Bricks[i])
		}
	}
	return out
}
