// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"path"
	"reflect"
	"sort"
	"strings"

	"github.com/invopop/jsonschema"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

// opaque are the types whose JSON this package does not take from their
// fields.
var opaque = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[competency.Decimal](): {Type: "number"},
	reflect.TypeFor[competency.Extra]():   {Type: "object", AdditionalProperties: jsonschema.TrueSchema},
	reflect.TypeFor[open]():               {Type: "object", AdditionalProperties: jsonschema.TrueSchema},
	// The members of an expression depend on its operator: package label judges them.
	reflect.TypeFor[label.Expr](): {Type: "object", AdditionalProperties: jsonschema.TrueSchema},
}

// typeName is how the table of titles and the compiler's messages name t.
func typeName(t reflect.Type) string { return t.String() }

// structsOf returns the struct types that t reaches, t first.
func structsOf(t reflect.Type) []reflect.Type {
	var out []reflect.Type
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
			if opaque[t] == nil {
				walk(t.Elem())
			}
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[t] || opaque[t] != nil {
			return
		}
		seen[t] = true
		out = append(out, t)
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				walk(f.Type)
			}
		}
	}
	walk(t)
	return out
}

// defNames gives each struct type its name in $defs: the Go name, with the
// package before it where two would be equal.
func defNames(types []reflect.Type) map[reflect.Type]string {
	count := map[string]int{}
	for _, t := range types {
		count[t.Name()]++
	}
	out := map[reflect.Type]string{}
	for _, t := range types {
		name := t.Name()
		if count[name] > 1 {
			p := path.Base(t.PkgPath())
			name = strings.ToUpper(p[:1]) + p[1:] + name
		}
		out[t] = name
	}
	return out
}

// reflected asks invopop for the structure of t: members, types, references.
func reflected(t reflect.Type, names map[reflect.Type]string) (*jsonschema.Schema, map[string]*jsonschema.Schema) {
	r := &jsonschema.Reflector{
		Anonymous:      true,
		ExpandedStruct: true,
		Namer: func(t reflect.Type) string {
			if n, ok := names[t]; ok {
				return n
			}
			return t.Name()
		},
		Mapper: func(t reflect.Type) *jsonschema.Schema { return opaque[t] },
	}
	root := r.ReflectFromType(t)
	return root, root.Definitions
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
