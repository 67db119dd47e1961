// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

var update = flag.Bool("update", false, "write the expected issues of the invalid examples")

// TestExamples: every kind has valid examples, and invalid ones with exactly
// the issues that stand beside them.
func TestExamples(t *testing.T) {
	v := schemas.Validator{Fast: check.Fast, Own: check.Own, ShapeOnly: true}
	valid, invalid := 0, 0
	for _, inf := range schemas.Kinds() {
		if _, err := schemas.Source(inf.Kind); err != nil {
			continue
		}
		examples := schemas.Examples(inf.Kind)
		if len(examples) < 3 {
			t.Errorf("%s has %d examples", inf.Kind, len(examples))
		}
		for _, e := range examples {
			res := v.Validate(inf.Kind, e.Data)
			slow := schemas.Validator{ShapeOnly: true}
			if again := slow.Validate(inf.Kind, e.Data); again.Verdict != res.Verdict {
				t.Errorf("%s/%s: %s by the typed route, %s by the engine", inf.Kind, e.Name, res.Verdict, again.Verdict)
			}
			if e.Valid {
				valid++
				full := schemas.Validator{Fast: check.Fast, Own: check.Own}
				if res := full.Validate(inf.Kind, e.Data); res.Verdict != schemas.VerdictValid {
					t.Errorf("%s/%s: %v", inf.Kind, e.Name, res.Issues)
				}
				continue
			}
			invalid++
			got := []schemas.Expected{}
			for _, i := range res.Issues {
				got = append(got, schemas.Expected{Code: i.Code, Pointer: i.Pointer, Line: i.Line, Column: i.Column})
				if i.Message == "" || i.Fix == "" || i.Line == 0 {
					t.Errorf("%s/%s: %s has no sentence, mend or place", inf.Kind, e.Name, i.Code)
				}
			}
			if *update {
				b, _ := json.MarshalIndent(got, "", "  ")
				p := filepath.Join("examples", schemas.Major, string(inf.Kind), filepath.FromSlash(e.Name)+".want.json")
				if err := os.WriteFile(p, append(b, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if d := cmp.Diff(e.Issues, got); d != "" || len(got) == 0 {
				t.Errorf("%s/%s (-want +got):\n%s", inf.Kind, e.Name, d)
			}
		}
	}
	t.Logf("%d valid, %d invalid", valid, invalid)
}
