// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

var update = flag.Bool("update", false, "write the expected issues of the invalid examples")

// TestExamples: every kind has valid examples, and invalid ones with exactly
// the issues that stand beside them.
func TestExamples(t *testing.T) {
	v := schemas.Validator{Fast: check.Fast, Own: check.Own, ShapeOnly: true}
	valid, invalid := 0, 0
	single, singleRight, faults, told := 0, 0, 0, 0 // documents with one fault; faults of those with more
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
				if en := i.In("en"); i.Message == "" || i.Fix == "" || i.Line == 0 || en.Message == "" || en.Fix == "" || en.Message == i.Message {
					t.Errorf("%s/%s: %s has no sentence, mend or place in one of the languages", inf.Kind, e.Name, i.Code)
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
			d := cmp.Diff(e.Issues, got)
			if d != "" || len(got) == 0 {
				t.Errorf("%s/%s (-want +got):\n%s", inf.Kind, e.Name, d)
			}
			if len(e.Issues) == 1 {
				single++
				if d == "" {
					singleRight++
				}
				continue
			}
			faults += len(e.Issues)
			for _, want := range e.Issues {
				if slices.Contains(got, want) {
					told++
				}
			}
		}
	}
	t.Logf("%d valid, %d invalid; %d of %d single faults told exactly; %d of %d faults in documents with several", valid, invalid, singleRight, single, told, faults)
	if !*update && (single < 150 || faults < 40) {
		t.Errorf("%d single faults, %d in documents with several: want 150 and 40", single, faults)
	}
}

// TestSentences: every rule of the published list speaks both languages. (One
// is nothing but its argument.)
func TestSentences(t *testing.T) {
	b, err := fs.ReadFile(schemas.Files(), "rules.json")
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Rules []struct {
			Code    string
			Message issue.Text
			Fix     issue.Text
		}
	}
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	for _, r := range list.Rules {
		if r.Message.FR == "" || r.Message.EN == "" || r.Message.FR == r.Message.EN && r.Message.FR != "{0}" || (r.Fix.FR == "") != (r.Fix.EN == "") {
			t.Errorf("%s: %q / %q, %q / %q", r.Code, r.Message.FR, r.Message.EN, r.Fix.FR, r.Fix.EN)
		}
	}
	t.Logf("%d rules", len(list.Rules))
	if len(list.Rules) < 300 {
		t.Errorf("%d rules", len(list.Rules))
	}
}
