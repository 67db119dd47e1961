// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Compute returns the value of one indicator over period. To compute several
// over the same records, Prepare once.
func Compute(d *Definition, in Inputs, period Period) (Value, issue.Issues) {
	b, is := Prepare(in, period)
	if is.HasErrors() {
		return Value{}, is
	}
	return b.Compute(d)
}

// Compute returns the value of d. A declared indicator is refused
// (INDICATOR-001), as is one that needs traces, dates or a head-count that
// were not given (INDICATOR-003).
func (b *Book) Compute(d *Definition) (Value, issue.Issues) {
	v := valueOf(d)
	v.Inputs = b.in.Digests
	if d.Kind == KindDeclared {
		return Value{}, rule001.Alone("", d.ID)
	}
	f, ok := formulas()[d.Formula]
	if !ok {
		return Value{}, rule006.Alone("/formula", d.ID, string(d.Formula), "formula")
	}
	if f.unit != d.Unit {
		return Value{}, rule006.Alone("/unit", d.ID, string(d.Unit), string(f.unit))
	}
	if f.keep != nil {
		hours, learners := b.sum(f.keep)
		v.Hours, v.Learners = &hours, &learners
		return v, nil
	}
	is := f.count(b, d, &v)
	if is.HasErrors() {
		return Value{}, is
	}
	return v, is
}

// sum adds the hours of the rows that keep accepts and counts the distinct
// learners who attended.
func (b *Book) sum(keep func(*row) bool) (TraineeHours, int) {
	var total TraineeHours
	learners := map[competency.Pseudonym]struct{}{}
	for i := range b.rows {
		if r := &b.rows[i]; keep(r) {
			total = total.Add(r.hours)
			if r.hours.Attended > 0 {
				learners[r.Learner] = struct{}{}
			}
		}
	}
	return total, len(learners)
}

// Sum refuses: indicators of a plan overlap, so a sum over several would
// count the same minutes twice (INDICATOR-005). The sum over one is itself.
func Sum(values ...Value) (Value, issue.Issues) {
	if len(values) == 1 {
		return values[0], nil
	}
	names := ""
	for i := range values {
		if i > 0 {
			names += " + "
		}
		names += values[i].Indicator
	}
	return Value{}, rule005.Alone("", names)
}

// count sets v.Count.
func (v *Value) count(n int) { v.Count = &n }

// liveBricks counts the live bricks that keep accepts.
func (b *Book) liveBricks(keep func(*brickTraits) bool) int {
	n := 0
	for i := range b.in.Catalogue.Bricks {
		if t := b.bricks[b.in.Catalogue.Bricks[i].Ref()]; t.live && keep(t) {
			n++
		}
	}
	return n
}

// pathways counts the pathways that keep accepts, given the traits of every
// brick they may take (nil for an unknown brick). Withdrawn ones do not count.
func (b *Book) pathways(keep func([]*brickTraits) bool) int {
	n := 0
	for i := range b.in.Catalogue.Pathways {
		p := &b.in.Catalogue.Pathways[i]
		var bricks []*brickTraits
		for j := range p.Steps {
			for _, ref := range p.Steps[j].Bricks() {
				bricks = append(bricks, b.bricks[ref])
			}
		}
		if p.Status != catalogue.StatusWithdrawn && len(bricks) > 0 && keep(bricks) {
			n++
		}
	}
	return n
}

// held counts the subjects that hold the label d.Param on the last day, and
// the events of the period whose brick or pathway holds it. An event is a
// session of another format than course.
func (b *Book) held(d *Definition, v *Value) issue.Issues {
	holds := map[catalogue.BrickRef]bool{}
	for i := range b.in.Labels {
		h := &b.in.Labels[i]
		if string(h.Decision.Profile.ID) == d.Param && h.Decision.ValidOn(b.period.Until) {
			holds[h.Subject] = true
		}
	}
	events := 0
	for _, s := range b.sessions {
		if s.inside && s.Format != catalogue.FormatCourse && (holds[s.Session.Brick] || s.Session.Pathway != nil && holds[*s.Session.Pathway]) {
			events++
		}
	}
	v.count(len(holds))
	v.Events = &events
	return nil
}

// consulted counts traces of resources opened in the period; of one pathway
// where d.Param names it.
func (b *Book) consulted(d *Definition, v *Value) issue.Issues {
	if b.in.Consultations == nil {
		return rule003.Alone("", d.ID, issue.Text{FR: "aucune trace fournie", EN: "no traces given"})
	}
	n := 0
	for _, c := range b.in.Consultations {
		if b.period.Has(c.On) && (d.Param == "" || string(c.Pathway) == d.Param) {
			n++
		}
	}
	v.count(n)
	return nil
}

// followed counts the learners of the cohort who attended at least one
// session that starts in their window.
func (b *Book) followed(d *Definition, v *Value) issue.Issues {
	if b.in.Cohort == nil {
		return rule003.Alone("", d.ID, issue.Text{FR: "aucune cohorte fournie", EN: "no cohort given"})
	}
	tenure := make(map[competency.Pseudonym]competency.Date, len(b.in.Cohort))
	for _, t := range b.in.Cohort {
		tenure[t.Learner] = t.On
	}
	seen := map[competency.Pseudonym]bool{}
	for i := range b.in.Participations {
		p := &b.in.Participations[i]
		s := b.sessions[p.Session]
		first := s.Start.Date()
		if hoursOf(p, s.brick).Attended > 0 && first <= b.period.Until && InWindow(tenure[p.Learner], first) {
			seen[p.Learner] = true
		}
	}
	v.count(len(seen))
	n := len(seen)
	v.Learners = &n
	return rule007.Alone("", d.ID, issue.Text{FR: "la date de titularisation", EN: "the date of tenure"})
}

// rate is distinct staff enrolled over a declared head-count.
func (b *Book) rate(d *Definition, v *Value) issue.Issues {
	h := b.in.HeadCount
	if h == nil {
		return rule003.Alone("", d.ID, issue.Text{FR: "effectif non déclaré", EN: "head-count not declared"})
	}
	den, err := strconv.Atoi(h.Value)
	if err != nil || den <= 0 {
		return rule006.Alone("/headCount/value", d.ID, h.Value, "count")
	}
	if _, is := Declare(&Definition{ID: d.ID, Kind: KindMixed, Unit: UnitCount}, *h); is.HasErrors() {
		return is.Under("/headCount")
	}
	staff := map[competency.Pseudonym]bool{}
	for i := range b.rows {
		if r := &b.rows[i]; r.Audience == catalogue.AudienceStaff && r.Enrolled > 0 {
			staff[r.Learner] = true
		}
	}
	n := len(staff)
	if n > den {
		return rule006.Alone("/headCount/value", d.ID, h.Value, "≥ "+strconv.Itoa(n))
	}
	v.Ratio, v.Declared, v.Learners = &Ratio{n, den}, h, &n
	return rule007.Alone("", d.ID, issue.Text{FR: "l'effectif", EN: "the head-count"})
}

// participation is EQAVET 3: distinct learners enrolled, and enrolments.
func (b *Book) participation(d *Definition, v *Value) issue.Issues {
	learners := map[competency.Pseudonym]bool{}
	enrolments := 0
	for i := range b.rows {
		if r := &b.rows[i]; r.Enrolled > 0 {
			learners[r.Learner] = true
			enrolments++
		}
	}
	n := len(learners)
	v.Learners = &n
	v.count(enrolments)
	return nil
}

// completion is EQAVET 4: enrolments that went to the end, over enrolments.
func (b *Book) completion(d *Definition, v *Value) issue.Issues {
	var r Ratio
	for i := range b.rows {
		if p := &b.rows[i]; p.Enrolled > 0 {
			r.Den++
			if done(p.Outcome) {
				r.Num++
			}
		}
	}
	v.Ratio = &r
	return nil
}
