// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

const exampleDocument = `{
 "id": "0d3bd8d0-6b0a-5a6e-9d1c-2f6f6f0f4b01",
 "uri": "https://exemple.fr/reunions",
 "version": "1.0.0", "kind": "individual", "standing": "example",
 "title": {"fr": "Réunions : exemple"}, "language": "fr",
 "status": "draft", "changed": "2026-01-05T08:00:00Z",
 "scales": [{"id": "N", "levels": [
  {"rank": 1, "label": {"fr": "Avec aide"}, "origin": "project"},
  {"rank": 2, "label": {"fr": "Seul"}, "origin": "project"}]}],
 "items": [{"id": "0d3bd8d0-6b0a-5a6e-9d1c-2f6f6f0f4b02", "uri": "https://exemple.fr/reunions#R1",
  "code": "R1", "type": "competency", "label": {"fr": "Conduire une réunion"}, "origin": "project"}],
 "associations": [{"id": "0d3bd8d0-6b0a-5a6e-9d1c-2f6f6f0f4b03", "type": "isChildOf",
  "from": "0d3bd8d0-6b0a-5a6e-9d1c-2f6f6f0f4b02", "to": "0d3bd8d0-6b0a-5a6e-9d1c-2f6f6f0f4b01"}]
}`

func ExampleDecode() {
	faulty := strings.Replace(exampleDocument, `"label": {"fr": "Conduire`, `"labell": {"fr": "Conduire`, 1)
	_, issues, err := competency.Decode(strings.NewReader(faulty))
	if err != nil {
		fmt.Println(err)
	}
	for _, i := range issues {
		fmt.Printf("%d:%d %s %s\n", i.Line, i.Column, i.Code, i.Message)
	}
	// Output:
	// 10:12 SHAPE-002 champ « label » manquant
	// 11:39 SHAPE-003 champ inconnu « labell »
}

func ExampleFramework_Check() {
	f, _ := competency.Parse([]byte(exampleDocument))
	f.Title = competency.FR("Réunions")
	for _, i := range f.Check() {
		fmt.Println(i.Code, i.Pointer, i.Message)
	}
	// Output:
	// FRAMEWORK-028 /title/fr référentiel exemple : le titre ne dit pas que c'est un exemple
}

func ExampleFramework_Tree() {
	f, _ := competency.Parse([]byte(exampleDocument))
	f.Tree().Walk(func(n *competency.Node, depth int, _ bool) {
		fmt.Println(depth, n.Item.Code, n.Item.Label.In("fr"))
	})
	// Output:
	// 0 R1 Conduire une réunion
}

func ExampleSayDay() {
	fmt.Println(competency.SayDay("2026-11-22", "fr"))
	fmt.Println(competency.SayDay("2026-11-22T08:00:00Z", "en"))
	fmt.Println(competency.SayDay("demain", "fr"))
	// Output:
	// 22/11/2026
	// 22 Nov 2026
	// demain
}
