// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// step is where a keyword stands in a schema.
type step struct {
	node      map[string]any // the subschema that holds the keyword
	at        issue.Pointer  // its place in the document
	keyword   string         // "" when the subschema is false
	forbidden bool
	names     bool // below propertyNames
	when      map[string]any
	title     issue.Pointer // where the title of the value is looked for
	object    place         // the object schema whose condition this is
}

// place is the object schema around a condition.
type place struct {
	node map[string]any
	at   issue.Pointer
}

// walk follows the engine's path, $ref included, to the failing keyword.
func (e *explainer) walk(path issue.Pointer) step {
	var cur any = e.schema
	st := step{node: e.schema}
	tokens := path.Tokens()
	for i := 0; i < len(tokens); i++ {
		m, ok := cur.(map[string]any)
		if !ok {
			break
		}
		t := tokens[i]
		st.node = m
		switch t {
		case "$ref":
			ref, _ := m["$ref"].(string)
			hadTitle := e.hasTitle(st.at)
			st.at = issue.Pointer(strings.TrimPrefix(ref, "#"))
			cur = valueAt(e.schema, st.at)
			if !hadTitle || st.title == "" {
				st.title = st.at
			}
		case "properties", "allOf", "$defs":
			if i+1 >= len(tokens) {
				break
			}
			if t == "allOf" {
				st.object = place{m, st.at}
			}
			i++
			st.at = st.at.Field(t).Field(tokens[i])
			cur = valueAt(m[t], issue.Pointer("").Field(tokens[i]))
			if t == "properties" {
				st.title = st.at
				if st.when != nil { // the title stands on the property itself
					st.title = st.object.at.Field("properties").Field(tokens[i])
				}
			}
		case "then":
			cond, _ := m["if"].(map[string]any)
			st.when = cond
			st.at = st.at.Field(t)
			cur = m[t]
		case "propertyNames", "items", "additionalProperties", "if":
			if t == "additionalProperties" && i == len(tokens)-1 {
				if b, isBool := m[t].(bool); isBool && !b {
					st.keyword = t
					return st
				}
			}
			if t == "propertyNames" {
				st.names = true
			}
			st.at = st.at.Field(t)
			cur = m[t]
			if t != "if" {
				st.title = st.at
			}
		default:
			st.keyword = t
			return st
		}
	}
	if b, ok := cur.(bool); ok && !b {
		st.forbidden = true
	} else if m, ok := cur.(map[string]any); ok {
		st.node = m
	}
	return st
}

func (e *explainer) hasTitle(p issue.Pointer) bool {
	m, _ := valueAt(e.schema, p).(map[string]any)
	_, ok := m["title"].(string)
	return ok
}

// titleOf returns the title of a place in the schema, through $ref.
func (e *explainer) titleOf(p issue.Pointer) issue.Text {
	for range 5 {
		if t, ok := e.titles(p); ok {
			return t
		}
		m, _ := valueAt(e.schema, p).(map[string]any)
		if s, ok := m["title"].(string); ok {
			return issue.Text{FR: s, EN: s}
		}
		ref, ok := m["$ref"].(string)
		if !ok {
			break
		}
		p = issue.Pointer(strings.TrimPrefix(ref, "#"))
	}
	return issue.Text{}
}

func (e *explainer) memberTitle(st step, name string) issue.Text {
	at := st.at
	if st.when != nil {
		at = st.object.at
	}
	return e.titleOf(at.Field("properties").Field(name))
}

// prefix opens a sentence with the title of the value: "Intitulé : ".
func (e *explainer) prefix(p issue.Pointer) issue.Text {
	t := e.titleOf(p)
	if t.FR == "" || p == "" {
		return issue.Text{}
	}
	return issue.Text{FR: t.FR + " : ", EN: t.EN + ": "}
}

func (e *explainer) titleIn(p issue.Pointer) issue.Text { return paren(e.titleOf(p)) }

func paren(t issue.Text) issue.Text {
	if t.FR == "" {
		return t
	}
	return issue.Text{FR: " (" + t.FR + ")", EN: " (" + t.EN + ")"}
}

func titleWords(t issue.Text) []string {
	if t.FR == t.EN {
		return []string{t.FR}
	}
	return []string{t.FR, t.EN}
}

// when words a condition: "modality" is "remoteAsync".
func (e *explainer) when(cond map[string]any) issue.Text {
	props, _ := cond["properties"].(map[string]any)
	for name, p := range props {
		m, _ := p.(map[string]any)
		values := []any{m["const"]}
		if list, ok := m["enum"].([]any); ok {
			values = list
		}
		return issue.Text{
			FR: "« " + name + " » vaut " + list(values, " ou ", "« ", " »"),
			EN: "“" + name + "” is " + list(values, " or ", "“", "”"),
		}
	}
	return issue.Text{}
}

func list(values []any, or, open, shut string) string {
	var b strings.Builder
	for i, v := range values {
		switch {
		case i == 12:
			b.WriteString(", … (" + strconv.Itoa(len(values)) + ")")
			return b.String()
		case i > 0 && i == len(values)-1:
			b.WriteString(or)
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(open + plainValue(v) + shut)
	}
	return b.String()
}

func lastToken(p issue.Pointer) string {
	t := p.Tokens()
	if len(t) == 0 {
		return ""
	}
	return t[len(t)-1]
}

// valueAt follows a pointer in a decoded value.
func valueAt(v any, p issue.Pointer) any {
	for _, t := range p.Tokens() {
		switch x := v.(type) {
		case map[string]any:
			v = x[t]
		case []any:
			i, err := strconv.Atoi(t)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

func stringList(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
