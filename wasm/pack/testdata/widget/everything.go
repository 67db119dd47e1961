// SPDX-License-Identifier: Apache-2.0

//go:build weigh_everything

package main

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
)

// document is a variable, so that the linker keeps its reader.
var document = "{}"

// What a widget can use of catalogue, planner and label, all at once: plan a
// pathway, verify it, check, evaluate, decide, explain.
func init() {
	var c catalogue.Catalogue
	p := planner.Problem{Catalogue: &c}
	r, is := planner.Plan(p, planner.Options{})
	is = append(is, planner.VerifyPathway(p, r)...)
	is = append(is, c.Check()...)
	profile, more := label.DecodeProfile([]byte(document))
	is = append(is, more...)
	facts, _ := label.FactsOf(&c, catalogue.BrickRef{}, label.FactsOptions{})
	report := label.Evaluate(profile, facts, nil, label.ResolverOf())
	d, more := label.Decide(profile, &report, label.Decision{})
	is = append(is, more...)
	is.Sort()
	println(is.Error(), label.Explain(profile, &report, &d, "fr"), string(report.Encode()))
}
