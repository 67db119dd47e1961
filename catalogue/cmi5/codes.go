// SPDX-License-Identifier: Apache-2.0

package cmi5

import "forge.apps.education.fr/eafc/briques/schemas/issue"

func rule(code string, s issue.Severity, ref, fr, en, fixFR, fixEN string) *issue.Rule {
	return &issue.Rule{Code: code, Severity: s, Ref: ref, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}}
}

const fault = issue.SeverityError

var (
	ruleStructure = rule("CMI5-001", fault, "cmi5 13.2.0.0-1", "structure de cours invalide : {0}", "invalid course structure: {0}",
		"suivez CourseStructure.xsd", "follow CourseStructure.xsd")
	ruleIRI = rule("CMI5-002", fault, "cmi5 3.0.0.0-1", "identifiant « {0} » qui n'est pas un IRI absolu", "identifier “{0}” is not an absolute IRI",
		"ajoutez le schéma, par exemple https://", "add the scheme, such as https://")
	ruleTwiceBlock = rule("CMI5-003", fault, "cmi5 13.1.2.0-1", "identifiant de bloc « {0} » utilisé deux fois", "block id “{0}” used twice",
		"renommez l'un des deux", "rename one of them")
	ruleTwiceObjective = rule("CMI5-003", fault, "cmi5 13.1.3.0-1", "identifiant d'objectif « {0} » utilisé deux fois", "objective id “{0}” used twice",
		"renommez l'un des deux", "rename one of them")
	ruleTwiceAU = rule("CMI5-003", fault, "cmi5 13.1.4.0-1", "identifiant d'unité « {0} » utilisé deux fois", "AU id “{0}” used twice",
		"renommez l'un des deux", "rename one of them")
	ruleURL = rule("CMI5-004", fault, "cmi5 13.1.4.0-2", "« {0} » n'est pas une URL", "“{0}” is no URL",
		"encodez les espaces et caractères réservés", "encode blanks and reserved characters")
	ruleRelative = rule("CMI5-005", fault, "cmi5 14.2.0.0-1", "URL relative « {0} » sans archive", "relative URL “{0}” without a zip",
		"livrez une archive ou une URL absolue", "ship a zip or an absolute URL")
	ruleAbsent = rule("CMI5-006", fault, "cmi5 14.1.0.0-4", "fichier « {0} » absent de l'archive", "file “{0}” is not in the zip",
		"ajoutez le fichier ou corrigez l'URL", "add the file or correct the URL")
	ruleParameter = rule("CMI5-007", fault, "cmi5 8.1.0.0-6", "paramètre de lancement « {0} » dans la requête de l'URL", "launch parameter “{0}” in the query of the URL",
		"renommez ce paramètre", "rename this parameter")
	ruleNoPackage = rule("CMI5-008", fault, "cmi5 14.0.0.0-1", "ni archive zip, ni cmi5.xml", "neither a zip nor cmi5.xml",
		"livrez un zip ou le fichier cmi5.xml", "ship a zip or the file cmi5.xml")
	ruleNoZip = rule("CMI5-008", fault, "cmi5 14.1.0.0-1", "l'archive zip est illisible", "the zip cannot be read",
		"recréez l'archive", "make the archive again")
	ruleNoManifest = rule("CMI5-008", fault, "cmi5 14.1.0.0-2", "pas de cmi5.xml à la racine de l'archive", "no cmi5.xml at the root of the zip",
		"placez cmi5.xml à la racine", "put cmi5.xml at the root")
	ruleZip = rule("CMI5-009", fault, "", "archive refusée : {0}", "archive refused: {0}",
		"recréez l'archive", "make the archive again")
	ruleValue = rule("CMI5-010", fault, "cmi5 §13.1.4", "{0} vaut « {1} », attendu : {2}", "{0} is “{1}”, expected: {2}",
		"écrivez une des valeurs admises", "write an allowed value")
	ruleObjective = rule("CMI5-011", fault, "cmi5 13.1.4.0", "objectif « {0} » non déclaré", "objective “{0}” not declared",
		"déclarez-le dans <objectives> du cours", "declare it in the <objectives> of the course")
	ruleLost = rule("CMI5-012", issue.SeverityWarning, "", "cmi5 n'a pas de place pour {0} : perdu", "cmi5 has no place for {0}: lost",
		"gardez le document d'origine", "keep the original document")
)

// Rules returns the CMI5 rules in code order; a code with several
// requirements appears once for each.
func Rules() []issue.Rule {
	return issue.Copies(ruleStructure, ruleIRI, ruleTwiceBlock, ruleTwiceObjective, ruleTwiceAU, ruleURL, ruleRelative, ruleAbsent,
		ruleParameter, ruleNoPackage, ruleNoZip, ruleNoManifest, ruleZip, ruleValue, ruleObjective, ruleLost)
}
