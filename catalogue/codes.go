// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleBrickName = issue.Rule{Code: "BRICK-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "identifiant non absolu ou version non sémantique : « {0} » « {1} »",
			EN: "id is not an absolute IRI, or version is not semver: “{0}” “{1}”"},
		Fix: issue.Text{FR: "donner un IRI absolu et une version MAJEUR.MINEUR.CORRECTIF", EN: "give an absolute IRI and a MAJOR.MINOR.PATCH version"}}
	ruleMinutes = issue.Rule{Code: "BRICK-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "durée totale de {0} minutes : elle doit aller de 1 à 60 000",
			EN: "total of {0} minutes: it must be 1 to 60,000"},
		Fix: issue.Text{FR: "indiquer la durée réelle", EN: "state the real duration"}}
	ruleModality = issue.Rule{Code: "BRICK-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la modalité « {0} » ne va pas avec {1} minutes en présence et {2} à distance",
			EN: "modality “{0}” does not fit {1} minutes on site and {2} remote"},
		Fix: issue.Text{FR: "corriger la modalité ou les minutes", EN: "correct the modality or the minutes"}}
	ruleTarget = issue.Rule{Code: "BRICK-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "cible introuvable dans le référentiel : {0}",
			EN: "target not found in the framework: {0}"},
		Fix: issue.Text{FR: "compétence la plus proche : {1}", EN: "nearest item: {1}"}}
	ruleSameTarget = issue.Rule{Code: "BRICK-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux cibles sur la même compétence",
			EN: "two targets on the same item"},
		Fix: issue.Text{FR: "garder le rang le plus haut", EN: "keep the higher rank"}}
	ruleEntry = issue.Rule{Code: "BRICK-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le rang d’entrée {0} n’est pas sous le rang atteint {1}",
			EN: "entry rank {0} is not below the rank reached {1}"},
		Fix: issue.Text{FR: "abaisser le rang d’entrée", EN: "lower the entry rank"}}
	rulePrerequisite = issue.Rule{Code: "BRICK-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "brique prérequise absente du catalogue : {0} {1}",
			EN: "prerequisite brick not in the catalogue: {0} {1}"},
		Fix: issue.Text{FR: "brique la plus proche : {2}", EN: "nearest brick: {2}"}}
	ruleUnassessed = issue.Rule{Code: "BRICK-008", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "cible sans évaluation qui la couvre",
			EN: "target without an assessment that covers it"},
		Fix: issue.Text{FR: "ajouter une évaluation", EN: "add an assessment"}}
	ruleAssessedOnly = issue.Rule{Code: "BRICK-009", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l’évaluation couvre une compétence que la brique ne vise pas",
			EN: "assessment covers an item that is not a target"},
		Fix: issue.Text{FR: "ajouter la cible ou retirer la couverture", EN: "add the target or drop it"}}
	ruleUndecided = issue.Rule{Code: "BRICK-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "statut certifié sans décision de label valide",
			EN: "status certified without a valid label decision"},
		Fix: issue.Text{FR: "citer la décision", EN: "reference the decision"}}
	ruleStatusChange = issue.Rule{Code: "BRICK-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "passage interdit de « {0} » à « {1} »",
			EN: "forbidden change from “{0}” to “{1}”"},
		Fix: issue.Text{FR: "statuts permis ensuite : {2}", EN: "allowed next: {2}"}}
	ruleAudience = issue.Rule{Code: "BRICK-012", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "public ou accessibilité non renseigné",
			EN: "public or accessibility missing"},
		Fix: issue.Text{FR: "les renseigner (RNQ, indicateur 1)", EN: "fill them (RNQ, indicator 1)"}}
	ruleNoLicence = issue.Rule{Code: "BRICK-013", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "aucune licence : personne ne peut réutiliser la brique",
			EN: "no licence: nobody may reuse the brick"},
		Fix: issue.Text{FR: "donner un identifiant SPDX ou etalab-2.0", EN: "give an SPDX id or etalab-2.0"}}
	ruleExternal = issue.Rule{Code: "BRICK-014", Severity: issue.SeverityError,
		Message: issue.Text{FR: "identifiant « {0} » mal formé pour « {1} »",
			EN: "id “{0}” malformed for “{1}”"},
		Fix: issue.Text{FR: "forme attendue : {2}", EN: "expected form: {2}"}}
	ruleWithdrawal = issue.Rule{Code: "BRICK-015", Severity: issue.SeverityError,
		Message: issue.Text{FR: "date de retrait absente, ou antérieure à la publication",
			EN: "withdrawal date missing, or before publication"},
		Fix: issue.Text{FR: "corriger la date", EN: "correct the date"}}
	ruleSameText = issue.Rule{Code: "BRICK-016", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "même texte en « {0} » et en « {1} »",
			EN: "same text in “{0}” and “{1}”"},
		Fix: issue.Text{FR: "traduire, ou retirer l’un des deux", EN: "translate or drop one"}}
	ruleBrickLimit = issue.Rule{Code: "BRICK-017", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0} (au plus {1})",
			EN: "limit exceeded: {0} (at most {1})"},
		Fix: issue.Text{FR: "raccourcir", EN: "shorten"}}

	ruleStep = issue.Rule{Code: "PATHWAY-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "étape sur une brique ou une version inconnue : {0} {1}",
			EN: "step refers to an unknown brick or version: {0} {1}"},
		Fix: issue.Text{FR: "brique la plus proche : {2}", EN: "nearest brick: {2}"}}
	ruleStepCycle = issue.Rule{Code: "PATHWAY-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "les étapes s’attendent en boucle : {0}",
			EN: "the steps wait for each other: {0}"},
		Fix: issue.Text{FR: "rompre l’un des liens", EN: "break one link"}}
	ruleStepOrder = issue.Rule{Code: "PATHWAY-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "étape placée avant ce qu’elle demande",
			EN: "step comes before what it needs"},
		Fix: issue.Text{FR: "ordre possible : {0}", EN: "possible order: {0}"}}
	ruleStepEntry = issue.Rule{Code: "PATHWAY-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "rang d’entrée {0} de « {1} » jamais atteint avant l’étape",
			EN: "entry rank {0} of “{1}” never reached before the step"},
		Fix: issue.Text{FR: "briques qui l’atteignent : {2}", EN: "bricks that reach it: {2}"}}
	ruleTotal = issue.Rule{Code: "PATHWAY-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "total annoncé de {0} minutes, somme des étapes {1}",
			EN: "stated total {0} minutes, sum of the steps {1}"},
		Fix: issue.Text{FR: "écrire {1}", EN: "write {1}"}}
	rulePick = issue.Rule{Code: "PATHWAY-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "choix impossible : {0} parmi {1}, ou brique citée deux fois",
			EN: "impossible choice: {0} of {1}, or a brick listed twice"},
		Fix: issue.Text{FR: "corriger le nombre ou la liste", EN: "correct the number or the list"}}
	ruleTargetUnmet = issue.Rule{Code: "PATHWAY-007", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "but « {0} » rang {1} : aucune étape ne l’atteint",
			EN: "target “{0}” rank {1}: no step reaches it"},
		Fix: issue.Text{FR: "briques qui l’atteignent : {2}", EN: "bricks that reach it: {2}"}}
	ruleIdleStep = issue.Rule{Code: "PATHWAY-008", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "étape qui ne sert ni un but ni une autre étape",
			EN: "step that serves no target and no other step"},
		Fix: issue.Text{FR: "la retirer, ou dire pourquoi", EN: "remove it or say why"}}
	ruleNoPositioning = issue.Rule{Code: "PATHWAY-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "aucun positionnement à l’entrée",
			EN: "no positioning at the start"},
		Fix: issue.Text{FR: "ajouter une brique ou un questionnaire de positionnement (RNQ, indicateur 8)", EN: "add one (RNQ, indicator 8)"}}
	ruleStepStatus = issue.Rule{Code: "PATHWAY-010", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "l’étape est « {0} »",
			EN: "the step is “{0}”"},
		Fix: issue.Text{FR: "remplaçante possible : {1}", EN: "possible replacement: {1}"}}

	ruleSessionTimes = issue.Rule{Code: "SESSION-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la session finit avant de commencer",
			EN: "the session ends before it starts"},
		Fix: issue.Text{FR: "mettre « end » après « start », fuseau compris", EN: "put “end” after “start”, time zone included"}}
	ruleSessionBrick = issue.Rule{Code: "SESSION-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "session d’une brique inconnue : {0} {1}",
			EN: "session of an unknown brick: {0} {1}"},
		Fix: issue.Text{FR: "brique la plus proche : {2}", EN: "nearest brick: {2}"}}
	rulePlanned = issue.Rule{Code: "SESSION-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "{0} minutes prévues, la brique en compte {1}",
			EN: "{0} minutes planned, the brick has {1}"},
		Fix: issue.Text{FR: "écrire {1}, ou garder si la session a vraiment duré autrement", EN: "write {1}, or keep it if the session really took another time"}}
	ruleOverPlanned = issue.Rule{Code: "SESSION-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "minutes inscrites ({0}) ou réalisées ({1}) au-dessus des prévues ({2})",
			EN: "enrolled ({0}) or attended ({1}) minutes above planned ({2})"},
		Fix: issue.Text{FR: "ramener « enrolled » et « attended » à {2} minutes au plus, ou corriger « planned »",
			EN: "bring “enrolled” and “attended” down to {2} minutes at most, or correct “planned”"}}
	ruleTwice = issue.Rule{Code: "SESSION-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "stagiaire inscrit deux fois à la session",
			EN: "learner listed twice in the session"},
		Fix: issue.Text{FR: "garder une seule ligne par stagiaire et par session", EN: "keep one line per learner and session"}}
	rulePseudonym = issue.Rule{Code: "SESSION-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le stagiaire n’est pas désigné par un pseudonyme",
			EN: "learner is not a pseudonym"},
		Fix: issue.Text{FR: "mettre un pseudonyme à la place (xapi/privacy en calcule)", EN: "put a pseudonym instead (xapi/privacy computes them)"}}
	ruleAttendance = issue.Rule{Code: "SESSION-007", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "présence sans source, ou émargement d’une autoformation",
			EN: "attendance without source, or signatures for self-paced work"},
		Fix: issue.Text{FR: "mettre « source » à signature, trace ou nominal ; pour une autoformation, trace ou nominal",
			EN: "set “source” to signature, trace or nominal; for self-paced work, trace or nominal"}}

	ruleSIRET = issue.Rule{Code: "PARTNER-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "SIRET « {0} » : la clé ne tombe pas juste",
			EN: "SIRET “{0}”: the check digit is wrong"},
		Fix: issue.Text{FR: "vérifier le numéro", EN: "check the number"}}
	ruleUAI = issue.Rule{Code: "PARTNER-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "code UAI « {0} » : la lettre de contrôle est fausse",
			EN: "UAI “{0}”: the check letter is wrong"},
		Fix: issue.Text{FR: "lettre attendue : {1}", EN: "expected letter: {1}"}}
	ruleDummy = issue.Rule{Code: "PARTNER-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "identifiant factice « {0} »",
			EN: "dummy identifier “{0}”"},
		Fix: issue.Text{FR: "donner le vrai, ou aucun", EN: "give the real one or none"}}
	ruleUnknownPartner = issue.Rule{Code: "PARTNER-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "valeur inconnue : {0}",
			EN: "unknown value: {0}"},
		Fix: issue.Text{FR: "la plus proche : {1}", EN: "nearest: {1}"}}
	ruleSamePartner = issue.Rule{Code: "PARTNER-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux partenaires partagent « {0} »",
			EN: "two partners share “{0}”"},
		Fix: issue.Text{FR: "fusionner", EN: "merge"}}

	ruleSameVersion = issue.Rule{Code: "CATALOGUE-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "même identifiant et même version, deux contenus : {0} {1}",
			EN: "same id and version, two contents: {0} {1}"},
		Fix: issue.Text{FR: "publier une nouvelle version", EN: "publish a new version"}}
	ruleSeveralLive = issue.Rule{Code: "CATALOGUE-002", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "plusieurs versions de « {0} » offertes à la fois",
			EN: "several versions of “{0}” live at once"},
		Fix: issue.Text{FR: "retirer la plus ancienne", EN: "withdraw the older"}}
	ruleEquivalent = issue.Rule{Code: "CATALOGUE-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "équivalence inconnue ou incomplète : {0}",
			EN: "equivalent unknown or not covering: {0}"},
		Fix: issue.Text{FR: "manque : {1}", EN: "missing: {1}"}}
	ruleUncovered = issue.Rule{Code: "CATALOGUE-004", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "besoin sans offre : {0} rang {1}",
			EN: "need without offer: {0} rank {1}"},
		Fix: issue.Text{FR: "", EN: ""}}
	ruleCycle = issue.Rule{Code: "CATALOGUE-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "prérequis en boucle : {0}",
			EN: "prerequisite cycle: {0}"},
		Fix: issue.Text{FR: "rompre l’un des liens", EN: "break one edge"}}
	ruleLimit = issue.Rule{Code: "CATALOGUE-006", Severity: issue.SeverityError,
		Message: issue.Text{FR: "limite dépassée : {0} (au plus {1})",
			EN: "limit exceeded: {0} (at most {1})"},
		Fix: issue.Text{FR: "découper", EN: "split"}}
)

// Rules returns every rule of this package, by code.
func Rules() []issue.Rule {
	return []issue.Rule{ruleBrickName, ruleMinutes, ruleModality, ruleTarget, ruleSameTarget, ruleEntry, rulePrerequisite,
		ruleUnassessed, ruleAssessedOnly, ruleUndecided, ruleStatusChange, ruleAudience, ruleNoLicence, ruleExternal,
		ruleWithdrawal, ruleSameText, ruleBrickLimit,
		ruleSameVersion, ruleSeveralLive, ruleEquivalent, ruleUncovered, ruleCycle, ruleLimit,
		ruleSIRET, ruleUAI, ruleDummy, ruleUnknownPartner, ruleSamePartner,
		ruleStep, ruleStepCycle, ruleStepOrder, ruleStepEntry, ruleTotal, rulePick, ruleTargetUnmet, ruleIdleStep,
		ruleNoPositioning, ruleStepStatus,
		ruleSessionTimes, ruleSessionBrick, rulePlanned, ruleOverPlanned, ruleTwice, rulePseudonym, ruleAttendance}
}
