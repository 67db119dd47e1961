// SPDX-License-Identifier: Apache-2.0

package catalogue

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func fault(code, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: issue.SeverityError,
		Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

func warning(code, fr, en, fixFR, fixEN string) issue.Rule {
	r := fault(code, fr, en, fixFR, fixEN)
	r.Severity = issue.SeverityWarning
	return r
}

var (
	ruleBrickName = fault("BRICK-001", "identifiant non absolu ou version non sémantique : « {0} » « {1} »",
		"id is not an absolute IRI, or version is not semver: “{0}” “{1}”",
		"donner un IRI absolu et une version MAJEUR.MINEUR.CORRECTIF", "give an absolute IRI and a MAJOR.MINOR.PATCH version")
	ruleMinutes = fault("BRICK-002", "durée totale de {0} minutes : elle doit aller de 1 à 60 000",
		"total of {0} minutes: it must be 1 to 60,000", "indiquer la durée réelle", "state the real duration")
	ruleModality = fault("BRICK-003", "la modalité « {0} » ne va pas avec {1} minutes en présence et {2} à distance",
		"modality “{0}” does not fit {1} minutes on site and {2} remote",
		"corriger la modalité ou les minutes", "correct the modality or the minutes")
	ruleTarget = fault("BRICK-004", "cible introuvable dans le référentiel : {0}", "target not found in the framework: {0}",
		"compétence la plus proche : {1}", "nearest item: {1}")
	ruleSameTarget = fault("BRICK-005", "deux cibles sur la même compétence", "two targets on the same item",
		"garder le rang le plus haut", "keep the higher rank")
	ruleEntry = fault("BRICK-006", "le rang d’entrée {0} n’est pas sous le rang atteint {1}",
		"entry rank {0} is not below the rank reached {1}", "abaisser le rang d’entrée", "lower the entry rank")
	rulePrerequisite = fault("BRICK-007", "brique prérequise absente du catalogue : {0} {1}",
		"prerequisite brick not in the catalogue: {0} {1}", "brique la plus proche : {2}", "nearest brick: {2}")
	ruleUnassessed = warning("BRICK-008", "cible sans évaluation qui la couvre", "target without an assessment that covers it",
		"ajouter une évaluation", "add an assessment")
	ruleAssessedOnly = fault("BRICK-009", "l’évaluation couvre une compétence que la brique ne vise pas",
		"assessment covers an item that is not a target", "ajouter la cible ou retirer la couverture", "add the target or drop it")
	ruleUndecided = fault("BRICK-010", "statut certifié sans décision de label valide", "status certified without a valid label decision",
		"citer la décision", "reference the decision")
	ruleStatusChange = fault("BRICK-011", "passage interdit de « {0} » à « {1} »", "forbidden change from “{0}” to “{1}”",
		"statuts permis ensuite : {2}", "allowed next: {2}")
	ruleAudience = warning("BRICK-012", "public ou accessibilité non renseigné", "public or accessibility missing",
		"les renseigner (RNQ, indicateur 1)", "fill them (RNQ, indicator 1)")
	ruleNoLicence = warning("BRICK-013", "aucune licence : personne ne peut réutiliser la brique", "no licence: nobody may reuse the brick",
		"donner un identifiant SPDX ou etalab-2.0", "give an SPDX id or etalab-2.0")
	ruleExternal = fault("BRICK-014", "identifiant « {0} » mal formé pour « {1} »", "id “{0}” malformed for “{1}”",
		"forme attendue : {2}", "expected form: {2}")
	ruleWithdrawal = fault("BRICK-015", "date de retrait absente, ou antérieure à la publication", "withdrawal date missing, or before publication",
		"corriger la date", "correct the date")
	ruleSameText = warning("BRICK-016", "même texte en « {0} » et en « {1} »", "same text in “{0}” and “{1}”",
		"traduire, ou retirer l’un des deux", "translate or drop one")
	ruleBrickLimit = fault("BRICK-017", "limite dépassée : {0} (au plus {1})", "limit exceeded: {0} (at most {1})", "raccourcir", "shorten")

	ruleStep = fault("PATHWAY-001", "étape sur une brique ou une version inconnue : {0} {1}", "step refers to an unknown brick or version: {0} {1}",
		"brique la plus proche : {2}", "nearest brick: {2}")
	ruleStepCycle = fault("PATHWAY-002", "les étapes s’attendent en boucle : {0}", "the steps wait for each other: {0}",
		"rompre l’un des liens", "break one link")
	ruleStepOrder = fault("PATHWAY-003", "étape placée avant ce qu’elle demande", "step comes before what it needs",
		"ordre possible : {0}", "possible order: {0}")
	ruleStepEntry = fault("PATHWAY-004", "rang d’entrée {0} de « {1} » jamais atteint avant l’étape", "entry rank {0} of “{1}” never reached before the step",
		"briques qui l’atteignent : {2}", "bricks that reach it: {2}")
	ruleTotal = fault("PATHWAY-005", "total annoncé de {0} minutes, somme des étapes {1}", "stated total {0} minutes, sum of the steps {1}",
		"écrire {1}", "write {1}")
	rulePick = fault("PATHWAY-006", "choix impossible : {0} parmi {1}, ou brique citée deux fois", "impossible choice: {0} of {1}, or a brick listed twice",
		"corriger le nombre ou la liste", "correct the number or the list")
	ruleTargetUnmet = warning("PATHWAY-007", "but « {0} » rang {1} : aucune étape ne l’atteint", "target “{0}” rank {1}: no step reaches it",
		"briques qui l’atteignent : {2}", "bricks that reach it: {2}")
	ruleIdleStep = warning("PATHWAY-008", "étape qui ne sert ni un but ni une autre étape", "step that serves no target and no other step",
		"la retirer, ou dire pourquoi", "remove it or say why")
	ruleNoPositioning = warning("PATHWAY-009", "aucun positionnement à l’entrée", "no positioning at the start",
		"ajouter une brique ou un questionnaire de positionnement (RNQ, indicateur 8)", "add one (RNQ, indicator 8)")
	ruleStepStatus = warning("PATHWAY-010", "l’étape est « {0} »", "the step is “{0}”", "remplaçante possible : {1}", "possible replacement: {1}")

	ruleSessionTimes = fault("SESSION-001", "la session finit avant de commencer", "the session ends before it starts", "corriger les heures", "correct the times")
	ruleSessionBrick = fault("SESSION-002", "session d’une brique inconnue : {0} {1}", "session of an unknown brick: {0} {1}",
		"brique la plus proche : {2}", "nearest brick: {2}")
	rulePlanned = warning("SESSION-003", "{0} minutes prévues, la brique en compte {1}", "{0} minutes planned, the brick has {1}",
		"conserver ou expliquer", "keep or explain")
	ruleOverPlanned = fault("SESSION-004", "minutes inscrites ({0}) ou réalisées ({1}) au-dessus des prévues ({2})",
		"enrolled ({0}) or attended ({1}) minutes above planned ({2})", "corriger", "correct")
	ruleTwice     = fault("SESSION-005", "stagiaire inscrit deux fois à la session", "learner listed twice in the session", "fusionner les deux lignes", "merge the two")
	rulePseudonym = fault("SESSION-006", "le stagiaire n’est pas désigné par un pseudonyme", "learner is not a pseudonym",
		"employer xapi/privacy pour pseudonymiser", "use xapi/privacy")
	ruleAttendance = warning("SESSION-007", "présence sans source, ou émargement d’une autoformation", "attendance without source, or signatures for self-paced work",
		"indiquer la source", "state the source")

	ruleSIRET = fault("PARTNER-001", "SIRET « {0} » : la clé ne tombe pas juste", "SIRET “{0}”: the check digit is wrong",
		"vérifier le numéro", "check the number")
	ruleUAI = fault("PARTNER-002", "code UAI « {0} » : la lettre de contrôle est fausse", "UAI “{0}”: the check letter is wrong",
		"lettre attendue : {1}", "expected letter: {1}")
	ruleDummy          = warning("PARTNER-003", "identifiant factice « {0} »", "dummy identifier “{0}”", "donner le vrai, ou aucun", "give the real one or none")
	ruleUnknownPartner = fault("PARTNER-004", "valeur inconnue : {0}", "unknown value: {0}", "la plus proche : {1}", "nearest: {1}")
	ruleSamePartner    = fault("PARTNER-005", "deux partenaires partagent « {0} »", "two partners share “{0}”", "fusionner", "merge")

	ruleSameVersion = fault("CATALOGUE-001", "même identifiant et même version, deux contenus : {0} {1}", "same id and version, two contents: {0} {1}",
		"publier une nouvelle version", "publish a new version")
	ruleSeveralLive = warning("CATALOGUE-002", "plusieurs versions de « {0} » offertes à la fois", "several versions of “{0}” live at once",
		"retirer la plus ancienne", "withdraw the older")
	ruleEquivalent = fault("CATALOGUE-003", "équivalence inconnue ou incomplète : {0}", "equivalent unknown or not covering: {0}",
		"manque : {1}", "missing: {1}")
	ruleUncovered = warning("CATALOGUE-004", "besoin sans offre : {0} rang {1}", "need without offer: {0} rank {1}", "", "")
	ruleCycle     = fault("CATALOGUE-005", "prérequis en boucle : {0}", "prerequisite cycle: {0}", "rompre l’un des liens", "break one edge")
	ruleLimit     = fault("CATALOGUE-006", "limite dépassée : {0} (au plus {1})", "limit exceeded: {0} (at most {1})", "découper", "split")
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
