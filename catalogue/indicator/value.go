// SPDX-License-Identifier: Apache-2.0

package indicator

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// TraineeHours ("heures*stagiaires") are minutes times learners, of three
// kinds that are never mixed. The zero value is nothing.
type TraineeHours struct {
	Planned  catalogue.Minutes `json:"planned" validate:"min=0"`
	Enrolled catalogue.Minutes `json:"enrolled" validate:"min=0"`
	Attended catalogue.Minutes `json:"attended" validate:"min=0"`
}

// Add returns the sum, kind by kind.
func (h TraineeHours) Add(o TraineeHours) TraineeHours {
	return TraineeHours{h.Planned + o.Planned, h.Enrolled + o.Enrolled, h.Attended + o.Attended}
}

// Ratio is a share; Den may come from outside (INDICATOR-007).
type Ratio struct {
	Num int `json:"num" validate:"min=0"`
	Den int `json:"den" validate:"min=0"`
}

// Declared is a value that a person states: what, from where, when, in which
// quality. It is text in the unit of the definition.
type Declared struct {
	Value  string          `json:"value" validate:"min=1,max=4000"`
	Source string          `json:"source" validate:"min=1,max=4000"`
	On     competency.Date `json:"on" validate:"form=date"`
	ByRole string          `json:"byRole" validate:"min=1,max=400"`
}

// Value is one indicator over one period. Only the members of its unit are
// there. Learners are distinct people with attended minutes. When Suppressed,
// the counts and minutes are absent because too few people stand behind them.
type Value struct {
	Indicator  string              `json:"indicator" validate:"min=1,max=100"`
	Plan       competency.IRI      `json:"plan" validate:"form=iri"`
	Version    string              `json:"version" validate:"form=semver"`
	Kind       Kind                `json:"kind" validate:"oneof=computed ifTraced mixed declared"`
	Unit       Unit                `json:"unit" validate:"oneof=traineeHours count boolean ratio countAndRatio list euros measure"`
	Hours      *TraineeHours       `json:"hours,omitempty" validate:"omitnil"`
	Count      *int                `json:"count,omitempty" validate:"omitnil,min=0"`
	Events     *int                `json:"events,omitempty" validate:"omitnil,min=0"`
	Ratio      *Ratio              `json:"ratio,omitempty" validate:"omitnil"`
	Declared   *Declared           `json:"declared,omitempty" validate:"omitnil"`
	Learners   *int                `json:"learners,omitempty" validate:"omitnil,min=0"`
	Suppressed bool                `json:"suppressed,omitempty"`
	Inputs     []competency.Digest `json:"inputs,omitempty" validate:"omitempty,min=1,max=100,dive,form=digest"`
}

// Period is a span of days, both included.
type Period struct {
	From  competency.Date `json:"from" validate:"form=date"`
	Until competency.Date `json:"until" validate:"form=date"`
}

// Valid reports whether both days exist and From is not after Until.
func (p Period) Valid() bool { return p.From.Valid() && p.Until.Valid() && p.From <= p.Until }

// Has reports whether day lies in the period.
func (p Period) Has(day competency.Date) bool { return p.From <= day && day <= p.Until }

// Declare returns the value that a person states for a declared or mixed
// indicator. A member missing, or a value that does not fit the unit, is
// INDICATOR-002 or INDICATOR-006.
func Declare(d *Definition, v Declared) (Value, issue.Issues) {
	var out issue.Issues
	for _, m := range []struct{ name, value string }{{"value", v.Value}, {"source", v.Source}, {"byRole", v.ByRole}} {
		if blank(m.value) {
			out.Add(rule002, issue.Pointer("/declared").Field(m.name), d.ID, m.name)
		}
	}
	if !v.On.Valid() {
		out.Add(rule002, "/declared/on", d.ID, "on")
	}
	if d.Kind == KindComputed {
		out.Add(rule006, "/declared", d.ID, string(KindDeclared), string(d.Kind))
	}
	if !blank(v.Value) && !fits(d.Unit, v.Value) {
		out.Add(rule006, "/declared/value", d.ID, v.Value, string(d.Unit))
	}
	out.Sort()
	value := valueOf(d)
	value.Kind, value.Declared = KindDeclared, &v
	return value, out
}

func valueOf(d *Definition) Value {
	return Value{Indicator: d.ID, Plan: d.Plan, Version: d.Version, Kind: d.Kind, Unit: d.Unit}
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return false
		}
	}
	return true
}

// fits reports whether a declared text can be of the unit: counts, hours and
// euros are numbers, ratios "a/b" or a percentage, booleans oui or non.
func fits(u Unit, s string) bool {
	switch u {
	case UnitCount, UnitTraineeHours, UnitEuros:
		return decimal(s)
	case UnitRatio:
		return ratio(s)
	case UnitBoolean:
		switch s {
		case "oui", "non", "true", "false", "yes", "no":
			return true
		}
		return false
	}
	return true
}

func ratio(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '/' {
			return decimal(s[:i]) && decimal(s[i+1:])
		}
	}
	n := len(s)
	for n > 0 && (s[n-1] == '%' || s[n-1] == ' ') {
		n--
	}
	return n < len(s) && decimal(s[:n])
}

// decimal reports whether s is digits with at most one comma or dot.
func decimal(s string) bool {
	digits, marks := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case (c == ',' || c == '.') && i > 0 && i < len(s)-1:
			marks++
		default:
			return false
		}
	}
	return digits > 0 && marks <= 1
}
