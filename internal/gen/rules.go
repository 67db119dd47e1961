// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// ruleSets are the rules of every package that has some.
var ruleSets = []func() []issue.Rule{
	schemas.Rules, compat.Rules,
}

// rules lists every code once, by code.
func rules() []byte {
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
	sort.SliceStable(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	var list []any
	for _, r := range all {
		o := obj{{"code", r.Code}, {"severity", string(r.Severity)}, {"message", pair(r.Message)}, {"fix", pair(r.Fix)}}
		if r.Ref != "" {
			o = append(o, member{"ref", r.Ref})
		}
		list = append(list, o)
	}
	return render(obj{{"rules", list}}, "fr")
}
