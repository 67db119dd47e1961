// SPDX-License-Identifier: Apache-2.0

package competency_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// corpus returns the shipped frameworks and n random ones.
func corpus(t testing.TB, n int) []*competency.Framework {
	t.Helper()
	var out []*competency.Framework
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	g := newForge(3)
	for i := range n {
		out = append(out, g.framework(1+i%40))
	}
	return out
}

func TestGeneratedFrameworksAreSound(t *testing.T) {
	for i, f := range corpus(t, 100) {
		if is := f.Check(); is.HasErrors() {
			t.Fatalf("%d: %v", i, is)
		}
	}
}

// The codec is written by hand: encoding/json, which knows nothing of it,
// must read the same value and write a document that reads back the same.
func TestCodecAgreesWithEncodingJSON(t *testing.T) {
	for i, f := range corpus(t, fixtures.Count(200, 5000)) {
		ours := f.AppendJSON(nil)
		var theirs competency.Framework
		dec := json.NewDecoder(bytes.NewReader(ours))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&theirs); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		read, is := competency.Parse(ours)
		if len(is) > 0 {
			t.Fatalf("%d: %v", i, is)
		}
		if d := cmp.Diff(&theirs, read); d != "" {
			t.Fatalf("%d: encoding/json and Parse differ (-want +got):\n%s", i, d)
		}
		written, err := json.MarshalIndent(theirs, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		again, is := competency.Parse(written)
		if len(is) > 0 {
			t.Fatalf("%d: %v", i, is)
		}
		if again.Digest() != f.Digest() {
			t.Fatalf("%d: the digest changed with the spelling", i)
		}
	}
}

func TestDecodeOfEncodeIsTheSame(t *testing.T) {
	for i, f := range corpus(t, fixtures.Count(200, 5000)) {
		var b bytes.Buffer
		if err := f.Encode(&b); err != nil {
			t.Fatal(err)
		}
		read, is, err := competency.Decode(&b)
		if err != nil || len(is) > 0 {
			t.Fatalf("%d: %v %v", i, err, is)
		}
		f.Sort()
		if d := cmp.Diff(f, read); d != "" {
			t.Fatalf("%d: (-want +got):\n%s", i, d)
		}
	}
}

// canonicalByMaps is RFC 8785 done in another way: through maps.
func canonicalByMaps(t *testing.T, data []byte) string {
	t.Helper()
	var v any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	var write func(v any) string
	write = func(v any) string {
		switch v := v.(type) {
		case map[string]any:
			names := make([]string, 0, len(v))
			for n := range v {
				names = append(names, n)
			}
			sort.Strings(names) // UTF-16 order too, for the names used here
			parts := make([]string, len(names))
			for i, n := range names {
				parts[i] = write(n) + ":" + write(v[n])
			}
			return "{" + strings.Join(parts, ",") + "}"
		case []any:
			parts := make([]string, len(v))
			for i, x := range v {
				parts[i] = write(x)
			}
			return "[" + strings.Join(parts, ",") + "]"
		default:
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(v); err != nil {
				t.Fatal(err)
			}
			return strings.TrimSuffix(b.String(), "\n")
		}
	}
	return write(v)
}

func TestEncodeIsCanonical(t *testing.T) {
	for i, f := range corpus(t, 100) {
		f.Extra = nil
		for j := range f.Items {
			f.Items[j].Extra = nil
		}
		for j := range f.Associations {
			f.Associations[j].Extra = nil
		}
		got := f.AppendJSON(nil)
		if want := canonicalByMaps(t, got); string(got) != want {
			t.Fatalf("%d:\n got %s\nwant %s", i, got, want)
		}
	}
}

func TestDigestIgnoresOrderAndSpelling(t *testing.T) {
	g := newForge(11)
	for range fixtures.Count(100, 2000) {
		f := g.framework(1 + g.IntN(30))
		want := f.Digest()
		h := clone(f)
		g.Shuffle(len(h.Items), func(i, j int) { h.Items[i], h.Items[j] = h.Items[j], h.Items[i] })
		g.Shuffle(len(h.Associations), func(i, j int) { h.Associations[i], h.Associations[j] = h.Associations[j], h.Associations[i] })
		g.Shuffle(len(h.Scales), func(i, j int) { h.Scales[i], h.Scales[j] = h.Scales[j], h.Scales[i] })
		for i := range h.Items {
			a := h.Items[i].Anchors
			g.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
		}
		h.Schema = "https://exemple.fr/schemas/v1/framework.schema.json"
		if h.Digest() != want {
			t.Fatal("order or $schema changed the digest")
		}
		h.Items[g.IntN(len(h.Items))].Label = competency.FR("autre")
		if h.Digest() == want {
			t.Fatal("another label, the same digest")
		}
	}
}

func TestExtraIsKeptByteForByte(t *testing.T) {
	const extra = `{ "b" : [1.50,  2] , "a":"\u00e9" }`
	doc := strings.Replace(sound(t), `"kind"`, `"extra": `+extra+`, "kind"`, 1)
	f, is := competency.CheckBytes([]byte(doc))
	if len(is) > 0 {
		t.Fatal(is)
	}
	if string(f.Extra) != extra || !bytes.Contains(f.AppendJSON(nil), []byte(`"extra":`+extra)) {
		t.Errorf("extra read as %s", f.Extra)
	}
	same := clone(f)
	same.Extra = competency.Extra(`{"a":"é","b":[1.5,2]}`)
	if f.Digest() != same.Digest() {
		t.Error("the digest depends on the spelling of extra")
	}
}

func TestHostileDocuments(t *testing.T) {
	deep := strings.Repeat(`{"extra":`, 10000)
	for _, c := range []struct{ name, doc, code string }{
		{"latin-1", "{\"id\":\"\xe9\"}", "READ-003"},
		{"bom", "\ufeff{}", "READ-004"},
		{"deep", deep, "READ-014"},
		{"deep extra", `{"extra":` + strings.Repeat("[", 10000), "SHAPE-001"},
		{"deep inside extra", `{"extra":{"a":` + strings.Repeat("[", 10000), "READ-014"},
		{"null", strings.Replace(sound(t), `"individual"`, "null", 1), "READ-009"},
		{"twice", strings.Replace(sound(t), `"kind"`, `"version": "9.9.9", "kind"`, 1), "READ-007"},
		{"empty", "", "READ-002"},
		{"list", "[]", "SHAPE-001"},
	} {
		_, is := competency.Parse([]byte(c.doc))
		found := false
		for _, i := range is {
			found = found || i.Code == c.code
		}
		if !found {
			t.Errorf("%s: %v, want %s", c.name, is.Codes(), c.code)
		}
	}
}

func TestEveryFaultAtOnce(t *testing.T) {
	doc := sound(t)
	for _, s := range []swap{{`"1.0.0"`, "1"}, {`"Domaine"`, "2"}, {`"language"`, `"langage"`}, {`"rank": 1, "code"`, `"rank": 1.5, "code"`}} {
		doc = strings.Replace(doc, s.old, s.new, 1)
	}
	_, is := competency.Parse([]byte(doc))
	got := fmt.Sprint(is.Codes())
	if got != "[SHAPE-002 SHAPE-001 SHAPE-003 SHAPE-001 SHAPE-001]" {
		t.Error(got, is)
	}
	if fix := is[2].Fix; !strings.Contains(fix, "language") {
		t.Errorf("no suggestion: %s", fix)
	}
}

// Vectors of RFC 8785 §3.2.2, §3.2.3 and its appendix B.
func TestCanonicalForm(t *testing.T) {
	for in, want := range map[string]string{
		`{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }`: `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`:                                                                                                      `{"\r":2,"1":4,"` + "\u0080" + `":6,"ö":7,"€":1,"😀":5,"` + "\ufb33" + `":3}`,
		`[0, -0, 0.0, 1e21, 1e20, 0.000001, 1e-7, 9007199254740993, -1.5e-10, 5e-324, 1e400]`:                                                                                              `[0,0,0,1e+21,100000000000000000000,0.000001,1e-7,9007199254740992,-1.5e-10,5e-324,null]`,
		`{"a":`: `null`,
	} {
		if got := string(competency.AppendCanonical(nil, []byte(in))); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
