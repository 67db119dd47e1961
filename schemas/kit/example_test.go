// SPDX-License-Identifier: Apache-2.0

package kit_test

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/kit"
)

func ExampleDocuments() {
	docs, err := kit.Documents(schemas.KindPartner, kit.Options{Drawn: -1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range docs {
		if d.Verdict == schemas.VerdictValid {
			fmt.Println(d.Name)
		}
	}
	// Output:
	// valid/complet
	// valid/minimal
}
