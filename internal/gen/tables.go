// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	cataloguesheet "forge.apps.education.fr/eafc/briques/catalogue/sheet"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// column is one field of a Table Schema.
type column struct {
	name, typ, title, about string
	required                bool
	enum                    []string
}

// tables are the Table Schemas of the CSV exports, by name.
func tables() map[string][]byte {
	out := map[string][]byte{}
	for _, t := range []struct {
		name, title, about string
		columns            []column
	}{
		{"brick-sheet", "Feuille de briques", "Les briques d’un catalogue, une par ligne, telles que briques catalogue les écrit et les lit.", brickColumns()},
		{"framework-sheet", "Feuille de référentiel", "Un référentiel de compétences, une chose par ligne : domaine, compétence, niveau, critère.", frameworkColumns()},
		{"trainee-hours", "Heures-stagiaires ventilées", "Les heures-stagiaires prévues, inscrites et réalisées, croisées selon deux dimensions, petites cases masquées.", hoursColumns()},
	} {
		var fields []any
		for _, c := range t.columns {
			f := obj{{"name", c.name}, {"type", c.typ}, {"title", c.title}, {"description", c.about}}
			limits := obj{}
			if c.required {
				limits = append(limits, member{"required", true})
			}
			if c.enum != nil {
				values := make([]any, len(c.enum))
				for i, v := range c.enum {
					values[i] = v
				}
				limits = append(limits, member{"enum", values})
			}
			if len(limits) > 0 {
				f = append(f, member{"constraints", limits})
			}
			fields = append(fields, f)
		}
		out["table/"+t.name+".schema.json"] = render(obj{
			{"$schema", "https://frictionlessdata.io/schemas/table-schema.json"},
			{"name", t.name}, {"title", t.title}, {"description", t.about}, {"homepage", schemas.Base}, {"version", "v" + first.Version},
			{"fields", fields}, {"missingValues", []any{""}},
		}, "fr")
	}
	return out
}

func labels[V ~string](values ...V) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = catalogue.Label(v, "fr")
	}
	return out
}

// brickWords says what each column of the brick sheet holds.
var brickWords = map[string]column{
	"id":               {typ: "string", title: "Identifiant", about: "Adresse absolue de la brique.", required: true},
	"version":          {typ: "string", title: "Version", about: "Trois nombres séparés par des points.", required: true},
	"titre_fr":         {typ: "string", title: "Titre", about: "Intitulé en français.", required: true},
	"resume_fr":        {typ: "string", title: "Résumé", about: "Résumé en français."},
	"nature":           {typ: "string", title: "Nature", about: "Ce que la brique fait.", enum: labels(catalogue.KindInformation, catalogue.KindTraining, catalogue.KindTransfer, catalogue.KindPersonalisation, catalogue.KindAssessment, catalogue.KindPositioning)},
	"statut":           {typ: "string", title: "Statut", about: "La vie de la brique.", enum: labels(catalogue.StatusIncubating, catalogue.StatusTrialled, catalogue.StatusCertified, catalogue.StatusWithdrawn)},
	"modalite":         {typ: "string", title: "Modalité", about: "Comment la brique se suit.", enum: labels(catalogue.Modalities()...)},
	"minutes_presence": {typ: "integer", title: "Minutes en présentiel", about: "Durée en présentiel, en minutes."},
	"minutes_distance": {typ: "integer", title: "Minutes à distance", about: "Durée à distance, en minutes."},
	"vise":             {typ: "string", title: "Compétences visées", about: "Codes et rangs, séparés par « | »."},
	"entree":           {typ: "string", title: "Rangs d’entrée", about: "Codes et rangs à tenir avant, séparés par « | »."},
	"prerequis":        {typ: "string", title: "Prérequis", about: "Identifiants des briques à suivre avant."},
	"publics":          {typ: "string", title: "Publics", about: "Publics cibles, séparés par « | »."},
	"etiquettes":       {typ: "string", title: "Étiquettes", about: "Étiquettes, séparées par « | »."},
	"licence":          {typ: "string", title: "Licence", about: "Identifiant SPDX ou etalab-2.0."},
	"gaia":             {typ: "string", title: "Code GAIA", about: "Identifiant du module dans GAIA."},
	"magistere":        {typ: "string", title: "Code M@gistère", about: "Identifiant du parcours dans M@gistère."},
}

func brickColumns() []column {
	var out []column
	for _, name := range cataloguesheet.Columns {
		c, ok := brickWords[name]
		if !ok {
			c = column{typ: "string", title: name, about: "Voir la documentation."}
		}
		c.name = name
		out = append(out, c)
	}
	return out
}

func frameworkColumns() []column {
	out := []column{
		{"type", "string", "Type de ligne", "Ce que dit la ligne : referentiel, niveau, domaine, competence…", true, nil},
		{"code", "string", "Code", "Code de l’élément, ou nom de la propriété.", false, nil},
		{"parent", "string", "Parent", "Code de l’élément dont celui-ci dépend.", false, nil},
		{"rang", "integer", "Rang", "Rang de l’échelle.", false, nil},
		{"intitule_fr", "string", "Intitulé en français", "Libellé ou énoncé en français.", false, nil},
		{"intitule_en", "string", "Intitulé en anglais", "Libellé ou énoncé en anglais.", false, nil},
	}
	for r := range 13 {
		n := strconv.Itoa(r)
		out = append(out, column{"n" + n, "string", "Niveau " + n, "Ancre du rang " + n + ".", false, nil})
	}
	return append(out,
		column{"nature", "string", "Nature", "Traits de l’élément, séparés par « | ».", false, nil},
		column{"origine", "string", "Origine", "Qui a écrit ce texte.", false, nil},
		column{"source", "string", "Source", "Texte d’où vient l’élément.", false, nil},
		column{"remarque", "string", "Remarque", "Note libre, jamais lue.", false, nil})
}

// hoursWords says what each column of the split trainee-hours holds.
var hoursWords = map[string]column{
	"indicateur":        {typ: "string", title: "Indicateur", about: "Code de l’indicateur ventilé.", required: true},
	"ligne_par":         {typ: "string", title: "Dimension des lignes", about: "Académie, catégorie, ministère, qualité ou modalité."},
	"ligne":             {typ: "string", title: "Ligne", about: "Valeur de la dimension des lignes ; vide : total."},
	"colonne_par":       {typ: "string", title: "Dimension des colonnes", about: "Académie, catégorie, ministère, qualité ou modalité."},
	"colonne":           {typ: "string", title: "Colonne", about: "Valeur de la dimension des colonnes ; vide : total."},
	"minutes_prevues":   {typ: "integer", title: "Minutes prévues", about: "Minutes prévues, toutes personnes ajoutées."},
	"minutes_inscrites": {typ: "integer", title: "Minutes inscrites", about: "Minutes inscrites, toutes personnes ajoutées."},
	"minutes_realisees": {typ: "integer", title: "Minutes réalisées", about: "Minutes réalisées, toutes personnes ajoutées."},
	"stagiaires":        {typ: "integer", title: "Stagiaires", about: "Personnes distinctes ; vide si trop peu."},
	"masque":            {typ: "string", title: "Masqué", about: "Dit que la case est masquée, faute de personnes assez nombreuses."},
}

func hoursColumns() []column {
	head := (&indicator.Report{}).TableRows()
	var out []column
	if len(head) == 0 {
		return out
	}
	for _, name := range head[0] {
		c, ok := hoursWords[name]
		if !ok {
			c = column{typ: "string", title: name, about: "Colonne « " + name + " » de l’export des heures-stagiaires."}
		}
		c.name = name
		out = append(out, c)
	}
	return out
}
