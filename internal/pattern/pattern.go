// SPDX-License-Identifier: Apache-2.0

// Package pattern is the one table of the string forms that Briques speaks:
// name, regular expression, sentence in French and English, example. Schemas
// publish the expression, package schemas/check matches with the same one,
// and the hand-written Valid methods of the domain types are proved equal to
// it by tests.
//
// Every expression is inside the portable subset (ASCII, anchored, greedy,
// positive classes), so that Go, ECMAScript and Python read it alike.
package pattern

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Named is one form. MaxLength is the longest accepted value in characters;
// zero means that the expression alone decides.
type Named struct {
	Name      string
	Regexp    string
	MaxLength int
	Label     issue.Text // what it is: "adresse (IRI)"
	Rule      issue.Text // what is expected, a noun phrase after "attendu : "
	Example   string
	Format    string // nearest format of JSON Schema, for editors only
}

const (
	day = `([0-9]{4}-((01|03|05|07|08|10|12)-(0[1-9]|[12][0-9]|3[01])` +
		`|(04|06|09|11)-(0[1-9]|[12][0-9]|30)` +
		`|02-(0[1-9]|1[0-9]|2[0-8]))` +
		`|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)`
	clock  = `([01][0-9]|2[0-3]):[0-5][0-9]`
	iri    = `[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-Z\[\]_a-z~]+`
	uuid   = `[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`
	number = `(0|[1-9][0-9]*)`
	pre    = `(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`
	host   = `[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?`
)

// Newline is the expression that every pattern is guarded against: Python's
// "$" also matches before a final line feed.
const Newline = `[\n\r]`

var table = []Named{
	{Name: "brickTag", Regexp: "^(digital|international|foreignLanguage|simulation|virtualReality|data|ext:[A-Za-z0-9._-]{1,96})$", Example: "digital",
		Label: issue.Text{FR: "étiquette", EN: "tag"},
		Rule:  issue.Text{FR: "digital, international, foreignLanguage, simulation, virtualReality, data, ou « ext: » et un mot à vous", EN: "digital, international, foreignLanguage, simulation, virtualReality, data, or “ext:” and a word of yours"}},
	{Name: "date", Regexp: "^" + day + "$", Example: "2026-03-31", Format: "date",
		Label: issue.Text{FR: "date", EN: "date"},
		Rule:  issue.Text{FR: "une date du calendrier, année-mois-jour", EN: "a calendar date, year-month-day"}},
	{Name: "digest", Regexp: "^sha256:[0-9a-f]{64}$",
		Example: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		Label:   issue.Text{FR: "empreinte", EN: "digest"},
		Rule:    issue.Text{FR: "« sha256: » puis 64 chiffres hexadécimaux minuscules", EN: "“sha256:” then 64 lower-case hexadecimal digits"}},
	{Name: "email", Regexp: `^[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@` + host + `(\.` + host + `)+$`, MaxLength: 254,
		Example: "contact@academie.example", Format: "email",
		Label: issue.Text{FR: "courriel", EN: "e-mail address"},
		Rule:  issue.Text{FR: "une adresse électronique avec un domaine complet", EN: "an e-mail address with a full domain"}},
	{Name: "instant", Regexp: "^" + day + "T" + clock + `:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]` + clock + ")$",
		Example: "2026-03-31T14:00:00+02:00", Format: "date-time",
		Label: issue.Text{FR: "horodatage", EN: "date and time"},
		Rule:  issue.Text{FR: "date, « T », heure avec secondes, puis « Z » ou un décalage", EN: "date, “T”, time with seconds, then “Z” or an offset"}},
	{Name: "iri", Regexp: "^" + iri + "$", MaxLength: 2048,
		Example: "https://exemple.example/briques/1", Format: "uri",
		Label: issue.Text{FR: "adresse (IRI)", EN: "address (IRI)"},
		Rule:  issue.Text{FR: "une adresse absolue, sans espace ni accent", EN: "an absolute address without spaces or accents"}},
	{Name: "langTag", Regexp: `^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$`, MaxLength: 35, Example: "fr",
		Label: issue.Text{FR: "code de langue", EN: "language tag"},
		Rule:  issue.Text{FR: "un code de langue tel que « fr » ou « fr-FR »", EN: "a language tag such as “fr” or “fr-FR”"}},
	{Name: "nodeRef", Regexp: "^(" + uuid + "|" + iri + ")$", MaxLength: 2048,
		Example: "https://exemple.example/competences/1",
		Label:   issue.Text{FR: "nœud", EN: "node"},
		Rule:    issue.Text{FR: "un identifiant UUID ou une adresse absolue", EN: "a UUID or an absolute address"}},
	{Name: "pseudonym", Regexp: `^[A-Za-z0-9._~:-]+$`, MaxLength: 128, Example: "p-7f3a2c",
		Label: issue.Text{FR: "pseudonyme", EN: "pseudonym"},
		Rule:  issue.Text{FR: "un pseudonyme : lettres sans accent, chiffres et . _ ~ : -", EN: "a pseudonym: plain letters, digits and . _ ~ : -"}},
	{Name: "scheme", Regexp: "^[a-z][a-z0-9.-]{0,31}$", Example: "gaia",
		Label: issue.Text{FR: "système", EN: "scheme"},
		Rule:  issue.Text{FR: "un mot court en minuscules", EN: "a short lower-case word"}},
	{Name: "semver", MaxLength: 64, Example: "1.2.0",
		Regexp: "^" + number + `\.` + number + `\.` + number + `(-` + pre + `(\.` + pre + `)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`,
		Label:  issue.Text{FR: "version", EN: "version"},
		Rule:   issue.Text{FR: "trois nombres séparés par des points", EN: "three numbers separated by dots"}},
	{Name: "siret", Regexp: "^[0-9]{14}$", Example: "11004401300040",
		Label: issue.Text{FR: "numéro SIRET", EN: "SIRET number"},
		Rule:  issue.Text{FR: "14 chiffres sans espace", EN: "14 digits without spaces"}},
	{Name: "uai", Regexp: "^[0-9]{7}[A-Z]$", Example: "0750000T",
		Label: issue.Text{FR: "code UAI", EN: "UAI code"},
		Rule:  issue.Text{FR: "7 chiffres puis une lettre majuscule", EN: "7 digits then a capital letter"}},
	{Name: "uuid", Regexp: "^" + uuid + "$", Example: "4f1d3a52-6b7e-4c0d-9a1b-2c3d4e5f6071", Format: "uuid",
		Label: issue.Text{FR: "identifiant UUID", EN: "UUID"},
		Rule:  issue.Text{FR: "un UUID en minuscules", EN: "a lower-case UUID"}},
}

// Find returns the form called name.
func Find(name string) (Named, bool) {
	for _, n := range table {
		if n.Name == name {
			return n, true
		}
	}
	return Named{}, false
}

// Of returns the form whose expression is re.
func Of(re string) (Named, bool) {
	for _, n := range table {
		if n.Regexp == re {
			return n, true
		}
	}
	return Named{}, false
}

// All returns every form, by name.
func All() []Named { return append([]Named(nil), table...) }
