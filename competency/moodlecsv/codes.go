// SPDX-License-Identifier: Apache-2.0

package moodlecsv

import "forge.apps.education.fr/eafc/briques/schemas/issue"

const ref = "Moodle tool_lpimportcsv"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: s, Ref: ref, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleShape = rule("MOODLECSV-001", issue.SeverityError, "{0}", "{0}",
		"gardez les 14 colonnes de l’export de Moodle et une seule ligne de référentiel", "keep the 14 columns of Moodle's export and a single framework row")
	ruleEmpty = rule("MOODLECSV-002", issue.SeverityError, "{0} vide pour « {1} » : Moodle ignorerait la ligne et ses enfants", "empty {0} for “{1}”: Moodle would drop the row and its children",
		"donnez un numéro d’identification et un nom abrégé, autres que 0", "give an id number and a short name, other than 0")
	ruleLoose = rule("MOODLECSV-003", issue.SeverityWarning, "« {0} » et « {1} » sont égaux pour Moodle : chaque identifiant reçoit une lettre", "“{0}” and “{1}” are equal to Moodle: every id gets a letter",
		"utilisez des codes qui commencent par une lettre", "use codes that begin with a letter")
	ruleLooseExact = rule("MOODLECSV-003", issue.SeverityError, "« {0} » et « {1} » sont égaux pour Moodle", "“{0}” and “{1}” are equal to Moodle",
		"utilisez des codes qui commencent par une lettre, ou laissez-nous en ajouter une", "use codes that begin with a letter, or let us add one")
	ruleLong = rule("MOODLECSV-004", issue.SeverityError, "{0} « {1} » de plus de 100 caractères : Moodle le couperait", "{0} “{1}” over 100 characters: Moodle would cut it",
		"raccourcissez-le", "shorten it")
	ruleCut = rule("MOODLECSV-004", issue.SeverityWarning, "{0} « {1} » de plus de 100 caractères : coupé à votre demande", "{0} “{1}” over 100 characters: cut as you asked",
		"raccourcissez-le", "shorten it")
	ruleComma = rule("MOODLECSV-005", issue.SeverityError, "le niveau « {0} » contient une virgule, que Moodle lit comme une séparation", "level “{0}” holds a comma, which Moodle reads as a separator",
		"remplacez la virgule", "replace the comma")
	ruleParent = rule("MOODLECSV-006", issue.SeverityError, "parent « {0} » inconnu, ou ligne qui est son propre ancêtre", "parent “{0}” unknown, or a row that is its own ancestor",
		"corrigez le numéro du parent", "correct the parent's id number")
	ruleLoss = rule("MOODLECSV-007", issue.SeverityWarning, "perdu pour Moodle : {0} ({1})", "lost for Moodle: {0} ({1})",
		"gardez aussi le référentiel d’origine", "keep the original framework as well")
	ruleDepth = rule("MOODLECSV-008", issue.SeverityWarning, "{0} niveaux de profondeur : Moodle n’a de mots que pour quatre, le dernier est répété", "{0} depths: Moodle has words for four, the last is repeated",
		"vérifiez les intitulés après l’import", "check the words after the import")
)

// Rules returns the MOODLECSV rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleShape, ruleEmpty, ruleLoose, ruleLong, ruleComma, ruleParent, ruleLoss, ruleDepth}
}
