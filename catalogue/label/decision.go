// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Decision is what a named authority decided on one report. By names a body
// or an office, Role the quality in which it decides; neither is a person's
// civil identity. ValidUntil is the last day of validity, Review the day by
// which the subject is looked at again ("surveillance").
type Decision struct {
	Schema     competency.IRI    `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Report     competency.Digest `json:"report" validate:"form=digest"`
	Profile    ProfileRef        `json:"profile"`
	Verdict    Verdict           `json:"verdict" validate:"oneof=conform conformWithReserves undetermined notConform"`
	By         string            `json:"by" validate:"min=1,max=400"`
	Role       string            `json:"role" validate:"min=1,max=400"`
	On         competency.Date   `json:"on" validate:"form=date"`
	ValidFrom  competency.Date   `json:"validFrom,omitempty" validate:"omitempty,form=date"`
	ValidUntil competency.Date   `json:"validUntil,omitempty" validate:"omitempty,form=date"`
	Review     competency.Date   `json:"review,omitempty" validate:"omitempty,form=date"`
	Overrides  []Override        `json:"overrides,omitempty" validate:"omitempty,min=1,max=500,dive"`
	Actions    []Action          `json:"actions,omitempty" validate:"omitempty,min=1,max=500,dive"`
	Revoked    *Revocation       `json:"revoked,omitempty" validate:"omitnil"`
}

// Override ("dérogation") is the authority's own truth for one rule. It is
// kept and shown beside what the engine found.
type Override struct {
	Rule   string `json:"rule" validate:"min=1,max=100"`
	Truth  Truth  `json:"truth" validate:"oneof=unknown false true"`
	Reason string `json:"reason" validate:"min=1,max=4000"`
}

// Action is one line of the gap sheet ("fiche d'écart"): what is missing,
// what will be done, how it will be seen, by when, and the risk meanwhile.
type Action struct {
	Rule      string          `json:"rule" validate:"min=1,max=100"`
	Gap       string          `json:"gap" validate:"min=1,max=4000"`
	What      string          `json:"what,omitempty" validate:"omitempty,min=1,max=4000"`
	Indicator string          `json:"indicator,omitempty" validate:"omitempty,min=1,max=4000"`
	Due       competency.Date `json:"due,omitempty" validate:"omitempty,form=date"`
	Risk      string          `json:"risk,omitempty" validate:"omitempty,min=1,max=4000"`
}

// Revocation withdraws a decision.
type Revocation struct {
	On     competency.Date `json:"on" validate:"form=date"`
	By     string          `json:"by" validate:"min=1,max=400"`
	Reason string          `json:"reason" validate:"min=1,max=4000"`
}

// Grants reports whether the decision gives the label.
func (d *Decision) Grants() bool {
	return d.Verdict == VerdictConform || d.Verdict == VerdictConformWithReserves
}

// ValidOn reports whether the label is held on day: granted, from ValidFrom
// to ValidUntil inclusive, and not revoked on or before that day.
func (d *Decision) ValidOn(day competency.Date) bool {
	return d.Grants() && d.ValidFrom <= day && day <= d.ValidUntil && (d.Revoked == nil || day < d.Revoked.On)
}

// Watch returns LABEL-010 when the review day has passed on day while the
// label is still held.
func (d *Decision) Watch(day competency.Date) issue.Issues {
	if d.Review != "" && d.Review < day && d.ValidOn(day) {
		return rule010.Alone("/review", string(d.Review))
	}
	return nil
}

// Decide completes and judges d, a decision on report r made under p. Absent
// dates are filled: ValidFrom is On, ValidUntil the profile's validity less
// one day, Review after its ReviewMonths; Report and Profile are set. It
// refuses a decision on a report of another profile, digest or engine major
// (LABEL-004), one that departs from the proposal without a reasoned override
// (LABEL-005), on pieces that do not hold on that day (LABEL-006), incomplete
// or valid for too long (LABEL-007), or taken by the labelled partner
// (LABEL-011).
func Decide(p *Profile, r *Report, d Decision) (Decision, issue.Issues) {
	out := sameReport(p, r, &d)
	if d.On.Valid() && d.Grants() {
		if d.ValidFrom == "" {
			d.ValidFrom = d.On
		}
		if d.ValidUntil == "" {
			d.ValidUntil = lastDay(d.ValidFrom, p.ValidMonths)
		}
		if d.Review == "" && p.ReviewMonths > 0 {
			d.Review = d.ValidFrom.AddMonths(p.ReviewMonths)
		}
	}
	out = append(out, complete(p, &d)...)
	for i := range d.Overrides {
		o := &d.Overrides[i]
		at := issue.Pointer("/overrides").Index(i)
		switch {
		case r.Finding(o.Rule) == nil:
			out.Add(&rule002, at.Field("rule"), o.Rule, issue.Text{FR: "inconnue du rapport", EN: "not in the report"})
		case strings.TrimSpace(o.Reason) == "":
			out.Add(&rule005, at.Field("reason"), string(d.Verdict), string(r.Proposed))
		}
	}
	if want := propose(p.Policy, Apply(r.Findings, d.Overrides)); want != d.Verdict {
		out.Add(&rule005, "/verdict", string(d.Verdict), string(want))
	}
	for _, e := range CheckEvidence(p, r.Evidence, d.On) {
		e.Pointer = "/report" + e.Pointer
		out = append(out, e)
	}
	for _, name := range r.Partners {
		if fold(name) == fold(d.By) {
			out.Add(&rule011, "/by", d.By)
		}
	}
	out.Sort()
	return d, out
}

// Apply returns the findings with overrides in force: those rules are of
// Origin human, their reasons kept.
func Apply(fs []Finding, overrides []Override) []Finding {
	out := append([]Finding(nil), fs...)
	for i := range out {
		for _, o := range overrides {
			if o.Rule == out[i].Rule && strings.TrimSpace(o.Reason) != "" {
				out[i].Truth, out[i].Origin = o.Truth, OriginHuman
				out[i].Applies = TruthTrue
				out[i].Because = append([]Reason{{Path: "/overrides", Expected: string(o.Truth), Got: o.Reason, Truth: o.Truth}}, out[i].Because...)
			}
		}
	}
	return out
}

// sameReport checks what d was made on, and fills Report and Profile.
func sameReport(p *Profile, r *Report, d *Decision) issue.Issues {
	var out issue.Issues
	is := r.Digest()
	if d.Report == "" {
		d.Report = is
	}
	if d.Profile == (ProfileRef{}) {
		d.Profile = p.Ref()
	}
	switch {
	case d.Report != is:
		out.Add(&rule004, "/report", string(d.Report)+" ≠ "+string(is))
	case r.ProfileDigest != p.Digest() || d.Profile != p.Ref():
		out.Add(&rule004, "/profile", string(r.Profile.ID)+" "+r.Profile.Version)
	case major(r.Engine) != major(Engine):
		out.Add(&rule004, "/report", r.Engine)
	}
	return out
}

// complete checks the members that a decision must have, and its dates.
func complete(p *Profile, d *Decision) issue.Issues {
	var out issue.Issues
	say := func(at issue.Pointer, what any) { out.Add(&rule007, at, what) }
	if strings.TrimSpace(d.By) == "" {
		say("/by", issue.Text{FR: "autorité absente", EN: "no authority"})
	}
	if strings.TrimSpace(d.Role) == "" {
		say("/role", issue.Text{FR: "qualité absente", EN: "no role"})
	}
	if !d.On.Valid() {
		say("/on", issue.Text{FR: "date absente ou invalide", EN: "date missing or invalid"})
	}
	if !d.Verdict.Valid() {
		say("/verdict", string(d.Verdict))
	}
	if d.Grants() {
		switch {
		case !d.ValidFrom.Valid() || !d.ValidUntil.Valid() || d.ValidUntil < d.ValidFrom:
			say("/validUntil", issue.Text{FR: "validité absente ou vide", EN: "validity missing or empty"})
		case d.ValidFrom < d.On:
			say("/validFrom", issue.Text{FR: "validité avant la décision", EN: "validity before the decision"})
		case d.ValidUntil > lastDay(d.ValidFrom, p.ValidMonths):
			say("/validUntil", string(d.ValidUntil)+" > "+string(lastDay(d.ValidFrom, p.ValidMonths)))
		}
	}
	if v := d.Revoked; v != nil && (!v.On.Valid() || strings.TrimSpace(v.By) == "" || strings.TrimSpace(v.Reason) == "") {
		say("/revoked", issue.Text{FR: "retrait sans date, autorité ou motif", EN: "revocation without date, authority or reason"})
	}
	return out
}

// lastDay returns the last day of a validity of months that begins on from:
// 36 months from 2026-09-01 end on 2029-08-31.
func lastDay(from competency.Date, months int) competency.Date {
	end := from.AddMonths(months)
	y, m, d, ok := end.Parts()
	if _, _, first, _ := from.Parts(); !ok || d < first {
		return end // the month was shorter: its last day already is one day early
	}
	if d > 1 {
		return dayOf(y, m, d-1)
	}
	// The first of a month: the end of the month before, by way of a 31st.
	return dayOf(y-1, 12, 31).AddMonths(m - 1)
}

// dayOf writes a day that exists.
func dayOf(y, m, d int) competency.Date {
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	return competency.Date(two(y/100) + two(y%100) + "-" + two(m) + "-" + two(d))
}

// fold compares names of bodies: case and outer blanks do not matter.
func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// major returns the name and major of an engine: "briques-label 1".
func major(engine string) string {
	if i := strings.IndexByte(engine, '.'); i >= 0 {
		return engine[:i]
	}
	return engine
}
