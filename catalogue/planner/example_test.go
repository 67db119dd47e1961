// SPDX-License-Identifier: Apache-2.0

//go:build !js

package planner_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

// The shortest pathway from nothing to rank 3 in two competencies, the reason
// of each brick, and the proof, checked again by other code.
func ExamplePlan() {
	f, _ := frameworks.Open("encadrement-exemple", "")
	at := func(code string, rank int) catalogue.ItemRank {
		it, _ := f.ByCode(code)
		return catalogue.ItemRank{Item: f.Ref(it.ID), Rank: rank}
	}
	c := demo.Catalogue()
	p := planner.Problem{Have: []catalogue.ItemRank{at("EA1", 1)}, Want: []catalogue.ItemRank{at("EA1", 3), at("EC1", 2)}, Catalogue: c}

	plan, _ := planner.Plan(p, planner.Options{ProofTree: true})
	for _, s := range plan.Steps {
		b, _ := c.Resolve(s.Brick)
		fmt.Println(s.Minutes, "min :", b.Title.In("fr"))
		for _, r := range s.Serves {
			it, _ := f.Item(r.Item.Item)
			fmt.Println("  apporte", it.Code, "rang", r.Rank)
		}
	}
	fmt.Println(plan.Minutes, plan.Proof.Kind, len(planner.VerifyPathway(p, plan)), "refus")
	// Output:
	// 90 min : Les données de l’établissement : premiers pas
	//   apporte EC1 rang 1
	// 150 min : Faire du conseil pédagogique un lieu de décision
	//   apporte EA1 rang 2
	// 360 min : Lire les acquis des élèves pour ajuster l’enseignement
	//   apporte EC1 rang 2
	//   apporte EA1 rang 3
	// 600 optimal 0 refus
}
