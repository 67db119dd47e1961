// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas"
)

// hole is an argument that no one filled in. Patterns have such things too.
var hole = regexp.MustCompile(`\{[0-9]\}[^?]`)

type place struct {
	Code, Pointer string
	Line, Column  int
}

func TestFaultFixtures(t *testing.T) {
	type want struct {
		place
		Name    string
		Suggest *string
	}
	type faultCase struct {
		ID     string
		What   []string
		B64    []byte
		Issues []json.RawMessage
	}
	schema, found := schemas.Compile(fixtures.Read(t, "schema/faults/fixture.schema.json"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	cases := fixtures.Lines[faultCase](t, "schema/faults/cases.jsonl")
	right, suggested, single := 0, 0, 0
	for _, c := range cases {
		res := schema.Validate(c.B64)
		var got, expect []place
		for _, i := range res.Issues {
			got = append(got, place{i.Code, string(i.Pointer), i.Line, i.Column})
			en := i.In("en")
			if i.Message == "" || i.Fix == "" || en.Message == i.Message || (hole.MatchString(i.Message+i.Fix+en.Message+en.Fix) && !strings.Contains(i.Message, "^")) {
				t.Errorf("%s: sentence missing or unfinished: %q / %q, %q / %q", c.ID, i.Message, en.Message, i.Fix, en.Fix)
			}
		}
		for _, raw := range c.Issues {
			var w want
			if err := json.Unmarshal(raw, &w.place); err != nil {
				t.Fatal(err)
			}
			var more struct {
				Name    string
				Suggest json.RawMessage
			}
			_ = json.Unmarshal(raw, &more)
			expect = append(expect, w.place)
			for _, i := range res.Issues {
				if i.Code != w.Code || string(i.Pointer) != w.Pointer || i.Line != w.Line {
					continue
				}
				if more.Name != "" && !strings.Contains(i.Message, "« "+more.Name+" »") {
					continue
				}
				switch {
				case more.Suggest == nil:
				case string(more.Suggest) == "null":
					if strings.Contains(i.Message, "vouliez-vous") {
						t.Errorf("%s: suggests: %s", c.ID, i.Message)
					}
					suggested++
				default:
					var s string
					_ = json.Unmarshal(more.Suggest, &s)
					if !strings.Contains(i.Message, "vouliez-vous dire « "+s+" »") {
						t.Errorf("%s: does not suggest %s: %s", c.ID, s, i.Message)
					}
					suggested++
				}
			}
		}
		sortPlaces := func(p []place) {
			sort.Slice(p, func(a, b int) bool { return p[a].Pointer+p[a].Code < p[b].Pointer+p[b].Code })
		}
		sortPlaces(got)
		sortPlaces(expect)
		if d := cmp.Diff(expect, got); d != "" {
			t.Errorf("%s %v (-want +got)\n%s", c.ID, c.What, d)
			continue
		}
		right++
		if len(expect) == 1 {
			single++
		}
	}
	t.Logf("%d of %d documents right (%d with one fault), %d suggestions", right, len(cases), single, suggested)
}

func TestSuggestFixtures(t *testing.T) {
	sets := map[string]map[string][]string{}
	if err := json.Unmarshal(fixtures.Read(t, "schema/suggest/sets.json"), &sets); err != nil {
		t.Fatal(err)
	}
	type suggestCase struct {
		ID, Set, Given string
		Want           *string
	}
	cases := fixtures.Lines[suggestCase](t, "schema/suggest/cases.jsonl")
	right := 0
	for _, c := range cases {
		want := ""
		if c.Want != nil {
			want = *c.Want
		}
		if got := schemas.Suggest(c.Given, sets[c.Set]); got != want {
			t.Logf("%s: %s -> %q, want %q", c.ID, c.Given, got, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d right", right, len(cases))
	if right*100 < 98*len(cases) {
		t.Errorf("%d of %d: less than 98 %%", right, len(cases))
	}
}
