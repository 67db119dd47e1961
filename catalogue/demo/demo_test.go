// SPDX-License-Identifier: Apache-2.0

package demo_test

import (
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/demo"
)

func TestDemoReads(t *testing.T) {
	c := demo.Catalogue()
	if len(c.Bricks) < 60 || len(demo.Sessions()) < 60 {
		t.Fatalf("%d bricks, %d sessions", len(c.Bricks), len(demo.Sessions()))
	}
}

func ExampleCatalogue() {
	c := demo.Catalogue()
	fmt.Println(c.Title.In("fr"))
	fmt.Println(len(c.Bricks), "briques,", len(demo.Sessions()), "sessions")
	// Output:
	// Catalogue de démonstration (exemple, non officiel)
	// 73 briques, 171 sessions
}
