// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"fmt"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

func ExampleValidator_Validate() {
	doc := []byte(`{
  "id": "eafc-exemple",
  "nom": "EAFC d’exemple",
  "kind": "eafc"
}`)
	v := schemas.Validator{Fast: check.Fast, Own: check.Own}
	res := v.Validate(schemas.KindPartner, doc)
	fmt.Println(res.Verdict)
	for _, i := range res.Issues {
		fmt.Printf("%d:%d %s %s\n", i.Line, i.Column, i.Code, i.Message)
	}
	// Output:
	// invalid
	// 3:3 SHAPE-003 champ inconnu « nom » ; vouliez-vous dire « name » (Nom) ?
}

func ExampleCompile() {
	schema := []byte(`{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://exemple.example/salle.schema.json",
  "type": "object",
  "required": ["places"],
  "properties": {"places": {"type": "integer", "minimum": 1}},
  "additionalProperties": false
}`)
	c, _ := schemas.Compile(schema)
	res := c.Validate([]byte(`{"places": 0}`))
	fmt.Println(res.Verdict, res.Issues[0].Message)
	// Output: invalid 0 est inférieur au minimum 1
}

// FuzzValidate: no text makes a validation panic, hang or say nothing.
func FuzzValidate(f *testing.F) {
	for _, k := range []schemas.Kind{schemas.KindBrick, schemas.KindPartner, schemas.KindStatement} {
		for _, e := range schemas.Examples(k) {
			f.Add(string(k), e.Data)
		}
	}
	v := schemas.Validator{Fast: check.Fast, Own: check.Own}
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		res := v.Validate(schemas.Kind(kind), data)
		if res.Verdict != schemas.VerdictValid && len(res.Issues) == 0 {
			t.Errorf("%s and no issue", res.Verdict)
		}
		for _, i := range res.Issues {
			if strings.HasPrefix(i.Code, "SHAPE-099") {
				t.Errorf("our defect: %s", i.Message)
			}
		}
	})
}
