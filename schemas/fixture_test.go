// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestParityFixtures: reading and schema verdict of documents on which
// engines and naive tags disagree.
func TestParityFixtures(t *testing.T) {
	schema, found := schemas.Compile(fixtures.Read(t, "schema/parity/parity.schema.json"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	type parityCase struct {
		ID, Class, Name string
		B64             []byte
		Strict, Valid   bool
		Issues          []place
	}
	right := 0
	cases := fixtures.Lines[parityCase](t, "schema/parity/cases.jsonl")
	for _, c := range cases {
		res := schema.Validate(c.B64)
		ok := res.Verdict == schemas.VerdictUnreadable
		if c.Strict {
			ok = (res.Verdict == schemas.VerdictValid) == c.Valid && res.Verdict != schemas.VerdictUnreadable
		}
		for _, want := range c.Issues {
			hit := false
			for _, i := range res.Issues {
				hit = hit || i.Code == want.Code && i.Line == want.Line && i.Column == want.Column
			}
			ok = ok && hit
		}
		if !ok {
			t.Errorf("%s %s: %s %v", c.ID, c.Name, res.Verdict, res.Issues)
			continue
		}
		right++
	}
	t.Logf("%d of %d right", right, len(cases))
}
