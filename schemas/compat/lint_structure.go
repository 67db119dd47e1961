// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// structure checks objects and arrays and goes down into them.
func (l *linter) structure(m map[string]any, typ string, at issue.Pointer) {
	switch typ {
	case "array":
		items, ok := m["items"]
		if !ok {
			l.add(ruleOpen.At(at, "tableau sans « items »", "array without “items”"))
			return
		}
		l.schema(items, at.Field("items"), false)
	case "object":
		l.object(m, at)
	}
}

func (l *linter) object(m map[string]any, at issue.Pointer) {
	props, isMap := m["properties"].(map[string]any)
	if _, has := m["properties"]; has && !isMap {
		l.add(ruleOpen.At(at.Field("properties"), "« properties » n’est pas un objet", "“properties” is not an object"))
	}
	for _, name := range names(props) {
		p := at.Field("properties").Field(name)
		l.reserved(name, p)
		l.schema(props[name], p, false)
	}
	switch add := m["additionalProperties"].(type) {
	case nil:
		l.add(ruleOpen.At(at, "objet sans « additionalProperties »", "object without “additionalProperties”"))
	case bool:
		if add && len(props) > 0 {
			l.add(ruleOpen.At(at.Field("additionalProperties"), "objet ouvert qui a aussi des propriétés", "open object that also has properties"))
		}
	default:
		l.schema(add, at.Field("additionalProperties"), false)
	}
	if pn, ok := m["propertyNames"]; ok {
		l.schema(pn, at.Field("propertyNames"), false)
		if t, _ := l.resolve(pn)["type"].(string); t != "string" {
			l.add(ruleFit.At(at.Field("propertyNames"), "propertyNames", t))
		}
	}
	l.required(m["required"], props, at.Field("required"), &ruleOpen)
}

func (l *linter) required(v any, props map[string]any, at issue.Pointer, r *issue.Rule) {
	if v == nil {
		return
	}
	list, ok := v.([]any)
	if !ok {
		l.add(r.At(at, "« required » n’est pas une liste", "“required” is not a list"))
		return
	}
	seen := map[string]bool{}
	for i, x := range list {
		name, _ := x.(string)
		if _, declared := props[name]; !declared || seen[name] {
			l.add(r.At(at.Index(i), "« "+name+" » est requis sans être déclaré, ou deux fois", "“"+name+"” is required but not declared, or twice"))
		}
		seen[name] = true
	}
}

func (l *linter) resolve(v any) map[string]any {
	m, _ := v.(map[string]any)
	for range 20 {
		ref, ok := m["$ref"].(string)
		if !ok {
			break
		}
		m, _ = l.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	return m
}

// conditions checks allOf: a list of {if, then}.
func (l *linter) conditions(m map[string]any, at issue.Pointer) {
	all, ok := m["allOf"].([]any)
	props, _ := m["properties"].(map[string]any)
	if !ok || len(all) == 0 || len(all) > MaxConditions {
		l.add(ruleKeyword.At(at.Field("allOf"), "allOf", hint("allOf").FR, hint("allOf").EN))
		return
	}
	for i, x := range all {
		p := at.Field("allOf").Index(i)
		l.count++
		c, _ := x.(map[string]any)
		_, hasIf := c["if"]
		_, hasThen := c["then"]
		if !hasIf || !hasThen {
			l.add(ruleKeyword.At(at.Field("allOf"), "allOf", hint("allOf").FR, hint("allOf").EN))
			continue
		}
		for _, k := range names(c) {
			if k != "if" && k != "then" && k != "$comment" {
				l.add(ruleKeyword.At(p.Field(k), k, hint(k).FR, hint(k).EN))
			}
		}
		if !l.condition(c["if"], props) {
			l.add(ruleIf.At(p.Field("if")))
		}
		l.consequence(c["then"], props, p.Field("then"))
	}
}

func (l *linter) condition(v any, props map[string]any) bool {
	m, _ := v.(map[string]any)
	in, _ := m["properties"].(map[string]any)
	req, _ := m["required"].([]any)
	if len(m) != 2 || len(in) != 1 || len(req) != 1 {
		return false
	}
	for name, test := range in {
		t, _ := test.(map[string]any)
		declared, ok := props[name]
		if !ok || req[0] != name || len(t) != 1 {
			return false
		}
		typ, _ := l.resolve(declared)["type"].(string)
		if c, ok := t["const"]; ok {
			return scalar(c, typ)
		}
		list, ok := t["enum"].([]any)
		return ok && l.enumOf(list, typ) == nil
	}
	return false
}

func (l *linter) consequence(v any, props map[string]any, at issue.Pointer) {
	m, ok := v.(map[string]any)
	if !ok {
		l.add(ruleThen.At(at, "ce n’est pas un objet", "it is not an object"))
		return
	}
	for _, k := range names(m) {
		if k != "required" && k != "properties" && k != "$comment" {
			l.add(ruleThen.At(at.Field(k), "« "+k+" »", "“"+k+"”"))
		}
	}
	in, _ := m["properties"].(map[string]any)
	if req, _ := m["required"].([]any); req != nil {
		for _, x := range req {
			name, _ := x.(string)
			if _, named := in[name]; !named {
				l.add(ruleThen.At(at, "« "+name+" » est requis sans être nommé dans « properties »", "“"+name+"” is required but not named in “properties”"))
			}
		}
	}
	for _, name := range names(in) {
		p := at.Field("properties").Field(name)
		l.count++
		declared, ok := props[name]
		if !ok {
			l.add(ruleThen.At(p, "propriété non déclarée", "undeclared property"))
			continue
		}
		if _, isBool := in[name].(bool); isBool {
			continue
		}
		leaf, _ := in[name].(map[string]any)
		typ, _ := leaf["type"].(string)
		if _, ref := leaf["$ref"]; ref || !types[typ] || typ == "object" || leaf["items"] != nil {
			l.add(ruleThen.At(p, "ni « $ref », ni objet, ni « items »", "no “$ref”, object or “items”"))
			continue
		}
		if want, _ := l.resolve(declared)["type"].(string); want != typ {
			l.add(ruleThen.At(p, "type différent de la propriété", "type differs from the property’s"))
		}
		for _, k := range names(leaf) {
			l.keyword(leaf, k, typ, p, false)
		}
		l.values(leaf, typ, p)
	}
}

// values checks enum, const and the order of limits.
func (l *linter) values(m map[string]any, typ string, at issue.Pointer) {
	if c, ok := m["const"]; ok && !scalar(c, typ) {
		l.add(ruleEnum.At(at.Field("const"), "« const » n’est pas une valeur simple du type "+typ, "“const” is not a plain value of type "+typ))
	}
	if v, ok := m["enum"]; ok {
		list, _ := v.([]any)
		if why := l.enumOf(list, typ); why != nil {
			l.add(ruleEnum.At(at.Field("enum"), why.FR, why.EN))
		}
	}
	for _, pair := range [][2]string{{"minLength", "maxLength"}, {"minItems", "maxItems"}, {"minProperties", "maxProperties"}, {"minimum", "maximum"}} {
		lo, hasLo := isNumber(m[pair[0]])
		hi, hasHi := isNumber(m[pair[1]])
		if hasLo && hasHi {
			a, b := subset.Rat(lo), subset.Rat(hi)
			if a == nil || b == nil || a.Cmp(b) > 0 {
				l.add(ruleEnum.At(at.Field(pair[0]), pair[0]+" > "+pair[1], pair[0]+" > "+pair[1]))
			}
		}
	}
	for _, k := range []string{"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"} {
		if v, ok := m[k]; ok {
			n, isNum := isNumber(v)
			if r := subset.Rat(n); !isNum || r == nil || !r.IsInt() || r.Sign() < 0 || len(n) > 9 {
				l.add(ruleEnum.At(at.Field(k), "« "+k+" » n’est pas un entier positif", "“"+k+"” is not a positive integer"))
			}
		}
	}
	for _, k := range []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"} {
		if v, ok := m[k]; ok {
			n, isNum := isNumber(v)
			if r := subset.Rat(n); !isNum || r == nil || k == "multipleOf" && (r.Sign() <= 0 || !r.IsInt()) {
				l.add(ruleEnum.At(at.Field(k), "« "+k+" » n’est pas un nombre utilisable", "“"+k+"” is not a usable number"))
			}
		}
	}
}

func (l *linter) enumOf(list []any, typ string) *issue.Text {
	if len(list) == 0 {
		return &issue.Text{FR: "« enum » est vide", EN: "“enum” is empty"}
	}
	seen := map[string]bool{}
	for _, v := range list {
		if !scalar(v, typ) {
			return &issue.Text{FR: "une valeur de « enum » n’est pas simple ou n’est pas du type " + typ, EN: "a value of “enum” is not plain or not of type " + typ}
		}
		if k := subset.Key(v); seen[k] {
			return &issue.Text{FR: "« enum » répète une valeur", EN: "“enum” repeats a value"}
		} else {
			seen[k] = true
		}
	}
	return nil
}

func scalar(v any, typ string) bool {
	switch v := v.(type) {
	case string:
		return typ == "string"
	case bool:
		return typ == "boolean"
	default:
		n, ok := isNumber(v)
		if !ok {
			return false
		}
		r := subset.Rat(n)
		return r != nil && (typ == "number" || typ == "integer" && r.IsInt())
	}
}
