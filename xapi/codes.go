// SPDX-License-Identifier: Apache-2.0

package xapi

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The STATEMENT rules: what a well-shaped statement may still have wrong. The
// Ref of an issue is the number of the requirement of the property at fault.
var (
	ruleIRI = rule("STATEMENT-001", "« {0} » n'est pas un IRI : il faut un schéma (http:, https:, urn:…) et aucun espace ni < > \" { } | ^ ` \\",
		"“{0}” is not an IRI: it needs a scheme (http:, https:, urn:…) and no space nor < > \" { } | ^ ` \\",
		"écrivez une adresse complète, par exemple https://exemple.fr/ressource", "write a full address, such as https://exemple.fr/resource")
	ruleUUID = rule("STATEMENT-002", "« {0} » n'est pas un UUID : 32 chiffres hexadécimaux en 8-4-4-4-12 sont attendus",
		"“{0}” is not a UUID: 32 hexadecimal digits in 8-4-4-4-12 are expected",
		"écrivez par exemple 12345678-1234-5678-1234-567812345678", "write for example 12345678-1234-5678-1234-567812345678")
	ruleMbox = rule("STATEMENT-003", "« {0} » n'est pas « mailto: » suivi d'une seule adresse",
		"“{0}” is not “mailto:” and one address", "écrivez mailto:nom@domaine", "write mailto:name@domain")
	ruleSHA1 = rule("STATEMENT-004", "« {0} » n'est pas une empreinte SHA-1 : 40 chiffres hexadécimaux sont attendus",
		"“{0}” is not a SHA-1: 40 hexadecimal digits are expected",
		"calculez le SHA-1 de l'adresse avec mailto:", "compute the SHA-1 of the address with mailto:")
	ruleLanguage = rule("STATEMENT-005", "« {0} » n'est pas une étiquette de langue (RFC 5646)",
		"“{0}” is not a language tag (RFC 5646)", "écrivez par exemple fr, fr-FR ou en", "write for example fr, fr-FR or en")
	ruleTimestamp103 = rule("STATEMENT-006", "« {0} » n'est pas une date et heure ISO 8601 qui existe",
		"“{0}” is not an existing ISO 8601 date and time", "écrivez par exemple 2026-11-03T09:00:00Z", "write for example 2026-11-03T09:00:00Z")
	ruleTimestamp20 = rule("STATEMENT-006", "« {0} » n'est pas une date et heure RFC 3339 qui existe",
		"“{0}” is not an existing RFC 3339 date and time", "écrivez par exemple 2026-11-03T09:00:00Z", "write for example 2026-11-03T09:00:00Z")
	ruleDuration = rule("STATEMENT-007", "« {0} » n'est pas une durée ISO 8601",
		"“{0}” is not an ISO 8601 duration", "écrivez par exemple PT1H30M ou P4W", "write for example PT1H30M or P4W")
	ruleVersion = rule("STATEMENT-008", "version « {0} » : {1} attendu",
		"version “{0}”: {1} expected", "écrivez {1}", "write {1}")
	ruleEnum = rule("STATEMENT-009", "« {0} » lu ; attendu : {1}",
		"“{0}” read; expected: {1}", "écrivez l'une de ces valeurs : {1}", "write one of: {1}")
	ruleMediaType = rule("STATEMENT-010", "« {0} » n'est pas un type de média",
		"“{0}” is not a media type", "écrivez par exemple application/pdf", "write for example application/pdf")
	ruleSHA2 = rule("STATEMENT-011", "« {0} » n'est pas une empreinte SHA-2 : 64, 96 ou 128 chiffres hexadécimaux sont attendus",
		"“{0}” is not a SHA-2: 64, 96 or 128 hexadecimal digits are expected",
		"calculez le SHA-256 du contenu", "compute the SHA-256 of the content")
	ruleLength = rule("STATEMENT-012", "longueur {0} : un nombre entier d'octets, zéro ou plus, est attendu",
		"length {0}: a whole number of octets, zero or more, is expected",
		"écrivez la taille du contenu en octets", "write the size of the content in octets")
	ruleScaled = rule("STATEMENT-013", "scaled vaut {0} : il va de -1 à 1",
		"scaled is {0}: it goes from -1 to 1", "divisez la note par l'écart entre min et max", "divide the score by the span from min to max")
	ruleMinMax = rule("STATEMENT-014", "max vaut {0} et min {1} : max doit dépasser min",
		"max is {0} and min {1}: max must exceed min", "corrigez l'une des deux bornes", "correct one of the two bounds")
	ruleRaw = rule("STATEMENT-015", "raw vaut {0} : il doit aller de min à max ({1})",
		"raw is {0}: it must go from min to max ({1})", "corrigez la note ou ses bornes", "correct the score or its bounds")
	ruleNoIFI = rule("STATEMENT-016", "aucun identifiant : un agent en a exactement un parmi mbox, mbox_sha1sum, openid et account",
		"no identifier: an agent has exactly one of mbox, mbox_sha1sum, openid and account",
		"ajoutez un account {homePage, name}", "add an account {homePage, name}")
	ruleManyIFI = rule("STATEMENT-017", "{0} identifiants : il en faut un seul parmi mbox, mbox_sha1sum, openid et account",
		"{0} identifiers: only one of mbox, mbox_sha1sum, openid and account is allowed",
		"gardez un seul identifiant", "keep one identifier")
	ruleNoMember = rule("STATEMENT-018", "groupe sans identifiant ni membre",
		"group with neither identifier nor member", "ajoutez member, ou un identifiant", "add member, or an identifier")
	ruleMemberOfAgent = rule("STATEMENT-019", "member n'appartient qu'aux groupes",
		"member belongs to groups only", "ajoutez \"objectType\": \"Group\", ou retirez member", "add \"objectType\": \"Group\", or remove member")
	ruleEmptyMember = rule("STATEMENT-020", "member est vide : un groupe sans identifiant a au moins un membre",
		"member is empty: a group without identifier has at least one member",
		"ajoutez un agent", "add an agent")
	ruleAuthorityGroup = rule("STATEMENT-021", "authority est un groupe identifié : un groupe y est anonyme, de deux agents",
		"authority is an identified group: a group there is anonymous, of two agents",
		"retirez l'identifiant du groupe", "remove the identifier of the group")
	ruleAuthorityTwo = rule("STATEMENT-022", "{0} membres : un groupe en authority a exactement deux agents",
		"{0} members: a group as authority has exactly two agents",
		"écrivez l'application puis la personne (OAuth)", "write the application, then the person (OAuth)")
	ruleForbiddenInSub = rule("STATEMENT-023", "« {0} » n'a pas sa place dans un SubStatement",
		"“{0}” has no place in a SubStatement", "retirez-le", "remove it")
	ruleNestedSub = rule("STATEMENT-024", "un SubStatement ne contient pas de SubStatement",
		"a SubStatement does not hold a SubStatement", "désignez l'autre trace par un StatementRef", "point to the other statement by a StatementRef")
	ruleVoided = rule("STATEMENT-025", "le verbe voided demande un objet StatementRef",
		"the verb voided asks for a StatementRef as object",
		"écrivez {\"objectType\": \"StatementRef\", \"id\": …}", "write {\"objectType\": \"StatementRef\", \"id\": …}")
	ruleOnlyActivity = rule("STATEMENT-026", "« {0} » n'est admis que si l'objet est une Activity",
		"“{0}” is allowed only if the object is an Activity", "retirez-le", "remove it")
	rulePatternAlone = rule("STATEMENT-027", "correctResponsesPattern sans interactionType",
		"correctResponsesPattern without interactionType", "ajoutez interactionType", "add interactionType")
	ruleComponentTwice = rule("STATEMENT-028", "identifiant « {0} » déjà pris dans cette liste",
		"id “{0}” already used in this list", "donnez un identifiant à chacun", "give each its own id")
	ruleEmptyTypes = rule("STATEMENT-029", "relevantTypes est vide",
		"relevantTypes is empty", "retirez-le, ou donnez un type", "remove it, or give a type")
	ruleNoObjectType = rule("STATEMENT-030", "objectType manque : sans lui cet objet est une Activity, ce qu'il n'est pas",
		"objectType is missing: without it this object is an Activity, which it is not",
		"ajoutez \"objectType\": \"{0}\"", "add \"objectType\": \"{0}\"")

	ruleNoOffset = warn("STATEMENT-101", "« {0} » n'a pas de décalage horaire : il sera lu comme UTC",
		"“{0}” has no offset: it will be read as UTC", "ajoutez Z ou +01:00", "add Z or +01:00")
	ruleOddIRI = warn("STATEMENT-102", "« {0} » : un %xx incomplet ou un crochet hors de sa place",
		"“{0}”: an incomplete %xx or a bracket out of place", "codez % par %25, [ par %5B et ] par %5D", "encode % as %25, [ as %5B and ] as %5D")
	ruleEmptyObject = warn("STATEMENT-103", "objet vide : il ne dit rien",
		"empty object: it says nothing", "retirez-le", "remove it")
	ruleForeignList = warn("STATEMENT-104", "« {0} » n'est pas une liste du type d'interaction « {1} »",
		"“{0}” is not a list of the interaction type “{1}”", "retirez-la, ou changez interactionType", "remove it, or change interactionType")
)

// The PRIVACY rules of PrivacyStrict.
var (
	rulePrivacyMbox = rule("PRIVACY-001", "adresse de messagerie", "mail address",
		"remplacez-la par un account pseudonyme", "replace it by a pseudonymous account")
	rulePrivacySHA1 = rule("PRIVACY-002", "empreinte d'adresse : elle se retrouve en quelques secondes", "hash of an address: it is found again in seconds",
		"remplacez-la par un account pseudonyme", "replace it by a pseudonymous account")
	rulePrivacyOpenID = rule("PRIVACY-003", "OpenID d'une personne", "OpenID of a person",
		"remplacez-le par un account pseudonyme", "replace it by a pseudonymous account")
	rulePrivacyName = rule("PRIVACY-004", "nom d'un acteur", "name of an actor",
		"retirez name", "remove name")
	rulePrivacyAccount = rule("PRIVACY-005", "compte sur « {0} », hors des pages admises", "account on “{0}”, outside the allowed home pages",
		"écrivez le pseudonyme de la campagne", "write the pseudonym of the campaign")
	rulePrivacyResponse = rule("PRIVACY-006", "réponse libre de la personne", "free answer of the person",
		"retirez response", "remove response")
	rulePrivacyAttachment = rule("PRIVACY-007", "pièce jointe", "attachment",
		"retirez attachments, ou admettez-les", "remove attachments, or allow them")
)

func rule(code, fr, en, fixFR, fixEN string) *issue.Rule {
	r := &issue.Rule{Code: code, Severity: issue.SeverityError,
		Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
	allRules = append(allRules, r)
	return r
}

func warn(code, fr, en, fixFR, fixEN string) *issue.Rule {
	r := rule(code, fr, en, fixFR, fixEN)
	r.Severity = issue.SeverityWarning
	return r
}

var allRules []*issue.Rule

// Rules returns the rules of this package, one per code, in code order.
func Rules() []issue.Rule {
	var out []issue.Rule
	for _, r := range allRules {
		at := len(out)
		for at > 0 && out[at-1].Code >= r.Code {
			at--
		}
		if at < len(out) && out[at].Code == r.Code {
			continue
		}
		out = append(out, issue.Rule{})
		copy(out[at+1:], out[at:])
		out[at] = *r
	}
	return out
}

// want is what a value should have been, in both languages.
type want struct{ fr, en string }

var (
	wantObject  = want{"un objet", "an object"}
	wantArray   = want{"un tableau", "an array"}
	wantString  = want{"un texte", "a string"}
	wantNumber  = want{"un nombre", "a number"}
	wantBoolean = want{"true ou false", "true or false"}
	wantList    = want{"une Activity ou un tableau d'Activity", "an Activity or an array of them"}
)

var readKinds = map[strictjson.Kind]want{
	strictjson.Object: wantObject, strictjson.Array: wantArray, strictjson.String: wantString,
	strictjson.Number: wantNumber, strictjson.True: {"true", "true"}, strictjson.False: {"false", "false"},
	strictjson.Null: {"null", "null"},
}

// wrongKind is SHAPE-001 with its words in both languages.
func wrongKind(read strictjson.Kind, w want) *issue.Rule {
	r := *issue.Shape001
	got := readKinds[read]
	r.Message = issue.Text{FR: got.fr + " lu, " + w.fr + " attendu", EN: got.en + " read, " + w.en + " expected"}
	r.Fix = issue.Text{FR: "remplacez cette valeur par " + w.fr, EN: "replace this value by " + w.en}
	if read == strictjson.Null {
		r.Fix = issue.Text{FR: "retirez ce champ, ou donnez " + w.fr, EN: "leave this member out, or give " + w.en}
	}
	return &r
}

// misspelt is SHAPE-003 for a name that is right but for its case.
func misspelt(right string) *issue.Rule {
	r := *issue.Shape003
	r.Message = issue.Text{FR: "champ « {0} » : il s'écrit « " + right + " »", EN: "member “{0}”: it is written “" + right + "”"}
	r.Fix = issue.Text{FR: "écrivez « " + right + " »", EN: "write “" + right + "”"}
	return &r
}

// readRefs are the requirements behind the READ codes.
var readRefs = map[string]string{
	"READ-002": "XAPI-00014", "READ-003": "XAPI-00015", "READ-004": "XAPI-00014", "READ-005": "XAPI-00014",
	"READ-006": "XAPI-00014", "READ-007": "XAPI-00021", "READ-012": "XAPI-00015", "READ-014": "XAPI-00328",
	"READ-015": "XAPI-00328", "READ-016": "XAPI-00328", "READ-017": "XAPI-00328", "READ-018": "XAPI-00014",
}
