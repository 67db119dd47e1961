// SPDX-License-Identifier: Apache-2.0

package label

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	rule001 = issue.Rule{Code: "LABEL-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "règle {0} : {1}", EN: "rule {0}: {1}"},
		Fix:     issue.Text{FR: "corrigez l'expression", EN: "correct the expression"}}
	rule002 = issue.Rule{Code: "LABEL-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "règle « {0} » : {1}", EN: "rule “{0}”: {1}"},
		Fix:     issue.Text{FR: "un identifiant par règle, un critère déclaré", EN: "one id per rule, a declared criterion"}}
	rule003 = issue.Rule{Code: "LABEL-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "profil dit officiel sans source publiée", EN: "profile said official without a published source"},
		Fix:     issue.Text{FR: "mettez official à false ou citez la source", EN: "set official to false or cite the source"}}
	rule004 = issue.Rule{Code: "LABEL-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "décision prise sur un autre rapport : {0}", EN: "decision made on another report: {0}"},
		Fix:     issue.Text{FR: "évaluez de nouveau puis décidez", EN: "evaluate again, then decide"}}
	rule005 = issue.Rule{Code: "LABEL-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "décision « {0} » alors que le rapport, dérogations comprises, propose « {1} »", EN: "decision “{0}” although the report, overrides included, proposes “{1}”"},
		Fix:     issue.Text{FR: "motivez une dérogation par règle concernée", EN: "give a reasoned override for each rule concerned"}}
	rule006 = issue.Rule{Code: "LABEL-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "pièce « {0} » : {1}", EN: "piece “{0}”: {1}"},
		Fix:     issue.Text{FR: "remplacez la pièce ou corrigez sa fiche", EN: "replace the piece or correct its record"}}
	rule007 = issue.Rule{Code: "LABEL-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "décision incomplète : {0}", EN: "incomplete decision: {0}"},
		Fix:     issue.Text{FR: "nommez l'autorité et sa qualité, datez, et bornez la validité", EN: "name the authority and its role, date it and bound its validity"}}
	rule008 = issue.Rule{Code: "LABEL-008", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "règle « {0} » sans pièce : inconnue", EN: "rule “{0}” without a piece: unknown"},
		Fix:     issue.Text{FR: "joignez une pièce", EN: "attach a piece"}}
	rule009 = issue.Rule{Code: "LABEL-009", Severity: issue.SeverityError,
		Message: issue.Text{FR: "agrégation de deux versions de grille sans correspondance : {0} et {1}", EN: "aggregation over two versions of a grid without a mapping: {0} and {1}"},
		Fix:     issue.Text{FR: "donnez la correspondance des règles", EN: "give the mapping of the rules"}}
	rule010 = issue.Rule{Code: "LABEL-010", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "date de surveillance dépassée : {0}", EN: "surveillance date passed: {0}"},
		Fix:     issue.Text{FR: "planifiez une revue", EN: "plan a review"}}
	rule011 = issue.Rule{Code: "LABEL-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "décision prise par le partenaire labellisé lui-même : {0}", EN: "decision taken by the labelled partner itself: {0}"},
		Fix:     issue.Text{FR: "une autre autorité décide", EN: "another authority decides"}}
)

// Rules returns the LABEL rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008, rule009, rule010, rule011}
}
