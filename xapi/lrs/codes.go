// SPDX-License-Identifier: Apache-2.0

package lrs

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code, ref, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en},
		Fix: issue.Text{FR: fixFR, EN: fixEN}, Ref: ref}
}

// The LRS rules: what a request may have wrong around the statements.
var (
	ruleVersionHeader = rule("LRS-001", "xAPI 1.0.3 Part Three §3.3",
		"en-tête X-Experience-API-Version : « {0} » lu ; 1.0.3 ou 2.0.0 attendu", "header X-Experience-API-Version: “{0}” read; 1.0.3 or 2.0.0 expected",
		"ajoutez X-Experience-API-Version: 1.0.3 ou 2.0.0", "add X-Experience-API-Version: 1.0.3 or 2.0.0")
	ruleCredentials = rule("LRS-002", "xAPI 1.0.3 Part Three §4", "identifiants absents ou faux", "credentials missing or wrong",
		"envoyez l'en-tête Authorization d'une clé valide", "send the Authorization header of a valid key")
	ruleScope = rule("LRS-003", "xAPI 1.0.3 Part Three §4.2", "la clé n'a pas le droit « {0} »", "the key lacks the scope “{0}”",
		"demandez une clé qui a ce droit", "ask for a key with this scope")
	ruleTooMany = rule("LRS-004", "", "trop d'essais : attendez {0} secondes", "too many attempts: wait {0} seconds",
		"attendez, puis vérifiez la clé", "wait, then check the key")
	ruleResource = rule("LRS-005", "xAPI 1.0.3 Part Three §2", "« {0} » n'est pas une ressource d'un LRS", "“{0}” is not a resource of an LRS",
		"écrivez statements, activities, agents, about, activities/state, activities/profile ou agents/profile", "write statements, activities, agents, about, activities/state, activities/profile or agents/profile")
	ruleMethod = rule("LRS-006", "xAPI 1.0.3 Part Three §2", "{0} n'est pas servi ici ; attendu : {1}", "{0} is not served here; expected: {1}",
		"changez la méthode", "change the method")
	ruleParameter = rule("LRS-007", "xAPI 1.0.3 Part Three §2", "paramètre « {0} » inconnu ici", "unknown parameter “{0}”",
		"retirez-le ou corrigez sa casse ; acceptés : {1}", "remove it or mend its case; accepted: {1}")
	ruleParameterMissing = rule("LRS-008", "xAPI 1.0.3 Part Three §2", "paramètre « {0} » absent", "parameter “{0}” missing", "ajoutez-le", "add it")
	ruleParameterValue   = rule("LRS-009", "xAPI 1.0.3 Part Three §2", "paramètre « {0} » : « {1} » ne convient pas ({2})", "parameter “{0}”: “{1}” does not suit ({2})",
		"corrigez sa valeur", "mend its value")
	ruleParameterTwice = rule("LRS-010", "", "paramètre « {0} » donné plusieurs fois", "parameter “{0}” given several times", "gardez-en un", "keep one")
	ruleTogether       = rule("LRS-011", "xAPI 1.0.3 Part Three §2.1.3", "« {0} » ne se combine pas avec « {1} »", "“{0}” does not go with “{1}”", "retirez l'un des deux", "remove one of them")
	ruleContentType    = rule("LRS-012", "xAPI 1.0.3 Part Three §1.5", "Content-Type « {0} » : {1} attendu", "Content-Type “{0}”: {1} expected", "corrigez l'en-tête Content-Type", "mend the Content-Type header")
	ruleTooLarge       = rule("LRS-013", "", "{0} : plus de {1}", "{0}: over {1}", "envoyez moins à la fois", "send less at once")
	ruleEmptyBody      = rule("LRS-014", "xAPI 1.0.3 Part Three §2.1", "corps vide ou qui n'est ni un objet ni un tableau de traces", "body empty, or neither an object nor an array of statements", "envoyez une trace ou un tableau de traces", "send one statement or an array of statements")
	ruleSameID         = rule("LRS-015", "xAPI 1.0.3 Part Three §2.1.2", "deux traces du lot ont l'identifiant {0}", "two statements of the batch have the id {0}", "donnez un identifiant à chaque trace", "give every statement its own id")
	ruleConflict       = rule("LRS-016", "xAPI 1.0.3 Part Three §2.1.1", "une autre trace a déjà l'identifiant {0}", "another statement has the id {0}", "donnez un nouvel identifiant", "give a new id")
	ruleOtherID        = rule("LRS-017", "xAPI 1.0.3 Part Three §2.1.1", "la trace a l'identifiant {0}, la requête {1}", "the statement has the id {0}, the request {1}", "écrivez le même identifiant aux deux endroits", "write the same id in both places")
	ruleNotFound       = rule("LRS-018", "", "rien à cet endroit", "nothing there", "vérifiez l'identifiant", "check the identifier")
	ruleDocument       = rule("LRS-019", "xAPI 1.0.3 Part Three §2.2", "POST fusionne des objets JSON : {0} n'en est pas un", "POST merges JSON objects: {0} is not one", "envoyez un objet JSON en application/json, ou utilisez PUT", "send a JSON object as application/json, or use PUT")
	ruleNeedPrecond    = rule("LRS-020", "xAPI 1.0.3 Part Three §3.1", "If-Match ou If-None-Match absent", "If-Match or If-None-Match missing", "lisez le document, puis envoyez If-Match avec son ETag", "read the document, then send If-Match with its ETag")
	ruleExists         = rule("LRS-021", "xAPI 1.0.3 Part Three §3.1", "un document existe déjà : la requête doit dire lequel elle remplace", "a document exists: the request must say which one it replaces", "lisez le document, puis envoyez If-Match avec son ETag", "read the document, then send If-Match with its ETag")
	rulePrecondition   = rule("LRS-022", "xAPI 1.0.3 Part Three §3.1", "la précondition n'est pas remplie : rien n'a changé", "the precondition does not hold: nothing changed", "relisez le document et recommencez", "read the document again and retry")
	ruleUnavailable    = rule("LRS-023", "", "l'entrepôt ne peut pas répondre maintenant", "the store cannot answer now", "recommencez dans {0} secondes : la même requête ne crée pas de doublon", "retry in {0} seconds: the same request makes no duplicate")
	ruleInternal       = rule("LRS-024", "", "faute du serveur (requête {0})", "server fault (request {0})", "donnez ce numéro à l'administrateur", "give this number to the administrator")
	ruleMultipart      = rule("LRS-025", "xAPI 1.0.3 Part Three §1.5.2", "multipart : {0}", "multipart: {0}", "envoyez d'abord application/json, puis chaque pièce avec X-Experience-API-Hash et Content-Transfer-Encoding: binary", "send application/json first, then each part with X-Experience-API-Hash and Content-Transfer-Encoding: binary")
	ruleAttachment     = rule("LRS-026", "xAPI 1.0.3 Part Three §1.5.2", "pièce jointe {0} : {1}", "attachment {0}: {1}", "joignez le contenu déclaré, ou donnez fileUrl", "attach the declared content, or give fileUrl")
	ruleAlternate      = rule("LRS-027", "xAPI 1.0.3 Part Three §1.3", "syntaxe de rechange : {0}", "alternate request syntax: {0}", "envoyez un POST de formulaire avec ?method= pour seul paramètre", "send a form POST with ?method= as its only parameter")
	ruleEncoding       = rule("LRS-028", "", "Content-Encoding « {0} » : gzip ou rien attendu", "Content-Encoding “{0}”: gzip or none expected", "envoyez le corps tel quel", "send the body as it is")
	ruleSignature      = rule("LRS-029", "xAPI 1.0.3 Part Two §2.6", "signature : {0}", "signature: {0}", "signez la trace en RS256, RS384 ou RS512", "sign the statement with RS256, RS384 or RS512")
	ruleBody           = rule("LRS-030", "", "corps illisible : {0}", "unreadable body: {0}", "envoyez le corps entier", "send the whole body")
)

// Rules lists the rules of this package.
func Rules() []issue.Rule {
	return []issue.Rule{ruleVersionHeader, ruleCredentials, ruleScope, ruleTooMany, ruleResource, ruleMethod, ruleParameter,
		ruleParameterMissing, ruleParameterValue, ruleParameterTwice, ruleTogether, ruleContentType, ruleTooLarge, ruleEmptyBody,
		ruleSameID, ruleConflict, ruleOtherID, ruleNotFound, ruleDocument, ruleNeedPrecond, ruleExists, rulePrecondition,
		ruleUnavailable, ruleInternal, ruleMultipart, ruleAttachment, ruleAlternate, ruleEncoding, ruleSignature, ruleBody}
}
