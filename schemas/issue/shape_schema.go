// SPDX-License-Identifier: Apache-2.0

package issue

func shape(code, fr, en, fixFR, fixEN string) *Rule {
	return &Rule{Code: code, Severity: SeverityError, Message: Text{fr, en}, Fix: Text{fixFR, fixEN}, Ref: "JSON Schema 2020-12"}
}

// The SHAPE rules of constraints. {0} opens most sentences: the title of the
// field and a colon, or nothing. Near rules share the code of their plain
// twin and name what was probably meant.
var (
	Shape003Near = shape("SHAPE-003", "champ inconnu « {0} » ; vouliez-vous dire « {1} »{2} ?", "unknown member “{0}”; did you mean “{1}”{2}?",
		"renommez « {0} » en « {1} »", "rename “{0}” to “{1}”")
	Shape004 = shape("SHAPE-004", "{0}« {1} » n’est pas une valeur admise", "{0}“{1}” is not an allowed value",
		"valeurs admises : {2}", "allowed values: {2}")
	Shape004Near = shape("SHAPE-004", "{0}« {1} » n’est pas une valeur admise ; vouliez-vous dire « {2} »{3} ?", "{0}“{1}” is not an allowed value; did you mean “{2}”{3}?",
		"écrivez « {2} »", "write “{2}”")
	Shape005 = shape("SHAPE-005", "{0}{1} lu, {2} attendu", "{0}{1} read, {2} expected",
		"écrivez {2}", "write {2}")
	Shape006 = shape("SHAPE-006", "{0}« {1} » n’a pas la forme attendue : {2}", "{0}“{1}” does not have the expected form: {2}",
		"écrivez {2}{3}", "write {2}{3}")
	Shape007 = shape("SHAPE-007", "{0}texte trop court : {1} caractère(s), au moins {2} attendu(s)", "{0}text too short: {1} character(s), at least {2} expected",
		"complétez ce texte", "complete this text")
	Shape008 = shape("SHAPE-008", "{0}texte trop long : {1} caractères, au plus {2} admis", "{0}text too long: {1} characters, at most {2} allowed",
		"raccourcissez ce texte", "shorten this text")
	Shape009 = shape("SHAPE-009", "{0}{1} est inférieur au minimum {2}", "{0}{1} is below the minimum {2}",
		"écrivez un nombre d’au moins {2}", "write a number of at least {2}")
	Shape010 = shape("SHAPE-010", "{0}{1} dépasse le maximum {2}", "{0}{1} is above the maximum {2}",
		"écrivez un nombre d’au plus {2}", "write a number of at most {2}")
	Shape011 = shape("SHAPE-011", "{0}{1} n’est pas supérieur à {2}", "{0}{1} is not greater than {2}",
		"écrivez un nombre supérieur à {2}", "write a number greater than {2}")
	Shape012 = shape("SHAPE-012", "{0}{1} n’est pas inférieur à {2}", "{0}{1} is not less than {2}",
		"écrivez un nombre inférieur à {2}", "write a number less than {2}")
	Shape013 = shape("SHAPE-013", "{0}liste trop courte : {1} élément(s), au moins {2} attendu(s)", "{0}list too short: {1} element(s), at least {2} expected",
		"ajoutez un élément", "add an element")
	Shape014 = shape("SHAPE-014", "{0}liste trop longue : {1} éléments, au plus {2} admis", "{0}list too long: {1} elements, at most {2} allowed",
		"retirez des éléments", "remove elements")
	Shape015 = shape("SHAPE-015", "{0}élément répété, déjà présent au rang {1}", "{0}repeated element, already present at place {1}",
		"retirez cet élément", "remove this element")
	Shape016 = shape("SHAPE-016", "{0}objet trop petit : {1} champ(s), au moins {2} attendu(s)", "{0}object too small: {1} member(s), at least {2} expected",
		"ajoutez un champ", "add a member")
	Shape017 = shape("SHAPE-017", "{0}objet trop grand : {1} champs, au plus {2} admis", "{0}object too large: {1} members, at most {2} allowed",
		"retirez des champs", "remove members")
	Shape018 = shape("SHAPE-018", "nom de champ « {0} » incorrect ; attendu : {1}", "incorrect member name “{0}”; expected: {1}",
		"corrigez ce nom", "correct this name")
	Shape019 = shape("SHAPE-019", "champ « {0} »{1} manquant : il est requis quand {2}", "member “{0}”{1} missing: it is required when {2}",
		"ajoutez « {0} »", "add “{0}”")
	Shape020 = shape("SHAPE-020", "champ « {0} »{1} interdit quand {2}", "member “{0}”{1} not allowed when {2}",
		"retirez « {0} »", "remove “{0}”")
	Shape021 = shape("SHAPE-021", "{0}limite non tenue ({1}) quand {2}", "{0}limit not kept ({1}) when {2}",
		"respectez cette limite ou changez ce dont elle dépend", "keep this limit or change what it depends on")
	Shape022 = shape("SHAPE-022", "{0}{1} n’est pas un multiple de {2}", "{0}{1} is not a multiple of {2}",
		"écrivez un multiple de {2}", "write a multiple of {2}")
	Shape099 = shape("SHAPE-099", "ce document respecte son schéma mais notre lecture le refuse ({0}) : le défaut est le nôtre", "this document keeps its schema but our reading refuses it ({0}): the defect is ours",
		"signalez-le avec le document", "report it with the document")
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
