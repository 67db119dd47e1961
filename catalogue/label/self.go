// SPDX-License-Identifier: Apache-2.0

package label

// WithOverrides returns r as it stands when overrides are in force: findings,
// coverage and proposal follow them. It is how an organisation reads its own
// grid ("auto-évaluation"); a Decision keeps its overrides apart instead. An
// override without a reason changes nothing.
func WithOverrides(p *Profile, r Report, overrides []Override) Report {
	r.Findings = Apply(r.Findings, overrides)
	for i := range r.Findings {
		r.Findings[i].Because = trim(r.Findings[i].Because)
	}
	r.Coverage = cover(r.Findings, len(r.Evidence))
	r.Proposed = propose(p.Policy, r.Findings)
	return r
}
