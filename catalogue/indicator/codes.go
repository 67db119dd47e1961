// SPDX-License-Identifier: Apache-2.0

package indicator

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	rule001 = fault("INDICATOR-001", "l'indicateur {0} se déclare et ne se calcule pas", "indicator {0} is declared, not computed",
		"déclarez une valeur", "declare a value")
	rule002 = fault("INDICATOR-002", "valeur déclarée pour {0} : {1} manque ou ne convient pas", "declared value of {0}: {1} missing or unfit",
		"donnez la valeur, sa source, sa date et la qualité de son auteur", "give the value, its source, date and the role of its author")
	rule003 = fault("INDICATOR-003", "{0} : {1}, valeur non disponible", "{0}: {1}, value not available",
		"fournissez ces données ou laissez la valeur absente", "give these records or leave the value out")
	rule004 = fault("INDICATOR-004", "participation de {0} sans la base demandée : {1}", "participation in {0} without the basis asked for: {1}",
		"{2}", "{2}")
	rule005 = fault("INDICATOR-005", "somme de plusieurs indicateurs : {0}", "sum of several indicators: {0}",
		"les indicateurs se recouvrent : publiez-les côte à côte", "indicators overlap: publish them side by side")
	rule006 = fault("INDICATOR-006", "{0} : unité ou dénominateur « {1} », « {2} » attendu", "{0}: unit or denominator “{1}”, “{2}” expected",
		"reprenez l'unité de la définition", "use the unit of the definition")
	rule007 = &issue.Rule{Code: "INDICATOR-007", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "{0} : {1} vient de l'extérieur et fait partie de la valeur", EN: "{0}: {1} comes from outside and is part of the value"},
		Fix:     issue.Text{FR: "publiez sa source avec la valeur", EN: "publish its source with the value"}}
	rule008 = fault("INDICATOR-008", "comparaison de deux versions de définition sans correspondance : {0} et {1}",
		"comparison of two definition versions without a mapping: {0} and {1}",
		"donnez la correspondance des indicateurs", "give the mapping of the indicators")
)

func fault(code, fr, en, fixFR, fixEN string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en},
		Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

// Rules returns the INDICATOR rules in code order.
func Rules() []issue.Rule {
	all := []*issue.Rule{rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008}
	out := make([]issue.Rule, len(all))
	for i, r := range all {
		out[i] = *r
	}
	return out
}
