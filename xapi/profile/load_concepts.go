// SPDX-License-Identifier: Apache-2.0

package profile

import (
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// The families of concepts.
var (
	labelTypes     = []string{"Verb", "ActivityType", "AttachmentUsageType"}
	extensionTypes = []string{"ContextExtension", "ResultExtension", "ActivityExtension"}
	documentTypes  = []string{"StateResource", "AgentProfileResource", "ActivityProfileResource"}
	conceptTypes   = append(append(append([]string{}, labelTypes...), extensionTypes...), append(documentTypes, "Activity")...)
)

func (l *loader) concept(v value) Concept {
	kind, m, ok := l.textOf(v, "type", true)
	if ok && !oneOf(kind, conceptTypes) {
		l.note(m.p, ruleType, kind, joined(conceptTypes))
	}
	c := Concept{Type: kind, Deprecated: l.boolean(v, "deprecated")}
	c.ID, c.InScheme = l.header(v, kind)
	if kind == "Activity" {
		if d, ok := l.get(v, "activityDefinition", true); ok && l.is(d, strictjson.Object) {
			l.get(d, "@context", true)
		}
		return c
	}
	c.PrefLabel, c.Definition = l.languages(v, "prefLabel", true), l.languages(v, "definition", true)
	switch {
	case oneOf(kind, labelTypes):
		for _, relation := range []string{"broader", "narrower"} {
			l.iris(v, relation, kind)
		}
		if m, ok := l.get(v, "related", false); ok && !c.Deprecated {
			l.note(m.p, ruleRelated)
		}
		for _, relation := range []string{"related", "broadMatch", "narrowMatch", "relatedMatch", "exactMatch"} {
			l.iris(v, relation)
		}
	case oneOf(kind, extensionTypes):
		l.extension(v, kind)
	case oneOf(kind, documentTypes):
		l.textOf(v, "contentType", true)
		l.schemas(v)
	}
	return c
}

func (l *loader) extension(v value, kind string) {
	l.schemas(v)
	types, verbs := "recommendedActivityTypes", "recommendedVerbs"
	if kind == "ActivityExtension" {
		l.iris(v, types, "ActivityType")
		l.notHere(v, verbs, kind)
		return
	}
	l.iris(v, verbs, "Verb")
	l.notHere(v, types, kind)
}

func (l *loader) notHere(v value, name, kind string) {
	if m, ok := l.get(v, name, false); ok {
		l.note(m.p, ruleNotHere, name, kind)
	}
}

// schemas reads context, schema and inlineSchema.
func (l *loader) schemas(v value) {
	l.iri(v, "context", false)
	_, remote := l.get(v, "schema", false)
	l.iri(v, "schema", false)
	inline, here := l.get(v, "inlineSchema", false)
	if !here {
		return
	}
	l.is(inline, strictjson.String)
	if remote {
		l.note(v.p, ruleNotTogether, "schema", "inlineSchema")
	}
}

const templateType = "StatementTemplate"

func (l *loader) template(v value) Template {
	if s, m, ok := l.textOf(v, "type", true); ok && s != templateType {
		l.note(m.p, ruleType, s, templateType)
	}
	t := Template{Deprecated: l.boolean(v, "deprecated"), PrefLabel: l.languages(v, "prefLabel", true), Definition: l.languages(v, "definition", true)}
	t.ID, t.InScheme = l.header(v, templateType)
	if t.Verb = l.iri(v, "verb", false); t.Verb != "" {
		l.refer(t.Verb, v.p.Field("verb"), []string{"Verb"})
	}
	if t.ObjectActivityType = l.iri(v, "objectActivityType", false); t.ObjectActivityType != "" {
		l.refer(t.ObjectActivityType, v.p.Field("objectActivityType"), []string{"ActivityType"})
	}
	t.ContextGroupingActivityType = l.iris(v, "contextGroupingActivityType", "ActivityType")
	t.ContextParentActivityType = l.iris(v, "contextParentActivityType", "ActivityType")
	t.ContextOtherActivityType = l.iris(v, "contextOtherActivityType", "ActivityType")
	t.ContextCategoryActivityType = l.iris(v, "contextCategoryActivityType", "ActivityType")
	t.AttachmentUsageType = l.iris(v, "attachmentUsageType", "AttachmentUsageType")
	t.ObjectStatementRefTemplate = l.iris(v, "objectStatementRefTemplate", templateType)
	t.ContextStatementRefTemplate = l.iris(v, "contextStatementRefTemplate", templateType)
	if t.ObjectActivityType != "" && t.ObjectStatementRefTemplate != nil {
		l.note(v.p, ruleNotTogether, "objectActivityType", "objectStatementRefTemplate")
	}
	l.list(v, "rules", func(e value) {
		if l.is(e, strictjson.Object) {
			t.Rules = append(t.Rules, l.rule(e))
		}
	})
	return t
}

func (l *loader) rule(v value) Rule {
	r := Rule{ScopeNote: l.languages(v, "scopeNote", false)}
	r.Location, r.location = l.path(v, "location", true)
	r.Selector, r.selector = l.path(v, "selector", false)
	presence, m, ok := l.textOf(v, "presence", false)
	if ok && presence != "included" && presence != "excluded" && presence != "recommended" {
		l.note(m.p, ruleEnum, presence, "included, excluded, recommended")
	}
	r.Presence = presence
	r.any, r.all, r.none = l.values(v, "any"), l.values(v, "all"), l.values(v, "none")
	if presence == "" && !r.any.given && !r.all.given && !r.none.given {
		l.note(v.p, ruleEmptyRule)
	}
	return r
}

func (l *loader) path(v value, name string, required bool) (string, jsonPath) {
	s, m, ok := l.textOf(v, name, required)
	if !ok {
		return "", nil
	}
	p, what := compilePath(s)
	if what.FR != "" {
		l.note(m.p, rulePath, s, what)
	}
	return s, p
}

func (l *loader) values(v value, name string) values {
	a, ok := l.get(v, name, false)
	if !ok || !l.is(a, strictjson.Array) {
		return values{}
	}
	x := values{given: true, t: l.t}
	l.each(a, func(e value) { x.list = append(x.list, e.i) })
	return x
}
