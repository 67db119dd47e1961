// SPDX-License-Identifier: Apache-2.0

package issue

// The SHAPE rules of constraints. {0} opens most sentences: the title of the
// field and a colon, or nothing. Near rules share the code of their plain
// twin and name what was probably meant.
var (
	Shape003Near = &Rule{Code: "SHAPE-003", Severity: SeverityError,
		Message: Text{FR: "champ inconnu « {0} » ; vouliez-vous dire « {1} »{2} ?",
			EN: "unknown member “{0}”; did you mean “{1}”{2}?"},
		Fix: Text{FR: "renommez « {0} » en « {1} »", EN: "rename “{0}” to “{1}”"}, Ref: "JSON Schema 2020-12"}
	Shape004 = &Rule{Code: "SHAPE-004", Severity: SeverityError,
		Message: Text{FR: "{0}« {1} » n’est pas une valeur admise",
			EN: "{0}“{1}” is not an allowed value"},
		Fix: Text{FR: "valeurs admises : {2}", EN: "allowed values: {2}"}, Ref: "JSON Schema 2020-12"}
	Shape004Near = &Rule{Code: "SHAPE-004", Severity: SeverityError,
		Message: Text{FR: "{0}« {1} » n’est pas une valeur admise ; vouliez-vous dire « {2} »{3} ?",
			EN: "{0}“{1}” is not an allowed value; did you mean “{2}”{3}?"},
		Fix: Text{FR: "écrivez « {2} »", EN: "write “{2}”"}, Ref: "JSON Schema 2020-12"}
	Shape005 = &Rule{Code: "SHAPE-005", Severity: SeverityError,
		Message: Text{FR: "{0}{1} lu, {2} attendu",
			EN: "{0}{1} read, {2} expected"},
		Fix: Text{FR: "écrivez {2}", EN: "write {2}"}, Ref: "JSON Schema 2020-12"}
	Shape006 = &Rule{Code: "SHAPE-006", Severity: SeverityError,
		Message: Text{FR: "{0}« {1} » n’a pas la forme attendue : {2}",
			EN: "{0}“{1}” does not have the expected form: {2}"},
		Fix: Text{FR: "écrivez {2}{3}", EN: "write {2}{3}"}, Ref: "JSON Schema 2020-12"}
	Shape007 = &Rule{Code: "SHAPE-007", Severity: SeverityError,
		Message: Text{FR: "{0}texte trop court : {1} caractère(s), au moins {2} attendu(s)",
			EN: "{0}text too short: {1} character(s), at least {2} expected"},
		Fix: Text{FR: "complétez ce texte", EN: "complete this text"}, Ref: "JSON Schema 2020-12"}
	Shape008 = &Rule{Code: "SHAPE-008", Severity: SeverityError,
		Message: Text{FR: "{0}texte trop long : {1} caractères, au plus {2} admis",
			EN: "{0}text too long: {1} characters, at most {2} allowed"},
		Fix: Text{FR: "raccourcissez ce texte", EN: "shorten this text"}, Ref: "JSON Schema 2020-12"}
	Shape009 = &Rule{Code: "SHAPE-009", Severity: SeverityError,
		Message: Text{FR: "{0}{1} est inférieur au minimum {2}",
			EN: "{0}{1} is below the minimum {2}"},
		Fix: Text{FR: "écrivez un nombre d’au moins {2}", EN: "write a number of at least {2}"}, Ref: "JSON Schema 2020-12"}
	Shape010 = &Rule{Code: "SHAPE-010", Severity: SeverityError,
		Message: Text{FR: "{0}{1} dépasse le maximum {2}",
			EN: "{0}{1} is above the maximum {2}"},
		Fix: Text{FR: "écrivez un nombre d’au plus {2}", EN: "write a number of at most {2}"}, Ref: "JSON Schema 2020-12"}
	Shape011 = &Rule{Code: "SHAPE-011", Severity: SeverityError,
		Message: Text{FR: "{0}{1} n’est pas supérieur à {2}",
			EN: "{0}{1} is not greater than {2}"},
		Fix: Text{FR: "écrivez un nombre supérieur à {2}", EN: "write a number greater than {2}"}, Ref: "JSON Schema 2020-12"}
	Shape012 = &Rule{Code: "SHAPE-012", Severity: SeverityError,
		Message: Text{FR: "{0}{1} n’est pas inférieur à {2}",
			EN: "{0}{1} is not less than {2}"},
		Fix: Text{FR: "écrivez un nombre inférieur à {2}", EN: "write a number less than {2}"}, Ref: "JSON Schema 2020-12"}
	Shape013 = &Rule{Code: "SHAPE-013", Severity: SeverityError,
		Message: Text{FR: "{0}liste trop courte : {1} élément(s), au moins {2} attendu(s)",
			EN: "{0}list too short: {1} element(s), at least {2} expected"},
		Fix: Text{FR: "ajoutez un élément", EN: "add an element"}, Ref: "JSON Schema 2020-12"}
	Shape014 = &Rule{Code: "SHAPE-014", Severity: SeverityError,
		Message: Text{FR: "{0}liste trop longue : {1} éléments, au plus {2} admis",
			EN: "{0}list too long: {1} elements, at most {2} allowed"},
		Fix: Text{FR: "retirez des éléments", EN: "remove elements"}, Ref: "JSON Schema 2020-12"}
	Shape015 = &Rule{Code: "SHAPE-015", Severity: SeverityError,
		Message: Text{FR: "{0}élément répété, déjà présent au rang {1}",
			EN: "{0}repeated element, already present at place {1}"},
		Fix: Text{FR: "retirez cet élément", EN: "remove this element"}, Ref: "JSON Schema 2020-12"}
	Shape016 = &Rule{Code: "SHAPE-016", Severity: SeverityError,
		Message: Text{FR: "{0}objet trop petit : {1} champ(s), au moins {2} attendu(s)",
			EN: "{0}object too small: {1} member(s), at least {2} expected"},
		Fix: Text{FR: "ajoutez un champ", EN: "add a member"}, Ref: "JSON Schema 2020-12"}
	Shape017 = &Rule{Code: "SHAPE-017", Severity: SeverityError,
		Message: Text{FR: "{0}objet trop grand : {1} champs, au plus {2} admis",
			EN: "{0}object too large: {1} members, at most {2} allowed"},
		Fix: Text{FR: "retirez des champs", EN: "remove members"}, Ref: "JSON Schema 2020-12"}
	Shape018 = &Rule{Code: "SHAPE-018", Severity: SeverityError,
		Message: Text{FR: "nom de champ « {0} » incorrect ; attendu : {1}",
			EN: "incorrect member name “{0}”; expected: {1}"},
		Fix: Text{FR: "corrigez ce nom", EN: "correct this name"}, Ref: "JSON Schema 2020-12"}
	Shape019 = &Rule{Code: "SHAPE-019", Severity: SeverityError,
		Message: Text{FR: "champ « {0} »{1} manquant : il est requis quand {2}",
			EN: "member “{0}”{1} missing: it is required when {2}"},
		Fix: Text{FR: "ajoutez « {0} »", EN: "add “{0}”"}, Ref: "JSON Schema 2020-12"}
	Shape020 = &Rule{Code: "SHAPE-020", Severity: SeverityError,
		Message: Text{FR: "champ « {0} »{1} interdit quand {2}",
			EN: "member “{0}”{1} not allowed when {2}"},
		Fix: Text{FR: "retirez « {0} »", EN: "remove “{0}”"}, Ref: "JSON Schema 2020-12"}
	Shape021 = &Rule{Code: "SHAPE-021", Severity: SeverityError,
		Message: Text{FR: "{0}limite non tenue ({1}) quand {2}",
			EN: "{0}limit not kept ({1}) when {2}"},
		Fix: Text{FR: "respectez cette limite ou changez ce dont elle dépend", EN: "keep this limit or change what it depends on"}, Ref: "JSON Schema 2020-12"}
	Shape022 = &Rule{Code: "SHAPE-022", Severity: SeverityError,
		Message: Text{FR: "{0}{1} n’est pas un multiple de {2}",
			EN: "{0}{1} is not a multiple of {2}"},
		Fix: Text{FR: "écrivez un multiple de {2}", EN: "write a multiple of {2}"}, Ref: "JSON Schema 2020-12"}
	Shape099 = &Rule{Code: "SHAPE-099", Severity: SeverityError,
		Message: Text{FR: "ce document respecte son schéma mais notre lecture le refuse ({0}) : le défaut est le nôtre",
			EN: "this document keeps its schema but our reading refuses it ({0}): the defect is ours"},
		Fix: Text{FR: "signalez-le avec le document", EN: "report it with the document"}, Ref: "JSON Schema 2020-12"}
)

// ShapeRules returns the rule of every SHAPE code, once each.
func ShapeRules() []Rule {
	var out []Rule
	for _, r := range []*Rule{Shape001, Shape002, Shape003, Shape004, Shape005, Shape006, Shape007, Shape008, Shape009,
		Shape010, Shape011, Shape012, Shape013, Shape014, Shape015, Shape016, Shape017, Shape018, Shape019, Shape020,
		Shape021, Shape022, Shape099} {
		out = append(out, *r)
	}
	return out
}
