// SPDX-License-Identifier: Apache-2.0

package strictxml

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleSyntax = issue.Rule{Code: "XML-001", Severity: issue.SeverityError, Ref: "XML 1.0 §2.1",
		Message: issue.Text{FR: "XML mal formé : {0}", EN: "XML not well formed: {0}"},
		Fix:     issue.Text{FR: "corrigez à cet endroit", EN: "correct this place"}}
	ruleDoctype = issue.Rule{Code: "XML-002", Severity: issue.SeverityError, Ref: "XML 1.0 §2.8",
		Message: issue.Text{FR: "déclaration DOCTYPE refusée", EN: "DOCTYPE declaration refused"},
		Fix:     issue.Text{FR: "retirez la ligne <!DOCTYPE …>", EN: "remove the <!DOCTYPE …> line"}}
	ruleLimit = issue.Rule{Code: "XML-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0}, {1} au plus", EN: "over a limit: {0}, at most {1}"},
		Fix:     issue.Text{FR: "divisez le document", EN: "split the document"}}
	ruleEncoding = issue.Rule{Code: "XML-004", Severity: issue.SeverityError, Ref: "XML 1.0 §4.3.3",
		Message: issue.Text{FR: "encodage « {0} » non lu", EN: "encoding “{0}” not read"},
		Fix:     issue.Text{FR: "enregistrez en UTF-8", EN: "save as UTF-8"}}
)

// Rules returns the XML rules in code order.
func Rules() []issue.Rule { return []issue.Rule{ruleSyntax, ruleDoctype, ruleLimit, ruleEncoding} }
