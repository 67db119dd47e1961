// SPDX-License-Identifier: Apache-2.0

package subset

import (
	"encoding/json"
	"math/big"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Schema is one parsed subschema. Counts and lengths are -1 when the keyword
// is absent, numbers and schemas nil.
type Schema struct {
	Pointer issue.Pointer
	Title   string
	Always  *bool  // the schemas true and false
	Ref     string // name in $defs; the rest is then empty
	Type    string
	Enum    []any // const is an enum of one
	IsConst bool

	Required                     []string
	Properties                   map[string]*Schema
	Additional                   *Schema
	PropertyNames                *Schema
	MinProperties, MaxProperties int
	When                         []Condition

	Items              *Schema
	MinItems, MaxItems int
	Unique             bool

	MinLength, MaxLength int
	Patterns             []string
	NoNewline            bool

	Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum *big.Rat
	MultipleOf                                           *big.Rat
}

// Condition is one {if, then}: when property Name has one of Values, Required
// must be there and Then holds.
type Condition struct {
	Pointer  issue.Pointer
	Name     string
	Values   []any
	Required []string
	Then     map[string]*Schema
}

// Document is a whole schema document.
type Document struct {
	ID   string
	Root *Schema
	Defs map[string]*Schema
}

// Parse reads a decoded schema document (numbers as json.Number). It expects
// one that schemas/compat.Lint accepts and ignores what it does not know.
func Parse(v any) *Document {
	d := &Document{Defs: map[string]*Schema{}}
	m, _ := v.(map[string]any)
	d.ID, _ = m["$id"].(string)
	defs, _ := m["$defs"].(map[string]any)
	for name, def := range defs {
		d.Defs[name] = parse(def, issue.Pointer("").Field("$defs").Field(name))
	}
	d.Root = parse(v, "")
	return d
}

// Resolve follows $ref.
func (d *Document) Resolve(s *Schema) *Schema {
	for i := 0; s != nil && s.Ref != "" && i < 100; i++ {
		s = d.Defs[s.Ref]
	}
	return s
}

// Names returns the listed properties in order.
func (s *Schema) Names() []string {
	out := make([]string, 0, len(s.Properties))
	for n := range s.Properties {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// Lang returns the string language of the schema, enum aside.
func (s *Schema) Lang() Lang {
	return Lang{Patterns: s.Patterns, NoNewline: s.NoNewline, Min: max(s.MinLength, 0), Max: s.MaxLength}
}

func parse(v any, at issue.Pointer) *Schema {
	s := &Schema{Pointer: at, MinProperties: -1, MaxProperties: -1, MinItems: -1, MaxItems: -1, MinLength: -1, MaxLength: -1}
	m, ok := v.(map[string]any)
	if !ok {
		b, _ := v.(bool)
		s.Always = &b
		return s
	}
	s.Title, _ = m["title"].(string)
	if ref, ok := m["$ref"].(string); ok {
		s.Ref = strings.TrimPrefix(ref, "#/$defs/")
		return s
	}
	s.Type, _ = m["type"].(string)
	s.Enum, _ = m["enum"].([]any)
	if c, ok := m["const"]; ok {
		s.Enum, s.IsConst = []any{c}, true
	}
	s.Required = stringsOf(m["required"])
	s.Properties = schemasOf(m["properties"], at.Field("properties"))
	s.Additional = schemaOf(m, "additionalProperties", at)
	s.PropertyNames = schemaOf(m, "propertyNames", at)
	s.Items = schemaOf(m, "items", at)
	for name, to := range map[string]*int{"minProperties": &s.MinProperties, "maxProperties": &s.MaxProperties,
		"minItems": &s.MinItems, "maxItems": &s.MaxItems, "minLength": &s.MinLength, "maxLength": &s.MaxLength} {
		if n, ok := m[name].(json.Number); ok {
			if i, err := n.Int64(); err == nil {
				*to = int(i)
			}
		}
	}
	s.Unique, _ = m["uniqueItems"].(bool)
	if p, ok := m["pattern"].(string); ok {
		s.Patterns = []string{p}
	}
	_, s.NoNewline = m["not"]
	s.Minimum, s.Maximum = ratOf(m["minimum"]), ratOf(m["maximum"])
	s.ExclusiveMinimum, s.ExclusiveMaximum = ratOf(m["exclusiveMinimum"]), ratOf(m["exclusiveMaximum"])
	s.MultipleOf = ratOf(m["multipleOf"])
	all, _ := m["allOf"].([]any)
	for i, c := range all {
		s.When = append(s.When, conditionOf(c, at.Field("allOf").Index(i)))
	}
	return s
}

func conditionOf(v any, at issue.Pointer) Condition {
	c := Condition{Pointer: at}
	m, _ := v.(map[string]any)
	when, _ := m["if"].(map[string]any)
	props, _ := when["properties"].(map[string]any)
	for name, p := range props {
		c.Name = name
		pm, _ := p.(map[string]any)
		c.Values, _ = pm["enum"].([]any)
		if k, ok := pm["const"]; ok {
			c.Values = []any{k}
		}
	}
	then, _ := m["then"].(map[string]any)
	c.Required = stringsOf(then["required"])
	c.Then = schemasOf(then["properties"], at.Field("then").Field("properties"))
	return c
}

func schemaOf(m map[string]any, name string, at issue.Pointer) *Schema {
	v, ok := m[name]
	if !ok {
		return nil
	}
	return parse(v, at.Field(name))
}

func schemasOf(v any, at issue.Pointer) map[string]*Schema {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	out := make(map[string]*Schema, len(m))
	for name, s := range m {
		out[name] = parse(s, at.Field(name))
	}
	return out
}

func stringsOf(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func ratOf(v any) *big.Rat {
	n, ok := v.(json.Number)
	if !ok {
		return nil
	}
	return Rat(n)
}
