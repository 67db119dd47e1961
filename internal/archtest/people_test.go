// SPDX-License-Identifier: Apache-2.0

package archtest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// people are the results that would name several persons: what a function
// that looks for people with a competency would return.
var people = regexp.MustCompile(`(?:\[\]|map\[[^\]]*\]|iter\.Seq2?\[.*)\*?(?:competency\.|portfolio\.|catalogue\.)?(?:Position|Pseudonym|Portfolio|Holder|Participation)\b`)

// namesPeople reports whether the results of a signature name several persons.
func namesPeople(line string) bool {
	if !strings.HasPrefix(line, "func ") {
		return false
	}
	end := strings.LastIndex(line, ") ")
	return end >= 0 && people.MatchString(line[end:])
}

// TestNoFunctionReturnsPeople: nothing exported by the packages that know
// positions, profiles and portfolios answers "who can do this": a gap is
// computed for one person, who holds the file.
func TestNoFunctionReturnsPeople(t *testing.T) {
	seen := 0
	for _, name := range []string{"competency", "competency_positioning", "competency_portfolio", "catalogue", "catalogue_planner", "catalogue_indicator", "xapi_profile"} {
		data, err := os.ReadFile(filepath.Join("testdata", "api", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			if strings.HasPrefix(line, "func ") {
				seen++
			}
			if namesPeople(line) {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
	if seen < 150 {
		t.Errorf("only %d functions seen", seen)
	}
	for _, planted := range []string{"func Who(f *competency.Framework, rank int) []competency.Position", "func (c *Catalogue) Able(r Ref) map[string]competency.Pseudonym"} {
		if !namesPeople(planted) {
			t.Errorf("a planted function is not seen: %s", planted)
		}
	}
}
