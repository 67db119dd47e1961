// SPDX-License-Identifier: Apache-2.0

package planner

import "forge.apps.education.fr/eafc/briques/schemas/issue"

var (
	ruleUnreached = issue.Rule{Code: "PLAN-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "le rang {1} de « {0} » n’est atteint par aucune suite de briques éligibles",
			EN: "rank {1} of “{0}” is reached by no sequence of eligible bricks"},
		Fix: issue.Text{FR: "proposer une brique, ou relâcher une contrainte", EN: "offer a brick, or relax a constraint"}}
	ruleConstraint = issue.Rule{Code: "PLAN-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "seules les contraintes l’interdisent : sans « {0} », le but serait atteignable",
			EN: "only the constraints forbid it: without “{0}” the goal could be reached"},
		Fix: issue.Text{FR: "lever la contrainte « {0} »", EN: "lift the constraint “{0}”"}}
	ruleBudget = issue.Rule{Code: "PLAN-003", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "{0} minutes dépassent le budget de {1} ; c’est pourtant le minimum",
			EN: "{0} minutes exceed the budget of {1}; yet this is the least"},
		Fix: issue.Text{FR: "augmenter le budget ou viser moins haut", EN: "raise the budget or aim lower"}}
	ruleUnknownStart = issue.Rule{Code: "PLAN-004", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "niveau de départ inconnu pour « {0} » : compté 0",
			EN: "starting rank unknown for “{0}”: counted 0"},
		Fix: issue.Text{FR: "se positionner sur cette compétence", EN: "position the learner on this item"}}
	ruleOtherVersion = issue.Rule{Code: "PLAN-005", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "brique « {0} » écartée : elle vise la version {1} du référentiel, non {2}",
			EN: "brick “{0}” left out: it targets version {1} of the framework, not {2}"},
		Fix: issue.Text{FR: "migrer la brique", EN: "migrate the brick"}}
	ruleNodeLimit = issue.Rule{Code: "PLAN-006", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "limite de {0} nœuds atteinte : résultat non prouvé, au moins {1} minutes sont nécessaires",
			EN: "limit of {0} nodes reached: the result is not proved, at least {1} minutes are needed"},
		Fix: issue.Text{FR: "relever la limite", EN: "raise the limit"}}
	ruleDeadline = issue.Rule{Code: "PLAN-007", Severity: issue.SeverityWarning,
		Message: issue.Text{FR: "recherche arrêtée par le délai : résultat valide, non reproductible",
			EN: "search stopped by the deadline: result valid, not reproducible"},
		Fix: issue.Text{FR: "limiter par le nombre de nœuds", EN: "limit by the number of nodes"}}
	ruleBothWays = issue.Rule{Code: "PLAN-008", Severity: issue.SeverityError,
		Message: issue.Text{FR: "brique « {0} » à la fois imposée et exclue",
			EN: "brick “{0}” both included and excluded"},
		Fix: issue.Text{FR: "choisir l’un des deux", EN: "choose one"}}
	ruleNoSchedule = issue.Rule{Code: "PLAN-009", Severity: issue.SeverityError,
		Message: issue.Text{FR: "aucun calendrier possible : {0}",
			EN: "no schedule: {0}"},
		Fix: issue.Text{FR: "chercher d’autres dates", EN: "look for other dates"}}
	ruleVerify = issue.Rule{Code: "PLAN-010", Severity: issue.SeverityError,
		Message: issue.Text{FR: "parcours refusé à la vérification : {0}",
			EN: "pathway refused on verification: {0}"},
		Fix: issue.Text{FR: "", EN: ""}}
	ruleInclude = issue.Rule{Code: "PLAN-011", Severity: issue.SeverityError,
		Message: issue.Text{FR: "brique imposée « {0} » absente du catalogue, non éligible ou impossible à suivre",
			EN: "included brick “{0}” is not in the catalogue, not eligible or cannot be taken"},
		Fix: issue.Text{FR: "retirer cette brique ou lever ce qui l’écarte", EN: "drop it or lift what rules it out"}}
)

// Rules returns every rule of this package, by code.
func Rules() []issue.Rule {
	return []issue.Rule{ruleUnreached, ruleConstraint, ruleBudget, ruleUnknownStart, ruleOtherVersion,
		ruleNodeLimit, ruleDeadline, ruleBothWays, ruleNoSchedule, ruleVerify, ruleInclude}
}
