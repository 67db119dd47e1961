// SPDX-License-Identifier: Apache-2.0

package strictjson_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

type place struct {
	Code         string
	Pointer      issue.Pointer
	Line, Column int
}

func places(is issue.Issues) []place {
	var out []place
	for _, i := range is {
		out = append(out, place{i.Code, i.Pointer, i.Line, i.Column})
	}
	return out
}

func TestScan(t *testing.T) {
	doc, wire := strictjson.Document, strictjson.Wire
	for _, tc := range []struct {
		name, in string
		profile  strictjson.Profile
		want     []place
	}{
		{"clean", `{"a":[1,-0.5,"é\n\u00e9",true,{}]}`, doc, nil},
		{"empty", " \n ", doc, []place{{"READ-002", "", 2, 2}}},
		{"latin-1", "{\"a\":\"\xe9\"}", wire, []place{{"READ-003", "", 1, 7}}},
		{"latin-1 outside a string", "[\xe9]", wire, []place{{"READ-003", "", 1, 2}}},
		{"bom", "\xef\xbb\xbf{}", doc, []place{{"READ-004", "", 1, 1}}},
		{"cut", `{"a":`, doc, []place{{"READ-005", "", 1, 6}}},
		{"cut after comma", `[1,`, doc, []place{{"READ-005", "", 1, 4}}},
		{"two documents", `{} {}`, doc, []place{{"READ-006", "", 1, 4}}},
		{"duplicate by escape", `{"a/b":1,"\u0061\/b":2}`, wire, []place{{"READ-007", "/a~1b", 1, 10}}},
		{"case", `{"id":1,"Id":2}`, doc, []place{{"READ-008", "/Id", 1, 9}}},
		{"case on the wire", `{"id":1,"Id":2}`, wire, nil},
		{"kelvin", `{"k":1,"K":2}`, doc, []place{{"READ-008", "/K", 1, 8}}},
		{"null and numbers", `{"a":null,"b":[1e2,1.0,-0,1234567890123456]}`, doc, []place{
			{"READ-009", "/a", 1, 6}, {"READ-010", "/b/0", 1, 16}, {"READ-010", "/b/1", 1, 20}, {"READ-010", "/b/2", 1, 24}, {"READ-011", "/b/3", 1, 27}}},
		{"null and numbers on the wire", `{"a":null,"b":[1e2,1.0,-0,1234567890123456]}`, wire, nil},
		{"surrogate", `["\ud800"]`, wire, []place{{"READ-012", "/0", 1, 3}}},
		{"surrogate in a name", `{"a":{"\ud800":1}}`, wire, []place{{"READ-012", "/a", 1, 8}}},
		{"noncharacter", `["\ufdd0"]`, doc, []place{{"READ-013", "/0", 1, 3}}},
		{"depth", strings.Repeat("[", 65) + strings.Repeat("]", 65), wire, []place{{"READ-014", "", 1, 65}}},
		{"values", "[" + strings.Repeat("1,", 100_000) + "1]", wire, []place{{"READ-016", "", 1, 200_000}}},
		{"number", "[" + strings.Repeat("1", 33) + "]", wire, []place{{"READ-017", "", 1, 2}}},
		{"yaml", "title: Brique\nid: x\n", doc, []place{{"READ-018", "", 1, 1}}},
		{"csv", "type;code;parent\n", doc, []place{{"READ-018", "", 1, 1}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := places(strictjson.Scan([]byte(tc.in), tc.profile, strictjson.Limits{}))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("Scan(%.60q) (-want +got)\n%s", tc.in, diff)
			}
		})
	}
}

func TestManyNames(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"x":0`)
	for i := range 40 {
		b.WriteString(`,"n` + string(rune('A'+i%26)) + strings.Repeat("z", i) + `":1`)
	}
	b.WriteString(`,"X":1,"x":2}`)
	got := strictjson.Scan([]byte(b.String()), strictjson.Document, strictjson.Limits{}).Codes()
	if diff := cmp.Diff([]string{"READ-008", "READ-007"}, got); diff != "" {
		t.Errorf("beyond the linear search (-want +got)\n%s", diff)
	}
}

func TestStrictFixture(t *testing.T) {
	type want struct {
		Code         string
		Line, Column int
		Pointer      *string
	}
	for _, c := range fixtures.Lines[struct {
		ID, B64, Profile string
		OK               bool
		Issues           []want
	}](t, "schema/strict/cases.jsonl") {
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		p := strictjson.Document
		if c.Profile == "wire" {
			p = strictjson.Wire
		}
		is := strictjson.Scan(data, p, strictjson.Limits{})
		if len(is) != len(c.Issues) {
			t.Errorf("%s %.60q: got %v, want %v", c.ID, data, places(is), c.Issues)
			continue
		}
		for _, w := range c.Issues {
			found := false
			for _, i := range is {
				found = found || i.Code == w.Code && i.Line == w.Line && i.Column == w.Column &&
					(w.Pointer == nil || *w.Pointer == string(i.Pointer))
			}
			if !found {
				t.Errorf("%s %.60q: got %v, want %v", c.ID, data, places(is), w)
			}
		}
	}
}

func TestIndex(t *testing.T) {
	ps := strictjson.Index([]byte("{\n  \"é\": [1, {\"b\": 2}]\n}"), strictjson.Limits{}, "/é/1/b", "/é/1/absent", "/é/0")
	for _, tc := range []struct {
		p    issue.Pointer
		at   func(issue.Pointer) (int, int)
		l, c int
	}{
		{"", ps.Value, 1, 1}, {"/é", ps.Value, 2, 8}, {"/é", ps.Name, 2, 3}, {"/é/1/b", ps.Value, 2, 18},
		{"/é/1/b", ps.Name, 2, 13}, {"/é/1/absent", ps.Value, 2, 12}, {"/é/0", ps.Name, 2, 9},
	} {
		if l, c := tc.at(tc.p); l != tc.l || c != tc.c {
			t.Errorf("%q at %d:%d, want %d:%d", tc.p, l, c, tc.l, tc.c)
		}
	}
}

// FuzzScan compares the verdict with encoding/json and a slow second reader.
func FuzzScan(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e3,"\ud83d\ude00",null,true]}`, `[[],{}]`, `"\u0000"`, "{\"a\":1,\"\\u0061\":2}", `-0.0`, "\xff", `{"a":{"a":1},"A":2}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		wire := strictjson.Scan(data, strictjson.Wire, strictjson.Limits{})
		doc := strictjson.Scan(data, strictjson.Document, strictjson.Limits{})
		if wire != nil && doc == nil {
			t.Fatalf("document accepts what wire refuses: %v", wire)
		}
		if wire == nil {
			if !json.Valid(data) {
				t.Fatalf("accepted, but no JSON: %q", data)
			}
			if name := duplicate(json.NewDecoder(strings.NewReader(string(data)))); name != "" {
				t.Fatalf("duplicate %q accepted in %q", name, data)
			}
		}
		for i := range doc {
			if doc[i].Line < 1 || doc[i].Column < 1 {
				t.Fatalf("no place: %v", doc[i])
			}
			doc[i].Line = 0
		}
		strictjson.Locate(doc, data, strictjson.Limits{})
	})
}

// duplicate returns a name that an object holds twice, by the decoder of the
// standard library.
func duplicate(d *json.Decoder) string {
	tok, err := d.Token()
	if err != nil {
		return ""
	}
	switch tok {
	case json.Delim('{'):
		seen := map[string]bool{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return ""
			}
			s, _ := name.(string)
			if seen[s] {
				return s
			}
			seen[s] = true
			if dup := duplicate(d); dup != "" {
				return dup
			}
		}
		d.Token()
	case json.Delim('['):
		for d.More() {
			if dup := duplicate(d); dup != "" {
				return dup
			}
		}
		d.Token()
	}
	return ""
}

func benchmarkText() []byte {
	one := `{"id":"https://exemple.fr/brique/1","title":{"fr":"Conduire un entretien professionnel","en":"Lead an interview"},"minutes":180,"targets":[{"item":"ea1","rank":2},{"item":"eb3","rank":3}],"tags":["digital","data"]}`
	return []byte("[" + strings.Repeat(one+",", 2000) + one + "]")
}

func BenchmarkScanDocument(b *testing.B) { benchmarkScan(b, strictjson.Document) }
func BenchmarkScanWire(b *testing.B)     { benchmarkScan(b, strictjson.Wire) }

func benchmarkScan(b *testing.B, p strictjson.Profile) {
	data := benchmarkText()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if is := strictjson.Scan(data, p, strictjson.Limits{}); is != nil {
			b.Fatal(is)
		}
	}
}

func BenchmarkValid(b *testing.B) {
	data := benchmarkText()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if !json.Valid(data) {
			b.Fatal("not valid")
		}
	}
}
