// SPDX-License-Identifier: Apache-2.0

package label

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Check returns what is wrong with p: expressions that name an unknown
// operator, argument or path (LABEL-001), rules repeated or without criterion
// (LABEL-002), an official profile without source (LABEL-003).
func (p *Profile) Check() issue.Issues {
	var out issue.Issues
	criteria := map[string]bool{}
	for i, c := range p.Criteria {
		if c.ID == "" || criteria[c.ID] {
			out.Add(&rule002, issue.Pointer("/criteria").Index(i).Field("id"), c.ID, issue.Text{FR: "critère sans identifiant ou répété", EN: "criterion without id or repeated"})
		}
		criteria[c.ID] = true
	}
	rules := map[string]bool{}
	for i := range p.Rules {
		r := &p.Rules[i]
		at := issue.Pointer("/rules").Index(i)
		if r.ID == "" || rules[r.ID] {
			out.Add(&rule002, at.Field("id"), r.ID, issue.Text{FR: "identifiant absent ou répété", EN: "id missing or repeated"})
		}
		rules[r.ID] = true
		if !criteria[r.Criterion] {
			out.Add(&rule002, at.Field("criterion"), r.ID, issue.Text{FR: "critère inconnu « " + r.Criterion + " »", EN: "unknown criterion “" + r.Criterion + "”"})
		}
		out = append(out, r.check(at)...)
	}
	if p.Official && !p.cited() {
		out.Add(&rule003, "/official")
	}
	if !p.ID.Valid() || !competency.ValidVersion(p.Version) || p.ValidMonths < 1 || p.ReviewMonths < 0 {
		out.Add(&rule002, "", string(p.ID), "id, version, validMonths")
	}
	out.Sort()
	return out
}

func (p *Profile) cited() bool {
	for _, s := range p.Sources {
		if s.Title != "" && (s.Reference != "" || s.URI != "") {
			return true
		}
	}
	return false
}

func (r *Rule) check(at issue.Pointer) issue.Issues {
	var out issue.Issues
	say := func(at issue.Pointer, what any) { out.Add(&rule001, at, r.ID, what) }
	if !r.Severity.Valid() {
		say(at.Field("severity"), "severity « "+string(r.Severity)+" »")
	}
	switch {
	case !r.Mode.Valid():
		say(at.Field("mode"), "mode « "+string(r.Mode)+" »")
	case r.Mode == ModeComputed && r.When == nil:
		say(at, issue.Text{FR: "règle calculée sans « when »", EN: "computed rule without “when”"})
	case r.Mode == ModeEvidence && r.When != nil:
		say(at.Field("when"), issue.Text{FR: "une règle à pièces n'a pas de « when »", EN: "an evidence rule has no “when”"})
	}
	for name, e := range map[string]*Expr{"applies": r.Applies, "when": r.When} {
		if e != nil {
			c := exprCheck{say: say}
			c.expr(e, at.Field(name), "", 0)
		}
	}
	return out
}

// exprCheck walks an expression; in is where its paths start: "" for the
// facts, "/bricks[]" inside each over /bricks.
type exprCheck struct {
	say   func(issue.Pointer, any)
	count int
}

const (
	maxDepth = 16
	maxNodes = 1000
)

func (c *exprCheck) expr(e *Expr, at issue.Pointer, in string, depth int) {
	if c.count++; depth > maxDepth || c.count > maxNodes {
		c.say(at, issue.Text{FR: "expression trop grande", EN: "expression too large"})
		return
	}
	low, high := 0, 0
	switch e.Op {
	case OpAll, OpAny:
		low, high = 1, 32
	case OpNot, OpEach, OpSome:
		low, high = 1, 1
	case OpCount:
		high = 1
	case OpPresent, OpEq, OpIn, OpGe, OpLe, OpResolves, OpCovers:
	default:
		c.say(at.Field("op"), issue.Text{FR: "opérateur inconnu « " + string(e.Op) + " »", EN: "unknown operator “" + string(e.Op) + "”"})
		return
	}
	if n := len(e.Args); n < low || n > high {
		c.say(at.Field("args"), string(e.Op)+" : "+strconv.Itoa(n)+" arguments, "+strconv.Itoa(low)+" à "+strconv.Itoa(high))
	}
	c.value(e, at)
	inside := in
	switch e.Op {
	case OpAll, OpAny, OpNot:
		if e.Path != "" {
			c.say(at.Field("path"), issue.Text{FR: string(e.Op) + " n'a pas de chemin", EN: string(e.Op) + " has no path"})
		}
	default:
		inside = c.path(e.Path, at.Field("path"), in)
		if e.Op == OpEach || e.Op == OpSome || e.Op == OpCount {
			inside += "[]"
			if inside != "[]" && !known(inside) {
				c.say(at.Field("path"), issue.Text{FR: "pas une liste : « " + string(e.Path) + " »", EN: "not a list: “" + string(e.Path) + "”"})
			}
		}
	}
	for i := range e.Args {
		c.expr(&e.Args[i], at.Field("args").Index(i), inside, depth+1)
	}
}

// path reports a path that no subject has.
func (c *exprCheck) path(p issue.Pointer, at issue.Pointer, in string) string {
	full := in + string(p)
	if p != "" && (p[0] != '/' || !known(full)) {
		c.say(at, issue.Text{FR: "chemin inconnu « " + full + " »", EN: "unknown path “" + full + "”"})
	}
	return full
}

// value checks that the constant fits the operator.
func (c *exprCheck) value(e *Expr, at issue.Pointer) {
	v := e.constant()
	ok := true
	switch e.Op {
	case OpEq:
		ok = scalar(v)
	case OpGe, OpLe:
		s, isText := v.AsString()
		ok = v.Kind() == jsontree.KindNumber || isText && competency.Date(s).Valid()
	case OpIn:
		ok = len(v.Elements()) > 0
		for _, el := range v.Elements() {
			ok = ok && scalar(el)
		}
	case OpCount:
		n, whole := v.AsInt()
		ok = whole && n >= 0
	case OpCovers:
		s, isText := v.AsString()
		ok = isText && known(s) && known(s+"[]")
	default:
		ok = e.Value == nil
	}
	if !ok {
		c.say(at.Field("value"), string(e.Op)+" : « "+show(v)+" »")
	}
}

func scalar(v Value) bool {
	switch v.Kind() {
	case jsontree.KindBool, jsontree.KindNumber, jsontree.KindString:
		return true
	}
	return false
}

// known reports whether some subject can have a fact at path, where "[]"
// stands for any element.
func known(path string) bool {
	if path == "" {
		return true
	}
	for _, k := range factPaths {
		if strings.HasPrefix(k, path) && (len(k) == len(path) || k[len(path)] == '/' || k[len(path)] == '[') {
			return true
		}
	}
	return false
}
