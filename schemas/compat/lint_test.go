// SPDX-License-Identifier: Apache-2.0

package compat_test

import (
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
)

func TestLintFixtures(t *testing.T) {
	type subsetCase struct {
		ID, Class, Code, Pointer string
		OK                       bool
		Schema                   json.RawMessage
	}
	cases := fixtures.Lines[subsetCase](t, "schema/subset/cases.jsonl")
	right := 0
	for _, c := range cases {
		found := compat.Lint(c.Schema)
		if c.OK {
			if len(found) > 0 {
				t.Errorf("%s %s: %v", c.ID, c.Class, found)
				continue
			}
			right++
			continue
		}
		hit := false
		for _, i := range found {
			hit = hit || i.Code == c.Code && string(i.Pointer) == c.Pointer
			if i.Line == 0 || i.In("en").Message == i.Message {
				t.Errorf("%s: no position or no English: %+v", c.ID, i)
			}
		}
		if !hit {
			t.Errorf("%s %s: want %s at %q, got %v", c.ID, c.Class, c.Code, c.Pointer, found)
			continue
		}
		right++
	}
	t.Logf("%d of %d right", right, len(cases))
}
