// SPDX-License-Identifier: Apache-2.0

package skos

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, ref, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: s, Ref: ref, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleSyntax = rule("SKOS-001", issue.SeverityError, "Turtle 1.1, JSON-LD 1.1", "syntaxe : {0}", "syntax: {0}",
		"corrigez à cet endroit", "correct this place")
	ruleContext = rule("SKOS-002", issue.SeverityError, "JSON-LD 1.1", "contexte distant, ou hors des simples définitions de termes : {0}", "remote context, or beyond plain term definitions: {0}",
		"recopiez le contexte dans le document", "write the context into the document")
	ruleScheme = rule("SKOS-003", issue.SeverityError, "SKOS §4", "{0} ConceptScheme dans le document", "{0} ConceptScheme in the document",
		"nommez celui à lire", "name the one to read")
	ruleLabels = rule("SKOS-004", issue.SeverityError, "SKOS S13, S14", "« {0} » : deux prefLabel dans une langue, ou étiquettes qui ne sont pas disjointes", "“{0}”: two prefLabel in one language, or labels that are not disjoint",
		"gardez un seul libellé préféré par langue", "keep one preferred label for each language")
	ruleRelated = rule("SKOS-005", issue.SeverityError, "SKOS S27", "« {0} » et « {1} » sont à la fois liés et en hiérarchie", "“{0}” and “{1}” are both related and in a hierarchy",
		"retirez l’un des deux liens", "remove one of the two links")
	ruleExact = rule("SKOS-006", issue.SeverityError, "SKOS S46", "« {0} » et « {1} » : exactMatch avec broadMatch, narrowMatch ou relatedMatch", "“{0}” and “{1}”: exactMatch with broadMatch, narrowMatch or relatedMatch",
		"gardez une seule correspondance", "keep one mapping")
	ruleForeign = rule("SKOS-007", issue.SeverityWarning, "", "« {0} » n’est pas du référentiel lu : non repris", "“{0}” is not of the framework read: left out",
		"lisez son référentiel à part", "read its framework apart")
	ruleLoss = rule("SKOS-008", issue.SeverityWarning, "", "sans terme SKOS : {0} ({1})", "without a SKOS term: {0} ({1})",
		"gardé dans briques:more, que les autres outils ignorent", "kept in briques:more, which other tools ignore")
	ruleLimit = rule("SKOS-009", issue.SeverityError, "", "limite dépassée : {0}, {1} au plus", "over a limit: {0}, at most {1}",
		"divisez le document", "split the document")
	ruleLabel = rule("SKOS-010", issue.SeverityWarning, "SKOS §5", "« {0} » n’a pas de prefLabel : sa notation ou son adresse le remplace", "“{0}” has no prefLabel: its notation or address stands in",
		"ajoutez un prefLabel", "add a prefLabel")
)

// Rules returns the SKOS rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleSyntax, ruleContext, ruleScheme, ruleLabels, ruleRelated, ruleExact, ruleForeign, ruleLoss, ruleLimit, ruleLabel}
}
