// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/xapi"
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

// TestStatementsPass: what package xapi accepts, the schema accepts.
func TestStatementsPass(t *testing.T) {
	schema, err := schemas.Schema(schemas.KindStatement)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for file, version := range map[string]xapi.Version{"adl/v1_0_3": xapi.V103, "adl/v2_0": xapi.V20, "moodle/statements": xapi.V103} {
		for _, c := range fixtures.Lines[struct{ Statement json.RawMessage }](t, "xapi/"+file+".jsonl") {
			if c.Statement == nil || xapi.Validate(c.Statement, xapi.Options{Version: version}).HasErrors() {
				continue
			}
			total++
			if res := schema.Validate(c.Statement); res.Verdict != schemas.VerdictValid {
				t.Errorf("%s: %v\n%s", file, res.Issues, c.Statement)
			}
		}
	}
	t.Logf("%d statements", total)
	if total < 400 {
		t.Errorf("only %d statements were tried", total)
	}
}
