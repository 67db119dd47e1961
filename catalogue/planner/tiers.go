// SPDX-License-Identifier: Apache-2.0

package planner

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// PlanTiers takes p.Want as a list in order of priority and plans its longest
// prefix whose least minutes stay within Constraints.MaxMinutes; kept is the
// length of that prefix. Without a budget, or when everything fits, it is Plan.
// A prefix costs at least as much as a shorter one, so the answer is exact as
// long as each plan is.
func PlanTiers(p Problem, o Options) (r Result, kept int, is issue.Issues) {
	budget := p.Constraints.MaxMinutes
	full := p
	full.Constraints.MaxMinutes = 0
	r, is = Plan(full, o)
	if budget <= 0 || r.Minutes <= budget {
		return r, len(p.Want), is
	}
	plan := func(n int) (Result, issue.Issues) {
		part := full
		part.Want = p.Want[:n]
		return Plan(part, o)
	}
	kept = sort.Search(len(p.Want), func(n int) bool {
		x, _ := plan(n + 1)
		return x.Minutes > budget
	})
	r, is = plan(kept)
	return r, kept, is
}
