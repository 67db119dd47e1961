// SPDX-License-Identifier: Apache-2.0

package label

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	rule001 = fault("LABEL-001", "règle {0} : {1}", "rule {0}: {1}",
		"corrigez l'expression", "correct the expression", "")
	rule002 = fault("LABEL-002", "règle « {0} » : {1}", "rule “{0}”: {1}",
		"un identifiant par règle, un critère déclaré", "one id per rule, a declared criterion", "")
	rule003 = fault("LABEL-003", "profil dit officiel sans source publiée", "profile said official without a published source",
		"mettez official à false ou citez la source", "set official to false or cite the source", "")
	rule004 = fault("LABEL-004", "décision prise sur un autre rapport : {0}", "decision made on another report: {0}",
		"évaluez de nouveau puis décidez", "evaluate again, then decide", "")
	rule005 = fault("LABEL-005", "décision « {0} » alors que le rapport, dérogations comprises, propose « {1} »",
		"decision “{0}” although the report, overrides included, proposes “{1}”",
		"motivez une dérogation par règle concernée", "give a reasoned override for each rule concerned", "")
	rule006 = fault("LABEL-006", "pièce « {0} » : {1}", "piece “{0}”: {1}",
		"remplacez la pièce ou corrigez sa fiche", "replace the piece or correct its record", "")
	rule007 = fault("LABEL-007", "décision incomplète : {0}", "incomplete decision: {0}",
		"nommez l'autorité et sa qualité, datez, et bornez la validité", "name the authority and its role, date it and bound its validity", "")
	rule008 = warning("LABEL-008", "règle « {0} » sans pièce : inconnue", "rule “{0}” without a piece: unknown",
		"joignez une pièce", "attach a piece", "")
	rule009 = fault("LABEL-009", "agrégation de deux versions de grille sans correspondance : {0} et {1}",
		"aggregation over two versions of a grid without a mapping: {0} and {1}",
		"donnez la correspondance des règles", "give the mapping of the rules", "")
	rule010 = warning("LABEL-010", "date de surveillance dépassée : {0}", "surveillance date passed: {0}",
		"planifiez une revue", "plan a review", "")
	rule011 = fault("LABEL-011", "décision prise par le partenaire labellisé lui-même : {0}",
		"decision taken by the labelled partner itself: {0}",
		"une autre autorité décide", "another authority decides", "")
)

func fault(code, fr, en, fixFR, fixEN, ref string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en},
		Fix: issue.Text{FR: fixFR, EN: fixEN}, Ref: ref}
}

func warning(code, fr, en, fixFR, fixEN, ref string) *issue.Rule {
	r := fault(code, fr, en, fixFR, fixEN, ref)
	r.Severity = issue.SeverityWarning
	return r
}

// Rules returns the LABEL rules in code order.
func Rules() []issue.Rule {
	all := []*issue.Rule{rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008, rule009, rule010, rule011}
	out := make([]issue.Rule, len(all))
	for i, r := range all {
		out[i] = *r
	}
	return out
}
