// SPDX-License-Identifier: Apache-2.0

//go:build !js

package strictjson_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

type node struct {
	ID       string            `json:"id"`
	Rank     int               `json:"rank"`
	Done     bool              `json:"done,omitempty"`
	Title    map[string]string `json:"title,omitempty"`
	Limit    *int              `json:"limit,omitempty"`
	Children []node            `json:"children,omitempty"`
	Extra    json.RawMessage   `json:"extra,omitempty"`
	place2
}

type place2 struct {
	Where string `json:"where,omitempty"`
}

func TestUnmarshal(t *testing.T) {
	three := 3
	for _, tc := range []struct {
		name, in string
		want     node
		faults   []place
	}{
		{"all", `{"id":"a","rank":2,"done":true,"title":{"fr":"é"},"limit":3,"where":"ici","children":[{"id":"b","rank":0}],"extra":{"x": 1}}`,
			node{ID: "a", Rank: 2, Done: true, Title: map[string]string{"fr": "é"}, Limit: &three, Children: []node{{ID: "b"}},
				Extra: json.RawMessage(`{"x": 1}`), place2: place2{"ici"}}, nil},
		{"missing in a child", `{"id":"a","rank":1,"children":[{"id":"b"}]}`, node{ID: "a", Rank: 1, Children: []node{{ID: "b"}}},
			[]place{{"SHAPE-002", "/children/0", 1, 32}}},
		{"unknown", `{"id":"a","rank":1,"rang":1}`, node{ID: "a", Rank: 1}, []place{{"SHAPE-003", "/rang", 1, 20}}},
		{"other case is unknown", `{"Id":"a","rank":1}`, node{Rank: 1}, []place{{"SHAPE-002", "", 1, 1}, {"SHAPE-003", "/Id", 1, 2}}},
		{"types", `{"id":1,"rank":1.5,"children":{},"done":"x"}`, node{}, []place{
			{"SHAPE-001", "/children", 1, 31}, {"SHAPE-001", "/done", 1, 41}, {"SHAPE-001", "/id", 1, 7}, {"SHAPE-001", "/rank", 1, 16}}},
		{"first duplicate counts", `{"id":"a","rank":1,"id":"b"}`, node{ID: "a", Rank: 1}, []place{{"READ-007", "/id", 1, 20}}},
		{"root", `[]`, node{}, []place{{"SHAPE-001", "", 1, 1}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got node
			is := strictjson.Unmarshal([]byte(tc.in), strictjson.Document, strictjson.Limits{}, &got)
			if diff := cmp.Diff(tc.faults, places(is)); diff != "" {
				t.Errorf("issues (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(node{})); diff != "" {
				t.Errorf("value (-want +got)\n%s", diff)
			}
		})
	}
}

// reads returns the faults of the text.
func reads(is issue.Issues) (out []string) {
	for _, i := range is {
		if strings.HasPrefix(i.Code, "READ-") {
			out = append(out, fmt.Sprintf("%d:%d %s %s %s", i.Line, i.Column, i.Code, i.Pointer, i.Message))
		}
	}
	slices.Sort(out)
	return out
}

// TestUnmarshalNames: repeated names are found whether or not the type knows
// them, in the place where a scan finds them.
func TestUnmarshalNames(t *testing.T) {
	many := ""
	for i := range 30 {
		many += fmt.Sprintf(`,"n%d":1`, i)
	}
	for in, want := range map[string]string{
		`{"id":"a","rank":1,"id":"b"}`:                                 "READ-007",
		`{"id":"a","rank":1,"ID":"b"}`:                                 "READ-008 SHAPE-003",
		`{"id":"a","rank":1,"x":1,"x":2}`:                              "SHAPE-003 READ-007 SHAPE-003",
		`{"i\u0064":"a","rank":1,"id":"b"}`:                            "READ-007",
		`{"\u0069d":"a","rank":1,"ran\u212a":"b","rank":1}`:            "READ-008 SHAPE-003 READ-007",
		`{"id":"a","rank":1` + many + `,"rank":2}`:                     "READ-007" + strings.Repeat(" SHAPE-003", 30),
		`{"id":"a","rank":1,"children":[{"id":"b","rank":1,"id":""}]}`: "READ-007",
		`{"id":"a","rank":1,"title":{"fr":"a","en":"b","fr":"c"}}`:     "READ-007",
	} {
		var n node
		is := strictjson.Unmarshal([]byte(in), strictjson.Document, strictjson.Limits{}, &n)
		if d := cmp.Diff(reads(strictjson.Scan([]byte(in), strictjson.Document, strictjson.Limits{})), reads(is)); d != "" {
			t.Errorf("%s (-scan +unmarshal):\n%s", in, d)
		}
		got, expected := is.Codes(), strings.Fields(want)
		slices.Sort(got)
		slices.Sort(expected)
		if d := cmp.Diff(expected, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", in, d)
		}
	}
}

// TestUnmarshalPrefixes: a text cut anywhere is refused, with a place, and
// with the faults that a scan of the same bytes finds, in both profiles.
func TestUnmarshalPrefixes(t *testing.T) {
	for _, in := range []string{
		` {"id":"é\u00e9","rank":-12,"done":true,"title":{"fr":"a","en":"b"},"limit":3,"where":"ici","children":[{"id":"b","rank":0},{"id":"c","rank":1}],"extra":{"x": [1,null,{}]}} `,
		`{"id":"a","rank":1,"id":"b"}`, `{"id":"a","rank":1,"ID":"b"}`, `{"id":"a","rank":1,"x":1,"x":2}`,
		`{"i\u0064":"a","rank":1,"id":"b","ran\u212a":1}`, `{"id":"a","rank":1,"children":[{"id":"b","rank":1,"id":""}],"rank":2}`,
		`{"id":"a","rank":1,"title":{"fr":"a","en":"b","fr":"c","FR":"d"}}`, `{"extra":{"a":1,"a":2},"extra":{"b":1,"B":2}}`,
	} {
		for _, profile := range []strictjson.Profile{strictjson.Document, strictjson.Wire} {
			whole := len(strings.TrimRight(in, " "))
			for cut := range in {
				data := []byte(in[:cut])
				var n node
				is := strictjson.Unmarshal(data, profile, strictjson.Limits{}, &n)
				if d := cmp.Diff(reads(strictjson.Scan(data, profile, strictjson.Limits{})), reads(is)); d != "" {
					t.Errorf("%q (-scan +unmarshal):\n%s", data, d)
				}
				if cut < whole && (!is.HasErrors() || slices.ContainsFunc(is, func(i issue.Issue) bool { return i.Line == 0 || i.Column == 0 })) {
					t.Errorf("%q: not refused with a place: %v", data, is)
				}
			}
		}
	}
}

// FuzzUnmarshal: what is read without a fault is what encoding/json reads.
func FuzzUnmarshal(f *testing.F) {
	f.Add([]byte(`{"id":"a","rank":2,"children":[{"id":"b","rank":1}],"title":{"fr":"x"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var ours, theirs node
		found := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &ours)
		scanned := strictjson.Scan(data, strictjson.Document, strictjson.Limits{})
		if d := cmp.Diff(reads(scanned), reads(found)); d != "" && len(found) < 50 {
			t.Fatalf("%q (-scan +unmarshal):\n%s", data, d)
		}
		if found != nil {
			return
		}
		if err := json.Unmarshal(data, &theirs); err != nil {
			t.Fatalf("encoding/json refuses %q: %v", data, err)
		}
		a, _ := json.Marshal(ours)
		b, _ := json.Marshal(theirs)
		if string(a) != string(b) {
			t.Fatalf("%q: %s, encoding/json %s", data, a, b)
		}
	})
}

func BenchmarkUnmarshal(b *testing.B) {
	data := []byte(`{"id":"a","rank":2,"title":{"fr":"Conduire un entretien","en":"Lead"},"children":[{"id":"b","rank":1},{"id":"c","rank":3,"where":"ici"}]}`)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var n node
		if is := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &n); is != nil {
			b.Fatal(is)
		}
	}
}

func BenchmarkEncodingJSON(b *testing.B) {
	data := []byte(`{"id":"a","rank":2,"title":{"fr":"Conduire un entretien","en":"Lead"},"children":[{"id":"b","rank":1},{"id":"c","rank":3,"where":"ici"}]}`)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var n node
		if err := json.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}

// TestUnmarshalHollow: an optional member that is there but empty is told
// from one that is absent.
func TestUnmarshalHollow(t *testing.T) {
	type doc struct {
		Code string `json:"code,omitempty" validate:"omitempty,min=1,max=9"`
		Date string `json:"date,omitempty" validate:"omitempty,form=date"`
		Kind string `json:"kind,omitempty" validate:"omitempty,oneof=a b"`
		Pick int    `json:"pick,omitempty" validate:"omitempty,min=1"`
		Time int    `json:"time,omitempty" validate:"omitempty,min=0"`
		Done bool   `json:"done,omitempty"`
	}
	for in, want := range map[string]string{
		`{}`: "", `{"code":""}`: "SHAPE-007", `{"date":""}`: "SHAPE-006", `{"kind":""}`: "SHAPE-004",
		`{"pick":0}`: "SHAPE-009", `{"time":0,"done":false}`: "", `{"code":"x","pick":1}`: "",
	} {
		var d doc
		is := strictjson.Unmarshal([]byte(in), strictjson.Document, strictjson.Limits{}, &d)
		if got := strings.Join(is.Codes(), " "); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
