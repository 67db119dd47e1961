// SPDX-License-Identifier: Apache-2.0

package sheet

import (
	"io"
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/tabular"
)

// Template returns the rows of an empty sheet to fill in: the header, what
// describes a framework, a scale of four levels and one competency as a model.
func Template() [][]string {
	row := func(cells map[int]string) []string {
		out := make([]string, columns)
		for i, c := range cells {
			out[i] = c
		}
		return out
	}
	rows := [][]string{headers}
	for _, p := range [][3]string{{"uri", "https://exemple.ac-academie.fr/referentiels/mon-referentiel", ""}, {"version", "0.1.0", ""},
		{"titre", "Mon référentiel : exemple", "My framework: example"}, {"langue", "fr", ""}, {"nature", "individuel", ""}, {"autorite", "exemple", ""},
		{"statut", "projet", ""}, {"licence", "etalab-2.0", ""}, {"modifie", "2026-01-01T00:00:00Z", ""}} {
		rows = append(rows, row(map[int]string{colType: rowFramework, colCode: p[0], colFR: p[1], colEN: p[2]}))
	}
	for i, l := range [][2]string{{"Découverte", "Discovery"}, {"Pratique guidée", "Guided practice"}, {"Autonomie", "Autonomy"}, {"Expertise", "Expertise"}} {
		n := strconv.Itoa(i + 1)
		rows = append(rows, row(map[int]string{colType: rowLevel, colCode: "N" + n, colParent: "N", colRank: n, colFR: l[0], colEN: l[1], colOrigin: "projet"}))
	}
	return append(rows,
		row(map[int]string{colType: rowDomain, colCode: "A", colRank: "1", colFR: "Premier domaine", colEN: "First domain", colOrigin: "projet"}),
		row(map[int]string{colType: rowCompetency, colCode: "A1", colParent: "A", colRank: "1", colFR: "Première compétence", colEN: "First competency", colOrigin: "projet",
			colN0 + 1: "Je sais dire ce que c’est.", colN0 + 2: "Je le fais avec de l’aide.", colN0 + 3: "Je le fais seul.", colN0 + 4: "Je l’apprends à d’autres."}),
		row(map[int]string{colType: rowIndicator, colParent: "A1", colRank: "1", colFR: "Cite un exemple tiré de son travail.", colEN: "Quotes an example from own work.",
			colNature: "connaissance | requis", colOrigin: "projet"}))
}

// TemplateCSV writes the template as CSV.
func TemplateCSV(w io.Writer) error { return tabular.CSV{}.Write(w, Template()) }

// TemplateXLSX writes the template as XLSX, with lists to choose from and a
// page of help.
func TemplateXLSX(w io.Writer) error {
	return tabular.WriteXLSX(w, mainSheet(Template()), helpSheet())
}

func mainSheet(rows [][]string) tabular.Sheet {
	s := tabular.Sheet{Name: "Référentiel", Rows: rows, Widths: make([]float64, columns), Note: map[int]string{}, Lists: map[int][]string{
		colType: {rowFramework, rowLevel, rowDescriptor, rowDomain, rowCompetency, rowComponent, rowAnchor, rowStatement, rowKeyword, rowIndicator, rowLink}}}
	for _, p := range origins {
		s.Lists[colOrigin] = append(s.Lists[colOrigin], p.word)
	}
	for i := range s.Widths {
		s.Widths[i] = 14
	}
	s.Widths[colFR], s.Widths[colEN] = 50, 40
	for r := range 13 {
		s.Widths[colN0+r] = 30
	}
	s.Note[colCode] = "Court et unique, commençant par une lettre : A1, A1.2"
	s.Note[colParent] = "Le code de la ligne au-dessus dans la hiérarchie"
	return s
}

// Help returns the page of help: each column, each type of row.
func Help() [][]string {
	return [][]string{
		{"Rubrique", "Explication"},
		{"Principe", "Une ligne par chose. La colonne type dit laquelle. L’ordre des colonnes est libre ; les lignes vides sont ignorées."},
		{"type referentiel", "Une propriété du référentiel, nommée dans code : uri, version, titre, resume, langue, nature (individuel, socle, organisation), autorite (officiel, exemple, importe), statut (projet, a venir, en vigueur, retire), debut, fin, editeur, licence, modifie, source. Sa valeur va dans intitule_fr."},
		{"type niveau", "Un niveau de maîtrise : parent = nom de l’échelle, rang de 1 à 12. Nature : acquis, groupe=…"},
		{"type descriptif", "La description générale d’un niveau : mêmes parent et rang."},
		{"types domaine, competence, composante", "Un élément. parent = code de celui du dessus (vide : premier niveau). rang = place parmi ses frères. n1 à n12 : le comportement observable à chaque rang. Nature : echelle=, phase=, validite= (mois), debut=, fin=, retire."},
		{"type ancre", "Les mots anglais du comportement d’un rang : parent = code, rang."},
		{"type enonce", "Un énoncé plus long que l’intitulé : parent = code."},
		{"type motcle", "Un mot-clé : parent = code."},
		{"type critere", "Un critère observable : parent = code de la compétence, rang. Nature : connaissance, savoir-faire ou attitude, puis requis s’il est indispensable."},
		{"type correspondance", "Un lien : parent = code de départ, source = code ou adresse d’arrivée, nature = exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch, isRelatedTo, precedes, replacedBy…"},
		{"origine", "Qui a écrit les mots : officiel, projet, traduction, importe. N’écrivez officiel que pour un texte recopié d’une source citée."},
		{"Identifiants", "Ils se calculent à partir de l’uri et du code : gardez l’uri et les codes d’une version à l’autre."},
		{"Formules", "Refusées : collez les valeurs. Un code comme 1.10 doit rester du texte."},
	}
}

func helpSheet() tabular.Sheet {
	return tabular.Sheet{Name: "Aide", Rows: Help(), Widths: []float64{36, 120}}
}
