// SPDX-License-Identifier: Apache-2.0

package check

import (
	"reflect"
	"slices"
	"strings"
	"sync"

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
		for _, f := range nestedIn(v.Type()) {
			if inner := v.FieldByIndex(f.Index); !inner.IsZero() {
				out = alike(out, p.Field(f.JSON), inner)
			}
		}
	case reflect.Slice:
		if !nests(v.Type().Elem()) {
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

var nested sync.Map // reflect.Type -> []constraint.Field

// nestedIn returns the members of a struct type that may hold a map.
func nestedIn(t reflect.Type) []constraint.Field {
	if known, ok := nested.Load(t); ok {
		return known.([]constraint.Field)
	}
	fields, _ := constraint.Fields(t) // prepare panics where this fails
	fields = slices.DeleteFunc(fields, func(f constraint.Field) bool { return !nests(f.Type) })
	nested.Store(t, fields)
	return fields
}

// nests reports whether a value of type t may hold a map.
func nests(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return nests(t.Elem())
	}
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Map
}
