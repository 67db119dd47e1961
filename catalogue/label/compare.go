// SPDX-License-Identifier: Apache-2.0

package label

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Comparison is what changed between two reports under one grid.
type Comparison struct {
	Before      competency.Digest `json:"before"`
	After       competency.Digest `json:"after"`
	VerdictFrom Verdict           `json:"verdictFrom"`
	VerdictTo   Verdict           `json:"verdictTo"`
	Changes     []Change          `json:"changes,omitempty"`
}

// Change is one rule whose truth is not what it was. Kind is better, worse,
// changed (to or from unknown), added or removed.
type Change struct {
	Rule string `json:"rule"`
	Kind string `json:"kind"`
	From Truth  `json:"from,omitempty"`
	To   Truth  `json:"to,omitempty"`
}

// Mapping says which rule of the newer version each rule of the older one
// became. Rules of the same name in both need no entry.
type Mapping map[string]string

// Compare returns what changed from a to b. Two versions of a grid are
// compared only with a mapping (LABEL-009); two grids never.
func Compare(a, b *Report, m Mapping) (Comparison, issue.Issues) {
	if a.Profile.ID != b.Profile.ID || a.Profile.Version != b.Profile.Version && m == nil {
		return Comparison{}, rule009.Alone("/profile", name(a.Profile), name(b.Profile))
	}
	out := Comparison{Before: a.Digest(), After: b.Digest(), VerdictFrom: a.Proposed, VerdictTo: b.Proposed}
	seen := map[string]bool{}
	for i := range a.Findings {
		f := &a.Findings[i]
		id := f.Rule
		if to, ok := m[id]; ok {
			id = to
		}
		g := b.Finding(id)
		if g == nil {
			out.Changes = append(out.Changes, Change{f.Rule, "removed", f.outcome(), ""})
			continue
		}
		seen[id] = true
		from, to := f.outcome(), g.outcome()
		switch {
		case from == to:
		case from == TruthFalse && to == TruthTrue:
			out.Changes = append(out.Changes, Change{id, "better", from, to})
		case from == TruthTrue && to == TruthFalse:
			out.Changes = append(out.Changes, Change{id, "worse", from, to})
		default:
			out.Changes = append(out.Changes, Change{id, "changed", from, to})
		}
	}
	for i := range b.Findings {
		if g := &b.Findings[i]; !seen[g.Rule] {
			out.Changes = append(out.Changes, Change{g.Rule, "added", "", g.outcome()})
		}
	}
	return out, nil
}

func name(r ProfileRef) string { return string(r.ID) + " " + r.Version }

// Summary adds the reports of several sites under one grid: counts per rule,
// never one score.
type Summary struct {
	Profile  ProfileRef    `json:"profile"`
	Sites    []string      `json:"sites"`
	Rules    []RuleCount   `json:"rules"`
	Verdicts []VerdictSite `json:"verdicts"`
}

// RuleCount counts the sites by what is known of one rule.
type RuleCount struct {
	Rule    string `json:"rule"`
	True    int    `json:"true"`
	False   int    `json:"false"`
	Unknown int    `json:"unknown"`
	Without int    `json:"without"` // sites to which it does not apply
}

// VerdictSite is the proposal for one site.
type VerdictSite struct {
	Site    string  `json:"site"`
	Verdict Verdict `json:"verdict"`
}

// SiteReport is the report of one site ("académie").
type SiteReport struct {
	Site   string
	Report *Report
}

// Aggregate adds the reports of sites. Reports on older versions of the grid
// need a mapping each, by version, to the version of p; else LABEL-009.
func Aggregate(p *Profile, sites []SiteReport, mappings map[string]Mapping) (Summary, issue.Issues) {
	var is issue.Issues
	out := Summary{Profile: p.Ref()}
	index := map[string]int{}
	for i := range p.Rules {
		index[p.Rules[i].ID] = i
		out.Rules = append(out.Rules, RuleCount{Rule: p.Rules[i].ID})
	}
	sorted := append([]SiteReport(nil), sites...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Site < sorted[j].Site })
	for i, s := range sorted {
		m, mapped := mappings[s.Report.Profile.Version]
		if s.Report.Profile.ID != p.ID || s.Report.Profile.Version != p.Version && !mapped {
			is.Add(&rule009, issue.Pointer("/sites").Index(i), name(p.Ref()), name(s.Report.Profile))
			continue
		}
		out.Sites = append(out.Sites, s.Site)
		out.Verdicts = append(out.Verdicts, VerdictSite{s.Site, s.Report.Proposed})
		for k := range s.Report.Findings {
			f := &s.Report.Findings[k]
			id := f.Rule
			if to, ok := m[id]; ok {
				id = to
			}
			at, ok := index[id]
			if !ok {
				is.Add(&rule009, issue.Pointer("/sites").Index(i), name(p.Ref())+" "+id, name(s.Report.Profile)+" "+f.Rule)
				continue
			}
			out.Rules[at].add(f)
		}
	}
	if is.HasErrors() {
		is.Sort()
		return Summary{}, is
	}
	return out, nil
}

func (c *RuleCount) add(f *Finding) {
	switch {
	case f.Applies == TruthFalse:
		c.Without++
	case f.outcome() == TruthTrue:
		c.True++
	case f.outcome() == TruthFalse:
		c.False++
	default:
		c.Unknown++
	}
}
