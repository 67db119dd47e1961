// SPDX-License-Identifier: Apache-2.0

package check_test

import (
	"bytes"
	cmpapi "cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// cases is how many random cases to try: few with -short, some otherwise, and
// long (or the number it holds) with BRIQUES_LONG: make test asks for 20,000.
func cases(t *testing.T, short, some, long int) int {
	t.Helper()
	switch {
	case os.Getenv("BRIQUES_LONG") == "" && testing.Short():
		return short
	case os.Getenv("BRIQUES_LONG") == "":
		return some
	}
	if n, err := strconv.Atoi(os.Getenv("BRIQUES_LONG")); err == nil && n > 1 {
		return n
	}
	return long
}

// maker fills Go values at random, now and then against one of their limits.
type maker struct {
	r      *rand.Rand
	words  map[string]*wordPool
	fields map[reflect.Type][]member
	faults int                // per mille of values made wrong
	limits map[[2]string]bool // every field and limit met: was it broken?
}

// member is a field of a struct and its full name.
type member struct {
	constraint.Field
	where  string
	opaque bool
}

func newMaker(seed uint64) *maker {
	return &maker{r: rand.New(rand.NewPCG(seed, 3)), words: map[string]*wordPool{}, fields: map[reflect.Type][]member{}, limits: map[[2]string]bool{}}
}

// breaks decides whether the limit is broken here.
func (m *maker) breaks(where, limit string) bool {
	broken := m.r.IntN(1000) < m.faults
	k := [2]string{where, limit}
	if done, met := m.limits[k]; !met || broken && !done {
		m.limits[k] = broken
	}
	return broken
}

// kept returns the limits that were never broken.
func (m *maker) kept() (out []string) {
	for k, broken := range m.limits {
		if !broken {
			out = append(out, k[0]+" "+k[1])
		}
	}
	slices.Sort(out)
	return out
}

func (m *maker) fill(v reflect.Value, c *constraint.Constraint, where string, depth int) {
	if c == nil {
		c = &constraint.Constraint{}
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		m.fill(v.Elem(), c, where, depth)
	case reflect.Struct:
		m.members(v, depth)
	case reflect.String:
		v.SetString(m.text(v.Type(), c, where))
	case reflect.Bool:
		v.SetBool(m.r.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(m.number(c, where))
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(`{"x":1}`))
			return
		}
		n := m.size(c, where, depth, "min", "max")
		v.Set(reflect.MakeSlice(v.Type(), 0, n))
		for range n {
			e := reflect.New(v.Type().Elem()).Elem()
			m.fill(e, c.Elem, where+"[]", depth+1)
			v.Set(reflect.Append(v, e))
		}
		if c.Unique && v.Len() > 0 && m.breaks(where, "unique") {
			v.Set(reflect.Append(v, v.Index(0)))
		}
	case reflect.Map:
		n := m.size(c, where, depth, "min", "max")
		v.Set(reflect.MakeMap(v.Type()))
		for range n {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			m.fill(k, c.Keys, where+"{key}", depth)
			m.fill(e, c.Elem, where+"{}", depth)
			v.SetMapIndex(k, e)
		}
		if k, twin := swapCase(v); twin != "" && m.breaks(where, "alike") {
			v.SetMapIndex(reflect.ValueOf(twin).Convert(v.Type().Key()), v.MapIndex(k))
		}
	}
}

// swapCase returns a name of a map that ends with a letter, and the same with
// that letter in the other case. The longest comes first: fr-CA is as good a
// language written fr-Ca, fr is not written fR.
func swapCase(m reflect.Value) (name reflect.Value, twin string) {
	names := m.MapKeys()
	slices.SortFunc(names, func(a, b reflect.Value) int {
		return cmpapi.Or(b.Len()-a.Len(), strings.Compare(a.String(), b.String()))
	})
	for _, k := range names {
		n := k.String()
		rest, last := n[:max(0, len(n)-1)], n[max(0, len(n)-1):]
		if last > "z" { // part of a longer letter
			continue
		}
		if up := strings.ToUpper(last); up != last {
			return k, rest + up
		}
		if low := strings.ToLower(last); low != last {
			return k, rest + low
		}
	}
	return name, ""
}

// hasTwins reports whether an object of a document has two names that are
// equal but for their case.
func hasTwins(tree any) bool {
	switch v := tree.(type) {
	case []any:
		return slices.ContainsFunc(v, hasTwins)
	case map[string]any:
		names := slices.Collect(maps.Keys(v))
		for i, a := range names {
			for _, b := range names[:i] {
				if strings.EqualFold(a, b) {
					return true
				}
			}
			if hasTwins(v[a]) {
				return true
			}
		}
	}
	return false
}

func (m *maker) members(v reflect.Value, depth int) {
	for _, f := range m.membersOf(v.Type()) {
		if f.opaque || !f.Required && (depth > 3 || m.r.IntN(3) > 0) {
			continue
		}
		m.fill(v.FieldByIndex(f.Index), f.Rule, f.where, depth+1)
	}
}

func (m *maker) membersOf(t reflect.Type) []member {
	list, ok := m.fields[t]
	if !ok {
		fields, err := constraint.Fields(t)
		if err != nil {
			panic(err)
		}
		for _, f := range fields {
			list = append(list, member{f, t.String() + "." + f.JSON, f.JSON == "$schema" || opaque[f.Type.String()]})
		}
		m.fields[t] = list
	}
	return list
}

var opaque = map[string]bool{"*label.Expr": true, "*planner.Tree": true}

func (m *maker) size(c *constraint.Constraint, where string, depth int, lo, hi string) int {
	low, _ := strconv.Atoi(c.Min)
	n := low
	if depth < 4 {
		n += m.r.IntN(3)
	}
	if most, err := strconv.Atoi(c.Max); err == nil {
		n = min(n, most)
		if most < 200 && m.breaks(where, hi) {
			return most + 1
		}
	}
	if low > 0 && m.breaks(where, lo) && c.Presence != constraint.OmitEmpty {
		return low - 1
	}
	return n
}

func (m *maker) number(c *constraint.Constraint, where string) int64 {
	low, high := int64(0), int64(100)
	if n, err := strconv.ParseInt(c.Min, 10, 64); err == nil {
		low = n
		if m.breaks(where, "min") && (c.Presence != constraint.OmitEmpty || n > 1) {
			return n - 1
		}
	}
	if n, err := strconv.ParseInt(c.Max, 10, 64); err == nil {
		high = n
		if m.breaks(where, "max") {
			return n + 1
		}
	}
	switch m.r.IntN(4) {
	case 0:
		return low
	case 1:
		return high
	}
	return low + m.r.Int64N(high-low+1)
}

var odd = []string{"é", "🏫", "\n", "a b", "\u2028", "x\"y", "’"}

func (m *maker) text(t reflect.Type, c *constraint.Constraint, where string) string {
	switch {
	case t.Name() == "Decimal":
		return []string{"0", "1", "0.5", "-2.25", "100"}[m.r.IntN(5)]
	case c.OneOf != nil:
		if m.breaks(where, "oneof") {
			return c.OneOf[0] + "x"
		}
		return c.OneOf[m.r.IntN(len(c.OneOf))]
	case c.Form != "":
		n, _ := pattern.Find(c.Form)
		w := m.word(n)
		if m.breaks(where, "form") {
			return []string{w + "\n", "É" + w, w + " ", "-" + w + "|", strings.Repeat("a", n.MaxLength+1) + "é"}[m.r.IntN(5)]
		}
		return w
	}
	low, _ := strconv.Atoi(c.Min)
	n := low + m.r.IntN(6)
	if most, err := strconv.Atoi(c.Max); err == nil {
		n = min(n, most)
		if most <= 400 && m.breaks(where, "max") {
			return strings.Repeat("É", most+1)
		}
		if most <= 400 && m.r.IntN(20) == 0 {
			return strings.Repeat("🏫", most)
		}
	}
	if low > 0 && m.breaks(where, "min") && (c.Presence != constraint.OmitEmpty || low > 1) {
		return strings.Repeat("a", low-1)
	}
	var b strings.Builder
	for i := range n {
		if m.r.IntN(8) == 0 && i < n {
			r := []rune(odd[m.r.IntN(len(odd))])
			b.WriteRune(r[0])
			continue
		}
		b.WriteByte(byte('a' + m.r.IntN(26)))
	}
	return b.String()
}

// wordPool holds words of one form. Drawing one is slow, so that most values
// take one from the pool, which changes all the time.
type wordPool struct {
	words *subset.Words
	drawn []string
}

func (m *maker) word(n pattern.Named) string {
	p, ok := m.words[n.Name]
	if !ok {
		most := -1
		if n.MaxLength > 0 {
			most = n.MaxLength
		}
		p = &wordPool{words: subset.NewWords(subset.Lang{Patterns: []string{n.Regexp}, NoNewline: true, Max: most})}
		m.words[n.Name] = p
	}
	if len(p.drawn) < 500 || m.r.IntN(50) == 0 {
		s, _ := p.words.Draw(m.r, 1+m.r.IntN(12))
		if len(p.drawn) < 500 {
			p.drawn = append(p.drawn, s)
		}
		p.drawn[m.r.IntN(len(p.drawn))] = s
		return s
	}
	return p.drawn[m.r.IntN(len(p.drawn))]
}

// TestStructParity (P1): a Go value that check.Struct accepts encodes to a
// document that the published schema accepts, and the other way round; what
// is accepted reads back equal. Two names that differ only by case, which a
// Go map can hold and strict reading refuses, are a fault for both.
func TestStructParity(t *testing.T) {
	total := cases(t, 80, 2_000, 1_000_000)
	for _, inf := range schemas.Kinds() {
		typ, ok := kinds.Type(inf.Kind)
		if !ok {
			continue
		}
		t.Run(string(inf.Kind), func(t *testing.T) {
			t.Parallel()
			structParity(t, inf.Kind, typ, total)
		})
	}
}

func structParity(t *testing.T, kind schemas.Kind, typ reflect.Type, total int) {
	src, err := schemas.Source(kind)
	if err != nil {
		t.Fatal(err)
	}
	v5, err := engine.Compile(src, nil)
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := schemas.Schema(kind)
	if err != nil {
		t.Fatal(err)
	}
	m := newMaker(uint64(len(kind)))
	valid, size := 0, 0
	for i := range total {
		m.faults = []int{0, 4, 30}[i%3]
		v := reflect.New(typ)
		m.fill(v.Elem(), nil, "", 0)
		data, err := json.Marshal(v.Interface())
		if err != nil {
			t.Fatalf("%v", err)
		}
		size += len(data)
		found := check.Struct(v.Interface())
		tree, err := engine.Decode(data)
		if err != nil {
			t.Fatalf("wrote what cannot be read: %v\n%s", err, data)
		}
		if accepted := v5.Accepts(tree) && !hasTwins(tree); (len(found) == 0) != accepted {
			t.Fatalf("check says %v, the schema %v: %v\n%s", found, accepted, compiled.Validate(data).Issues, data)
		}
		if check.Valid(v.Interface()) != (len(found) == 0) {
			t.Fatalf("Valid and Struct disagree: %v\n%s", found, data)
		}
		switch {
		case len(found) == 0:
			valid++
			doc, issues, _ := kinds.Decode(kind, data)
			if len(issues) > 0 {
				t.Fatalf("does not read back: %v\n%s", issues, data)
			}
			if valid%4 == 0 {
				if again, _ := json.Marshal(doc.Value); !bytes.Equal(again, data) {
					t.Fatalf("reads back as another value: %s", cmp.Diff(string(data), string(again)))
				}
			}
		case hasTwins(tree): // strict reading stops there
			found = slices.DeleteFunc(found, func(i issue.Issue) bool { return i.Code != "READ-008" })
			samePlaces(t, string(kind), found.Codes(), pointersOf(found), compiled.Validate(data))
		case i%8 < 3: // all three densities of faults
			samePlaces(t, string(kind), found.Codes(), pointersOf(found), compiled.Validate(data))
		}
	}
	never := m.kept()
	t.Logf("%s: %d values of %d bytes, %d %% valid, %d of %d limits broken, 0 disagreements",
		kind, total, size/total, 100*valid/total, len(m.limits)-len(never), len(m.limits))
	if valid*10 < total {
		t.Errorf("only %d of %d values are valid", valid, total)
	}
	if total >= 5_000 && len(never) > 0 {
		t.Errorf("never broken: %v", never)
	}
}

func pointersOf[T interface{ ~[]E }, E any](list T) (out []string) {
	for _, x := range list {
		out = append(out, fmt.Sprint(reflect.ValueOf(x).FieldByName("Pointer")))
	}
	return out
}

// samePlaces: every fault of check is a fault of the schema, with the same
// code at the same pointer.
func samePlaces(t *testing.T, kind string, codes, pointers []string, res schemas.Result) {
	t.Helper()
	have := map[string]bool{}
	for _, i := range res.Issues {
		have[i.Code+" "+string(i.Pointer)] = true
	}
	for n := range codes {
		if !have[codes[n]+" "+pointers[n]] {
			t.Errorf("%s: check says %s at %s, the schema says %v", kind, codes[n], pointers[n], res.Issues)
		}
	}
}
