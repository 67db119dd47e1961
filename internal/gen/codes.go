// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"fmt"
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// KeepCodes returns golden, the list of all codes that ever were, with the new
// ones added; nothing leaves it. A person writes "retired" behind a code that
// goes.
func KeepCodes(golden string) string {
	lines := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(golden), "\n") {
		if code, severity, ok := strings.Cut(line, " "); ok {
			lines[code] = severity
		}
	}
	for _, r := range allRules() {
		if _, there := lines[r.Code]; !there {
			lines[r.Code] = string(r.Severity)
		}
	}
	var codes []string
	for code := range lines {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var b strings.Builder
	for _, code := range codes {
		fmt.Fprintf(&b, "%s %s\n", code, lines[code])
	}
	return b.String()
}

// allRules lists every code once, by code.
func allRules() []issue.Rule {
	var all []issue.Rule
	seen := map[string]bool{}
	for _, set := range ruleSets {
		for _, r := range set() {
			if !seen[r.Code] {
				seen[r.Code] = true
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b issue.Rule) int { return strings.Compare(a.Code, b.Code) })
	return all
}
