// SPDX-License-Identifier: Apache-2.0

package compat

import "forge.apps.education.fr/eafc/briques/schemas/issue"

const portable = "sous-ensemble portable de Briques, JSON Schema 2020-12"

func rule(code, fr, en, fixFR, fixEN string) issue.Rule {
	return issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en}, Fix: issue.Text{FR: fixFR, EN: fixEN}, Ref: portable}
}

var (
	ruleKeyword = rule("SUBSET-001",
		"mot-clé « {0} » hors du sous-ensemble portable", "keyword “{0}” is outside the portable subset",
		"{1}", "{2}")
	ruleRef = rule("SUBSET-002",
		"« $ref » doit viser une définition existante de ce document et n’avoir que des annotations à côté de lui ; lu : « {0} »", "“$ref” must lead to an existing definition of this document, with annotations only beside it; read: “{0}”",
		"écrire « #/$defs/NOM » et déclarer NOM sous « $defs »", "write “#/$defs/NAME” and declare NAME under “$defs”")
	ruleCycle = rule("SUBSET-003",
		"« $ref » revient sur lui-même sans passer par une valeur : {0}", "“$ref” comes back to itself without passing through a value: {0}",
		"couper la boucle : l’une de ces définitions doit décrire un objet ou un tableau", "break the loop: one of these definitions must describe an object or an array")
	ruleType = rule("SUBSET-004",
		"chaque sous-schéma a un « type », un seul, écrit en texte et différent de « null »", "each subschema has one “type”, a single string, not “null”",
		"ajouter « type » : string, integer, number, boolean, array ou object", "add “type”: string, integer, number, boolean, array or object")
	ruleFit = rule("SUBSET-005",
		"« {0} » ne s’applique pas au type « {1} »", "“{0}” does not apply to type “{1}”",
		"retirer « {0} » ou corriger « type » (multipleOf : entiers seulement)", "remove “{0}” or mend “type” (multipleOf: integers only)")
	rulePattern = rule("SUBSET-006",
		"expression hors du sous-ensemble portable : {0}", "expression outside the portable subset: {1}",
		"ancrer l’expression (^…$), n’utiliser que des classes positives en ASCII et ajouter « not » avec le motif des sauts de ligne", "anchor the expression (^…$), use positive ASCII classes only and add the “not” guard against line breaks")
	ruleIf = rule("SUBSET-007",
		"« if » doit porter sur une seule propriété déclarée et requise, par « const » ou « enum »", "“if” must look at one declared and required property, by “const” or “enum”",
		"écrire {\"properties\": {NOM: {\"const\": …}}, \"required\": [NOM]}", "write {\"properties\": {NAME: {\"const\": …}}, \"required\": [NAME]}")
	ruleThen = rule("SUBSET-008",
		"« then » n’admet que « required » et « properties » avec true, false ou des limites simples sur des propriétés déclarées : {0}", "“then” takes only “required” and “properties” with true, false or plain limits on declared properties: {1}",
		"nommer dans « properties » chaque nom requis, sans « $ref » ni objet", "name each required name in “properties”, without “$ref” or object")
	ruleOpen = rule("SUBSET-009",
		"structure incomplète : {0}", "incomplete structure: {1}",
		"écrire « additionalProperties » (false, un schéma, ou true sans « properties »), « items », et déclarer chaque nom requis", "state “additionalProperties” (false, a schema, or true without “properties”), “items”, and declare each required name")
	ruleEnum = rule("SUBSET-010",
		"valeurs ou limites incohérentes : {0}", "inconsistent values or limits: {1}",
		"énumérer des valeurs simples, distinctes, du type annoncé ; garder chaque minimum sous son maximum", "list plain, distinct values of the stated type; keep each minimum below its maximum")
	ruleHead = rule("SUBSET-011",
		"la racine, et elle seule, porte « $schema » (2020-12) et un « $id » absolu", "the root, and only the root, carries “$schema” (2020-12) and an absolute “$id”",
		"écrire \"$schema\": \"https://json-schema.org/draft/2020-12/schema\" et \"$id\": une adresse https", "write \"$schema\": \"https://json-schema.org/draft/2020-12/schema\" and \"$id\": an https address")
	ruleDead = rule("SUBSET-012",
		"la définition « {0} » ne sert à personne", "definition “{0}” is used by nothing",
		"la retirer ou s’y référer", "remove it or refer to it")
	ruleName = rule("SUBSET-013",
		"« {0} » est un nom de tout objet ECMAScript : des validateurs s’y trompent", "“{0}” is a name of every ECMAScript object: validators stumble on it",
		"choisir un autre nom", "choose another name")
	ruleSize = rule("SUBSET-014",
		"schéma trop grand : {0}", "schema too large: {1}",
		"rester sous 1 Mio, 10 000 sous-schémas et 32 conditions par objet", "stay under 1 MiB, 10,000 subschemas and 32 conditions an object")
)

// Rules returns every rule of this package.
func Rules() []issue.Rule {
	return []issue.Rule{ruleKeyword, ruleRef, ruleCycle, ruleType, ruleFit, rulePattern, ruleIf, ruleThen,
		ruleOpen, ruleEnum, ruleHead, ruleDead, ruleName, ruleSize}
}
