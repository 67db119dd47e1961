// SPDX-License-Identifier: Apache-2.0

package demo_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/demo"
)

func TestDemoReads(t *testing.T) {
	c := demo.Catalogue()
	if len(c.Bricks) < 60 || len(demo.Sessions()) < 60 {
		t.Fatalf("%d bricks, %d sessions", len(c.Bricks), len(demo.Sessions()))
	}
}
