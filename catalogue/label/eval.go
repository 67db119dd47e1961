// SPDX-License-Identifier: Apache-2.0

package label

import (
	"cmp"
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// evaluator walks one rule over one set of facts.
type evaluator struct {
	root     Value
	resolver Resolver
}

// eval returns the truth of e at scope, which lies at pointer base of the
// facts, and the reasons that decide it.
func (ev *evaluator) eval(e *Expr, scope Value, base issue.Pointer) (Truth, []Reason) {
	switch e.Op {
	case OpAll, OpAny:
		return ev.group(e, scope, base)
	case OpNot:
		if len(e.Args) != 1 {
			return TruthUnknown, []Reason{{base, "not(1)", strconv.Itoa(len(e.Args)), TruthUnknown}}
		}
		t, rs := ev.eval(&e.Args[0], scope, base)
		out := make([]Reason, len(rs))
		for i, r := range rs {
			out[i] = Reason{r.Path, "¬ " + r.Expected, r.Got, r.Truth.Not()}
		}
		return t.Not(), out
	}
	at := base + e.Path
	v, ok := scope.At(e.Path)
	if !ok || v.IsNull() {
		got := "absent"
		if ok {
			got = "null"
		}
		return TruthUnknown, []Reason{{at, e.expected(), got, TruthUnknown}}
	}
	switch e.Op {
	case OpEach, OpSome:
		return ev.elements(e, v, at)
	case OpCount:
		return ev.count(e, v, at)
	case OpResolves:
		return ev.resolves(e, v, at)
	case OpCovers:
		return ev.covers(e, v, at)
	}
	t := compare(e, v)
	return t, []Reason{{at, e.expected(), show(v), t}}
}

// group evaluates all and any. The reasons are those of the arguments that
// decide: the false ones of a false all, the true ones of a true any, the
// unknown ones of an unknown.
func (ev *evaluator) group(e *Expr, scope Value, base issue.Pointer) (Truth, []Reason) {
	if len(e.Args) == 0 {
		return TruthUnknown, []Reason{{base, string(e.Op) + "(≥ 1)", "0", TruthUnknown}}
	}
	total := TruthTrue
	if e.Op == OpAny {
		total = TruthFalse
	}
	truths := make([]Truth, len(e.Args))
	reasons := make([][]Reason, len(e.Args))
	for i := range e.Args {
		truths[i], reasons[i] = ev.eval(&e.Args[i], scope, base)
		if e.Op == OpAny {
			total = total.Or(truths[i])
		} else {
			total = total.And(truths[i])
		}
	}
	var out []Reason
	for i := range truths {
		if truths[i] == total {
			out = append(out, reasons[i]...)
		}
	}
	return total, out
}

// elements evaluates each and some.
func (ev *evaluator) elements(e *Expr, v Value, at issue.Pointer) (Truth, []Reason) {
	if v.Kind() != jsontree.KindArray || len(e.Args) != 1 {
		return TruthUnknown, []Reason{{at, e.expected(), show(v), TruthUnknown}}
	}
	if len(v.Elements()) == 0 {
		t := TruthUnknown
		if e.Op == OpSome {
			t = TruthFalse
		}
		return t, []Reason{{at, e.expected(), "[]", t}}
	}
	total := TruthTrue
	if e.Op == OpSome {
		total = TruthFalse
	}
	var by [3][]Reason
	for i := range v.Elements() {
		t, rs := ev.eval(&e.Args[0], v.Elements()[i], at.Index(i))
		if e.Op == OpSome {
			total = total.Or(t)
		} else {
			total = total.And(t)
		}
		if k := slot(t); len(by[k]) < maxReasons {
			by[k] = append(by[k], rs...)
		}
	}
	return total, by[slot(total)]
}

func slot(t Truth) int {
	switch t {
	case TruthFalse:
		return 1
	case TruthTrue:
		return 2
	}
	return 0
}

// count is true once enough elements are true, false once even the unknown
// ones would not be enough.
func (ev *evaluator) count(e *Expr, v Value, at issue.Pointer) (Truth, []Reason) {
	need, ok := e.constant().AsInt()
	if v.Kind() != jsontree.KindArray || !ok || len(e.Args) > 1 {
		return TruthUnknown, []Reason{{at, e.expected(), show(v), TruthUnknown}}
	}
	yes, maybe := 0, 0
	for i := range v.Elements() {
		t := TruthTrue
		if len(e.Args) == 1 {
			t, _ = ev.eval(&e.Args[0], v.Elements()[i], at.Index(i))
		}
		switch t {
		case TruthTrue:
			yes++
		case TruthUnknown:
			maybe++
		}
	}
	t := TruthUnknown
	switch {
	case int64(yes) >= need:
		t = TruthTrue
	case int64(yes+maybe) < need:
		t = TruthFalse
	}
	got := strconv.Itoa(yes)
	if maybe > 0 {
		got += " + " + strconv.Itoa(maybe) + " ?"
	}
	return t, []Reason{{at, e.expected(), got, t}}
}

// compare decides the operators on one present value.
func compare(e *Expr, v Value) Truth {
	want := e.constant()
	switch e.Op {
	case OpPresent:
		return truthOf(!v.Empty())
	case OpEq:
		if v.Kind() != want.Kind() {
			return TruthUnknown
		}
		return truthOf(v.Equal(want))
	case OpIn:
		comparable := false
		for _, w := range want.Elements() {
			if w.Kind() == v.Kind() {
				comparable = true
				if w.Equal(v) {
					return TruthTrue
				}
			}
		}
		if !comparable {
			return TruthUnknown
		}
		return TruthFalse
	case OpGe, OpLe:
		c, ok := order(v, want)
		if !ok {
			return TruthUnknown
		}
		return truthOf(c == 0 || (c > 0) == (e.Op == OpGe))
	}
	return TruthUnknown
}

// order compares two numbers or two days.
func order(a, b Value) (int, bool) {
	if x, ok := a.AsNumber(); ok {
		y, ok := b.AsNumber()
		return cmp.Compare(x, y), ok
	}
	x, ok1 := a.AsString()
	y, ok2 := b.AsString()
	if ok1 && ok2 && competency.Date(x).Valid() && competency.Date(y).Valid() {
		return cmp.Compare(x, y), true
	}
	return 0, false
}
