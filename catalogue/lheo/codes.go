// SPDX-License-Identifier: Apache-2.0

package lheo

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: s, Ref: "LHEO 2.3", Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

const (
	fault   = issue.SeverityError
	warning = issue.SeverityWarning
)

var (
	ruleMissing   = rule("LHEO-001", fault, "élément obligatoire « {0} » absent de « {1} »", "mandatory element “{0}” missing in “{1}”", "renseignez « {0} »", "fill in “{0}”")
	ruleLength    = rule("LHEO-002", fault, "« {0} » : {1} caractères, de {2} à {3} admis", "“{0}”: {1} characters, {2} to {3} allowed", "ajustez la longueur", "adjust the length")
	ruleCode      = rule("LHEO-003", fault, "« {0} » : code « {1} » hors du dictionnaire", "“{0}”: code “{1}” outside its dictionary", "codes admis : {2}", "allowed codes: {2}")
	ruleHours     = rule("LHEO-004", warning, "{0} minutes ne font pas un nombre entier d'heures : arrondi à {1} h", "{0} minutes are no whole number of hours: rounded up to {1} h", "gardez les minutes dans le catalogue", "keep the minutes in the catalogue")
	ruleModality  = rule("LHEO-005", warning, "modalité « {0} » réduite à modalites-enseignement {1}", "modality “{0}” reduced to modalites-enseignement {1}", "gardez la modalité dans le catalogue", "keep the modality in the catalogue")
	ruleLost      = rule("LHEO-006", warning, "LHEO n'a pas d'élément pour {0} : perdu", "LHEO has no element for {0}: lost", "gardez le document d'origine", "keep the original document")
	ruleDummy     = rule("LHEO-007", warning, "« {0} » : valeur factice « {1} »", "“{0}”: dummy value “{1}”", "donnez le vrai code", "give the real code")
	ruleNamespace = rule("LHEO-008", fault, "espace de noms « {0} », http://lheo.gouv.fr/2.3 attendu", "namespace “{0}”, http://lheo.gouv.fr/2.3 expected", "convertissez en LHEO 2.3", "convert to LHEO 2.3")
	ruleXML       = rule("LHEO-009", fault, "XML refusé : {0}", "XML refused: {0}", "corrigez à cet endroit", "correct this place")
	ruleElement   = rule("LHEO-010", fault, "élément « {0} » inattendu dans « {1} »", "element “{0}” unexpected in “{1}”", "retirez-le ou remettez-le dans l'ordre", "remove it or put it in order")
	ruleOld       = rule("LHEO-011", warning, "LHEO 2.2 : lu avec la grammaire 2.3", "LHEO 2.2: read with the grammar of 2.3", "réexportez en 2.3", "export again as 2.3")
	ruleNumber    = rule("LHEO-012", fault, "« {0} » : « {1} » n'est pas {2}", "“{0}”: “{1}” is not {2}", "corrigez la valeur", "correct the value")
)

// Rules returns the LHEO rules in code order.
func Rules() []issue.Rule {
	return issue.Copies(ruleMissing, ruleLength, ruleCode, ruleHours, ruleModality, ruleLost, ruleDummy, ruleNamespace, ruleXML, ruleElement, ruleOld, ruleNumber)
}
