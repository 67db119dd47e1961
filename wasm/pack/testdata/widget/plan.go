// SPDX-License-Identifier: Apache-2.0

//go:build weigh_plan

package main

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
)

// What the self-positioning widget does with the planner: the bricks that lead
// from a position to a profile.
func init() {
	var c catalogue.Catalogue
	p, is := planner.FromGaps(competency.Position{}, nil)
	p.Catalogue = &c
	r, more := planner.Plan(p, planner.Options{})
	println(len(is)+len(more), len(r.Steps))
}
