// SPDX-License-Identifier: Apache-2.0

// Command evaluate is what the widgets do with a label: read a profile,
// facts and pieces, evaluate, read a report and a decision, say what they
// say.
package main

import "forge.apps.education.fr/eafc/briques/catalogue/label"

// in is a document; a variable, so that the linker keeps its readers.
var in = []byte("{}")

func main() {
	profile, is := label.DecodeProfile(in)
	facts, more := label.ParseFacts(in)
	is = append(is, more...)
	pieces, more := label.DecodeEvidence(in)
	is = append(is, more...)
	report := label.Evaluate(profile, facts, pieces.Pieces, nil)
	read, more := label.DecodeReport(in)
	is = append(is, more...)
	decision, more := label.DecodeDecision(in)
	is = append(is, more...)
	for i := range read.Findings {
		for _, r := range read.Findings[i].Because {
			println(r.In("fr"), read.Findings[i].State("fr"))
		}
	}
	println(len(is), label.Word(report.Proposed, "fr"), decision.By)
}
