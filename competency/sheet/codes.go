// SPDX-License-Identifier: Apache-2.0

package sheet

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: s, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleColumn = rule("FWSHEET-001", issue.SeverityError, "colonne « {0} » {1}", "column “{0}” {1}",
		"colonnes attendues : type, code, parent, rang, intitule_fr, intitule_en, n0 à n12, nature, origine, source, remarque",
		"expected columns: type, code, parent, rang, intitule_fr, intitule_en, n0 to n12, nature, origine, source, remarque")
	ruleEncoding = rule("FWSHEET-002", issue.SeverityWarning, "fichier lu en CP1252 (Windows)", "file read as CP1252 (Windows)",
		"enregistrez en UTF-8", "save as UTF-8")
	ruleTwiceDecoded = rule("FWSHEET-003", issue.SeverityWarning, "texte décodé deux fois : « {0} »", "text decoded twice: “{0}”",
		"demandez la réparation à l’import (--reparer), ou corrigez la cellule", "ask for the repair when importing (--reparer), or correct the cell")
	ruleType = rule("FWSHEET-004", issue.SeverityError, "type de ligne inconnu : « {0} »{1}", "unknown row type: “{0}”{1}",
		"types : referentiel, niveau, domaine, competence, composante, critere, correspondance", "types: referentiel, niveau, domaine, competence, composante, critere, correspondance")
	ruleParent = rule("FWSHEET-005", issue.SeverityError, "code « {0} » inconnu dans ce tableau", "code “{0}” unknown in this table",
		"donnez le code d’une autre ligne", "give the code of another row")
	ruleCode = rule("FWSHEET-006", issue.SeverityError, "code vide ou donné deux fois : « {0} »", "code empty or given twice: “{0}”",
		"donnez à chaque ligne un code à elle", "give each row a code of its own")
	ruleRank = rule("FWSHEET-007", issue.SeverityError, "rang « {0} » vide ou hors de l’échelle", "rank “{0}” empty or outside the scale",
		"donnez un rang de 1 à 12 qui existe dans l’échelle", "give a rank from 1 to 12 that the scale has")
	ruleFormula = rule("FWSHEET-008", issue.SeverityError, "formule, macro ou lien externe", "formula, macro or external link",
		"collez les valeurs seules", "paste values only")
	ruleThreshold = rule("FWSHEET-009", issue.SeverityWarning, "règle de certification non importée : {0} = {1}", "certification rule not imported: {0} = {1}",
		"exprimez-la dans un profil de label", "express it in a label profile")
	ruleList = rule("FWSHEET-010", issue.SeverityWarning, "la liste de codes de l’en-tête et les lignes diffèrent : « {0} »", "the list of codes in the header and the rows differ: “{0}”",
		"vérifiez s’il manque un élément", "check whether an element is missing")
	ruleLoss = rule("FWSHEET-011", issue.SeverityWarning, "sans colonne dans le tableau : {0} ({1})", "without a column in the table: {0} ({1})",
		"gardez aussi le référentiel d’origine", "keep the original framework as well")
	ruleValue = rule("FWSHEET-012", issue.SeverityError, "valeur « {0} » non comprise", "value “{0}” not understood",
		"valeurs possibles : {1}", "possible values: {1}")
	ruleWords = rule("FWSHEET-013", issue.SeverityError, "intitulé absent", "words missing",
		"écrivez l’intitulé dans la langue du référentiel", "write the words in the language of the framework")
)

// Rules returns the FWSHEET rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleColumn, ruleEncoding, ruleTwiceDecoded, ruleType, ruleParent, ruleCode, ruleRank, ruleFormula, ruleThreshold, ruleList,
		ruleLoss, ruleValue, ruleWords}
}
