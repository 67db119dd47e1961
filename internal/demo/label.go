// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"errors"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

const labelProfile = "ih2ef-proposition"

// addLabel evaluates the first pathway of the catalogue, with invented pieces,
// and has an invented commission decide, if the engine accepts its decision.
// It adds nothing when the catalogue has no pathway.
func (d *Data) addLabel() error {
	if len(d.Catalogue.Pathways) == 0 {
		return nil
	}
	p, ok := label.OpenProfile(labelProfile)
	if !ok {
		return errors.New("grille " + labelProfile)
	}
	facts, ok := label.FactsOf(d.Catalogue, d.Catalogue.Pathways[0].Ref(), label.FactsOptions{})
	if !ok {
		return nil
	}
	pieces := []label.Evidence{
		piece("P1", "Convention entre l’EAFC et ses partenaires", "direction de l’EAFC", "2026-05-04", "C2"),
		piece("P2", "Vérification des compétences des intervenants", "ingénierie de formation", "2026-05-18", "C3"),
		piece("P3", "Enquête auprès de 40 chefs d’établissement", "ingénierie de formation", "2026-04-09", "D3"),
		piece("P4", "Synthèse des retours à froid et suites données", "conseil scientifique", "2026-06-12", "E2"),
	}
	r := label.Evaluate(p, facts, pieces, label.ResolverOf(d.Framework, d.Digital))
	d.files[labelProfile+".json"], d.files["rapport-label.json"], d.files["faits-label.json"] = p.Encode(), r.Encode(), facts.Canonical()
	decision := label.Decision{Verdict: label.VerdictConform, By: "Commission du label de Valmont (inventée)", Role: "commission de labellisation", On: "2026-07-01"}
	for _, o := range [][2]string{
		{"C1", "L’EAFC est un service de l’académie : son identité est établie."}, {"C2", "Convention signée, réunions de travail constatées."},
		{"C3", "Dossiers des intervenants relus."}, {"D3", "Enquête récente, prise en compte dans le parcours."},
		{"E1", "Première édition : pas encore de résultats à publier."}, {"E2", "Deux suites données, datées."},
	} {
		decision.Overrides = append(decision.Overrides, label.Override{Rule: o[0], Truth: label.TruthTrue, Reason: o[1]})
	}
	decision, is := label.Decide(p, &r, decision)
	if !is.HasErrors() {
		d.files["decision-label.json"] = decision.Encode()
	}
	return nil
}

func piece(id, title, by, on string, rules ...string) label.Evidence {
	return label.Evidence{ID: id, Title: title, ByRole: by, SHA256: string(label.DigestOf([]byte(title))), On: competency.Date(on), Supports: rules}
}
