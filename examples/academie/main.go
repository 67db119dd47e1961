// SPDX-License-Identifier: Apache-2.0

// Command academie is what an academy developer writes first: where a person
// stands, what her post expects, the shortest pathway, and its statements.
package main

import (
	"fmt"
	"os"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		return err
	}
	at := func(code string, rank int) catalogue.ItemRank {
		for _, it := range f.Items {
			if it.Code == code {
				return catalogue.ItemRank{Item: competency.Ref{Framework: f.URI, Version: f.Version, Item: it.ID}, Rank: rank}
			}
		}
		return catalogue.ItemRank{}
	}

	// The shortest pathway, with its proof.
	problem := planner.Problem{
		Have:      []catalogue.ItemRank{at("EA1", 1), at("EC1", 1)},
		Want:      []catalogue.ItemRank{at("EA1", 3), at("EC1", 2)},
		Catalogue: demo.Catalogue(),
	}
	pathway, issues := planner.Plan(problem, planner.Options{})
	if issues.HasErrors() {
		return issues.Err()
	}
	for _, step := range pathway.Steps {
		fmt.Println("-", step.Brick.ID)
	}
	fmt.Printf("%d minutes, preuve : %s, vérifiée : %t\n", pathway.Minutes, pathway.Proof.Kind, !planner.VerifyPathway(problem, pathway).HasErrors())

	// One statement per claim, that carries no name and no address.
	who := profile.Setting{Actor: xapi.Account("https://academie.example/pseudo/2027", "k7q2"), Registration: "0190a8e4-6b1c-4d5e-8f00-000000000001"}
	claim := competency.Claim{Item: at("EA1", 1).Item, Rank: 1, Basis: competency.BasisSelfDeclared, On: "2026-11-22"}
	statement, issues := profile.Positioning(who, claim, nil)
	if issues.HasErrors() {
		return issues.Err()
	}
	faults := xapi.Validate(statement.AppendJSON(nil), xapi.Options{Privacy: xapi.PrivacyStrict})
	fmt.Println(len(faults), "constat sur la trace")
	return nil
}
