// SPDX-License-Identifier: Apache-2.0

package planner

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
	ruleUnreached = fault("PLAN-001", "le rang {1} de « {0} » n’est atteint par aucune suite de briques éligibles",
		"rank {1} of “{0}” is reached by no sequence of eligible bricks",
		"proposer une brique, ou relâcher une contrainte", "offer a brick, or relax a constraint")
	ruleConstraint = fault("PLAN-002", "seules les contraintes l’interdisent : sans « {0} », le but serait atteignable",
		"only the constraints forbid it: without “{0}” the goal could be reached",
		"lever la contrainte « {0} »", "lift the constraint “{0}”")
	ruleBudget = warning("PLAN-003", "{0} minutes dépassent le budget de {1} ; c’est pourtant le minimum",
		"{0} minutes exceed the budget of {1}; yet this is the least",
		"augmenter le budget ou viser moins haut", "raise the budget or aim lower")
	ruleUnknownStart = warning("PLAN-004", "niveau de départ inconnu pour « {0} » : compté 0",
		"starting rank unknown for “{0}”: counted 0", "se positionner sur cette compétence", "position the learner on this item")
	ruleOtherVersion = warning("PLAN-005", "brique « {0} » écartée : elle vise la version {1} du référentiel, non {2}",
		"brick “{0}” left out: it targets version {1} of the framework, not {2}", "migrer la brique", "migrate the brick")
	ruleNodeLimit = warning("PLAN-006", "limite de {0} nœuds atteinte : résultat non prouvé, au moins {1} minutes sont nécessaires",
		"limit of {0} nodes reached: the result is not proved, at least {1} minutes are needed",
		"relever la limite", "raise the limit")
	ruleDeadline = warning("PLAN-007", "recherche arrêtée par le délai : résultat valide, non reproductible",
		"search stopped by the deadline: result valid, not reproducible",
		"limiter par le nombre de nœuds", "limit by the number of nodes")
	ruleBothWays = fault("PLAN-008", "brique « {0} » à la fois imposée et exclue", "brick “{0}” both included and excluded",
		"choisir l’un des deux", "choose one")
	ruleNoSchedule = fault("PLAN-009", "aucun calendrier possible : {0}", "no schedule: {0}",
		"chercher d’autres dates", "look for other dates")
	ruleVerify  = fault("PLAN-010", "parcours refusé à la vérification : {0}", "pathway refused on verification: {0}", "", "")
	ruleInclude = fault("PLAN-011", "brique imposée « {0} » absente du catalogue, non éligible ou impossible à suivre",
		"included brick “{0}” is not in the catalogue, not eligible or cannot be taken",
		"retirer cette brique ou lever ce qui l’écarte", "drop it or lift what rules it out")
)

// Rules returns every rule of this package, by code.
func Rules() []issue.Rule {
	return []issue.Rule{ruleUnreached, ruleConstraint, ruleBudget, ruleUnknownStart, ruleOtherVersion,
		ruleNodeLimit, ruleDeadline, ruleBothWays, ruleNoSchedule, ruleVerify, ruleInclude}
}
