// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi"
)

func ExampleValidate() {
	statement := []byte(`{"actor": {"account": {"homePage": "https://ac-exemple.fr", "name": "k4f7"}},
  "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
  "object": {"id": "https://ac-exemple.fr/briques/droit"},
  "result": {"completion": "oui"}}`)
	for _, i := range xapi.Validate(statement, xapi.Options{Version: xapi.V20}) {
		fmt.Printf("%d:%d %s %s\n%s\n%s\n", i.Line, i.Column, i.Ref, i.Pointer, i.Message, i.Fix)
	}
	// Output:
	// 4:28 XAPI-00075 /result/completion
	// un texte lu, true ou false attendu
	// remplacez cette valeur par true ou false
}

func ExampleDecode() {
	s, issues := xapi.Decode([]byte(`{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/passed"},
		"object":{"id":"https://exemple.fr/q"},"result":{"score":{"raw":12345678901234567890.123}}}`), xapi.Options{})
	fmt.Println(len(issues), s.Verb.ID, s.Result.Score.Raw)
	// Output: 0 http://adlnet.gov/expapi/verbs/passed 12345678901234567890.123
}

func ExampleUpgrade() {
	out, issues := xapi.Upgrade([]byte(`{"actor":{"openid":"https://exemple.fr/a"},"verb":{"id":"https://exemple.fr/v"},` +
		`"object":{"id":"https://exemple.fr/o"},"timestamp":"20261103T0900"}`))
	fmt.Println(string(out))
	fmt.Println(issues[0].Code, issues[0].Pointer)
	// Output:
	// {"actor":{"openid":"https://exemple.fr/a"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/o"},"timestamp":"2026-11-03T09:00:00Z","version":"2.0.0"}
	// CONVERSION-001 /timestamp
}
