// SPDX-License-Identifier: Apache-2.0

package schemaorg

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleLost = issue.Rule{Code: "SCHEMAORG-001", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "schema.org n'a pas de terme pour {0} : perdu", EN: "schema.org has no term for {0}: lost"},
		Fix:     issue.Text{FR: "gardez le document d'origine", EN: "keep the original document"}}
	rulePage = issue.Rule{Code: "SCHEMAORG-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "adresse de page « {0} » absente ou qui n'est pas en https", EN: "page address “{0}” missing or not https"},
		Fix:     issue.Text{FR: "donnez l'adresse publique de la page", EN: "give the public address of the page"}}
)

// Rules returns the SCHEMAORG rules in code order.
func Rules() []issue.Rule { return []issue.Rule{ruleLost, rulePage} }
