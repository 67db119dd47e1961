// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"bytes"
	"io"
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

const (
	maxDocument = 8 << 20
	maxValues   = 100_000 // the largest of ADL has 3,431
)

// Load reads and checks a profile document. The profile is what could be
// read, faults aside; nil when the text is no JSON object.
func Load(r io.Reader) (*Profile, issue.Issues) {
	b, err := io.ReadAll(io.LimitReader(r, maxDocument+1))
	switch {
	case err != nil:
		return nil, issue.Issues{issue.Read001.At("", err)}
	case len(b) > maxDocument:
		return nil, issue.Issues{ruleTooManyBytes.At("", maxDocument)}
	}
	limits := strictjson.Limits{Bytes: maxDocument, Names: 10_000, Values: maxValues}
	if is := strictjson.Scan(b, strictjson.Wire, limits); len(is) > 0 {
		return nil, is
	}
	values := bytes.Count(b, []byte(",")) + bytes.Count(b, []byte("[")) + bytes.Count(b, []byte("{")) + 1
	t := &tree{nodes: make([]node, 0, min(values, maxValues))}
	if is := t.read(b, limits); len(is) > 0 {
		return nil, is
	}
	l := &loader{t: t, ids: map[xapi.IRI]string{}, versions: map[xapi.IRI]bool{}}
	if !l.is(value{0, ""}, strictjson.Object) {
		return nil, l.issues
	}
	p := l.profile(value{0, ""})
	l.references(p)
	l.issues.Sort()
	strictjson.Locate(l.issues, b, limits)
	return p, l.issues
}

// loader reads one document.
type loader struct {
	t        *tree
	issues   issue.Issues
	ids      map[xapi.IRI]string // what each id is: a concept type, StatementTemplate, Pattern
	versions map[xapi.IRI]bool
	patterns map[xapi.IRI]*Pattern
	places   map[xapi.IRI]value
	pending  []reference
}

// value is a node and its pointer.
type value struct {
	i int
	p issue.Pointer
}

// reference is an id that must name something of one of the wanted types.
type reference struct {
	id   xapi.IRI
	p    issue.Pointer
	want []string
}

func (l *loader) note(p issue.Pointer, r *issue.Rule, args ...any) {
	l.issues = append(l.issues, r.At(p, args...))
}

func (l *loader) is(v value, k strictjson.Kind) bool {
	got := l.t.kind(v.i)
	if got == k {
		return true
	}
	l.note(v.p, issue.Shape001, got, k)
	return false
}

// get returns a member; a required one that lacks is noted.
func (l *loader) get(v value, name string, required bool) (value, bool) {
	i := l.t.member(v.i, name)
	if i == none {
		if required {
			l.note(v.p, issue.Shape002, name)
		}
		return value{none, ""}, false
	}
	return value{i, v.p.Field(name)}, true
}

func (l *loader) each(v value, f func(value)) {
	for c, n := l.t.nodes[v.i].child, 0; c != none; c, n = l.t.nodes[c].next, n+1 {
		f(value{c, v.p.Index(n)})
	}
}

// list calls f for each element of an optional array.
func (l *loader) list(v value, name string, f func(value)) {
	if a, ok := l.get(v, name, false); ok && l.is(a, strictjson.Array) {
		l.each(a, f)
	}
}

func (l *loader) textOf(v value, name string, required bool) (string, value, bool) {
	m, ok := l.get(v, name, required)
	if !ok || !l.is(m, strictjson.String) {
		return "", m, false
	}
	return l.t.text(m.i), m, true
}

func (l *loader) iri(v value, name string, required bool) xapi.IRI {
	s, m, ok := l.textOf(v, name, required)
	if ok && !xapi.IRI(s).Valid() {
		l.note(m.p, ruleIRI, s)
	}
	return xapi.IRI(s)
}

// iris reads an array of IRIs; want, if any, is what they must name.
func (l *loader) iris(v value, name string, want ...string) (out []xapi.IRI) {
	l.list(v, name, func(e value) {
		if !l.is(e, strictjson.String) {
			return
		}
		id := xapi.IRI(l.t.text(e.i))
		out = append(out, id)
		l.refer(id, e.p, want)
	})
	return out
}

func (l *loader) refer(id xapi.IRI, p issue.Pointer, want []string) {
	if !id.Valid() {
		l.note(p, ruleIRI, string(id))
		return
	}
	if len(want) > 0 {
		l.pending = append(l.pending, reference{id, p, want})
	}
}

func (l *loader) boolean(v value, name string) bool {
	m, ok := l.get(v, name, false)
	if !ok {
		return false
	}
	k := l.t.kind(m.i)
	if k != strictjson.True && k != strictjson.False {
		l.note(m.p, issue.Shape001, k, strictjson.True)
	}
	return k == strictjson.True
}

func (l *loader) languages(v value, name string, required bool) (out xapi.LanguageMap) {
	m, ok := l.get(v, name, required)
	if !ok || !l.is(m, strictjson.Object) {
		return nil
	}
	for c := l.t.nodes[m.i].child; c != none; c = l.t.nodes[c].next {
		tag := string(l.t.nodes[c].name)
		if !xapi.LanguageTag(tag).Valid() {
			l.note(m.p.Field(tag), ruleTag, tag)
		}
		if l.is(value{c, m.p.Field(tag)}, strictjson.String) {
			out = append(out, xapi.LanguageText{Tag: xapi.LanguageTag(tag), Text: l.t.text(c)})
		}
	}
	return out
}

func (l *loader) profile(v value) *Profile {
	p := &Profile{ID: l.iri(v, "id", true), ConformsTo: l.iri(v, "conformsTo", true),
		PrefLabel: l.languages(v, "prefLabel", true), Definition: l.languages(v, "definition", true)}
	if s, m, ok := l.textOf(v, "type", true); ok && s != "Profile" {
		l.note(m.p, ruleType, s, "Profile")
	}
	l.get(v, "@context", true)
	if a, ok := l.get(v, "author", true); ok && l.is(a, strictjson.Object) {
		l.author(a)
	}
	if vs, ok := l.get(v, "versions", true); ok && l.is(vs, strictjson.Array) {
		l.each(vs, func(e value) {
			if l.is(e, strictjson.Object) {
				p.Versions = append(p.Versions, l.version(e, p.ID))
			}
		})
	}
	l.list(v, "concepts", func(e value) {
		if l.is(e, strictjson.Object) {
			p.Concepts = append(p.Concepts, l.concept(e))
		}
	})
	l.list(v, "templates", func(e value) {
		if l.is(e, strictjson.Object) {
			p.Templates = append(p.Templates, l.template(e))
		}
	})
	l.patterns, l.places = map[xapi.IRI]*Pattern{}, map[xapi.IRI]value{}
	l.list(v, "patterns", func(e value) {
		if l.is(e, strictjson.Object) {
			p.Patterns = append(p.Patterns, l.pattern(e))
			l.places[p.Patterns[len(p.Patterns)-1].ID] = e
		}
	})
	for i := range p.Patterns {
		l.patterns[p.Patterns[i].ID] = &p.Patterns[i]
	}
	return p
}

func (l *loader) author(v value) {
	if s, m, ok := l.textOf(v, "type", true); ok && s != "Organization" && s != "Person" {
		l.note(m.p, ruleType, s, "Organization, Person")
	}
	l.textOf(v, "name", true)
	l.iri(v, "url", false)
}

func (l *loader) version(v value, profile xapi.IRI) Version {
	x := Version{ID: l.iri(v, "id", true), RevisionsOf: l.iris(v, "wasRevisionOf")}
	l.versions[x.ID] = true
	if x.ID != "" {
		if x.ID == profile {
			l.note(v.p.Field("id"), ruleProfileVersion)
		}
		l.claim(v, x.ID, "version")
	}
	if s, m, ok := l.textOf(v, "generatedAtTime", true); ok {
		x.Generated = xapi.Timestamp(s)
		if !x.Generated.Valid(xapi.V20) {
			l.note(m.p, ruleTime, s)
		}
	}
	return x
}

// claim takes an id for what stands at v.
func (l *loader) claim(v value, id xapi.IRI, what string) {
	if _, taken := l.ids[id]; taken {
		l.note(v.p.Field("id"), ruleTwice, string(id))
		return
	}
	l.ids[id] = what
}

// header reads id and inScheme; they name what stands at v.
func (l *loader) header(v value, what string) (id, scheme xapi.IRI) {
	id, scheme = l.iri(v, "id", true), l.iri(v, "inScheme", true)
	if id != "" {
		l.claim(v, id, what)
	}
	if scheme != "" && !l.versions[scheme] {
		l.note(v.p.Field("inScheme"), ruleScheme, string(scheme))
	}
	return id, scheme
}

func (l *loader) references(p *Profile) {
	for _, r := range l.pending {
		got, here := l.ids[r.id]
		if !here {
			got, here = reused[r.id]
		}
		if !here {
			l.note(r.p, ruleOutside, string(r.id))
			continue
		}
		if !oneOf(got, r.want) {
			l.note(r.p, ruleReference, string(r.id), got, joined(r.want))
		}
	}
	l.patternsWhole(p)
}

// reused are the concepts of TLA and ADL that our profile builds on: what
// they are is known without their profiles.
var reused = map[xapi.IRI]string{
	VerbPlanned: "Verb", VerbVerified: "Verb", VerbConferred: "Verb", VerbRevoked: "Verb", VerbExpired: "Verb",
	VerbRegistered: "Verb", VerbCompleted: "Verb", VerbPassed: "Verb", VerbFailed: "Verb",
	TypeCompetency: "ActivityType", TypeProfile: "ActivityType",
}

func oneOf(s string, all []string) bool {
	for _, x := range all {
		if s == x {
			return true
		}
	}
	return false
}

func joined(all []string) string {
	s := ""
	for i, x := range all {
		if i > 0 {
			s += ", "
		}
		s += x
	}
	return s
}

func count(n int) string { return strconv.Itoa(n) }
