// SPDX-License-Identifier: Apache-2.0

package credential

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	rule001 = fault("CREDENTIAL-001", "pas un JWS compact en base64url canonique : {0}", "not a compact JWS in canonical base64url: {0}",
		"reprenez le fichier d'origine, sans le recopier à la main", "take the original file, not a copy by hand", "RFC 7515 §7.1")
	rule002 = fault("CREDENTIAL-002", "algorithme « {0} » refusé pour cette clé", "algorithm “{0}” not allowed for this key",
		"signez en EdDSA (Ed25519) ou RS256", "sign with EdDSA (Ed25519) or RS256", "OB 3.0 §8.2")
	rule003 = fault("CREDENTIAL-003", "en-tête refusé : {0}", "header refused: {0}",
		"gardez alg, typ, et kid ou jwk public", "keep alg, typ, and kid or a public jwk", "OB 3.0 §8.2")
	rule004 = fault("CREDENTIAL-004", "la signature ne correspond pas", "signature does not verify",
		"le contenu a changé ou la clé n'est pas la bonne", "the content has changed or the key is another", "RFC 7515 §5.2")
	rule005 = fault("CREDENTIAL-005", "clé ou émetteur hors des clés de confiance : {0}", "key or issuer not among the trusted ones: {0}",
		"demandez à l'émetteur son jwks.json", "ask the issuer for its jwks.json", "")
	rule006 = fault("CREDENTIAL-006", "{0} absent ou différent du titre", "{0} missing or different from the credential",
		"faites émettre un nouveau titre", "have a new credential issued", "OB 3.0 §8.2.4")
	rule007 = fault("CREDENTIAL-007", "forme : {0}", "shape: {0}",
		"corrigez selon Open Badges 3.0", "correct after Open Badges 3.0", "OB 3.0 §B")
	rule008 = fault("CREDENTIAL-008", "hors de sa période : {0}", "outside its period: {0}",
		"demandez un titre en cours de validité", "ask for a credential in force", "")
	rule009 = fault("CREDENTIAL-009", "retiré le {0} : {1}", "revoked on {0}: {1}",
		"adressez-vous à l'émetteur", "ask the issuer", "")
	rule010 = warning("CREDENTIAL-010", "liste de retrait absente, d'un autre émetteur ou de plus de 7 jours : retrait non vérifié",
		"revocation list missing, of another issuer or older than 7 days: not checked", "téléchargez revocations.jwt", "download revocations.jwt", "")
	rule011 = warning("CREDENTIAL-011", "{0} : non vérifiable ici", "{0}: not verifiable here",
		"vérifiez avec un outil qui le traite", "verify with a tool that handles it", "")
	rule012 = warning("CREDENTIAL-012", "ancienne forme : {0}", "older form: {0}",
		"l'émetteur peut passer au modèle 2.0 et à typ JWT", "the issuer may move to data model 2.0 and typ JWT", "")
)

func fault(code, fr, en, fixFR, fixEN, ref string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en},
		Fix: issue.Text{FR: fixFR, EN: fixEN}, Ref: ref}
}

func warning(code, fr, en, fixFR, fixEN, ref string) *issue.Rule {
	r := fault(code, fr, en, fixFR, fixEN, ref)
	r.Severity = issue.SeverityWarning
	return r
}

// Rules returns the CREDENTIAL rules in code order.
func Rules() []issue.Rule {
	all := []*issue.Rule{rule001, rule002, rule003, rule004, rule005, rule006, rule007, rule008, rule009, rule010, rule011, rule012}
	out := make([]issue.Rule, len(all))
	for i, r := range all {
		out[i] = *r
	}
	return out
}

// note adds one fault to list. In a widget the call weighs a tenth of the
// append that it holds.
func note(list *issue.Issues, r *issue.Rule, p issue.Pointer, what string) {
	*list = append(*list, r.At(p, what))
}
