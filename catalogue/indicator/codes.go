// SPDX-License-Identifier: Apache-2.0

package indicator

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Literals, not calls: the linker then leaves out what a widget never says.
var (
	rule001 = &issue.Rule{Code: "INDICATOR-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'indicateur {0} se déclare et ne se calcule pas", EN: "indicator {0} is declared, not computed"},
		Fix:     issue.Text{FR: "déclarez une valeur", EN: "declare a value"}}
	rule002 = &issue.Rule{Code: "INDICATOR-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "valeur déclarée pour {0} : {1} manque ou ne convient pas", EN: "declared value of {0}: {1} missing or unfit"},
		Fix:     issue.Text{FR: "donnez la valeur, sa source, sa date et la qualité de son auteur", EN: "give the value, its source, date and the role of its author"}}
	rule003 = &issue.Rule{Code: "INDICATOR-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} : {1}, valeur non disponible", EN: "{0}: {1}, value not available"},
		Fix:     issue.Text{FR: "fournissez ces données ou laissez la valeur absente", EN: "give these records or leave the value out"}}
	rule004 = &issue.Rule{Code: "INDICATOR-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "participation de {0} sans la base demandée : {1}", EN: "participation in {0} without the basis asked for: {1}"},
		Fix:     issue.Text{FR: "{2}", EN: "{2}"}}
	rule005 = &issue.Rule{Code: "INDICATOR-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "somme de plusieurs indicateurs : {0}", EN: "sum of several indicators: {0}"},
		Fix:     issue.Text{FR: "les indicateurs se recouvrent : publiez-les côte à côte", EN: "indicators overlap: publish them side by side"}}
	rule006 = &issue.Rule{Code: "INDICATOR-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} : unité ou dénominateur « {1} », « {2} » attendu", EN: "{0}: unit or denominator “{1}”, “{2}” expected"},
		Fix:     issue.Text{FR: "reprenez l'unité de la définition", EN: "use the unit of the definition"}}
	rule007 = &issue.Rule{Code: "INDICATOR-007", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "{0} : {1} vient de l'extérieur et fait partie de la valeur", EN: "{0}: {1} comes from outside and is part of the value"},
		Fix:     issue.Text{FR: "publiez sa source avec la valeur", EN: "publish its source with the value"}}
	rule008 = &issue.Rule{Code: "INDICATOR-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "comparaison de deux versions de définition sans correspondance : {0} et {1}", EN: "comparison of two definition versions without a mapping: {0} and {1}"},
		Fix:     issue.Text{FR: "donnez la correspondance des indicateurs", EN: "give the mapping of the indicators"}}
)

// Rules returns the INDICATOR rules in code order.
func Rules() []issue.Rule {
	return issue.Copies(rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008)
}
