// SPDX-License-Identifier: Apache-2.0

package credential

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Literals, not calls: the linker then leaves out what a widget never says.
var (
	rule001 = &issue.Rule{Code: "CREDENTIAL-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "pas un JWS compact en base64url canonique : {0}", EN: "not a compact JWS in canonical base64url: {0}"},
		Fix:     issue.Text{FR: "reprenez le fichier d'origine, sans le recopier à la main", EN: "take the original file, not a copy by hand"}, Ref: "RFC 7515 §7.1"}
	rule002 = &issue.Rule{Code: "CREDENTIAL-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "algorithme « {0} » refusé pour cette clé", EN: "algorithm “{0}” not allowed for this key"},
		Fix:     issue.Text{FR: "signez en EdDSA (Ed25519) ou RS256", EN: "sign with EdDSA (Ed25519) or RS256"}, Ref: "OB 3.0 §8.2"}
	rule003 = &issue.Rule{Code: "CREDENTIAL-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "en-tête refusé : {0}", EN: "header refused: {0}"},
		Fix:     issue.Text{FR: "gardez alg, typ, et kid ou jwk public", EN: "keep alg, typ, and kid or a public jwk"}, Ref: "OB 3.0 §8.2"}
	rule004 = &issue.Rule{Code: "CREDENTIAL-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la signature ne correspond pas", EN: "signature does not verify"},
		Fix:     issue.Text{FR: "le contenu a changé ou la clé n'est pas la bonne", EN: "the content has changed or the key is another"}, Ref: "RFC 7515 §5.2"}
	rule005 = &issue.Rule{Code: "CREDENTIAL-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "clé ou émetteur hors des clés de confiance : {0}", EN: "key or issuer not among the trusted ones: {0}"},
		Fix:     issue.Text{FR: "demandez à l'émetteur son jwks.json", EN: "ask the issuer for its jwks.json"}}
	rule006 = &issue.Rule{Code: "CREDENTIAL-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} absent ou différent du titre", EN: "{0} missing or different from the credential"},
		Fix:     issue.Text{FR: "faites émettre un nouveau titre", EN: "have a new credential issued"}, Ref: "OB 3.0 §8.2.4"}
	rule007 = &issue.Rule{Code: "CREDENTIAL-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "forme : {0}", EN: "shape: {0}"},
		Fix:     issue.Text{FR: "corrigez selon Open Badges 3.0", EN: "correct after Open Badges 3.0"}, Ref: "OB 3.0 §B"}
	rule008 = &issue.Rule{Code: "CREDENTIAL-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "hors de sa période : {0}", EN: "outside its period: {0}"},
		Fix:     issue.Text{FR: "demandez un titre en cours de validité", EN: "ask for a credential in force"}}
	rule009 = &issue.Rule{Code: "CREDENTIAL-009", Severity: issue.SeverityError,
		Message: issue.Text{FR: "retiré le {0} : {1}", EN: "revoked on {0}: {1}"},
		Fix:     issue.Text{FR: "adressez-vous à l'émetteur", EN: "ask the issuer"}}
	rule010 = &issue.Rule{Code: "CREDENTIAL-010", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "liste de retrait absente, d'un autre émetteur ou de plus de 7 jours : retrait non vérifié", EN: "revocation list missing, of another issuer or older than 7 days: not checked"},
		Fix:     issue.Text{FR: "téléchargez revocations.jwt", EN: "download revocations.jwt"}}
	rule011 = &issue.Rule{Code: "CREDENTIAL-011", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "{0} : non vérifiable ici", EN: "{0}: not verifiable here"},
		Fix:     issue.Text{FR: "vérifiez avec un outil qui le traite", EN: "verify with a tool that handles it"}}
	rule012 = &issue.Rule{Code: "CREDENTIAL-012", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "ancienne forme : {0}", EN: "older form: {0}"},
		Fix:     issue.Text{FR: "l'émetteur peut passer au modèle 2.0 et à typ JWT", EN: "the issuer may move to data model 2.0 and typ JWT"}}
)

// Rules returns the CREDENTIAL rules in code order.
func Rules() []issue.Rule {
	return issue.Copies(rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008, rule009, rule010, rule011, rule012)
}

// note adds one fault to list. In a widget the call weighs a tenth of the
// append that it holds.
func note(list *issue.Issues, r *issue.Rule, p issue.Pointer, what string) {
	list.Add(r, p, what)
}
