// SPDX-License-Identifier: Apache-2.0

package mapping_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestRegister: every field of every kind of document that holds data of a
// person has its line in the register.
func TestRegister(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var kinds map[string]struct{ Personal bool }
	if err := json.Unmarshal(read("schemas/v1/versions.json"), &kinds); err != nil {
		t.Fatal(err)
	}
	register, fields := string(read("examples/rgpd/registre.md")), 0
	for kind, v := range kinds {
		if !v.Personal {
			continue
		}
		var schema struct{ Properties map[string]any }
		if err := json.Unmarshal(read("schemas/v1/"+kind+".schema.json"), &schema); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(register, "`"+kind+"`") {
			t.Errorf("registre.md does not speak of %s", kind)
		}
		for field := range schema.Properties {
			if field == "$schema" {
				continue
			}
			fields++
			if !strings.Contains(register, "`"+field+"`") {
				t.Errorf("registre.md has no line for %s of %s", field, kind)
			}
		}
	}
	if fields < 20 {
		t.Errorf("only %d fields of persons: the marks in versions.json are gone", fields)
	}
}
