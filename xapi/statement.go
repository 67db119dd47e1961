// SPDX-License-Identifier: Apache-2.0

package xapi

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Statement is one learning record ("trace d'apprentissage"). A statement
// made by Decode keeps the bytes it was read from (Raw); its fields are
// copies that may be changed without touching them.
type Statement struct {
	ID          UUID         `json:"id,omitempty"`
	Actor       Actor        `json:"actor"`
	Verb        Verb         `json:"verb"`
	Object      Object       `json:"object"`
	Result      *Result      `json:"result,omitempty"`
	Context     *Context     `json:"context,omitempty"`
	Timestamp   Timestamp    `json:"timestamp,omitempty"`
	Stored      Timestamp    `json:"stored,omitempty"`
	Authority   *Actor       `json:"authority,omitempty"`
	Version     string       `json:"version,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`

	raw []byte
}

// Raw returns the bytes the statement was decoded from; nil for one that was
// built. They are not a copy.
func (s Statement) Raw() []byte { return s.raw }

// Voids returns the id of the statement that s voids, if it is a voiding one.
func (s Statement) Voids() (UUID, bool) {
	ref, ok := s.Object.(StatementRef)
	return ref.ID, ok && s.Verb.ID == VoidedVerb
}

// Decode judges b as Validate does and, when no issue is an error, returns
// the statement. b is kept, not copied: do not change it afterwards.
func Decode(b []byte, o Options) (Statement, issue.Issues) {
	is := Validate(b, o)
	if is.HasErrors() {
		return Statement{}, is
	}
	s := newBuilder(b, o.Limits).statement()
	s.raw = b
	return s, is
}

// Verb is what was done ("verbe").
type Verb struct {
	ID      IRI         `json:"id"`
	Display LanguageMap `json:"display,omitempty"`
}

// LanguageText is one text of a LanguageMap.
type LanguageText struct {
	Tag  LanguageTag
	Text string
}

// LanguageMap holds a text in several languages, in the order written.
type LanguageMap []LanguageText

// Get returns the text whose tag is tag, whatever its case.
func (m LanguageMap) Get(tag LanguageTag) (string, bool) {
	want := lower(string(tag))
	for _, t := range m {
		if lower(string(t.Tag)) == want {
			return t.Text, true
		}
	}
	return "", false
}

// Extension is one extension: Raw is its JSON value as it was written.
type Extension struct {
	IRI IRI
	Raw []byte
}

// Extensions are extensions in the order written.
type Extensions []Extension

// Get returns the JSON value of an extension.
func (e Extensions) Get(iri IRI) ([]byte, bool) {
	for _, x := range e {
		if x.IRI == iri {
			return x.Raw, true
		}
	}
	return nil, false
}

// StatementRef points to another statement by its id.
type StatementRef struct {
	ID UUID `json:"id"`
}

// SubStatement is a statement inside another, about which it says something.
type SubStatement struct {
	Actor       Actor        `json:"actor"`
	Verb        Verb         `json:"verb"`
	Object      Object       `json:"object"`
	Result      *Result      `json:"result,omitempty"`
	Context     *Context     `json:"context,omitempty"`
	Timestamp   Timestamp    `json:"timestamp,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`
}

// Object is what a statement is about: Activity, Actor, StatementRef or
// SubStatement.
type Object interface {
	// ObjectType returns the value of objectType.
	ObjectType() string
	object()
}

func (Activity) object()     {}
func (Actor) object()        {}
func (StatementRef) object() {}
func (SubStatement) object() {}

// ObjectType returns "Activity".
func (Activity) ObjectType() string { return "Activity" }

// ObjectType returns "Agent" or "Group".
func (a Actor) ObjectType() string {
	if a.Type == TypeGroup {
		return "Group"
	}
	return "Agent"
}

// ObjectType returns "StatementRef".
func (StatementRef) ObjectType() string { return "StatementRef" }

// ObjectType returns "SubStatement".
func (SubStatement) ObjectType() string { return "SubStatement" }
