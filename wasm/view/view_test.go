// SPDX-License-Identifier: Apache-2.0

package view_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"github.com/google/go-cmp/cmp"
)

func ExampleBuilder() {
	var b view.Builder
	b.Raw(`<a`).URL("href", "https://exemple.fr/?a=1&b=2").Raw(`>`).Text("Où <en> êtes-vous").Raw(`</a>`)
	fmt.Println(b.String())
	// Output: <a href="https://exemple.fr/?a=1&amp;b=2">Où &lt;en&gt; êtes-vous</a>
}

func ExampleDiff() {
	old := view.Frame{{Name: "titre", HTML: "<h2>Un</h2>"}, {Name: "corps", HTML: "a"}}
	next := view.Frame{{Name: "titre", HTML: "<h2>Un</h2>"}, {Name: "corps", HTML: "b"}}
	changed, whole := view.Diff(old, next)
	fmt.Println(changed, whole)
	// Output: [{corps b}] false
}

func TestDiffWhole(t *testing.T) {
	a := view.Frame{{Name: "x"}}
	for _, next := range []view.Frame{{{Name: "y"}}, {{Name: "x"}, {Name: "y"}}, {}} {
		if changed, whole := view.Diff(a, next); !whole || len(changed) != len(next) {
			t.Errorf("%v: another skeleton must be painted whole", next)
		}
	}
}

func TestBuilderRefuses(t *testing.T) {
	var b view.Builder
	b.Attr("style", "x").Attr("onclick", "x").Attr("OnLoad", "x").Attr("srcdoc", "x").Attr("href", "https://a").
		Attr(`a b`, "x").URL("href", "javascript:alert(1)").URL("src", "data:text/html,x").URL("onfocus", "https://a").Flag("onx", true)
	if b.Len() != 0 {
		t.Errorf("written: %q", b.String())
	}
}

func TestSafe(t *testing.T) {
	for _, u := range []string{"javascript:alert(1)", " JavaScript:1", "java\nscript:1", "data:text/html,1", "vbscript:1", "file:///etc", "blob:https://a/b",
		"\x01javascript:1", "java\tscript:x", `\\evil`, "ftp://a", "", "   ", "x:y"} {
		if got, ok := view.Safe(u); ok {
			t.Errorf("%q accepted as %q", u, got)
		}
	}
	for _, u := range []string{"https://a/b", "HTTP://a", "mailto:a@b.fr", "a/b.json", "?x=1:2", "#a:b", "/x:y", "./a:b"} {
		if _, ok := view.Safe(u); !ok {
			t.Errorf("%q refused", u)
		}
	}
}

func TestAppendJSON(t *testing.T) {
	for _, s := range []string{"", "a", "é«»", "\x00\x1f\x7f\"\\/<>&\u2028\u2029\n\t\r", "😀", "a\xffb", "</script>"} {
		b := view.AppendJSON(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%q: %v in %s", s, err, b)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); got != want {
			t.Errorf("%q came back as %q", s, got)
		}
		if strings.ContainsAny(string(b), "<>&\u2028\u2029") {
			t.Errorf("%s is not safe inside HTML", b)
		}
	}
}

func TestTypography(t *testing.T) {
	cases := []struct{ Lang, In, Out string }{
		{"fr", "Où ? Là : « oui » !", "Où\u202f? Là\u00a0: «\u00a0oui\u00a0»\u202f!"},
		{"fr", "à 10:30, 14 h, l'an 12 min", "à 10:30, 14\u00a0h, l’an 12\u00a0min"},
		{"fr", "Voir https://a.fr/?b: fin", "Voir https://a.fr/?b: fin"},
		{"en", "Why ?", "Why ?"},
	}
	t.Run("own", func(t *testing.T) { typography(t, cases) })
	t.Run("fixture", func(t *testing.T) {
		if err := json.Unmarshal(fixtures.Read(t, "widgets/typography/fr.json"), &cases); err != nil {
			t.Fatal(err)
		}
		typography(t, cases)
	})
}

func typography(t *testing.T, cases []struct{ Lang, In, Out string }) {
	for _, c := range cases {
		got := view.Typo(c.Lang, c.In)
		if got != c.Out {
			t.Errorf("%q: got %+q, want %+q", c.In, got, c.Out)
		}
		if again := view.Typo(c.Lang, got); again != got {
			t.Errorf("%q: not idempotent: %+q then %+q", c.In, got, again)
		}
	}
}

func TestParseAgreesWithEncodingJSON(t *testing.T) {
	for _, s := range []string{`{"a":[1,-2.5e3,true,false,null,"é\u00e9\ud83d\ude00\n\/"],"b":{}}`, ` [ ] `, `"x"`, `-0`, `0.10`, "\ufeff{}", `[[[]]]`} {
		d, err := view.Parse(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		var a, b any
		if json.Unmarshal([]byte(strings.TrimPrefix(s, "\ufeff")), &a) != nil || json.Unmarshal([]byte(d.JSON()), &b) != nil {
			t.Fatalf("%s: encoding/json refuses it", s)
		}
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("%s (-want +got)\n%s", s, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		in        string
		line, col int
	}{
		{``, 1, 1}, {`{`, 1, 2}, {`{"a":1,}`, 1, 8}, {`[1,]`, 1, 4}, {`{"a":1,"a":2}`, 1, 8}, {"{\n \"é\" 1}", 2, 6}, {`01`, 1, 1}, {`1.`, 1, 1}, {`-`, 1, 1},
		{`"\ud800"`, 1, 8}, {`"\ud800\u0041"`, 1, 14}, {"\"\xff\"", 1, 1}, {`"\x"`, 1, 3}, {`"a`, 1, 1}, {"\"\x01\"", 1, 2}, {`{} x`, 1, 4}, {`tru`, 1, 1}, {`"\u00g0"`, 1, 4}, {`"\u+123"`, 1, 4},
		{strings.Repeat("[", 65) + strings.Repeat("]", 65), 1, 65}, {`"` + strings.Repeat("x", view.MaxBytes) + `"`, 1, 1},
	} {
		_, err := view.Parse(c.in)
		e, ok := err.(*view.SyntaxError)
		if !ok {
			t.Errorf("%.40q accepted", c.in)
			continue
		}
		if e.Line != c.line || e.Column != c.col {
			t.Errorf("%.40q: at %d:%d (%s), want %d:%d", c.in, e.Line, e.Column, e.Reason, c.line, c.col)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,"é\n"]}`, `"\ud83d\ude00"`, `-0.5E+7`, `{"a":1,"a":2}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := view.Parse(s)
		if err != nil {
			return
		}
		if !json.Valid([]byte(strings.TrimPrefix(s, "\ufeff"))) {
			t.Fatalf("accepted, but encoding/json refuses %q", s)
		}
		again, err := view.Parse(d.JSON())
		if err != nil || again.JSON() != d.JSON() {
			t.Fatalf("%q does not survive a round: %v", s, err)
		}
	})
}

func TestRadarUnknownLeavesAGap(t *testing.T) {
	all := view.Radar([]view.Axis{{"A", 2, 4}, {"B", 3, 3}, {"C", 1, 2}, {"D", 2, 2}}, 4, "Radar")
	gap := view.Radar([]view.Axis{{"A", 2, 4}, {"B", -1, 3}, {"C", 1, 2}, {"D", 2, 2}}, 4, "Radar")
	if strings.Count(all, `class="dot"`) != 4 || strings.Count(gap, `class="dot"`) != 3 {
		t.Error("one disc per known level")
	}
	wedges := func(s string) int {
		_, s, _ = strings.Cut(s, `class="fill" d="`)
		return strings.Count(s[:strings.Index(s, `"`)], "Z")
	}
	if wedges(all) != 4 || wedges(gap) != 2 {
		t.Errorf("surface: %d and %d wedges, want 4 and 2", wedges(all), wedges(gap))
	}
	if view.Radar([]view.Axis{{"A", 1, 1}, {"B", 1, 1}}, 4, "") != "" {
		t.Error("two axes make no radar")
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"Pilotage pédagogique", []string{"Pilotage", "pédagogique"}},
		{"Faire vivre l’école inclusive et ouverte", []string{"Faire vivre", "l’école inclu…"}},
		{"Anticonstitutionnellement", []string{"Anticonstitut…"}},
		{"", nil},
	} {
		if diff := cmp.Diff(c.want, view.Wrap(c.in, 14, 2)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.in, diff)
		}
	}
}

func TestInteger(t *testing.T) {
	for s, want := range map[string]int{"0": 0, "7": 7, "-12": -12, "007": 7, "999999999999999": 999999999999999} {
		if n, ok := view.Integer(s); n != want || !ok {
			t.Errorf("%q: %d %v", s, n, ok)
		}
	}
	for _, s := range []string{"", "-", "+1", "1.0", "1e2", " 1", "1_0", "1000000000000000"} {
		if n, ok := view.Integer(s); ok {
			t.Errorf("%q was read as %d", s, n)
		}
	}
}

func TestParseColour(t *testing.T) {
	for s, want := range map[string]view.Colour{"#0aF010": {R: 10, G: 240, B: 16}, "rgb(1, 2, 255)": {R: 1, G: 2, B: 255},
		"rgb(1.5 2.25 0)": {R: 1.5, G: 2.25}, "rgba(1, 2, 3, 1)": {R: 1, G: 2, B: 3}} {
		if c, ok := view.ParseColour(s); c != want || !ok {
			t.Errorf("%q: %v %v", s, c, ok)
		}
	}
	for _, s := range []string{"", "#12345g", "#1234567", "rgb(1, 2)", "rgb(a, 2, 3)", "rgb(., 2, 3)", "rgba(1, 2, 3, 0.5)", "rgb(1..5, 2, 3)", "hsl(1, 2, 3)"} {
		if c, ok := view.ParseColour(s); ok {
			t.Errorf("%q was read as %v", s, c)
		}
	}
}

// TestRadarNumbers: no label is ever cut in the drawing; numbers take their
// place, all of them, and a short list of short words stays in words.
func TestRadarNumbers(t *testing.T) {
	short := []view.Axis{{"Équipe", 2, 4}, {"Projet", 3, 3}, {"Droit", 1, 2}}
	if svg := view.Radar(short, 4, "R"); view.Numbered(short) || !strings.Contains(svg, ">Équipe</tspan>") {
		t.Error("three short words became numbers")
	}
	long := append([]view.Axis{{"Construire des partenariats et ouvrir à l’international, en réseau", 1, 2}}, short...)
	var many []view.Axis
	for range 12 {
		many = append(many, view.Axis{"Mot", 2, 3})
	}
	for _, axes := range [][]view.Axis{long, many} {
		svg := view.Radar(axes, 4, "R")
		if !view.Numbered(axes) || strings.Contains(svg, "…") || strings.Count(svg, `class="axis rang"`) != len(axes) || !strings.Contains(svg, ">"+strconv.Itoa(len(axes))+"</text>") {
			t.Error(svg)
		}
	}
}
