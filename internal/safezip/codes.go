// SPDX-License-Identifier: Apache-2.0

package safezip

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleArchive = issue.Rule{Code: "ZIP-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "archive ZIP illisible : {0}", EN: "unreadable ZIP archive: {0}"},
		Fix:     issue.Text{FR: "refaites l’archive avec un outil ordinaire, sans rien devant ni autour", EN: "make the archive again with an ordinary tool, with nothing before or around it"}}
	ruleLimit = issue.Rule{Code: "ZIP-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0}, {1} au plus", EN: "over a limit: {0}, at most {1}"},
		Fix:     issue.Text{FR: "allégez ou divisez l’archive", EN: "lighten or split the archive"}}
	ruleName = issue.Rule{Code: "ZIP-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "nom d’entrée refusé : « {0} » ({1})", EN: "entry name refused: “{0}” ({1})"},
		Fix:     issue.Text{FR: "donnez à l’entrée un chemin relatif simple", EN: "give the entry a plain relative path"}}
	ruleKind = issue.Rule{Code: "ZIP-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "entrée « {0} » refusée : {1}", EN: "entry “{0}” refused: {1}"},
		Fix:     issue.Text{FR: "gardez des fichiers ordinaires, sans chiffrement, stockés ou compressés par deflate", EN: "keep ordinary files, not encrypted, stored or deflated"}}
	ruleContent = issue.Rule{Code: "ZIP-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "entrée « {0} » : le contenu ne correspond pas à la taille ou à la somme annoncée", EN: "entry “{0}”: the content does not match its declared size or checksum"},
		Fix:     issue.Text{FR: "refaites l’archive", EN: "make the archive again"}}
	ruleClash = issue.Rule{Code: "ZIP-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "entrées en conflit : « {0} » et « {1} »", EN: "entries in conflict: “{0}” and “{1}”"},
		Fix:     issue.Text{FR: "donnez à chaque fichier un nom à lui, majuscules mises à part", EN: "give each file a name of its own, whatever the case"}}
)

// Rules returns the ZIP rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleArchive, ruleLimit, ruleName, ruleKind, ruleContent, ruleClash}
}
