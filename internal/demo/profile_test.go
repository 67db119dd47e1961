// SPDX-License-Identifier: Apache-2.0

package demo_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/internal/demo"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestExampleProfile: the profile that a reader copies from the example page
// is that of the demonstration.
func TestExampleProfile(t *testing.T) {
	d, err := demo.Load("", "")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(fixtures.Root(), "examples", "page-eafc", "profil-direction.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p positioning.Profile
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	p.Schema = ""
	if diff := cmp.Diff(*d.Profile, p); diff != "" {
		t.Errorf("(-demo +example)\n%s", diff)
	}
}
