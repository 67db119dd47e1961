// SPDX-License-Identifier: Apache-2.0

package compat_test

import (
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas/compat"
)

const room = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://exemple.example/salle.schema.json",
  "type": "object",
  "required": ["places"],
  "properties": {"places": {"type": "integer", "minimum": 1, "maximum": %d}},
  "additionalProperties": false
}`

func ExampleCompare() {
	rep, _ := compat.Compare(fmt.Appendf(nil, room, 400), fmt.Appendf(nil, room, 300))
	fmt.Println(rep.Verdict, rep.Bump)
	for _, c := range rep.Changes {
		fmt.Println(c.Pointer, c.Keyword, string(c.Witness))
	}
	// Output:
	// narrowing major
	// /properties/places maximum {"places":301}
}

func ExampleLint() {
	for _, i := range compat.Lint([]byte(`{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://exemple.example/x","type":"string","format":"email"}`)) {
		fmt.Println(i.Code, i.Pointer, i.Fix)
	}
	// Output: SUBSET-001 /format « format » ne décide jamais : écrire « pattern »
}

// FuzzLint: no schema makes the linter panic or hang.
func FuzzLint(f *testing.F) {
	f.Add(fmt.Appendf(nil, room, 4))
	f.Add([]byte(`{"$ref":"#/$defs/A","$defs":{"A":{"$ref":"#/$defs/A"}}}`))
	f.Fuzz(func(_ *testing.T, data []byte) { compat.Lint(data) })
}
