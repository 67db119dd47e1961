// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"sort"
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Subject is a brick, a pathway or a label profile: what a statement can be
// about. Values of package catalogue satisfy it.
type Subject interface {
	// Identifier returns the IRI and the version of the subject.
	Identifier() (iri, version string)
	// Titles returns its title by language tag.
	Titles() map[string]string
}

// Setting is what the statements of one person in one run share. Actor is an
// account with a pseudonym: nothing else is accepted.
type Setting struct {
	Actor        xapi.IFI
	Registration xapi.UUID
	Campaign     string // optional
	// At, when set, is the exact time of the statements. Without it only the
	// day is told: T00:00:00.000Z.
	At xapi.Timestamp
	// NewID gives an id to each statement; nil leaves that to the client.
	NewID func() xapi.UUID
}

// The XAPIPROFILE rules of the builders.
var (
	rulePseudonym = &issue.Rule{Code: "XAPIPROFILE-001", Severity: issue.SeverityError,
		Message: issue.Text{FR: "l'acteur n'est pas un compte pseudonyme", EN: "the actor is not a pseudonymous account"},
		Fix:     issue.Text{FR: "donnez un account (homePage, name)", EN: "give an account (homePage, name)"}}
	ruleBasis = &issue.Rule{Code: "XAPIPROFILE-002", Severity: issue.SeverityError,
		Message: issue.Text{FR: "fondement « {0} » : attendu {1}", EN: "basis “{0}”: expected {1}"},
		Fix:     issue.Text{FR: "choisissez l'autre constructeur", EN: "use the other builder"}}
	ruleClaim = &issue.Rule{Code: "XAPIPROFILE-003", Severity: issue.SeverityError,
		Message: issue.Text{FR: "« {0} » manque ou n'est pas admis : {1}", EN: "“{0}” is missing or not allowed: {1}"},
		Fix:     issue.Text{FR: "complétez cette valeur", EN: "complete this value"}}
)

// maker builds one statement and collects what stands against it.
type maker struct {
	set    Setting
	s      xapi.Statement
	issues issue.Issues
}

// begin starts a statement of verb on a day.
func begin(set Setting, verb xapi.IRI, on competency.Date) *maker {
	m := &maker{set: set}
	words := verbTexts[verb]
	m.s = xapi.Statement{
		Actor: xapi.Actor{Type: xapi.TypeAgent, IFI: set.Actor},
		Verb:  xapi.Verb{ID: verb, Display: xapi.LanguageMap{{Tag: "en", Text: words[1]}, {Tag: "fr", Text: words[0]}}},
		Context: &xapi.Context{
			Registration: set.Registration,
			Activities:   xapi.ContextActivities{Category: []xapi.Activity{{ID: VersionID, Definition: &xapi.Definition{Type: TypeProfile}}}},
		},
		Timestamp: set.At,
	}
	if set.NewID != nil {
		m.s.ID = set.NewID()
	}
	m.pseudonym("/actor", set.Actor)
	if set.Campaign != "" {
		m.contextExtension(ExtensionCampaign, quoted(set.Campaign))
	}
	if set.At == "" {
		if !on.Valid() {
			m.bad("/timestamp", "on", string(on))
		}
		m.s.Timestamp = xapi.Timestamp(on) + "T00:00:00.000Z"
	}
	return m
}

func (m *maker) pseudonym(p issue.Pointer, i xapi.IFI) {
	if i.Kind != xapi.ByAccount || i.HomePage == "" || i.Value == "" {
		m.issues = append(m.issues, rulePseudonym.At(p))
	}
}

func (m *maker) bad(p issue.Pointer, what, got string) {
	m.issues = append(m.issues, ruleClaim.At(p, what, got))
}

// done judges the statement by its bytes: what the strict mode refuses is
// never returned.
func (m *maker) done() (xapi.Statement, issue.Issues) {
	if len(m.issues) == 0 {
		m.issues = xapi.Validate(m.s.AppendJSON(nil), xapi.Options{Privacy: xapi.PrivacyStrict})
	}
	if len(m.issues) > 0 {
		return xapi.Statement{}, m.issues
	}
	return m.s, nil
}

func (m *maker) result() *xapi.Result {
	if m.s.Result == nil {
		m.s.Result = new(xapi.Result)
	}
	return m.s.Result
}

// level writes a rank and, when there is one, its basis.
func (m *maker) level(rank int, basis competency.Basis) {
	if rank < 0 || rank > 12 {
		m.bad("/result/extensions", "level", strconv.Itoa(rank))
	}
	r := m.result()
	r.Extensions = append(r.Extensions, xapi.Extension{IRI: ExtensionLevel, Raw: strconv.AppendInt(nil, int64(rank), 10)})
	if basis != "" {
		r.Extensions = append(r.Extensions, xapi.Extension{IRI: ExtensionBasis, Raw: quoted(string(basis))})
	}
}

func (m *maker) contextExtension(iri xapi.IRI, raw []byte) {
	m.s.Context.Extensions = append(m.s.Context.Extensions, xapi.Extension{IRI: iri, Raw: raw})
}

// framework says of which framework an item is.
func (m *maker) framework(ref competency.Ref) {
	if !ref.Framework.Valid() || ref.Version == "" || !ref.Item.Valid() {
		m.bad("/context/extensions", "framework", string(ref.Framework)+" "+ref.Version+" "+string(ref.Item))
	}
	raw := append([]byte(`{"id":`), quoted(string(ref.Framework))...)
	raw = append(append(raw, `,"version":`...), quoted(ref.Version)...)
	m.contextExtension(ExtensionFramework, append(raw, '}'))
}

// registered asks for a registration.
func (m *maker) registered() {
	if m.s.Context.Registration == "" {
		m.bad("/context/registration", "registration", "")
	}
}

// success writes success, and completion when done says so.
func (m *maker) success(success bool) { m.result().Success = &success }

func (m *maker) completion() {
	yes := true
	m.result().Completion = &yes
}

// itemPrefix begins the activity id of a framework item.
const itemPrefix = "urn:uuid:"

// item is the activity of a framework item: its id is its UUID.
func item(ref competency.Ref, titles map[string]string) xapi.Activity {
	return xapi.Activity{ID: itemPrefix + xapi.IRI(ref.Item), Definition: &xapi.Definition{Name: languages(titles), Type: TypeCompetency}}
}

// activity is the activity of a subject.
func (m *maker) activity(p issue.Pointer, s Subject, kind xapi.IRI) xapi.Activity {
	iri, version := s.Identifier()
	if !xapi.IRI(iri).Valid() || version == "" {
		m.bad(p, "id, version", iri+" "+version)
	}
	return xapi.Activity{ID: xapi.IRI(iri), Definition: &xapi.Definition{Name: languages(s.Titles()), Type: kind,
		Extensions: xapi.Extensions{{IRI: ExtensionVersion, Raw: quoted(version)}}}}
}

// within puts the pathway, if any, in the grouping.
func (m *maker) within(pathway Subject) {
	if pathway != nil {
		g := &m.s.Context.Activities.Grouping
		*g = append(*g, m.activity("/context/contextActivities/grouping/0", pathway, TypePathway))
	}
}

// languages returns a language map in the order of the tags.
func languages(titles map[string]string) xapi.LanguageMap {
	var m xapi.LanguageMap
	for tag, text := range titles {
		m = append(m, xapi.LanguageText{Tag: xapi.LanguageTag(tag), Text: text})
	}
	sort.Slice(m, func(i, j int) bool { return m[i].Tag < m[j].Tag })
	return m
}

func quoted(s string) []byte { return issue.AppendString(nil, s) }
