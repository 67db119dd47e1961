// SPDX-License-Identifier: Apache-2.0

package check_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

func ExampleStruct() {
	p := catalogue.Partner{ID: "eafc-exemple", Name: "EAFC d’exemple", Kind: "académie"}
	for _, i := range check.Struct(p) {
		fmt.Println(i.Code, i.Pointer)
	}
	// Output: SHAPE-004 /kind
}
