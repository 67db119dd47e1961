// SPDX-License-Identifier: Apache-2.0

package moodlecsv_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/internal/sample"
	"forge.apps.education.fr/eafc/briques/competency/moodlecsv"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func TestLooseEqualGivenPairs(t *testing.T) {
	pairs := fixtures.Lines[[3]any](t, "competency/moodle/loose-equal.jsonl")
	for _, p := range pairs {
		if got := moodlecsv.LooseEqual(p[0].(string), p[1].(string)); got != p[2].(bool) {
			t.Errorf("%q == %q: %v, PHP says %v", p[0], p[1], got, p[2])
		}
	}
	t.Logf("%d pairs", len(pairs))
}

func TestLooseEqual(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"1.1", "1.10", true}, {"10", "1e1", true}, {"1", " 1", true}, {"1", "1 ", true}, {"1", "1a", false}, {"", "0", false}, {".5", "0.5", true},
		{"1.", "1", true}, {"0x1", "1", false}, {"9223372036854775808", "9223372036854775809", false}, {"1e1000", "1e1001", false},
		{"9223372036854775807", "9223372036854775808", false}, {"-0", "0", true}, {"A", "a", false},
	} {
		if got := moodlecsv.LooseEqual(tc.a, tc.b); got != tc.want {
			t.Errorf("%q == %q: %v", tc.a, tc.b, got)
		}
	}
}

// looseTree links rows to their parents as Moodle does: in file order, with
// LooseEqual.
func looseTree(t testing.TB, file []byte) (tree any, dropped int) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var kept [][]string
	for _, r := range rows[1:] {
		for _, c := range []string{r[1], r[2]} {
			if len([]rune(c)) > 100 {
				t.Fatalf("cut: %q", c)
			}
		}
		switch {
		case r[12] != "":
		case r[1] == "" || r[1] == "0" || r[2] == "" || r[2] == "0":
			dropped++
		default:
			kept = append(kept, r)
		}
	}
	var children func(id string, depth int) []any
	children = func(id string, depth int) []any {
		out := []any{}
		if depth > 50 {
			t.Fatal("recursion")
		}
		for _, r := range kept {
			if moodlecsv.LooseEqual(r[0], id) {
				out = append(out, []any{r[1], children(r[1], depth+1)})
			}
		}
		return out
	}
	return children("", 0), dropped
}

// trueTree is the hierarchy of f with the names of its items, first parents
// only; looseNames turns a tree of id numbers into one of names.
func trueTree(f *competency.Framework, exact func(*competency.Item) string) any {
	tr := f.Tree()
	var list func(nodes []*competency.Node, parent *competency.Node) []any
	list = func(nodes []*competency.Node, parent *competency.Node) []any {
		out := []any{}
		for _, n := range nodes {
			if parent == nil || n.Parents[0] == parent {
				out = append(out, []any{exact(n.Item), list(n.Children, n)})
			}
		}
		return out
	}
	return list(tr.Roots, nil)
}

// awkward gives a framework codes that PHP confuses, and labels Moodle takes.
func awkward(seed uint64) *competency.Framework {
	f := sample.Framework(seed)
	if seed%3 != 0 {
		for i := range f.Items {
			n := strconv.Itoa(i%10 + 1)
			f.Items[i].Code = []string{"1." + n, "1." + n + "0", "1e" + n, n + "0", " " + n + ".", "0" + strings.Repeat("0", i/7), "0" + n}[i%7] + strings.Repeat("0", i/70)
		}
	}
	for s := range f.Scales {
		for l := range f.Scales[s].Levels {
			f.Scales[s].Levels[l].Label = competency.Text{"fr": "Niveau " + strconv.Itoa(l+1)}
		}
	}
	return f
}

func TestTreeKept(t *testing.T) {
	php, err := exec.LookPath("php")
	oracle := ""
	if err == nil {
		oracle = filepath.Join(fixtures.Root(), "..", "shared", "fixtures", "competency", "moodle", "loose-tree.php")
		if _, err := os.Stat(oracle); err != nil {
			oracle = ""
		}
	}
	n, asked := fixtures.Count(150, 1000), 0
	written, refused := 0, 0
	for seed := range n {
		f := awkward(uint64(seed))
		file, is := moodlecsv.Write(f, moodlecsv.Options{CutNames: true})
		if is.HasErrors() {
			refused++ // two items that only a person can tell apart
			if got := is.Err().(issue.Issues); !strings.Contains(got.Error(), "MOODLECSV-003") {
				t.Fatalf("seed %d: %v", seed, got)
			}
			continue
		}
		written++
		ids := map[string]string{}
		rows, _ := csv.NewReader(bytes.NewReader(file)).ReadAll()
		for _, r := range rows[1:] {
			if r[12] == "" {
				ids[r[1]] = r[1]
			}
		}
		got, dropped := looseTree(t, file)
		want := trueTree(f, func(it *competency.Item) string {
			code := strings.TrimSpace(it.Code)
			for _, letter := range []string{"", "d", "c", "k"} {
				if id, ok := ids[letter+code]; ok && (letter == "" || letter == map[competency.ItemType]string{"domain": "d", "competency": "c", "component": "k"}[it.Type]) {
					return id
				}
			}
			return "?"
		})
		if diff := cmp.Diff(want, got); diff != "" || dropped > 0 {
			t.Fatalf("seed %d: %d dropped (-want +got)\n%s", seed, dropped, diff)
		}
		if oracle != "" && seed%(n/fixtures.Count(10, 1000)) == 0 {
			asked++
			askPHP(t, php, oracle, file, got)
		}
	}
	t.Logf("%d frameworks written with their tree, %d refused, %d confirmed by PHP", written, refused, asked)
	if written < n/2 {
		t.Errorf("only %d of %d written", written, n)
	}
}

func askPHP(t *testing.T, php, oracle string, file []byte, want any) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(php, oracle, name).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Dropped []string
		Tree    any
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.Tree); diff != "" || len(got.Dropped) > 0 {
		t.Fatalf("PHP: %d dropped (-go +php)\n%s", len(got.Dropped), diff)
	}
}

func TestShippedFrameworks(t *testing.T) {
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		file, is := moodlecsv.Write(f, moodlecsv.Options{CutNames: true})
		if is.HasErrors() && len(f.Scales) > 0 {
			t.Errorf("%s: %v", e.ID, is.Err())
			continue
		}
		if len(f.Scales) == 0 {
			continue
		}
		g, is, err := moodlecsv.Read(bytes.NewReader(file), moodlecsv.ReadOptions{URI: f.URI})
		if err != nil || is.HasErrors() {
			t.Fatal(e.ID, err, is)
		}
		if len(g.Items) != len(f.Items) || len(g.Scales) != len(f.Scales) {
			t.Errorf("%s: %d items read back, want %d", e.ID, len(g.Items), len(f.Items))
		}
		for i := range g.Items {
			it, ok := f.ByCode(g.Items[i].Code)
			if !ok || it.ID != g.Items[i].ID || it.Type != g.Items[i].Type {
				t.Errorf("%s: %s read back as %s %s", e.ID, g.Items[i].Code, g.Items[i].Type, g.Items[i].ID)
			}
		}
	}
}

func TestWriteIssues(t *testing.T) {
	base := func() *competency.Framework {
		f := awkward(3)
		f.Associations, f.Items = f.Associations[:0], f.Items[:1]
		f.Items[0].Code = "A"
		f.Associations = []competency.Association{{Type: competency.AssociationIsChildOf, From: competency.NodeRef(f.Items[0].ID), To: competency.NodeRef(f.ID)}}
		return f
	}
	for name, tc := range map[string]struct {
		change func(*competency.Framework)
		o      moodlecsv.Options
		want   string
	}{
		"no name":     {func(f *competency.Framework) { f.Items[0].Label = competency.FR("0") }, moodlecsv.Options{}, "MOODLECSV-002"},
		"long name":   {func(f *competency.Framework) { f.Items[0].Label = competency.FR(strings.Repeat("é", 101)) }, moodlecsv.Options{}, "MOODLECSV-004"},
		"long code":   {func(f *competency.Framework) { f.Items[0].Code = strings.Repeat("x", 101) }, moodlecsv.Options{}, "MOODLECSV-004"},
		"comma":       {func(f *competency.Framework) { f.Scales[0].Levels[0].Label = competency.FR("a, b") }, moodlecsv.Options{}, "MOODLECSV-005"},
		"no scale":    {func(f *competency.Framework) { f.Scales = nil }, moodlecsv.Options{}, "MOODLECSV-001"},
		"exact ids":   {func(f *competency.Framework) { f.Items[0].Code = "0" }, moodlecsv.Options{ExactIDs: true}, "MOODLECSV-003"},
		"fine":        {func(f *competency.Framework) {}, moodlecsv.Options{}, ""},
		"cut on call": {func(f *competency.Framework) { f.Items[0].Label = competency.FR(strings.Repeat("é", 101)) }, moodlecsv.Options{CutNames: true}, ""},
	} {
		f := base()
		tc.change(f)
		file, is := moodlecsv.Write(f, tc.o)
		got := ""
		for _, i := range is {
			if i.Severity == "error" {
				got = i.Code
			}
		}
		if got != tc.want || (file == nil) != (tc.want != "") {
			t.Errorf("%s: %v, want %s", name, is, tc.want)
		}
	}
}

func TestReadIssues(t *testing.T) {
	const head = "p,i,n,d,f,s,c,r,o,g,x,e,w,t\n"
	const framework = ",F,Nom,,1,\"a,b\",\"[{\"\"scaleid\"\":\"\"2\"\"},{\"\"id\"\":2,\"\"scaledefault\"\":1,\"\"proficient\"\":1}]\",,,,,,1,\"competency,competency\"\n"
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"fine", head + framework + ",A,Nom A,<p>x &amp; y</p>,1,,,,,,,,,\nA,B,Nom B,,1,,,,,,\"A\",,,\n", nil},
		{"no framework", head + ",A,Nom,,1,,,,,,,,,\n", []string{"1:13 MOODLECSV-001"}},
		{"two", head + framework + framework, []string{"3:13 MOODLECSV-001"}},
		{"columns", head + framework + "a,b\n", []string{"3:3 MOODLECSV-001"}},
		{"empty id", head + framework + ",,Nom,,1,,,,,,,,,\n", []string{"3:2 MOODLECSV-002"}},
		{"empty name", head + framework + ",A,,,1,,,,,,,,,\n", []string{"3:3 MOODLECSV-002"}},
		{"loose", head + framework + ",1.1,a,,1,,,,,,,,,\n,1.10,b,,1,,,,,,,,,\n", []string{"4:2 MOODLECSV-003"}},
		{"unknown parent", head + framework + "Z,A,a,,1,,,,,,,,,\n", []string{"3:1 MOODLECSV-006"}},
		{"cycle", head + framework + "B,A,a,,1,,,,,,,,,\nA,B,b,,1,,,,,,,,,\n", []string{"3:1 MOODLECSV-006"}},
	} {
		_, is, err := moodlecsv.Read(strings.NewReader(tc.in), moodlecsv.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, i := range is {
			got = append(got, fmt.Sprintf("%d:%d %s", i.Line, i.Column, i.Code))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
}

func TestMoodleSample(t *testing.T) {
	f, is, err := moodlecsv.Read(bytes.NewReader(fixtures.Read(t, "competency/moodle/lpimportcsv-sample.csv")), moodlecsv.ReadOptions{})
	if err != nil || is.HasErrors() || len(f.Items) != 4 || !f.Scales[0].Levels[1].Proficient {
		t.Fatal(err, is)
	}
	if got := is.Codes(); len(got) != 1 || got[0] != "MOODLECSV-003" {
		t.Error(got)
	}
	if is := f.Check(); is.HasErrors() {
		t.Error(is)
	}
}

func FuzzRead(f *testing.F) {
	for seed := range uint64(3) {
		file, _ := moodlecsv.Write(awkward(seed*3), moodlecsv.Options{CutNames: true})
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, is, _ := moodlecsv.Read(bytes.NewReader(data), moodlecsv.ReadOptions{})
		if is.HasErrors() || len(g.Items) > 200 {
			return
		}
		file, is := moodlecsv.Write(g, moodlecsv.Options{CutNames: true})
		if is.HasErrors() {
			return
		}
		again, is, _ := moodlecsv.Read(bytes.NewReader(file), moodlecsv.ReadOptions{URI: g.URI})
		if is.HasErrors() || len(again.Items) != len(g.Items) {
			t.Fatalf("%v\n%s", is, file)
		}
	})
}

func ExampleLooseEqual() {
	fmt.Println(moodlecsv.LooseEqual("1.1", "1.10"), moodlecsv.LooseEqual("10", "1e1"), moodlecsv.LooseEqual("A1.1", "A1.10"))
	// Output: true true false
}
