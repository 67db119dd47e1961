// SPDX-License-Identifier: Apache-2.0

package portfolio

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: s, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

var (
	ruleArchive = rule("PORTFOLIO-001", issue.SeverityError, "ce n’est pas une archive ZIP, ou portfolio.json manque", "not a ZIP archive, or portfolio.json is missing",
		"ouvrez le fichier exporté, sans le défaire", "open the exported file, without unpacking it")
	ruleName = rule("PORTFOLIO-002", issue.SeverityError, "entrée « {0} » : seuls portfolio.json, index.html et pieces/<sha256> sont admis", "entry “{0}”: only portfolio.json, index.html and pieces/<sha256> are allowed",
		"retirez-la", "remove it")
	rulePath = rule("PORTFOLIO-003", issue.SeverityError, "archive refusée : {0}", "archive refused: {0}",
		"exportez de nouveau le portfolio", "export the portfolio again")
	ruleSize = rule("PORTFOLIO-004", issue.SeverityError, "archive trop grande : {0}", "archive too large: {0}",
		"200 entrées, 50 Mio chacune, 200 Mio en tout", "200 entries, 50 MiB each, 200 MiB in all")
	ruleDigest = rule("PORTFOLIO-005", issue.SeverityError, "la pièce « {0} » n’a pas l’empreinte ou la taille annoncée", "piece “{0}” has not the digest or size it is said to have",
		"joignez de nouveau la pièce", "attach the piece again")
	rulePiece = rule("PORTFOLIO-006", issue.SeverityError, "pièce sans preuve, ou preuve sans sa pièce : « {0} »", "piece without evidence, or evidence without its piece: “{0}”",
		"joignez ou retirez les deux", "attach or remove both")
	ruleBasis = rule("PORTFOLIO-007", issue.SeverityError, "déclaration « {0} » sans {1}", "claim “{0}” without {1}",
		"joignez-la, ou revenez à une auto-déclaration", "attach it, or return to a self-declared claim")
	ruleOwner = rule("PORTFOLIO-008", issue.SeverityError, "attestation par le titulaire lui-même", "attestation by the owner",
		"demandez-la à une autre personne", "ask another person for it")
	ruleExpired = rule("PORTFOLIO-009", issue.SeverityWarning, "preuve « {0} » expirée le {1} : gardée, non comptée", "evidence “{0}” expired on {1}: kept, not counted",
		"renouvelez-la si elle doit compter", "renew it if it is to count")
	ruleGrant = rule("PORTFOLIO-010", issue.SeverityError, "partage échu, ou portant sur un élément absent du portfolio : « {0} »", "grant past its end, or on something the portfolio lacks: “{0}”",
		"renouvelez ou corrigez le partage", "renew or correct the grant")
	ruleOther = rule("PORTFOLIO-011", issue.SeverityError, "deux titulaires différents : « {0} » et « {1} »", "two different owners: “{0}” and “{1}”",
		"on ne fusionne que les fichiers d’une même personne", "only files of one person are merged")
	ruleClash = rule("PORTFOLIO-012", issue.SeverityWarning, "« {0} » diffère dans les deux portfolios : les deux versions sont gardées", "“{0}” differs in the two portfolios: both versions are kept",
		"gardez celle qui vaut", "keep the one that holds")
	ruleForm = rule("PORTFOLIO-013", issue.SeverityError, "valeur mal formée : « {0} »", "malformed value: “{0}”",
		"corrigez-la", "correct it")
	ruleTwice = rule("PORTFOLIO-014", issue.SeverityError, "identifiant donné deux fois : « {0} »", "identifier given twice: “{0}”",
		"donnez à chacun le sien", "give each its own")
)

// Rules returns the PORTFOLIO rules in code order.
func Rules() []issue.Rule {
	return []issue.Rule{ruleArchive, ruleName, rulePath, ruleSize, ruleDigest, rulePiece, ruleBasis, ruleOwner, ruleExpired, ruleGrant, ruleOther, ruleClash,
		ruleForm, ruleTwice}
}
