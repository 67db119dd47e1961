// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Value is one JSON value: facts, or a constant inside a rule. FactsOf and
// ParseFacts make facts; the zero value is null.
type Value = jsontree.Value

// Op is one operator of the closed rule language.
type Op string

// The operators. There are no others, and none can loop, call or assign.
const (
	OpAll      Op = "all"      // every argument is true
	OpAny      Op = "any"      // one argument is true
	OpNot      Op = "not"      // the argument is false
	OpPresent  Op = "present"  // something is there; "", [] and {} are nothing
	OpEq       Op = "eq"       // equal to Value
	OpIn       Op = "in"       // equal to an element of Value
	OpGe       Op = "ge"       // at least Value: numbers, or two days
	OpLe       Op = "le"       // at most Value
	OpEach     Op = "each"     // the argument holds for every element
	OpSome     Op = "some"     // the argument holds for one element
	OpCount    Op = "count"    // it holds for at least Value elements
	OpResolves Op = "resolves" // framework references lead somewhere
	OpCovers   Op = "covers"   // every wanted item is met by the array at pointer Value
)

// Valid reports whether op is one of the operators.
func (op Op) Valid() bool {
	switch op {
	case OpAll, OpAny, OpNot, OpPresent, OpEq, OpIn, OpGe, OpLe, OpEach, OpSome, OpCount, OpResolves, OpCovers:
		return true
	}
	return false
}

// Expr is one node of a rule: an operator on the value at Path. Inside each,
// some and count, a path starts at the element; elsewhere at the facts.
type Expr struct {
	Op    Op            `json:"op" validate:"oneof=all any not present eq in ge le each some count resolves covers"`
	Path  issue.Pointer `json:"path,omitempty"`
	Value *Value        `json:"value,omitempty"`
	Args  []Expr        `json:"args,omitempty" validate:"max=32,dive"`
}

// Reason says why a finding has its truth: what was read at Path, what was
// expected there, and how they compare. Got is "absent" where nothing was
// stated, else the JSON that was read, shortened.
type Reason struct {
	Path     issue.Pointer `json:"path"`
	Expected string        `json:"expected"`
	Got      string        `json:"got"`
	Truth    Truth         `json:"truth"`
}

// Resolver answers whether an item exists in a version of a framework and
// has the rank: unknown where that version has not been supplied.
type Resolver interface {
	ResolveRank(framework, version, item string, rank int) Truth
}

// Eval returns the truth of e over facts and the reasons for it. A nil
// Resolver knows no framework.
func Eval(e Expr, facts Value, r Resolver) (Truth, []Reason) {
	ev := evaluator{root: facts, resolver: r}
	t, reasons := ev.eval(&e, facts, "")
	return t, trim(reasons)
}

// maxReasons bounds the reasons of one finding: enough to act on, and a
// pathway of 500 bricks stays readable.
const maxReasons = 12

// trim removes repeats, keeping the first, and what is above maxReasons.
func trim(rs []Reason) []Reason {
	var out []Reason
next:
	for _, r := range rs {
		for _, o := range out {
			if o == r {
				continue next
			}
		}
		if len(out) == maxReasons {
			break
		}
		out = append(out, r)
	}
	return out
}
