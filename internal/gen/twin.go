// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// twin rewrites a schema for draft-07, which editors support best. There
// $ref hides what stands beside it, so that it goes into an allOf; formats
// are added, for editors only.
func twin(k schemas.Kind, doc obj, suffix string) obj {
	out := rewrite(doc).(obj)
	out = out.with("$schema", "http://json-schema.org/draft-07/schema#")
	return out.with("$id", schemas.Base+"/schemas/"+schemas.Major+"/draft-07/"+string(k)+suffix+".schema.json")
}

func rewrite(v any) any {
	switch v := v.(type) {
	case obj:
		return rewriteObject(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = rewrite(v[i])
		}
		return out
	}
	return v
}

func rewriteObject(o obj) obj {
	out := make(obj, 0, len(o)+1)
	for _, m := range o {
		switch m.name {
		case "$defs":
			out = append(out, member{"definitions", rewriteEach(m.value)})
		case "properties":
			out = append(out, member{m.name, rewriteEach(m.value)})
		case "$ref":
			ref := "#/definitions/" + strings.TrimPrefix(m.value.(string), "#/$defs/")
			if len(o) > 1 {
				out = append(out, member{"allOf", []any{obj{{"$ref", ref}}}})
			} else {
				out = append(out, member{"$ref", ref})
			}
		case "deprecated":
		default:
			out = append(out, member{m.name, rewrite(m.value)})
		}
		if re, ok := m.value.(string); ok && m.name == "pattern" {
			if n, known := pattern.Of(re); known && n.Format != "" {
				out = append(out, member{"format", n.Format})
			}
		}
	}
	return out
}

// rewriteEach rewrites the schemas below a map of names.
func rewriteEach(v any) obj {
	in, _ := v.(obj)
	out := make(obj, len(in))
	for i, m := range in {
		out[i] = member{m.name, rewrite(m.value)}
	}
	return out
}
