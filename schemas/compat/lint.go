// SPDX-License-Identifier: Apache-2.0

package compat

import (
	"encoding/json"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Limits of a schema document.
const (
	MaxBytes      = 1 << 20
	MaxSubschemas = 10000
	MaxConditions = 32
)

// Draft is the only $schema of the subset.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// Lint returns what keeps the schema document data out of the portable
// subset; nothing if engines agree on it. Issues carry line and column.
func Lint(data []byte) issue.Issues {
	if len(data) > MaxBytes {
		return issue.Issues{ruleSize.At("", "plus de 1 Mio", "more than 1 MiB")}
	}
	if found := strictjson.Scan(data, strictjson.Wire, strictjson.Limits{}); len(found) > 0 {
		return found
	}
	v, err := engine.Decode(data)
	if err != nil {
		return issue.Issues{ruleType.At("")}
	}
	found := LintValue(v)
	strictjson.Locate(found, data, strictjson.Limits{})
	return found
}

// LintValue is Lint on a decoded document (numbers as json.Number); its
// issues have no text position.
func LintValue(v any) issue.Issues {
	l := &linter{used: map[string]bool{}}
	m, ok := v.(map[string]any)
	if !ok {
		return issue.Issues{ruleType.At("")}
	}
	l.defs, _ = m["$defs"].(map[string]any)
	id, _ := m["$id"].(string)
	if s, _ := m["$schema"].(string); s != Draft || !absolute(id) {
		l.add(ruleHead.At(""))
	}
	l.schema(m, "", true)
	for _, name := range names(l.defs) {
		at := issue.Pointer("").Field("$defs").Field(name)
		l.reserved(name, at)
		l.schema(l.defs[name], at, false)
		l.cycle(name, at)
	}
	for _, name := range names(l.defs) {
		if !l.used[name] {
			l.add(ruleDead.At(issue.Pointer("").Field("$defs").Field(name), name))
		}
	}
	if l.count > MaxSubschemas {
		l.add(ruleSize.At("", "plus de 10 000 sous-schémas", "more than 10,000 subschemas"))
	}
	l.found.Sort()
	return l.found
}

func absolute(id string) bool {
	i := strings.Index(id, "://")
	return i > 0 && len(id) > i+3 && !strings.ContainsAny(id, "# \\\"<>")
}

type linter struct {
	defs  map[string]any
	used  map[string]bool
	found issue.Issues
	count int
}

func (l *linter) add(i issue.Issue) {
	if len(l.found) < 1000 {
		l.found = append(l.found, i)
	}
}

func names(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for n := range m {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// fits lists the types that a keyword is for; an empty list means any.
var fits = map[string]string{
	"$comment": "", "$ref": "", "title": "", "description": "", "examples": "", "deprecated": "", "type": "",
	"enum": "string integer number boolean", "const": "string integer number boolean",
	"properties": "object", "required": "object", "additionalProperties": "object", "propertyNames": "object",
	"minProperties": "object", "maxProperties": "object", "allOf": "object",
	"items": "array", "minItems": "array", "maxItems": "array", "uniqueItems": "array",
	"minLength": "string", "maxLength": "string", "pattern": "string", "not": "string",
	"minimum": "integer number", "maximum": "integer number", "exclusiveMinimum": "integer number",
	"exclusiveMaximum": "integer number", "multipleOf": "integer",
}

var types = map[string]bool{"string": true, "integer": true, "number": true, "boolean": true, "array": true, "object": true}

func annotation(k string) bool {
	return k == "title" || k == "description" || k == "examples" || k == "deprecated" || k == "$comment"
}

func (l *linter) schema(v any, at issue.Pointer, root bool) {
	l.count++
	m, ok := v.(map[string]any)
	if !ok {
		l.add(ruleType.At(at))
		return
	}
	if _, isRef := m["$ref"]; isRef {
		l.ref(m, at, root)
		return
	}
	typ, _ := m["type"].(string)
	if !types[typ] {
		p := at
		if _, has := m["type"]; has {
			p = at.Field("type")
		}
		l.add(ruleType.At(p))
	}
	for _, k := range names(m) {
		l.keyword(m, k, typ, at, root)
	}
	if types[typ] {
		l.structure(m, typ, at)
		l.values(m, typ, at)
	}
}

func (l *linter) keyword(m map[string]any, k, typ string, at issue.Pointer, root bool) {
	if root && (k == "$schema" || k == "$id" || k == "$defs") {
		return
	}
	allowed, known := fits[k]
	switch {
	case !known:
		l.add(ruleKeyword.At(at.Field(k), k, hint(k).FR, hint(k).EN))
	case allowed != "" && types[typ] && !strings.Contains(" "+allowed+" ", " "+typ+" "):
		if k == "not" || k == "allOf" {
			l.add(ruleKeyword.At(at.Field(k), k, hint(k).FR, hint(k).EN))
			return
		}
		l.add(ruleFit.At(at.Field(k), k, typ))
	case k == "pattern":
		l.pattern(m, at)
	case k == "not" && !isGuard(m[k]):
		l.add(ruleKeyword.At(at.Field(k), k, hint(k).FR, hint(k).EN))
	case k == "allOf":
		l.conditions(m, at)
	}
}

func hint(k string) issue.Text {
	switch k {
	case "format":
		return issue.Text{FR: "« format » ne décide jamais : écrire « pattern »", EN: "“format” never decides: write “pattern”"}
	case "anyOf", "oneOf", "else", "if", "then", "allOf":
		return issue.Text{FR: "écrire une union par des « if » et « then » dans « allOf », sur la propriété qui distingue", EN: "write a union as “if” and “then” in “allOf”, on the telling property"}
	case "not":
		return issue.Text{FR: "« not » ne garde que contre les sauts de ligne : {\"pattern\": \"[\\\\n\\\\r]\"}", EN: "“not” only guards against line breaks: {\"pattern\": \"[\\\\n\\\\r]\"}"}
	case "$id", "$schema", "$defs":
		return issue.Text{FR: "le garder à la racine", EN: "keep it at the root"}
	}
	return issue.Text{FR: "le retirer ou dire la même chose autrement", EN: "remove it or say the same another way"}
}

func isGuard(v any) bool {
	m, ok := v.(map[string]any)
	p, _ := m["pattern"].(string)
	return ok && len(m) == 1 && p == `[\n\r]`
}

func (l *linter) pattern(m map[string]any, at issue.Pointer) {
	p, ok := m["pattern"].(string)
	if !ok {
		l.add(ruleEnum.At(at.Field("pattern"), "« pattern » n’est pas un texte", "“pattern” is not a string"))
		return
	}
	if why, isBad := patternFault(p); isBad {
		l.add(rulePattern.At(at.Field("pattern"), why.FR, why.EN))
	} else if !isGuard(m["not"]) {
		l.add(rulePattern.At(at.Field("pattern"), "il manque la garde contre les sauts de ligne : \"not\": {\"pattern\": \"[\\\\n\\\\r]\"}", "the guard against line breaks is missing: \"not\": {\"pattern\": \"[\\\\n\\\\r]\"}"))
	}
}

func (l *linter) ref(m map[string]any, at issue.Pointer, root bool) {
	ref, _ := m["$ref"].(string)
	name, local := strings.CutPrefix(ref, "#/$defs/")
	_, exists := l.defs[name]
	if !local || !exists || strings.ContainsAny(name, "/~%") {
		l.add(ruleRef.At(at.Field("$ref"), ref))
	} else {
		l.used[name] = true
	}
	for _, k := range names(m) {
		if k == "$ref" || annotation(k) || root && (k == "$schema" || k == "$id" || k == "$defs") {
			continue
		}
		l.add(ruleRef.At(at.Field(k), ref))
	}
}

// cycle reports a definition that is only a way back to itself.
func (l *linter) cycle(name string, at issue.Pointer) {
	path := []string{name}
	for cur := name; ; {
		m, _ := l.defs[cur].(map[string]any)
		ref, _ := m["$ref"].(string)
		next, ok := strings.CutPrefix(ref, "#/$defs/")
		if !ok || len(path) > len(l.defs)+1 {
			return
		}
		path = append(path, next)
		if next == name {
			l.add(ruleCycle.At(at.Field("$ref"), strings.Join(path, " → ")))
			return
		}
		cur = next
	}
}

var prototype = map[string]bool{"__proto__": true, "constructor": true, "hasOwnProperty": true, "isPrototypeOf": true,
	"propertyIsEnumerable": true, "toLocaleString": true, "toString": true, "valueOf": true,
	"__defineGetter__": true, "__defineSetter__": true, "__lookupGetter__": true, "__lookupSetter__": true}

func (l *linter) reserved(name string, at issue.Pointer) {
	if prototype[name] {
		l.add(ruleName.At(at, name))
	}
}

func equalValues(a, b any) bool { return subset.Key(a) == subset.Key(b) }

func isNumber(v any) (json.Number, bool) {
	n, ok := v.(json.Number)
	return n, ok
}
