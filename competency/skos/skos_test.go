// SPDX-License-Identifier: Apache-2.0

package skos_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/internal/sample"
	"forge.apps.education.fr/eafc/briques/competency/skos"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

func both(t testing.TB, f *competency.Framework) map[string][]byte {
	t.Helper()
	var ttl, ld bytes.Buffer
	if _, err := skos.WriteTurtle(&ttl, f); err != nil {
		t.Fatal(err)
	}
	if _, err := skos.WriteJSONLD(&ld, f); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"turtle": ttl.Bytes(), "jsonld": ld.Bytes()}
}

func canonical(t testing.TB, data []byte) []string {
	t.Helper()
	lines, err := skos.Canonical(data)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func roundTrip(t testing.TB, name string, f *competency.Framework) map[string][]byte {
	t.Helper()
	files := both(t, f)
	for kind, data := range files {
		g, is := skos.Parse(data, skos.Options{})
		if is.HasErrors() {
			t.Fatalf("%s %s: %v", name, kind, is)
		}
		if a, b := string(f.AppendJSON(nil)), string(g.AppendJSON(nil)); a != b {
			t.Fatalf("%s %s (-want +got)\n%s", name, kind, cmp.Diff(a, b))
		}
	}
	if diff := cmp.Diff(canonical(t, files["turtle"]), canonical(t, files["jsonld"])); diff != "" {
		t.Fatalf("%s: Turtle and JSON-LD differ\n%s", name, diff)
	}
	return files
}

func TestRoundTrip(t *testing.T) {
	n := fixtures.Count(60, 1000)
	for seed := range n {
		roundTrip(t, fmt.Sprint("seed ", seed), sample.Framework(uint64(seed)))
	}
	t.Logf("%d frameworks read back equal from Turtle and from JSON-LD", n)
}

// TestRapper has another reader turn our Turtle into N-Triples.
func TestRapper(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("NOT RUN: rapper is not installed")
	}
	docs := map[string]*competency.Framework{}
	for seed := range fixtures.Count(4, 40) {
		docs[fmt.Sprint(seed)] = sample.Framework(uint64(seed))
	}
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		docs[e.ID] = f
	}
	for name, f := range docs {
		files := roundTrip(t, name, f)
		cmd := exec.Command(rapper, "-q", "-i", "turtle", "-o", "ntriples", "-", "https://example.org/")
		cmd.Stdin = bytes.NewReader(files["turtle"])
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(canonical(t, out), canonical(t, files["turtle"])); diff != "" {
			t.Errorf("%s (-rapper +ours)\n%s", name, diff)
		}
	}
	t.Logf("%d documents isomorphic in rapper", len(docs))
}

// TestNPM has n3 and jsonld read what we write: one graph in both notations.
func TestNPM(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT RUN: node is not installed: n3 and jsonld did not read our SKOS")
	}
	dir := filepath.Join("testdata", "npm")
	for _, name := range []string{"n3", "jsonld"} {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", name)); err != nil {
			t.Skip("NOT RUN: npm " + name + " is not installed: run npm ci in competency/skos/" + filepath.ToSlash(dir))
		}
	}
	type pair struct {
		Turtle string `json:"turtle"`
		JSONLD string `json:"jsonld"`
	}
	docs := map[string]pair{}
	add := func(name string, f *competency.Framework) {
		files := both(t, f)
		docs[name] = pair{string(files["turtle"]), string(files["jsonld"])}
	}
	for seed := range fixtures.Count(20, 200) {
		add(fmt.Sprint("seed ", seed), sample.Framework(uint64(seed)))
	}
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		add(e.ID, f)
	}
	in, err := json.Marshal(docs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "compare.mjs")
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", bytes.TrimSpace(out))
	n := len(docs)
	if want := fmt.Sprintf("%d/%d isomorphic", n, n); !strings.HasPrefix(string(out), want) || !strings.Contains(string(out), fmt.Sprintf("%d canaries", n)) {
		t.Errorf("want %s and %d canaries seen:\n%s", want, n, out)
	}
}

const head = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://example.org/> .\n:s a skos:ConceptScheme ; skos:prefLabel \"S\"@en .\n"

func TestForeignScheme(t *testing.T) {
	f, is := skos.Parse([]byte(head+`
:a a skos:Concept ; skos:topConceptOf :s ; skos:prefLabel "Un"@fr, "One"@en ; skos:notation "1" ; skos:narrower :b .
:b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Two"@en ; skos:altLabel "Second"@en ; skos:definition """Long
"quoted" text"""@en ; skos:exactMatch <https://example.com/x> ; skos:related :c .
:c a skos:Concept ; skos:inScheme :s ; skos:broader :a ; skos:prefLabel "Three"@en .
`), skos.Options{})
	if is.HasErrors() || len(f.Items) != 3 || len(f.Associations) != 5 {
		t.Fatal(is, f)
	}
	if f.Items[0].Type != competency.ItemDomain || f.Items[1].Statement["en"] != "Long\n\"quoted\" text" || f.Items[1].Keywords[0] != "Second" || f.Language != "en" {
		t.Errorf("%+v", f.Items)
	}
	if is := f.Check(); is.Count("error") > 2 { // two competencies without a code
		t.Error(is)
	}
}

func TestIssues(t *testing.T) {
	concept := func(s string) string { return head + ":a a skos:Concept ; skos:inScheme :s ; " + s + " .\n" }
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"fine", concept(`skos:prefLabel "a"@en`), nil},
		{"unterminated", concept(`skos:prefLabel "a`), []string{"4:59 SKOS-001"}},
		{"no prefix", concept(`foo:bar "a"`), []string{"4:43 SKOS-001"}},
		{"relative", "<a> <b> <c> .", []string{"1:1 SKOS-001"}},
		{"file base", "@base <file:///etc/> . <a> a <x> .", []string{"1:21 SKOS-001"}},
		{"remote context", `{"@context":"http://127.0.0.1:9/ctx","@id":"https://example.org/a"}`, []string{"1:13 SKOS-002"}},
		{"context feature", `{"@context":{"p":{"@id":"https://e.org/p","@reverse":"x"}}}`, []string{"1:54 SKOS-002"}},
		{"no scheme", "<a:b> <c:d> <e:f> .", []string{"0:0 SKOS-003"}},
		{"two schemes", head + ":t a skos:ConceptScheme .", []string{"0:0 SKOS-003"}},
		{"two labels", concept(`skos:prefLabel "a"@en, "b"@en`), []string{"0:0 SKOS-004"}},
		{"not disjoint", concept(`skos:prefLabel "a"@en ; skos:altLabel "a"@en`), []string{"0:0 SKOS-004"}},
		{"related and broader", concept(`skos:prefLabel "a"@en ; skos:broader :b ; skos:related :c`) +
			":b a skos:Concept ; skos:prefLabel \"b\"@en ; skos:broader :c . :c a skos:Concept ; skos:prefLabel \"c\"@en .", []string{"0:0 SKOS-005"}},
		{"exact and broad", concept(`skos:prefLabel "a"@en ; skos:exactMatch <x:y> ; skos:broadMatch <x:y>`), []string{"0:0 SKOS-006"}},
		{"foreign", concept(`skos:prefLabel "a"@en`) + ":z a skos:Concept ; skos:inScheme :other ; skos:prefLabel \"z\"@en .", []string{"0:0 SKOS-007"}},
		{"no label", concept(`skos:notation "1"`), []string{"0:0 SKOS-010"}},
	} {
		_, is := skos.Parse([]byte(tc.in), skos.Options{})
		var got []string
		for _, i := range is {
			got = append(got, fmt.Sprintf("%d:%d %s", i.Line, i.Column, i.Code))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s\n%v", tc.name, diff, is)
		}
	}
}

func TestJSONLDForms(t *testing.T) {
	const want = `<https://e.org/a> <https://e.org/p> "x"@fr`
	for _, in := range []string{
		`{"@context":{"p":"https://e.org/p"},"@id":"https://e.org/a","p":{"@value":"x","@language":"fr"}}`,
		`{"@context":{"p":{"@id":"https://e.org/p","@language":"fr"}},"@graph":[{"@id":"https://e.org/a","p":"x"}]}`,
		`{"@context":{"p":{"@id":"https://e.org/p","@container":"@language"}},"@id":"https://e.org/a","p":{"fr":["x"]}}`,
		`{"@context":[{"e":"https://e.org/"},{"@language":"FR","id":"@id"}],"id":"e:a","e:p":["x"]}`,
		`[{"@context":{"@vocab":"https://e.org/","@base":"https://e.org/"},"@id":"a","p":{"@set":[{"@value":"x","@language":"fr"}]}}]`,
	} {
		got := canonical(t, []byte(in))
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s\ngives %v", in, got)
		}
	}
	list := canonical(t, []byte(`{"@context":{"l":{"@id":"https://e.org/l","@container":"@list","@type":"@id"}},"@id":"https://e.org/a","l":["https://e.org/x"]}`))
	same := canonical(t, []byte(`<https://e.org/a> <https://e.org/l> ( <https://e.org/x> ) .`))
	if diff := cmp.Diff(same, list); diff != "" {
		t.Error(diff)
	}
}

func TestHostileFixture(t *testing.T) {
	n := 0
	for _, c := range fixtures.Lines[struct{ ID, What, Format, Want, B64 string }](t, "trust/hostile/cases.jsonl") {
		if c.Format != "turtle" && c.Format != "jsonld" {
			continue
		}
		n++
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		if _, is := skos.Parse(data, skos.Options{}); !is.HasErrors() {
			t.Errorf("%s %s: accepted", c.ID, c.What)
		}
	}
	deep := strings.Repeat("[ <a:b> ", 10000)
	if _, is := skos.Parse([]byte("<a:b> <a:c> "+deep), skos.Options{}); !is.HasErrors() {
		t.Error("10,000 blank nodes deep: accepted")
	}
	t.Logf("%d hostile documents refused", n)
}

func TestDigComp(t *testing.T) {
	var want struct {
		Areas, Competences map[string]string
		Nodes              map[string]int
	}
	if err := json.Unmarshal(fixtures.Read(t, "competency/digcomp/expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	for name, langs := range map[string]int{"DigComp-3.0-Data-Supplement-2025-11-24.en.jsonld": 1, "DigComp-3.0-Data-Supplement.nl-draft.jsonld": 2} {
		f, is := skos.Parse(fixtures.Read(t, "competency/digcomp/"+name), skos.Options{})
		if f == nil || is.HasErrors() {
			t.Fatal(is)
		}
		count, indicators := map[competency.ItemType]int{}, 0
		for _, it := range f.Items {
			count[it.Type]++
			indicators += len(it.Indicators)
			titles := want.Areas
			if it.Type == competency.ItemCompetency {
				titles = want.Competences
			}
			if it.Type != competency.ItemComponent && (titles[it.Code] != it.Label["en"] || len(it.Label) != langs) {
				t.Errorf("%s: %v, want %s", it.Code, it.Label, titles[it.Code])
			}
		}
		if count["domain"] != want.Nodes["CompetenceArea"] || count["competency"] != want.Nodes["Competence"] || count["component"] != want.Nodes["CompetenceStatement"] ||
			indicators != want.Nodes["LearningOutcome"] || len(f.Scales[0].Levels) != want.Nodes["ProficiencyLevel"] {
			t.Errorf("%s: %v, %d indicators: %v", name, count, indicators, is)
		}
		if is := f.Check(); is.HasErrors() {
			t.Error(is)
		}
		t.Logf("%s: %v, %d indicators, %v", name, count, indicators, is.Codes())
	}
}

// An address that net/url refuses is an address for both readers.
func TestOddAddress(t *testing.T) {
	for _, odd := range []string{"https://example.org:frameworks/1", "https://example.org/%zz", "urn:[a"} {
		f, is := skos.Parse([]byte(`@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<`+odd+`> a skos:ConceptScheme ; skos:hasTopConcept <`+odd+`#a> .
<`+odd+`#a> a skos:Concept ; skos:notation "A" ; skos:prefLabel "Accueillir"@fr .`), skos.Options{})
		if f == nil || is.HasErrors() || string(f.URI) != odd {
			t.Fatalf("%s: %v", odd, is)
		}
	}
	if _, is := skos.Parse([]byte("<a> a <b> ."), skos.Options{}); !is.HasErrors() {
		t.Error("a relative address without base is accepted")
	}
}

func FuzzParse(f *testing.F) {
	for seed := range uint64(2) {
		for _, data := range both(f, sample.Framework(seed)) {
			f.Add(data)
		}
	}
	f.Add([]byte(head + ":a a skos:Concept ; skos:topConceptOf :s ; skos:broader [ ] ; skos:notation 1.5, -2e3, true, '''x''' ; skos:memberList ( :a ( ) ) ."))
	f.Add([]byte(`{"@context":{"@vocab":"http://www.w3.org/2004/02/skos/core#"},"@id":"a:b","@type":"ConceptScheme","hasTopConcept":{"@id":"a:c","prefLabel":{"@value":"x","@language":"en"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, is := skos.Parse(data, skos.Options{})
		if g == nil || is.HasErrors() || g.Check().HasErrors() {
			return
		}
		roundTrip(t, "fuzz", g)
	})
}

func Example() {
	f, _ := skos.Parse([]byte(`
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/s> a skos:ConceptScheme ; skos:hasTopConcept <https://example.org/a> .
<https://example.org/a> a skos:Concept ; skos:notation "A" ; skos:prefLabel "Accueillir"@fr .`), skos.Options{})
	for _, it := range f.Items {
		fmt.Println(it.Code, it.Label.In("fr"))
	}
	// Output: A Accueillir
}
