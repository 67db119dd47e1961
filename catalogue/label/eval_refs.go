// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// resolves asks the Resolver for one reference or each of an array.
func (ev *evaluator) resolves(e *Expr, v Value, at issue.Pointer) (Truth, []Reason) {
	if v.Kind() == jsontree.KindObject {
		return ev.resolve(e, v, at)
	}
	if v.Kind() != jsontree.KindArray || len(v.Elements()) == 0 {
		return TruthUnknown, []Reason{{at, e.expected(), show(v), TruthUnknown}}
	}
	total := TruthTrue
	var by [3][]Reason
	for i := range v.Elements() {
		t, rs := ev.resolve(e, v.Elements()[i], at.Index(i))
		total = total.And(t)
		if k := slot(t); len(by[k]) < maxReasons {
			by[k] = append(by[k], rs...)
		}
	}
	return total, by[slot(total)]
}

func (ev *evaluator) resolve(e *Expr, ref Value, at issue.Pointer) (Truth, []Reason) {
	framework, ok1 := member(ref, "framework").AsString()
	version, ok2 := member(ref, "version").AsString()
	item, ok3 := member(ref, "item").AsString()
	rank, ok4 := member(ref, "rank").AsInt()
	t := TruthUnknown
	if ok1 && ok2 && ok3 && ok4 && ev.resolver != nil {
		t = ev.resolver.ResolveRank(framework, version, item, int(rank))
	}
	return t, []Reason{{at, e.expected(), show(ref), t}}
}

func member(v Value, name string) Value {
	m, _ := v.Get(name)
	return m
}

// covers asks, for every wanted item and rank, for one entry of the array at
// the root pointer Value with that item and at least that rank. An item or
// rank that is not stated leaves the question open.
func (ev *evaluator) covers(e *Expr, wanted Value, at issue.Pointer) (Truth, []Reason) {
	pointer, _ := e.constant().AsString()
	have, ok := ev.root.At(issue.Pointer(pointer))
	if !ok || have.Kind() != jsontree.KindArray {
		got := "absent"
		if ok {
			got = show(have)
		}
		return TruthUnknown, []Reason{{issue.Pointer(pointer), "[]", got, TruthUnknown}}
	}
	if wanted.Kind() != jsontree.KindArray || len(wanted.Elements()) == 0 {
		return TruthUnknown, []Reason{{at, e.expected(), show(wanted), TruthUnknown}}
	}
	total := TruthTrue
	var by [3][]Reason
	for i := range wanted.Elements() {
		t, best := met(wanted.Elements()[i], have)
		total = total.And(t)
		if k := slot(t); len(by[k]) < maxReasons {
			by[k] = append(by[k], Reason{at.Index(i), e.expected() + " " + wantText(wanted.Elements()[i]), best, t})
		}
	}
	return total, by[slot(total)]
}

// met returns whether an entry of have meets want, and the best rank found.
func met(want, have Value) (Truth, string) {
	item, ok1 := member(want, "item").AsString()
	rank, ok2 := member(want, "rank").AsInt()
	total, best := TruthFalse, int64(-1)
	for _, h := range have.Elements() {
		hi, ok3 := member(h, "item").AsString()
		hr, ok4 := member(h, "rank").AsInt()
		same, high := TruthUnknown, TruthUnknown
		if ok1 && ok3 {
			same = truthOf(hi == item)
		}
		if ok2 && ok4 {
			high = truthOf(hr >= rank)
		}
		total = total.Or(same.And(high))
		if same == TruthTrue && ok4 && hr > best {
			best = hr
		}
	}
	if best < 0 {
		return total, "absent"
	}
	return total, strconv.FormatInt(best, 10)
}

func wantText(want Value) string {
	item, _ := member(want, "item").AsString()
	rank := member(want, "rank")
	if rank.IsNull() {
		return item
	}
	return item + " ≥ " + string(rank.Canonical())
}
