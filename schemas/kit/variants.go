// SPDX-License-Identifier: Apache-2.0

package kit

import (
	"encoding/json"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// variant is a schema near the original: it accepts what one keyword of the
// original refuses. dropped is the original without that keyword.
type variant struct {
	at      issue.Pointer
	schema  []byte
	dropped []byte
	high    int64 // the limit of maxItems or minItems
	guard   bool  // the guard against line breaks, which only Python needs
}

// assertions are the keywords that refuse by themselves.
var assertions = []string{"type", "enum", "const", "required", "additionalProperties", "minProperties", "maxProperties",
	"minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "not", "minimum", "maximum",
	"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf"}

// variants makes one variant per assertion keyword.
func variants(tree any, src []byte) []variant {
	var out []variant
	each(tree, "", func(node map[string]any, at issue.Pointer) {
		for _, k := range assertions {
			if _, has := node[k]; !has || k == "additionalProperties" && node[k] != false || k == "type" && implied(node) {
				continue
			}
			v := variant{at: at.Field(k), guard: k == "not"}
			if n, ok := node[k].(json.Number); ok && strings.HasSuffix(k, "Items") {
				v.high, _ = n.Int64()
			}
			v.schema = changed(src, at, func(n map[string]any) { loosen(n, k) })
			v.dropped = changed(src, at, func(n map[string]any) { delete(n, k) })
			out = append(out, v)
		}
	})
	return out
}

// implied reports whether the type of a node follows from its values or from
// the guard against line breaks: the subset asks for the type all the same.
func implied(node map[string]any) bool {
	_, enum := node["enum"]
	_, constant := node["const"]
	_, guard := node["not"]
	return enum || constant || guard
}

// loosen lets a node accept what keyword k refuses, inside the subset.
func loosen(n map[string]any, k string) {
	switch k {
	case "type":
		other := "boolean"
		if n["type"] == "boolean" {
			other = "string"
		}
		for name := range n {
			if name != "$schema" && name != "$id" && name != "$defs" {
				delete(n, name)
			}
		}
		n["type"] = other
	case "additionalProperties":
		n[k] = map[string]any{"type": "string"}
	case "pattern":
		delete(n, "pattern")
		delete(n, "not")
	case "not":
		re, _ := n["pattern"].(string)
		word := "a\n"
		if f, ok := pattern.Of(re); ok {
			word = f.Example + "\n"
		}
		delete(n, "pattern")
		delete(n, "not")
		n["enum"] = []any{word}
	default:
		delete(n, k)
	}
}

func changed(src []byte, at issue.Pointer, change func(map[string]any)) []byte {
	tree, err := engine.Decode(src)
	if err != nil {
		return nil
	}
	cur := tree
	for _, t := range at.Tokens() {
		m, _ := cur.(map[string]any)
		cur = m[t]
	}
	change(cur.(map[string]any))
	b, _ := json.Marshal(tree)
	return b
}

// each visits every subschema that is an object, conditions aside.
func each(v any, at issue.Pointer, visit func(map[string]any, issue.Pointer)) {
	node, ok := v.(map[string]any)
	if !ok {
		return
	}
	visit(node, at)
	for _, k := range []string{"$defs", "properties"} {
		m, _ := node[k].(map[string]any)
		names := make([]string, 0, len(m))
		for n := range m {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			each(m[n], at.Field(k).Field(n), visit)
		}
	}
	for _, k := range []string{"items", "additionalProperties", "propertyNames"} {
		each(node[k], at.Field(k), visit)
	}
}
