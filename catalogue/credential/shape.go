// SPDX-License-Identifier: Apache-2.0

package credential

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// The contexts of Open Badges 3.0 over the two data models.
const (
	ContextVC2  = "https://www.w3.org/ns/credentials/v2"
	ContextVC1  = "https://www.w3.org/2018/credentials/v1"
	ContextOB   = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
	contextBase = "https://purl.imsglobal.org/spec/ob/v3p0/context"
)

// shape checks one credential against Open Badges 3.0 and notes faults by
// name: context0, context1, type VC, type OB, id, issuer, subject…
type shape struct {
	model  string // "2.0", "1.1" or "?"
	issues issue.Issues
}

func (s *shape) say(at issue.Pointer, what string) {
	note(&s.issues, rule007, at, what)
}

// checkShape returns the data model of c and its faults (CREDENTIAL-007).
func checkShape(c jsontree.Value) shape {
	s := shape{model: "?"}
	if c.Kind() != jsontree.KindObject {
		s.say("", "object")
		return s
	}
	s.contexts(c)
	if !is(c, "VerifiableCredential") {
		s.say("/type", "type VC")
	}
	endorsement := is(c, "EndorsementCredential")
	if !endorsement && !is(c, "OpenBadgeCredential") && !is(c, "AchievementCredential") {
		s.say("/type", "type OB")
	}
	if !isIRI(text(c, "id")) {
		s.say("/id", "id")
	}
	if endorsement && text(c, "name") == "" {
		s.say("/name", "name")
	}
	s.issuer(c)
	s.dates(c)
	s.subject(c, endorsement)
	if ev, ok := c.Get("evidence"); ok {
		for i, e := range list(ev) {
			if !is(e, "Evidence") {
				s.say(issue.Pointer("/evidence").Index(i).Field("type"), "evidence.type")
			}
		}
	}
	return s
}

func (s *shape) contexts(c jsontree.Value) {
	ctx, _ := c.Get("@context")
	var urls []string
	for _, v := range list(ctx) {
		u, _ := v.AsString()
		urls = append(urls, u)
	}
	urls = append(urls, "", "")
	switch urls[0] {
	case ContextVC2:
		s.model = "2.0"
	case ContextVC1:
		s.model = "1.1"
	default:
		s.say("/@context/0", "context0")
	}
	version, found := strings.CutPrefix(urls[1], contextBase)
	switch {
	case found && strings.HasPrefix(version, "-3.0.") && strings.HasSuffix(version, ".json"):
	case found && version == ".json" && s.model == "1.1":
	default:
		s.say("/@context/1", "context1")
	}
}

func (s *shape) issuer(c jsontree.Value) {
	v, ok := c.Get("issuer")
	id, isText := v.AsString()
	switch {
	case !ok:
		s.say("/issuer", "issuer")
	case isText:
		if !isIRI(id) {
			s.say("/issuer", "issuer")
		}
	case !node(v, "Profile"):
		s.say("/issuer", "issuer")
	}
	for depth, at := 0, issue.Pointer("/issuer"); depth < 8; depth++ {
		at = at.Field("parentOrg")
		if v, ok = v.Get("parentOrg"); !ok {
			return
		}
		if !node(v, "Profile") {
			s.say(at, "parentOrg")
		}
	}
}

func (s *shape) dates(c jsontree.Value) {
	from, until := dateMembers(c, s.model)
	if !competency.Instant(text(c, from)).Valid() {
		s.say(issue.Pointer("").Field(from), from)
	}
	if _, ok := c.Get(until); ok && !competency.Instant(text(c, until)).Valid() {
		s.say(issue.Pointer("").Field(until), until)
	}
}

// dateMembers names the members that bound the validity: those of the data
// model, or where that is not known those that c has.
func dateMembers(c jsontree.Value, model string) (from, until string) {
	if _, ok := c.Get("validFrom"); model == "2.0" || model == "?" && ok {
		return "validFrom", "validUntil"
	}
	return "issuanceDate", "expirationDate"
}

func (s *shape) subject(c jsontree.Value, endorsement bool) {
	v, ok := c.Get("credentialSubject")
	if !ok || v.Kind() != jsontree.KindObject {
		s.say("/credentialSubject", "subject")
		return
	}
	id := text(v, "id")
	if endorsement {
		if !isIRI(id) {
			s.say("/credentialSubject/id", "subject.id")
		}
		if !is(v, "EndorsementSubject") {
			s.say("/credentialSubject/type", "subject.type")
		}
		return
	}
	if !is(v, "AchievementSubject") {
		s.say("/credentialSubject/type", "subject.type")
	}
	identifier, _ := v.Get("identifier")
	if id != "" && !isIRI(id) || id == "" && len(list(identifier)) == 0 {
		s.say("/credentialSubject/id", "subject.id")
	}
	a, ok := v.Get("achievement")
	criteria, hasCriteria := a.Get("criteria")
	if !ok || !node(a, "Achievement") || text(a, "name") == "" || text(a, "description") == "" ||
		!hasCriteria || criteria.Kind() != jsontree.KindObject {
		s.say("/credentialSubject/achievement", "achievement")
	}
	alignments, _ := a.Get("alignment")
	for i, x := range list(alignments) {
		if !is(x, "Alignment") || text(x, "targetName") == "" || !isIRI(text(x, "targetUrl")) {
			s.say(issue.Pointer("/credentialSubject/achievement/alignment").Index(i), "alignment")
		}
	}
}

// text returns the string member called name, "" when there is none.
func text(v jsontree.Value, name string) string {
	m, _ := v.Get(name)
	s, _ := m.AsString()
	return s
}

// list returns the elements of an array, or the one value that stands for a
// list of itself.
func list(v jsontree.Value) []jsontree.Value {
	switch v.Kind() {
	case jsontree.KindArray:
		return v.Elements()
	case jsontree.KindNull:
		return nil
	}
	return []jsontree.Value{v}
}

// names returns the strings of a member that is a string or a list.
func names(v jsontree.Value, member string) []string {
	var out []string
	m, _ := v.Get(member)
	for _, e := range list(m) {
		if s, ok := e.AsString(); ok {
			out = append(out, s)
		}
	}
	return out
}

// is reports whether a type of v is name.
func is(v jsontree.Value, name string) bool {
	for _, t := range names(v, "type") {
		if t == name {
			return true
		}
	}
	return false
}

// node reports whether v has an id and the type called name.
func node(v jsontree.Value, name string) bool { return isIRI(text(v, "id")) && is(v, name) }

func isIRI(s string) bool { return competency.IRI(s).Valid() }
