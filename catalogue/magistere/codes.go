// SPDX-License-Identifier: Apache-2.0

package magistere

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: s, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleField   = rule("MAGISTERE-001", issue.SeverityError, "colonne {0} : « {1} », attendu : {2}", "column {0}: “{1}”, expected: {2}", "raccourcissez ou corrigez", "shorten or correct it")
	ruleTwice   = rule("MAGISTERE-002", issue.SeverityError, "matricule « {0} » utilisé deux fois", "matricule “{0}” used twice", "changez le titre court ou le code", "change the short title or the code")
	ruleLost    = rule("MAGISTERE-003", issue.SeverityWarning, "pas de place pour {0} : perdu", "no place for {0}: lost", "gardez le document d'origine", "keep the original document")
	ruleNominal = rule("MAGISTERE-004", issue.SeverityWarning, "{0} minutes nominales, {1} réalisées : plus de 10 % d'écart", "{0} nominal minutes, {1} attended: over 10 % apart", "publiez les heures réalisées à côté", "publish the attended hours beside them")
	ruleFile    = rule("MAGISTERE-005", issue.SeverityError, "fichier illisible : {0}", "file cannot be read: {0}", "exportez l'index en CSV", "export the index as CSV")
)

// Rules returns the MAGISTERE rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{*ruleField, *ruleTwice, *ruleLost, *ruleNominal, *ruleFile}
}
