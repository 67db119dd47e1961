// SPDX-License-Identifier: Apache-2.0

//go:build weigh_evaluate

package main

import "forge.apps.education.fr/eafc/briques/catalogue/label"

// document is a variable, so that the linker keeps its readers.
var document = []byte("{}")

// What the widgets do with a label: read a profile, facts and pieces, evaluate,
// read a report and a decision, say what they say.
func init() {
	profile, is := label.DecodeProfile(document)
	facts, more := label.ParseFacts(document)
	is = append(is, more...)
	pieces, more := label.DecodeEvidence(document)
	is = append(is, more...)
	report := label.Evaluate(profile, facts, pieces.Pieces, nil)
	read, more := label.DecodeReport(document)
	is = append(is, more...)
	decision, more := label.DecodeDecision(document)
	is = append(is, more...)
	for i := range read.Findings {
		for _, r := range read.Findings[i].Because {
			println(r.In("fr"), read.Findings[i].State("fr"))
		}
	}
	println(len(is), label.Word(report.Proposed, "fr"), decision.By)
}
