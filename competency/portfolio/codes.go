// SPDX-License-Identifier: Apache-2.0

package portfolio

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Literals, not calls: the linker then leaves out what a widget never says.
var (
	ruleArchive = issue.Rule{Code: "PORTFOLIO-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "ce n’est pas une archive ZIP, ou portfolio.json manque", EN: "not a ZIP archive, or portfolio.json is missing"},
		Fix:     issue.Text{FR: "ouvrez le fichier exporté, sans le défaire", EN: "open the exported file, without unpacking it"}}
	ruleName = issue.Rule{Code: "PORTFOLIO-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "entrée « {0} » : seuls portfolio.json, index.html et pieces/<sha256> sont admis", EN: "entry “{0}”: only portfolio.json, index.html and pieces/<sha256> are allowed"},
		Fix:     issue.Text{FR: "retirez-la", EN: "remove it"}}
	rulePath = issue.Rule{Code: "PORTFOLIO-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "archive refusée : {0}", EN: "archive refused: {0}"},
		Fix:     issue.Text{FR: "exportez de nouveau le portfolio", EN: "export the portfolio again"}}
	ruleSize = issue.Rule{Code: "PORTFOLIO-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "archive trop grande : {0}", EN: "archive too large: {0}"},
		Fix:     issue.Text{FR: "200 entrées, 50 Mio chacune, 200 Mio en tout", EN: "200 entries, 50 MiB each, 200 MiB in all"}}
	ruleDigest = issue.Rule{Code: "PORTFOLIO-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la pièce « {0} » n’a pas l’empreinte ou la taille annoncée", EN: "piece “{0}” has not the digest or size it is said to have"},
		Fix:     issue.Text{FR: "joignez de nouveau la pièce", EN: "attach the piece again"}}
	rulePiece = issue.Rule{Code: "PORTFOLIO-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "pièce sans preuve, ou preuve sans sa pièce : « {0} »", EN: "piece without evidence, or evidence without its piece: “{0}”"},
		Fix:     issue.Text{FR: "joignez ou retirez les deux", EN: "attach or remove both"}}
	ruleBasis = issue.Rule{Code: "PORTFOLIO-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "déclaration « {0} » sans {1}", EN: "claim “{0}” without {1}"},
		Fix:     issue.Text{FR: "joignez-la, ou revenez à une auto-déclaration", EN: "attach it, or return to a self-declared claim"}}
	ruleOwner = issue.Rule{Code: "PORTFOLIO-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "attestation par le titulaire lui-même", EN: "attestation by the owner"},
		Fix:     issue.Text{FR: "demandez-la à une autre personne", EN: "ask another person for it"}}
	ruleExpired = issue.Rule{Code: "PORTFOLIO-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "preuve « {0} » expirée le {1} : gardée, non comptée", EN: "evidence “{0}” expired on {1}: kept, not counted"},
		Fix:     issue.Text{FR: "renouvelez-la si elle doit compter", EN: "renew it if it is to count"}}
	ruleGrant = issue.Rule{Code: "PORTFOLIO-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "partage échu, ou portant sur un élément absent du portfolio : « {0} »", EN: "grant past its end, or on something the portfolio lacks: “{0}”"},
		Fix:     issue.Text{FR: "renouvelez ou corrigez le partage", EN: "renew or correct the grant"}}
	ruleOther = issue.Rule{Code: "PORTFOLIO-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux titulaires différents : « {0} » et « {1} »", EN: "two different owners: “{0}” and “{1}”"},
		Fix:     issue.Text{FR: "on ne fusionne que les fichiers d’une même personne", EN: "only files of one person are merged"}}
	ruleClash = issue.Rule{Code: "PORTFOLIO-012", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » diffère dans les deux portfolios : les deux versions sont gardées", EN: "“{0}” differs in the two portfolios: both versions are kept"},
		Fix:     issue.Text{FR: "gardez celle qui vaut", EN: "keep the one that holds"}}
	ruleForm = issue.Rule{Code: "PORTFOLIO-013", Severity: issue.SeverityError,
		Message: issue.Text{FR: "valeur mal formée : « {0} »", EN: "malformed value: “{0}”"},
		Fix:     issue.Text{FR: "corrigez-la", EN: "correct it"}}
	ruleTwice = issue.Rule{Code: "PORTFOLIO-014", Severity: issue.SeverityError,
		Message: issue.Text{FR: "identifiant donné deux fois : « {0} »", EN: "identifier given twice: “{0}”"},
		Fix:     issue.Text{FR: "donnez à chacun le sien", EN: "give each its own"}}
)

// Rules returns the PORTFOLIO rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleArchive, ruleName, rulePath, ruleSize, ruleDigest, rulePiece, ruleBasis, ruleOwner, ruleExpired, ruleGrant, ruleOther, ruleClash,
		ruleForm, ruleTwice}
}
