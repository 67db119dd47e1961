// SPDX-License-Identifier: Apache-2.0

package gen_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestCodes: a code keeps its severity and its number for ever. One that goes
// stays in testdata/codes.txt as "retired", with a **breaking** entry in
// CHANGELOG.md, and never comes back.
func TestCodes(t *testing.T) {
	file := filepath.Join("testdata", "codes.txt")
	data, err := schemas.Files().Open("rules.json")
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	var list struct{ Rules []rule }
	if err := json.NewDecoder(data).Decode(&list); err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range broken(string(golden), list.Rules) {
		t.Error(fault)
	}
	// One removal, one change of severity, one return of a retired code, and
	// one code that nobody wrote down are planted.
	rules := list.Rules
	gone, other := append([]rule{}, rules[1:]...), append([]rule{}, rules...)
	other[0].Severity = map[string]string{"error": "warning"}[other[0].Severity]
	retired := strings.Replace(string(golden), rules[0].Code+" "+rules[0].Severity, rules[0].Code+" retired", 1)
	fresh := append([]rule{{Code: "BRICK-999", Severity: "error"}}, rules...)
	for name, got := range map[string][]string{"removal": broken(string(golden), gone), "severity": broken(string(golden), other), "return": broken(retired, rules), "new": broken(string(golden), fresh)} {
		want := rules[0].Code
		if name == "new" {
			want = "BRICK-999"
		}
		if len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("a planted %s: %q, want one fault on %s", name, got, want)
		}
	}
}

type rule struct{ Code, Severity string }

// broken lists the promises of a golden that rules do not keep.
func broken(golden string, rules []rule) (faults []string) {
	now := map[string]string{}
	for _, r := range rules {
		now[r.Code] = r.Severity
	}
	known := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(golden), "\n") {
		code, severity, _ := strings.Cut(line, " ")
		known[code] = true
		switch got, there := now[code]; {
		case severity == "retired" && there:
			faults = append(faults, code+" is retired and must not come back")
		case severity != "retired" && !there:
			faults = append(faults, fmt.Sprintf("%s is gone: write %q in testdata/codes.txt and a **breaking** entry in CHANGELOG.md", code, code+" retired"))
		case severity != "retired" && got != severity:
			faults = append(faults, fmt.Sprintf("%s was %s and is %s", code, severity, got))
		}
	}
	for _, r := range rules {
		if !known[r.Code] {
			faults = append(faults, r.Code+" is not in testdata/codes.txt: go generate ./schemas")
		}
	}
	return faults
}
