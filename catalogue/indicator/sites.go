// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Sites adds the reports of several sites ("académies") under one plan and
// period: trainee-hours and counts add up, learners do not (a person may
// learn at two sites), and a value hidden at one site hides the sum. Reports
// on another version need a mapping by version (INDICATOR-008).
func Sites(reports []*Report, mappings map[string]map[string]string) (Report, issue.Issues) {
	if len(reports) == 0 {
		return Report{}, rule003.Alone("", "sites", issue.Text{FR: "aucun rapport", EN: "no report"})
	}
	var out issue.Issues
	first := reports[0]
	sum := Report{Plan: first.Plan, Version: first.Version, Period: first.Period, K: first.K, Values: []Value{}, Engine: Engine}
	index := map[string]int{}
	for i, r := range reports {
		m, mapped := mappings[r.Version]
		if r.Plan != sum.Plan || r.Version != sum.Version && !mapped || r.Period != sum.Period {
			out.Add(rule008, issue.Pointer("/sites").Index(i), string(sum.Plan)+" "+sum.Version, string(r.Plan)+" "+r.Version)
			continue
		}
		sum.K = max(sum.K, r.K)
		for _, v := range r.Values {
			if to, ok := m[v.Indicator]; ok {
				v.Indicator = to
			}
			at, ok := index[v.Indicator]
			if !ok {
				index[v.Indicator] = len(sum.Values)
				v.Version, v.Learners, v.Inputs = sum.Version, nil, append([]competency.Digest(nil), r.Digest())
				sum.Values = append(sum.Values, v)
				continue
			}
			sum.Values[at] = sum.Values[at].plus(v, r.Digest())
		}
	}
	out.Sort()
	if out.HasErrors() {
		return Report{}, out
	}
	return sum, out
}

// plus adds the value of one more site.
func (v Value) plus(o Value, from competency.Digest) Value {
	v.Inputs = append(v.Inputs, from)
	if v.Suppressed || o.Suppressed {
		return Value{Indicator: v.Indicator, Plan: v.Plan, Version: v.Version, Kind: v.Kind, Unit: v.Unit, Inputs: v.Inputs, Suppressed: true}
	}
	if v.Hours != nil && o.Hours != nil {
		h := v.Hours.Add(*o.Hours)
		v.Hours = &h
	}
	for _, n := range []struct{ mine, theirs **int }{{&v.Count, &o.Count}, {&v.Events, &o.Events}} {
		if *n.mine != nil && *n.theirs != nil {
			total := **n.mine + **n.theirs
			*n.mine = &total
		}
	}
	if v.Ratio != nil && o.Ratio != nil {
		v.Ratio = &Ratio{v.Ratio.Num + o.Ratio.Num, v.Ratio.Den + o.Ratio.Den}
	}
	v.Declared = nil
	return v
}
