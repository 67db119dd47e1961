// SPDX-License-Identifier: Apache-2.0

package check

import (
	"reflect"
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// distinctNames reports whether no two names of an object are equal but for
// their case: what strict reading refuses (READ-008, RFC 7493 §2.3), a value
// may not hold either, or its own document could not be read back.
func distinctNames(names []string) bool {
	if len(names) <= 8 {
		for i, a := range names {
			if slices.ContainsFunc(names[i+1:], func(b string) bool { return strings.EqualFold(a, b) }) {
				return false
			}
		}
		return true
	}
	seen := make(map[string]struct{}, len(names))
	for _, n := range names {
		seen[strictjson.Fold(n)] = struct{}{}
	}
	return len(seen) == len(names)
}

// alike adds to out an issue for each name of a map below v that equals an
// earlier one but for its case, in the order in which JSON is written.
func alike(out issue.Issues, p issue.Pointer, v reflect.Value) issue.Issues {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			out = alike(out, p, v.Elem())
		}
	case reflect.Struct:
		fields, err := constraint.Fields(v.Type())
		if err != nil {
			return out // prepare has told
		}
		for _, f := range fields {
			out = alike(out, p.Field(f.JSON), v.FieldByIndex(f.Index))
		}
	case reflect.Slice:
		if !holdsNames(v.Type().Elem()) {
			return out
		}
		for i := range v.Len() {
			out = alike(out, p.Index(i), v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		first := make(map[string]string, len(keys))
		for _, k := range keys {
			name := k.String()
			fold := strictjson.Fold(name)
			if old, seen := first[fold]; seen {
				out = append(out, issue.Read008.At(p.Field(name), name, old))
			} else {
				first[fold] = name
			}
			out = alike(out, p.Field(name), v.MapIndex(k))
		}
	}
	return out
}

// holdsNames reports whether a value of type t may hold a map.
func holdsNames(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Struct, reflect.Slice, reflect.Map:
		return true
	}
	return false
}
