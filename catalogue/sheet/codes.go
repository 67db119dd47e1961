// SPDX-License-Identifier: Apache-2.0

package sheet

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleColumn = issue.Rule{Code: "CATSHEET-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "colonne « {0} » absente ou inconnue", EN: "column “{0}” missing or unknown"},
		Fix:     issue.Text{FR: "{1}", EN: "{1}"}}
	ruleCell = issue.Rule{Code: "CATSHEET-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "colonne {0} : « {1} » lu, {2} attendu", EN: "column {0}: “{1}” read, {2} expected"},
		Fix:     issue.Text{FR: "corrigez la cellule", EN: "correct the cell"}}
	ruleActive = issue.Rule{Code: "CATSHEET-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "formule, macro ou lien externe : {0}", EN: "formula, macro or external link: {0}"},
		Fix:     issue.Text{FR: "collez les valeurs", EN: "paste the values"}}
	ruleEncoding = issue.Rule{Code: "CATSHEET-004", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "encodage deviné : windows-1252", EN: "encoding guessed: windows-1252"},
		Fix:     issue.Text{FR: "enregistrez en « CSV UTF-8 »", EN: "save as “CSV UTF-8”"}}
	ruleLost = issue.Rule{Code: "CATSHEET-005", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "le tableau n'a pas de colonne pour {0} : perdu", EN: "the table has no column for {0}: lost"},
		Fix:     issue.Text{FR: "gardez le document d'origine", EN: "keep the original document"}}
	ruleTwice = issue.Rule{Code: "CATSHEET-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "brique {0} {1} déjà lue à la ligne {2}", EN: "brick {0} {1} already read at row {2}"},
		Fix:     issue.Text{FR: "gardez une seule ligne ou changez la version", EN: "keep one row or change the version"}}
)

// Rules returns the CATSHEET rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleColumn, ruleCell, ruleActive, ruleEncoding, ruleLost, ruleTwice}
}
