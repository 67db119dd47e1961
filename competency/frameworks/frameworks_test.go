// SPDX-License-Identifier: Apache-2.0

package frameworks_test

import (
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
)

func TestShippedFrameworksAreSound(t *testing.T) {
	for _, e := range frameworks.List() {
		data, err := frameworks.Raw(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		f, is := competency.CheckBytes(data)
		for _, i := range is {
			if i.Code != "FRAMEWORK-027" {
				t.Errorf("%s %s: %d:%d %v", e.ID, e.Version, i.Line, i.Column, i)
			}
		}
		if f.Version != e.Version {
			t.Errorf("%s: file says %s, document %s", e.ID, e.Version, f.Version)
		}
	}
}

func ExampleOpen() {
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	it, _ := f.ByCode("EC1")
	fmt.Println(it.Code, it.Label.In("fr"))
	a, _ := it.Anchor(3)
	fmt.Println(a.Text.In("fr"))
	// Output:
	// EC1 Piloter avec les données
	// Je croise plusieurs sources, je discute leurs limites et j’ajuste l’action.
}
