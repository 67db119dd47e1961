// SPDX-License-Identifier: Apache-2.0

package demo

// section is one part of the menu: the pages of one kind of visitor.
type section struct {
	Title string
	Pages []place
}

// place is one page: its address, the name of its template and what the menu
// calls it.
type place struct{ Path, Name, Title string }

// menu is every page of the site, in the order of the chain. Each of the
// twelve widgets has its own.
var menu = []section{
	{"Se former", []place{{"/", "accueil", "Se positionner"}, {"/catalogue", "catalogue", "Catalogue"}, {"/parcours", "parcours", "Parcours"}, {"/referentiel", "referentiel", "Référentiel"}}},
	{"Progresser", []place{{"/comparaison", "comparaison", "Avant et après"}, {"/second-regard", "second-regard", "Second regard"}, {"/portfolio", "portfolio", "Portfolio"}}},
	{"Piloter", []place{{"/traces", "traces", "Traces reçues"}, {"/heures", "heures", "Heures prévues"}, {"/indicateurs", "indicateurs", "Tableau de bord"}}},
	{"Garantir", []place{{"/qualite", "qualite", "Qualité"}, {"/label", "label", "Label"}, {"/badge", "badge", "Badge"}, {"/verifier", "verifier", "Vérifier"}}},
}

// sectionOf returns the part of the menu that a page stands in.
func sectionOf(name string) section {
	for _, s := range menu {
		for _, p := range s.Pages {
			if p.Name == name {
				return s
			}
		}
	}
	return section{}
}
