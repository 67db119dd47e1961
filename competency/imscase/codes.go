// SPDX-License-Identifier: Apache-2.0

package imscase

import "forge.apps.education.fr/eafc/briques/schemas/issue"

const ref = "1EdTech CASE 1.1"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: s, Ref: ref, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleDocument = rule("CASE-001", issue.SeverityError, "pas de CFDocument, ou ce n’est pas un paquet CASE", "no CFDocument, or not a CASE package",
		"exportez un CFPackage entier", "export a whole CFPackage")
	ruleNull = rule("CASE-002", issue.SeverityWarning, "membre « {0} » nul", "member “{0}” is null",
		"retiré de la sortie stricte", "dropped from the strict output")
	ruleInPackage = rule("CASE-003", issue.SeverityWarning, "« {0} » interdit dans un paquet", "“{0}” forbidden inside a package",
		"retiré", "removed")
	ruleUnknown = rule("CASE-004", issue.SeverityWarning, "membre « {0} » inconnu à cet endroit, ou d’un autre type", "member “{0}” unknown here, or of another type",
		"déplacé dans extensions", "moved to extensions")
	ruleIdentifier = rule("CASE-005", issue.SeverityWarning, "identifiant « {0} » qui n’est pas un UUID de version 1 à 5", "identifier “{0}” is not a UUID of version 1 to 5",
		"remplacé partout par {1}, l’ancien est gardé dans extensions", "replaced everywhere by {1}, the old one is kept in extensions")
	ruleInstant = rule("CASE-006", issue.SeverityWarning, "date « {0} » sans décalage horaire ou mal écrite", "date “{0}” without offset or badly written",
		"lue comme {1}", "read as {1}")
	ruleNumber = rule("CASE-007", issue.SeverityWarning, "nombre écrit comme un texte : « {0} »", "number written as a string: “{0}”",
		"écrit comme un nombre", "written as a number")
	ruleMissing = rule("CASE-008", issue.SeverityWarning, "membre obligatoire « {0} » absent", "required member “{0}” missing",
		"complété par « {1} »", "filled with “{1}”")
	ruleLink = rule("CASE-009", issue.SeverityWarning, "lien « {0} » qui n’est pas un objet complet", "link “{0}” is not a whole object",
		"complété en titre, identifiant et URI", "completed with title, identifier and URI")
	ruleScalar = rule("CASE-010", issue.SeverityWarning, "« {0} » devrait être une liste", "“{0}” should be a list",
		"mis dans une liste", "put in a list")
	ruleStatus = rule("CASE-011", issue.SeverityWarning, "adoptionStatus « {0} » hors vocabulaire", "adoptionStatus “{0}” outside the vocabulary",
		"lu comme « {1} »", "read as “{1}”")
	ruleType = rule("CASE-012", issue.SeverityWarning, "type d’association « {0} » hors vocabulaire", "association type “{0}” outside the vocabulary",
		"écrit « {1} »", "written “{1}”")
	ruleExternal = rule("CASE-013", issue.SeverityWarning, "extrémité « {0} » hors du paquet", "end “{0}” outside the package",
		"gardée comme référence externe", "kept as an external reference")
	ruleItemType = rule("CASE-014", issue.SeverityWarning, "CFItemType « {0} » et CFItemTypeURI « {1} » se contredisent", "CFItemType “{0}” and CFItemTypeURI “{1}” disagree",
		"le titre du lien est retenu", "the title of the link is kept")
	ruleTwice = rule("CASE-015", issue.SeverityError, "identifiant « {0} » donné à deux objets", "identifier “{0}” given to two objects",
		"donnez à chacun le sien", "give each its own")
	ruleOrphan = rule("CASE-016", issue.SeverityWarning, "élément « {0} » sans chemin isChildOf jusqu’au document", "item “{0}” has no isChildOf path to the document",
		"rattaché au document", "attached to the document")
	ruleURI = rule("CASE-017", issue.SeverityWarning, "URI « {0} » absente ou relative", "URI “{0}” missing or relative",
		"remplacée par {1}", "replaced by {1}")
	ruleExtension = rule("CASE-018", issue.SeverityWarning, "{0} : CASE ne le garde que dans extensions ({1} fois)", "{0}: CASE keeps it only in extensions ({1} times)",
		"un outil qui ignore nos extensions ne le verra pas", "a tool that ignores our extensions will not see it")
)

// Rules returns the CASE rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleDocument, ruleNull, ruleInPackage, ruleUnknown, ruleIdentifier, ruleInstant, ruleNumber, ruleMissing, ruleLink,
		ruleScalar, ruleStatus, ruleType, ruleExternal, ruleItemType, ruleTwice, ruleOrphan, ruleURI, ruleExtension}
}
