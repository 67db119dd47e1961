// SPDX-License-Identifier: Apache-2.0

package label_test

import (
	"encoding/json"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// valueOf turns what encoding/json decodes into a Value.
func valueOf(v any) label.Value {
	switch v := v.(type) {
	case bool:
		return jsontree.Bool(v)
	case float64:
		return jsontree.Number(v)
	case string:
		return jsontree.String(v)
	case []any:
		out := make([]label.Value, len(v))
		for i := range v {
			out[i] = valueOf(v[i])
		}
		return jsontree.Array(out...)
	case map[string]any:
		var ms []jsontree.Member
		for name, m := range v {
			ms = append(ms, jsontree.Member{Name: name, Value: valueOf(m)})
		}
		return jsontree.Object(ms...)
	}
	return label.Value{}
}

type jsonExpr struct {
	Op, Path string
	Value    any
	Args     []jsonExpr
}

func (j jsonExpr) expr() label.Expr {
	e := label.Expr{Op: label.Op(j.Op), Path: issue.Pointer(j.Path)}
	if j.Value != nil {
		v := valueOf(j.Value)
		e.Value = &v
	}
	for _, a := range j.Args {
		e.Args = append(e.Args, a.expr())
	}
	return e
}

// known resolves as the fixtures say: "framework|version" to item to ranks.
type known map[string]map[string][]int

func (k known) ResolveRank(framework, version, item string, rank int) label.Truth {
	items, ok := k[framework+"|"+version]
	if !ok {
		return label.TruthUnknown
	}
	for _, r := range items[item] {
		if r == rank {
			return label.TruthTrue
		}
	}
	return label.TruthFalse
}

type evalCase struct {
	ID     string
	Rule   jsonExpr
	Facts  any
	Known  known
	Expect string
	Note   string
}

func runCases(t *testing.T, data []byte) int {
	var cases []evalCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got, reasons := label.Eval(c.Rule.expr(), valueOf(c.Facts), c.Known)
		if string(got) != c.Expect {
			t.Errorf("%s: %s, want %s (%s) %v", c.ID, got, c.Expect, c.Note, reasons)
		}
		if len(reasons) == 0 {
			t.Errorf("%s: no reason", c.ID)
		}
	}
	return len(cases)
}

func TestEvalFixtures(t *testing.T) {
	data, err := os.ReadFile(fixtures.Path(t, "catalogue/label/cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cases", runCases(t, data))
}

func TestEvalOwnCases(t *testing.T) {
	data, err := os.ReadFile("testdata/eval.json")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cases", runCases(t, data))
}

// atom returns an expression and facts where it has truth want.
func atom(i int, want label.Truth) (label.Expr, jsontree.Member) {
	name := "p" + strconv.Itoa(i)
	v := label.Value{}
	switch want {
	case label.TruthTrue:
		v = jsontree.String("x")
	case label.TruthFalse:
		v = jsontree.String("")
	}
	return label.Expr{Op: label.OpPresent, Path: issue.Pointer("/" + name)}, jsontree.Member{Name: name, Value: v}
}

// TestTruthTables walks every assignment of one, two and three arguments.
func TestTruthTables(t *testing.T) {
	values := []label.Truth{label.TruthUnknown, label.TruthFalse, label.TruthTrue}
	rank := map[label.Truth]int{label.TruthFalse: 0, label.TruthUnknown: 1, label.TruthTrue: 2} // Kleene's order
	back := []label.Truth{label.TruthFalse, label.TruthUnknown, label.TruthTrue}
	checked := 0
	for n := 1; n <= 3; n++ {
		for code := 0; code < pow(3, n); code++ {
			least, most := 2, 0
			var args []label.Expr
			var facts []jsontree.Member
			var elems []label.Value
			for i, c := 0, code; i < n; i, c = i+1, c/3 {
				want := values[c%3]
				e, m := atom(i, want)
				args, facts = append(args, e), append(facts, m)
				elems = append(elems, jsontree.Object(jsontree.Member{Name: "p", Value: m.Value}))
				least, most = min(least, rank[want]), max(most, rank[want])
			}
			facts = append(facts, jsontree.Member{Name: "list", Value: jsontree.Array(elems...)})
			root := jsontree.Object(facts...)
			p := []label.Expr{{Op: label.OpPresent, Path: "/p"}}
			for _, c := range []struct {
				e    label.Expr
				want label.Truth
			}{
				{label.Expr{Op: label.OpAll, Args: args}, back[least]},
				{label.Expr{Op: label.OpAny, Args: args}, back[most]},
				{label.Expr{Op: label.OpNot, Args: []label.Expr{{Op: label.OpAll, Args: args}}}, back[2-least]},
				{label.Expr{Op: label.OpEach, Path: "/list", Args: p}, back[least]},
				{label.Expr{Op: label.OpSome, Path: "/list", Args: p}, back[most]},
			} {
				got, reasons := label.Eval(c.e, root, nil)
				if got != c.want || len(reasons) == 0 {
					t.Errorf("%s over %s = %s, want %s; %d reasons", c.e.Text(), root.Canonical(), got, c.want, len(reasons))
				}
				checked++
			}
		}
	}
	for _, a := range values {
		for _, b := range values {
			if a.And(b) != back[min(rank[a], rank[b])] || a.Or(b) != back[max(rank[a], rank[b])] {
				t.Errorf("And or Or of %s, %s", a, b)
			}
		}
		if a.Not() != back[2-rank[a]] {
			t.Errorf("Not of %s", a)
		}
	}
	t.Logf("%d rows", checked)
}

func pow(b, n int) int {
	if n == 0 {
		return 1
	}
	return b * pow(b, n-1)
}

// randomValue returns facts of depth at most d over a few names.
func randomValue(r *rand.Rand, d int) label.Value {
	switch k := r.Intn(7); {
	case k == 0:
		return jsontree.Bool(r.Intn(2) == 0)
	case k == 1:
		return jsontree.Int(int64(r.Intn(4)))
	case k == 2:
		return jsontree.String([]string{"", "a", "2027-01-01", "2027-06-30"}[r.Intn(4)])
	case k <= 4 && d > 0:
		elems := make([]label.Value, r.Intn(4))
		for i := range elems {
			elems[i] = randomValue(r, d-1)
		}
		return jsontree.Array(elems...)
	case d > 0:
		var ms []jsontree.Member
		for _, n := range []string{"a", "b", "c", "item", "rank"} {
			if r.Intn(3) > 0 {
				ms = append(ms, jsontree.Member{Name: n, Value: randomValue(r, d-1)})
			}
		}
		return jsontree.Object(ms...)
	}
	return jsontree.Int(int64(r.Intn(3)))
}

func randomExpr(r *rand.Rand, d int) label.Expr {
	paths := []issue.Pointer{"/a", "/b", "/c", "/a/b", "/b/c", "/item", "/rank", "/a/a"}
	path := paths[r.Intn(len(paths))]
	leaf := []label.Op{label.OpPresent, label.OpEq, label.OpIn, label.OpGe, label.OpLe, label.OpCovers, label.OpResolves}
	nest := []label.Op{label.OpAll, label.OpAny, label.OpNot, label.OpEach, label.OpSome, label.OpCount}
	op := leaf[r.Intn(len(leaf))]
	if d > 0 && r.Intn(3) > 0 {
		op = nest[r.Intn(len(nest))]
	}
	e := label.Expr{Op: op, Path: path}
	n := 0
	switch op {
	case label.OpAll, label.OpAny:
		e.Path, n = "", 1+r.Intn(3)
	case label.OpNot:
		e.Path, n = "", 1
	case label.OpEach, label.OpSome:
		n = 1
	case label.OpCount:
		n = r.Intn(2)
		v := jsontree.Int(int64(r.Intn(3)))
		e.Value = &v
	case label.OpCovers:
		v := jsontree.String(string(paths[r.Intn(len(paths))]))
		e.Value = &v
	case label.OpIn:
		v := jsontree.Array(jsontree.Int(1), jsontree.String("a"))
		e.Value = &v
	case label.OpPresent, label.OpResolves:
	default:
		v := randomValue(r, 0)
		e.Value = &v
	}
	for range n {
		e.Args = append(e.Args, randomExpr(r, d-1))
	}
	return e
}

// drop returns v without one member chosen at random, and whether it had one
// to lose. An object that would be left empty goes with its last member:
// "there is an empty object" is itself a statement.
func drop(r *rand.Rand, v label.Value) (label.Value, bool) {
	switch v.Kind() {
	case jsontree.KindArray:
		elems := append([]label.Value(nil), v.Elements()...)
		for _, i := range r.Perm(len(elems)) {
			if e, ok := drop(r, elems[i]); ok {
				elems[i] = e
				return jsontree.Array(elems...), true
			}
		}
	case jsontree.KindObject:
		ms := append([]jsontree.Member(nil), v.Members()...)
		if len(ms) < 2 {
			return v, false
		}
		i := r.Intn(len(ms))
		if r.Intn(2) == 0 {
			if e, ok := drop(r, ms[i].Value); ok {
				ms[i].Value = e
				return jsontree.Object(ms...), true
			}
		}
		return jsontree.Object(append(ms[:i], ms[i+1:]...)...), true
	}
	return v, false
}

// TestEvalMonotone drops members of random facts under random rules: a truth
// may only move to unknown.
func TestEvalMonotone(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	drops, moved := 0, 0
	seen := map[label.Truth]int{}
	for drops < 10000 {
		facts, e := randomValue(r, 3), randomExpr(r, 3)
		before, reasons := label.Eval(e, facts, known{})
		if len(reasons) == 0 {
			t.Fatalf("%s over %s: no reason", e.Text(), facts.Canonical())
		}
		if before == label.TruthUnknown {
			continue // nothing can move
		}
		less, ok := drop(r, facts)
		if !ok {
			continue
		}
		drops++
		seen[before]++
		after, _ := label.Eval(e, less, known{})
		if after != before {
			moved++
			if after != label.TruthUnknown {
				t.Fatalf("%s over %s = %s, over %s = %s", e.Text(), facts.Canonical(), before, less.Canonical(), after)
			}
		}
	}
	if moved < 1000 || len(seen) != 2 {
		t.Errorf("%d moves, truths seen %v: the generator is too weak", moved, seen)
	}
	keys := make([]string, 0, 3)
	for k, n := range seen {
		keys = append(keys, string(k)+" "+strconv.Itoa(n))
	}
	sort.Strings(keys)
	t.Logf("%d drops, %d moved to unknown; before: %v", drops, moved, keys)
}
