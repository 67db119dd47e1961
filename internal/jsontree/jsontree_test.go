// SPDX-License-Identifier: Apache-2.0

package jsontree_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/jsontree"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

// inner and outer use every kind of binding.
type inner struct{ Name string }

func (i *inner) Bind(b *jsontree.Binder) { jsontree.Str(b, "name", &i.Name, jsontree.Need) }

type outer struct {
	ID    string
	N     int
	Maybe *int64
	On    bool
	Words map[string]string
	Tags  []string
	One   inner
	Opt   *inner
	Many  []inner
	Any   *jsontree.Value
}

func (o *outer) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &o.ID, jsontree.Need)
	jsontree.Num(b, "n", &o.N, jsontree.May)
	jsontree.OptNum(b, "maybe", &o.Maybe)
	b.Flag("on", &o.On, jsontree.May)
	jsontree.Words(b, "words", &o.Words, jsontree.May)
	jsontree.Strs(b, "tags", &o.Tags, jsontree.May)
	jsontree.One(b, "one", &o.One, jsontree.Need)
	jsontree.Opt(b, "opt", &o.Opt)
	jsontree.Many(b, "many", &o.Many, jsontree.May)
	b.Any("any", &o.Any)
}

func TestBind(t *testing.T) {
	full := `{"any":[1,{"x":true}],"id":"a","many":[{"name":"m"}],"maybe":0,"n":3,"on":true,"one":{"name":"o"},"opt":{"name":"p"},"tags":["t"],"words":{"en":"w","fr":"m"}}`
	for _, c := range []struct {
		name, in string
		want     []string // "CODE pointer line:column"
	}{
		{"full", full, nil},
		{"least", `{"id":"","one":{"name":""}}`, nil},
		{"missing", `{"one":{"name":""}}`, []string{"SHAPE-002  1:1"}},
		{"deep missing", "{\"id\":\"\",\n \"one\":{}}", []string{"SHAPE-002 /one 2:8"}},
		{"unknown", `{"id":"","one":{"name":"","x":1}}`, []string{"SHAPE-003 /one/x 1:31"}},
		{"types", `{"id":1,"n":"x","one":{"name":""},"tags":[1]}`, []string{"SHAPE-001 /id 1:7", "SHAPE-001 /n 1:13", "SHAPE-001 /tags/0 1:43"}},
		{"fraction", `{"id":"","n":1.5,"one":{"name":""}}`, []string{"SHAPE-001 /n 1:14"}},
		{"not an object", `[]`, []string{"SHAPE-001  1:1"}},
		{"syntax", `{`, []string{"READ-005  1:2"}},
	} {
		var o outer
		is := jsontree.DecodeBytes([]byte(c.in), strictjson.Limits{}, &o)
		var got []string
		for _, i := range is {
			got = append(got, fmt.Sprintf("%s %s %d:%d", i.Code, i.Pointer, i.Line, i.Column))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if len(c.want) == 0 {
			if out := jsontree.Encode(&o).Canonical(); string(out) != c.in {
				t.Errorf("%s: %s", c.name, out)
			}
		}
	}
}

// TestCanonical walks the spellings of RFC 8785.
func TestCanonical(t *testing.T) {
	for _, c := range [][2]string{
		{`{"b":1,"a":2}`, `{"a":2,"b":1}`},
		{`1e21`, `1e+21`}, {`1e-7`, `1e-7`}, {`0.000001`, `0.000001`}, {`-0`, `0`}, {`100`, `100`}, {`1.50`, `1.5`}, {`123456789012345`, `123456789012345`},
		{`"\u0041\n\u001f\"\\\/é€😀<"`, "\"A\\n\\u001f\\\"\\\\/é€😀<\""},
		{`{"\ufb33":1,"\ud83d\ude00":2,"\u20ac":3}`, "{\"€\":3,\"😀\":2,\"\ufb33\":1}"},
		{`[true,false,null,[],{}]`, `[true,false,null,[],{}]`},
	} {
		v, is := jsontree.Parse([]byte(c[0]), strictjson.Wire, strictjson.Limits{})
		if is.HasErrors() {
			t.Errorf("%s: %v", c[0], is)
			continue
		}
		if got := string(v.Canonical()); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"a":[1,"x",null,{"b":true}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, is := jsontree.Parse(data, strictjson.Wire, strictjson.Limits{})
		if is.HasErrors() {
			return
		}
		out := v.Canonical()
		again, is := jsontree.Parse(out, strictjson.Wire, strictjson.Limits{})
		if is.HasErrors() || !again.Equal(v) || !bytes.Equal(again.Canonical(), out) || !json.Valid(out) {
			t.Errorf("%s: %v", out, is)
		}
	})
}
