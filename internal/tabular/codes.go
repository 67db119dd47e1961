// SPDX-License-Identifier: Apache-2.0

package tabular

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleUnreadable = issue.Rule{Code: "TABLE-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "tableau illisible : {0}", EN: "unreadable table: {0}"},
		Fix:     issue.Text{FR: "enregistrez en CSV UTF-8 ou en XLSX", EN: "save as UTF-8 CSV or as XLSX"}}
	ruleEmpty = issue.Rule{Code: "TABLE-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "tableau vide", EN: "empty table"},
		Fix:     issue.Text{FR: "partez du modèle", EN: "start from the template"}}
	ruleLimit = issue.Rule{Code: "TABLE-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0}, {1} au plus", EN: "over a limit: {0}, at most {1}"},
		Fix:     issue.Text{FR: "divisez le tableau", EN: "split the table"}}
	ruleQuote = issue.Rule{Code: "TABLE-004", Severity: issue.SeverityError, Ref: "RFC 4180 §2",
		Message: issue.Text{FR: "guillemet mal placé ou jamais fermé", EN: "quote misplaced or never closed"},
		Fix:     issue.Text{FR: "entourez la cellule de guillemets et doublez ceux du texte", EN: "put the cell in quotes and double those of the text"}}
	ruleRagged = issue.Rule{Code: "TABLE-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} cellules au lieu de {1}", EN: "{0} cells instead of {1}"},
		Fix:     issue.Text{FR: "donnez à chaque ligne le nombre de colonnes de l’en-tête", EN: "give each row as many columns as the header"}}
	ruleHeader = issue.Rule{Code: "TABLE-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux colonnes « {0} »", EN: "two columns “{0}”"},
		Fix:     issue.Text{FR: "gardez-en une", EN: "keep one"}}
	ruleActive = issue.Rule{Code: "TABLE-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "contenu actif refusé : {0}", EN: "active content refused: {0}"},
		Fix:     issue.Text{FR: "collez les valeurs seules et enregistrez en .xlsx sans macro", EN: "paste values only and save as .xlsx without macros"}}
	ruleDamaged = issue.Rule{Code: "TABLE-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "classeur XLSX endommagé : {0}", EN: "damaged XLSX workbook: {0}"},
		Fix:     issue.Text{FR: "rouvrez-le dans un tableur et enregistrez-le de nouveau", EN: "open it in a spreadsheet and save it again"}}
	ruleRisky = issue.Rule{Code: "TABLE-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "la cellule commence par « {0} » : un tableur pourrait l’exécuter", EN: "the cell begins with “{0}”: a spreadsheet might run it"},
		Fix:     issue.Text{FR: "n’ouvrez pas ce fichier d’échange dans un tableur", EN: "do not open this exchange file in a spreadsheet"}}
)

// Rules returns the TABLE rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleUnreadable, ruleEmpty, ruleLimit, ruleQuote, ruleRagged, ruleHeader, ruleActive, ruleDamaged, ruleRisky}
}
