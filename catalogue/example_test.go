// SPDX-License-Identifier: Apache-2.0

//go:build !js

package catalogue_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

// Bricks are found as people type: without accents, in the plural, in one
// word or two.
func ExampleIndex_Search() {
	x := catalogue.NewIndex(catalogue.IndexOptions{}, demo.Catalogue())
	for _, text := range []string{"tableaux de bord", "autoevaluation", "soudure"} {
		r := x.Search(catalogue.Query{Text: text, Limit: 1})
		for _, h := range r.Hits {
			fmt.Println(text, "→", h.Brick.Title.In("fr"))
		}
		if r.Total == 0 {
			fmt.Println(text, "→ rien")
		}
	}
	// Output:
	// tableaux de bord → Construire un tableau de bord utile
	// autoevaluation → Conduire l’auto-évaluation de son établissement
	// soudure → rien
}

// Coverage names the needs that have no offer.
func ExampleCatalogue_Coverage() {
	f, _ := frameworks.Open("encadrement-exemple", "")
	for _, r := range demo.Catalogue().Coverage(f).Rows {
		for _, cell := range r.Cells {
			if len(cell.Bricks) == 0 {
				fmt.Println(r.Code, "rang", cell.Rank)
			}
		}
	}
	// Output:
	// EA3 rang 4
	// EB2 rang 4
	// EC3 rang 4
	// ED1 rang 4
	// ED3 rang 3
	// ED3 rang 4
}

// Every fault is found at once, with its place and its mend.
func ExampleBrick_Check() {
	b := demo.Catalogue().Bricks[0]
	b.Modality = catalogue.ModalityOnSite
	b.Licence = ""
	for _, i := range b.Check() {
		fmt.Println(i.Code, i.Pointer, i.Fix)
	}
	// Output:
	// BRICK-013  donner un identifiant SPDX ou etalab-2.0
	// BRICK-003 /modality corriger la modalité ou les minutes
}
