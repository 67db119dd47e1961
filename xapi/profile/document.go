// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Profile is an xAPI Profile document.
type Profile struct {
	ID         xapi.IRI
	ConformsTo xapi.IRI
	PrefLabel  xapi.LanguageMap
	Definition xapi.LanguageMap
	Versions   []Version
	Concepts   []Concept
	Templates  []Template
	Patterns   []Pattern
}

// Version is one version of a profile.
type Version struct {
	ID          xapi.IRI
	Generated   xapi.Timestamp
	RevisionsOf []xapi.IRI
}

// Concept is a verb, an activity type, an extension… of a profile.
type Concept struct {
	ID         xapi.IRI
	Type       string
	InScheme   xapi.IRI
	PrefLabel  xapi.LanguageMap
	Definition xapi.LanguageMap
	Deprecated bool
}

// Template says how one kind of statement is made.
type Template struct {
	ID         xapi.IRI
	InScheme   xapi.IRI
	PrefLabel  xapi.LanguageMap
	Definition xapi.LanguageMap
	Deprecated bool

	// The determining properties: a statement with all of them is judged.
	Verb                        xapi.IRI
	ObjectActivityType          xapi.IRI
	ContextGroupingActivityType []xapi.IRI
	ContextParentActivityType   []xapi.IRI
	ContextOtherActivityType    []xapi.IRI
	ContextCategoryActivityType []xapi.IRI
	AttachmentUsageType         []xapi.IRI

	ObjectStatementRefTemplate  []xapi.IRI
	ContextStatementRefTemplate []xapi.IRI
	Rules                       []Rule
}

// Rule is one rule of a template: values is what Location, then Selector,
// lead to in a statement.
type Rule struct {
	Location  string
	Selector  string
	Presence  string // included, excluded, recommended or ""
	ScopeNote xapi.LanguageMap

	location, selector jsonPath
	any, all, none     values
}

// values are JSON values of a profile document; nil when absent.
type values struct {
	given bool
	t     *tree
	list  []int
}

// PatternKind is how a pattern orders its members.
type PatternKind string

// The kinds of pattern.
const (
	Alternates PatternKind = "alternates"
	Optional   PatternKind = "optional"
	OneOrMore  PatternKind = "oneOrMore"
	Sequence   PatternKind = "sequence"
	ZeroOrMore PatternKind = "zeroOrMore"
)

// Valid reports whether k is one of the declared kinds.
func (k PatternKind) Valid() bool {
	switch k {
	case Alternates, Optional, OneOrMore, Sequence, ZeroOrMore:
		return true
	}
	return false
}

// Pattern says in which order statements follow each other.
type Pattern struct {
	ID         xapi.IRI
	InScheme   xapi.IRI
	Primary    bool
	PrefLabel  xapi.LanguageMap
	Definition xapi.LanguageMap
	Kind       PatternKind
	Members    []xapi.IRI
}

// The XAPIPROFILE rules of profile documents.
var (
	ruleTooManyBytes = documentRule("XAPIPROFILE-010", "profil de plus de {0} octets", "profile of more than {0} bytes",
		"divisez-le", "split it", "")
	ruleIRI = documentRule("XAPIPROFILE-011", "« {0} » n'est pas un IRI absolu", "“{0}” is not an absolute IRI",
		"écrivez une adresse complète", "write a full address", "xAPI Profiles 2 §4")
	ruleTwice = documentRule("XAPIPROFILE-012", "l'identifiant « {0} » est déjà pris", "the id “{0}” is already taken",
		"donnez un identifiant à chacun", "give each its own id", "xAPI Profiles 2 §4")
	ruleScheme = documentRule("XAPIPROFILE-013", "inScheme « {0} » n'est pas une version déclarée de ce profil", "inScheme “{0}” is not a declared version of this profile",
		"écrivez l'identifiant d'une version de versions", "write the id of a version in versions", "xAPI Profiles 2 §7")
	ruleType = documentRule("XAPIPROFILE-014", "type « {0} » : {1} attendu", "type “{0}”: {1} expected",
		"écrivez {1}", "write {1}", "xAPI Profiles 2 §7")
	ruleOutside = documentRule("XAPIPROFILE-015", "« {0} » n'est pas dans ce profil : sa nature n'a pas été vérifiée", "“{0}” is not in this profile: what it is was not checked",
		"chargez aussi le profil qui le définit", "load the profile that defines it too", "")
	ruleReference = documentRule("XAPIPROFILE-016", "« {0} » est un {1}, {2} attendu", "“{0}” is a {1}, {2} expected",
		"corrigez cette référence", "correct this reference", "xAPI Profiles 2 §8")
	ruleOneKind = documentRule("XAPIPROFILE-017", "un motif a exactement un de alternates, optional, oneOrMore, sequence, zeroOrMore ; {0} ici", "a pattern has exactly one of alternates, optional, oneOrMore, sequence, zeroOrMore; {0} here",
		"gardez-en un", "keep one", "xAPI Profiles 2 §9")
	ruleTwoMembers = documentRule("XAPIPROFILE-018", "{0} a moins de deux membres", "{0} has fewer than two members",
		"ajoutez un membre, ou choisissez un autre genre", "add a member, or choose another kind", "xAPI Profiles 2 §9")
	ruleOptionalInside = documentRule("XAPIPROFILE-019", "« {0} », {1}, ne peut être directement dans alternates", "“{0}”, {1}, may not stand directly in alternates",
		"sortez-le de alternates", "take it out of alternates", "xAPI Profiles 2 §9")
	ruleCycle = documentRule("XAPIPROFILE-020", "ce motif se contient lui-même", "this pattern contains itself",
		"rompez le cycle", "break the cycle", "xAPI Profiles 2 §9")
	rulePrimary = documentRule("XAPIPROFILE-021", "un motif principal a {0}", "a primary pattern has {0}",
		"ajoutez {0}", "add {0}", "xAPI Profiles 2 §9")
	ruleEmptyRule = documentRule("XAPIPROFILE-022", "règle sans presence, any, all ni none", "rule without presence, any, all or none",
		"dites ce que la règle demande", "say what the rule asks", "xAPI Profiles 2 §8.1")
	rulePath = documentRule("XAPIPROFILE-023", "JSONPath « {0} » refusé : {1}", "JSONPath “{0}” refused: {1}",
		"n'utilisez que noms, indices, étoiles et unions", "use names, indexes, stars and unions only", "xAPI Profiles 2 §8.1")
	ruleEnum = documentRule("XAPIPROFILE-024", "« {0} » lu ; attendu : {1}", "“{0}” read; expected: {1}",
		"écrivez l'une de ces valeurs", "write one of these values", "xAPI Profiles 2 §8.1")
	ruleNotTogether = documentRule("XAPIPROFILE-025", "{0} et {1} ne vont pas ensemble", "{0} and {1} do not go together",
		"retirez l'un des deux", "remove one of them", "xAPI Profiles 2 §8")
	ruleNotHere = documentRule("XAPIPROFILE-026", "{0} n'a pas sa place sur un {1}", "{0} has no place on a {1}",
		"retirez-le", "remove it", "xAPI Profiles 2 §7")
	ruleTag = documentRule("XAPIPROFILE-027", "« {0} » n'est pas une étiquette de langue", "“{0}” is not a language tag",
		"écrivez fr, en, en-US…", "write fr, en, en-US…", "RFC 5646")
	ruleTime = documentRule("XAPIPROFILE-028", "« {0} » n'est pas une date et heure", "“{0}” is not a date and time",
		"écrivez par exemple 2026-11-03T09:00:00Z", "write for example 2026-11-03T09:00:00Z", "RFC 3339")
	ruleProfileVersion = documentRule("XAPIPROFILE-029", "l'identifiant du profil ne peut être celui d'une version", "the id of the profile may not be that of a version",
		"donnez un identifiant à chacun", "give each its own id", "xAPI Profiles 2 §6")
	ruleRelated = documentRule("XAPIPROFILE-030", "related n'est admis que sur un concept abandonné (deprecated)", "related is allowed on a deprecated concept only",
		"écrivez relatedMatch, ou deprecated: true", "write relatedMatch, or deprecated: true", "xAPI Profiles 2 §7.1")
)

// documentRules is filled in the order of the declarations.
var documentRules []*issue.Rule

func documentRule(code, fr, en, fixFR, fixEN, ref string) *issue.Rule {
	r := &issue.Rule{Code: code, Severity: issue.SeverityError, Message: issue.Text{FR: fr, EN: en},
		Fix: issue.Text{FR: fixFR, EN: fixEN}, Ref: ref}
	if code == "XAPIPROFILE-015" {
		r.Severity = issue.SeverityWarning
	}
	documentRules = append(documentRules, r)
	return r
}

// Rules returns the rules of this package in code order.
func Rules() []issue.Rule {
	out := []issue.Rule{*rulePseudonym, *ruleBasis, *ruleClaim}
	for _, r := range documentRules {
		out = append(out, *r)
	}
	return out
}
