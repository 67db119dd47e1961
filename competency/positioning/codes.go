// SPDX-License-Identifier: Apache-2.0

package positioning

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleItem = issue.Rule{Code: "POSITIONING-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "compétence inconnue du questionnaire : « {0} »", EN: "competency unknown to the questionnaire: “{0}”"},
		Fix:     issue.Text{FR: "nommez une compétence du référentiel par son identifiant", EN: "name a competency of the framework by its identifier"}}
	ruleRank = issue.Rule{Code: "POSITIONING-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "rang {0} hors de l’échelle (0 à {1})", EN: "rank {0} outside the scale (0 to {1})"},
		Fix:     issue.Text{FR: "donnez un rang de l’échelle ; 0 signifie « pas encore »", EN: "give a rank of the scale; 0 means “not yet”"}}
	ruleOrder = issue.Rule{Code: "POSITIONING-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "événement « {0} » hors de propos : {1}", EN: "event “{0}” out of order: {1}"},
		Fix:     issue.Text{FR: "suivez l’étape proposée, ou revenez en arrière", EN: "follow the step proposed, or go back"}}
	ruleDigest = issue.Rule{Code: "POSITIONING-004", Severity: issue.SeverityError,
		Message: issue.Text{FR: "la reprise vient d’un autre questionnaire ({0}, attendu {1})", EN: "this resume belongs to another questionnaire ({0}, expected {1})"},
		Fix:     issue.Text{FR: "recommencez, ou migrez les réponses vers cette version du référentiel", EN: "start again, or migrate the answers to this version of the framework"}}
	ruleTargetScale = issue.Rule{Code: "POSITIONING-005", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le profil attend un rang de « {0} », qui n’a pas d’échelle", EN: "the profile expects a rank of “{0}”, which has no scale"},
		Fix:     issue.Text{FR: "donnez une échelle à la compétence, ou retirez l’attendu", EN: "give the competency a scale, or remove the target"}}
	ruleNoAnchor = issue.Rule{Code: "POSITIONING-006", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » n’a pas de comportement décrit à chaque rang : les descriptions générales des niveaux sont proposées", EN: "“{0}” has no behaviour described at each rank: the general level descriptions are offered"},
		Fix:     issue.Text{FR: "écrivez une ancre par rang", EN: "write one anchor for each rank"}}
	ruleVersion = issue.Rule{Code: "POSITIONING-007", Severity: issue.SeverityError,
		Message: issue.Text{FR: "fait sur {0}, alors que le référentiel est {1}", EN: "made on {0}, while the framework is {1}"},
		Fix:     issue.Text{FR: "migrez d’abord vers cette version", EN: "migrate to this version first"}}
	ruleTooMany = issue.Rule{Code: "POSITIONING-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} compétences à positionner, 500 au plus", EN: "{0} competencies to position oneself on, 500 at most"},
		Fix:     issue.Text{FR: "resserrez le profil", EN: "narrow the profile"}}
	ruleLanguage = issue.Rule{Code: "POSITIONING-009", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "« {0} » n’est pas traduit en « {1} » : la langue du référentiel est montrée", EN: "“{0}” is not translated into “{1}”: the framework’s language is shown"},
		Fix:     issue.Text{FR: "traduisez les textes de la compétence", EN: "translate the texts of the competency"}}
	ruleFramework = issue.Rule{Code: "POSITIONING-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "deux référentiels différents : {0} et {1}", EN: "two different frameworks: {0} and {1}"},
		Fix:     issue.Text{FR: "comparez deux positionnements sur le même référentiel", EN: "compare two positions on the same framework"}}
	ruleCode = issue.Rule{Code: "POSITIONING-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "code de reprise illisible : « {0} »", EN: "unreadable resume code: “{0}”"},
		Fix:     issue.Text{FR: "recopiez le code en entier", EN: "copy the whole code again"}}
	ruleMalformed = issue.Rule{Code: "POSITIONING-012", Severity: issue.SeverityError,
		Message: issue.Text{FR: "valeur mal formée : « {0} »", EN: "malformed value: “{0}”"},
		Fix:     issue.Text{FR: "corrigez la valeur (URI absolue, version MAJEURE.MINEURE.CORRECTIF, texte non vide)", EN: "correct the value (absolute URI, MAJOR.MINOR.PATCH version, text that is not empty)"}}
	ruleTwice = issue.Rule{Code: "POSITIONING-013", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le profil attend deux rangs de la même compétence : « {0} »", EN: "the profile expects two ranks of one competency: “{0}”"},
		Fix:     issue.Text{FR: "gardez un seul attendu", EN: "keep one target"}}
	ruleEvents = issue.Rule{Code: "POSITIONING-014", Severity: issue.SeverityError,
		Message: issue.Text{FR: "{0} événements, {1} au plus", EN: "{0} events, {1} at most"},
		Fix:     issue.Text{FR: "enregistrez de nouveau : seuls les événements maintenus sont gardés", EN: "save again: only the events that still stand are kept"}}
)

// The ways an event can be out of order: POSITIONING-003, each with its reason.
var (
	orderNothing   = issue.Text{FR: "rien à annuler", EN: "nothing to take back"}
	orderAlready   = issue.Text{FR: "le positionnement est déjà terminé", EN: "the run has already ended"}
	orderEvidence  = issue.Text{FR: "la preuve n’a pas d’identifiant valide", EN: "the evidence has no valid identifier"}
	orderAttached  = issue.Text{FR: "cette preuve est déjà jointe", EN: "this evidence is already attached"}
	orderNoQuarrel = issue.Text{FR: "aucune contradiction à trancher", EN: "there is no contradiction to settle"}
	orderBy        = issue.Text{FR: "il faut dire qui tranche, en 200 caractères au plus", EN: "who settles must be said, in 200 characters at most"}
	orderReason    = issue.Text{FR: "il faut donner une raison, en 4 000 caractères au plus", EN: "a reason must be given, in 4,000 characters at most"}
	orderUnknown   = issue.Text{FR: "événement inconnu", EN: "unknown event"}
	orderRank      = issue.Text{FR: "aucune question ne porte sur ce rang à cette étape", EN: "no prompt asks about this rank at this step"}
	orderTicks     = issue.Text{FR: "critères cochés hors de la liste ou en désordre", EN: "statements ticked outside the list or unordered"}
)

func outOfOrder(e *Event, why *issue.Text) Fault {
	is := ruleOrder.At("", string(e.Kind), *why)
	return &is
}

// Rules returns the rules of this package, by code.
func Rules() []issue.Rule {
	return []issue.Rule{ruleItem, ruleRank, ruleOrder, ruleDigest, ruleTargetScale, ruleNoAnchor,
		ruleVersion, ruleTooMany, ruleLanguage, ruleFramework, ruleCode, ruleMalformed, ruleTwice, ruleEvents}
}

// Fault says why an event is refused; nil when it is accepted.
type Fault = *issue.Issue

func fault(r *issue.Rule, a, b string) Fault {
	is := r.At("", a, b)
	return &is
}
