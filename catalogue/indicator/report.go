// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"sort"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Engine names the meaning of the formulas behind a report.
const Engine = "briques-indicator 1.0.0"

// Report is the values of one plan over one period, in the order of the plan,
// with the tables asked for. Site names who reports, where several do.
// Everything in it has passed the small-cell rule with K.
type Report struct {
	Schema  competency.IRI `json:"$schema,omitempty" validate:"omitempty,form=iri"`
	Plan    competency.IRI `json:"plan" validate:"form=iri"`
	Version string         `json:"version" validate:"form=semver"`
	Site    string         `json:"site,omitempty" validate:"omitempty,min=1,max=200"`
	Period  Period         `json:"period"`
	K       int            `json:"k" validate:"min=1,max=1000"`
	Values  []Value        `json:"values" validate:"max=500,dive"`
	Tables  []Table        `json:"tables,omitempty" validate:"omitempty,min=1,max=1000,dive"`
	Engine  string         `json:"engine" validate:"min=1,max=100"`
}

// Split asks for one table of a report.
type Split struct{ Rows, Columns Dimension }

// Report computes every indicator of p that can be computed, takes the
// declared values, and splits the trainee-hours as asked. Warnings and the
// indicators that stay without value (INDICATOR-003) come back as issues; an
// error on a definition or a declared value refuses the report.
func (b *Book) Report(p *Plan, declared map[string]Declared, splits []Split, k int) (Report, issue.Issues) {
	if k <= 0 {
		k = DefaultK
	}
	r := Report{Plan: p.ID, Version: p.Version, Period: b.period, K: k, Values: []Value{}, Engine: Engine}
	var out issue.Issues
	for i := range p.Indicators {
		d := &p.Indicators[i]
		at := issue.Pointer("/values").Field(d.ID)
		if v, ok := declared[d.ID]; ok {
			value, is := Declare(d, v)
			out = append(out, is.Under(at)...)
			r.Values = append(r.Values, value)
			continue
		}
		if d.Kind == KindDeclared {
			continue
		}
		v, is := b.Compute(d)
		out = append(out, soften(is).Under(at)...)
		if is.HasErrors() {
			continue
		}
		r.Values = append(r.Values, v.Hide(k))
		for _, s := range splits {
			if v.Hours == nil {
				continue
			}
			t, is := b.Table(d, s.Rows, s.Columns, k)
			out = append(out, is.Under(at)...)
			r.Tables = append(r.Tables, t)
		}
	}
	for id := range declared {
		if p.Indicator(id) == nil {
			out.Add(rule006, issue.Pointer("/declared").Field(id), id, id, string(p.ID))
		}
	}
	out.Sort()
	if out.HasErrors() {
		return Report{}, out
	}
	return r, out
}

// soften turns "no traces given" into a warning: such an indicator stays out
// of a report without refusing it.
func soften(is issue.Issues) issue.Issues {
	out := append(issue.Issues(nil), is...)
	for i := range out {
		if out[i].Code == rule003.Code {
			out[i].Severity = issue.SeverityWarning
		}
	}
	return out
}

// Value returns the value of one indicator, nil when it has none.
func (r *Report) Value(id string) *Value {
	for i := range r.Values {
		if r.Values[i].Indicator == id {
			return &r.Values[i]
		}
	}
	return nil
}

// Line is one indicator of two reports side by side.
type Line struct {
	Indicator string `json:"indicator"`
	Before    *Value `json:"before,omitempty"`
	After     *Value `json:"after,omitempty"`
}

// SamePlan returns INDICATOR-008 unless two reports count by the same version
// of the same plan: then their values may stand side by side.
func SamePlan(plan, version, otherPlan, otherVersion string) issue.Issues {
	if plan == otherPlan && version == otherVersion {
		return nil
	}
	return rule008.Alone("/plan", plan+" "+version, otherPlan+" "+otherVersion)
}

// Compare puts two reports of one plan side by side. Two versions of the plan,
// or of a definition, need a mapping from the older names to the newer
// (INDICATOR-008).
func Compare(before, after *Report, mapping map[string]string) ([]Line, issue.Issues) {
	if is := SamePlan(string(before.Plan), before.Version, string(after.Plan), after.Version); is != nil && (before.Plan != after.Plan || mapping == nil) {
		return nil, is
	}
	var out issue.Issues
	lines := map[string]*Line{}
	var order []string
	line := func(id string) *Line {
		if lines[id] == nil {
			lines[id] = &Line{Indicator: id}
			order = append(order, id)
		}
		return lines[id]
	}
	for i := range before.Values {
		v := &before.Values[i]
		id := v.Indicator
		if to, ok := mapping[id]; ok {
			id = to
		}
		line(id).Before = v
	}
	for i := range after.Values {
		v := &after.Values[i]
		l := line(v.Indicator)
		l.After = v
		if l.Before != nil && l.Before.Version != v.Version && mapping == nil {
			out.Add(rule008, issue.Pointer("/values").Index(i), v.Indicator+" "+l.Before.Version, v.Version)
		}
	}
	if out.HasErrors() {
		return nil, out
	}
	sort.Strings(order)
	result := make([]Line, len(order))
	for i, id := range order {
		result[i] = *lines[id]
	}
	return result, nil
}
