// SPDX-License-Identifier: Apache-2.0

package sheet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/internal/sample"
	"forge.apps.education.fr/eafc/briques/competency/sheet"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
)

// without removes from f what Write lists as lost.
func without(f *competency.Framework) {
	f.Extra, f.Rubrics = nil, nil
	for i := range f.Scales {
		f.Scales[i].Replaces = nil
	}
	for i := range f.Items {
		f.Items[i].Flags, f.Items[i].Extra = nil, nil
	}
	for i := range f.Associations {
		f.Associations[i].Extra = nil
	}
}

func text(f *competency.Framework) string { return string(f.AppendJSON(nil)) }

func TestRoundTrip(t *testing.T) {
	n := fixtures.Count(120, 2000)
	for seed := range n {
		f := sample.Framework(uint64(seed))
		before := text(f)
		rows, losses := sheet.Rows(f)
		without(f)
		if (before == text(f)) != (len(losses) == 0) {
			t.Fatalf("seed %d: losses %v, but something lost: %v", seed, losses, before != text(f))
		}
		var c, x bytes.Buffer
		if _, err := sheet.WriteCSV(&c, f); err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{"csv": c.Bytes()}
		if seed%10 == 0 {
			if _, err := sheet.WriteXLSX(&x, f); err != nil {
				t.Fatal(err)
			}
			files["xlsx"] = x.Bytes()
		}
		for kind, data := range files {
			g, is := sheet.Parse(data, sheet.Options{})
			if is.HasErrors() {
				t.Fatalf("seed %d %s: %v\n%s", seed, kind, is, c.String())
			}
			if a, b := text(f), text(g); a != b {
				t.Fatalf("seed %d %s, %d rows (-want +got)\n%s", seed, kind, len(rows), cmp.Diff(a, b))
			}
		}
	}
	t.Logf("%d frameworks read back equal", n)
}

func TestShippedFrameworks(t *testing.T) {
	for _, e := range frameworks.List() {
		f, err := frameworks.Open(e.ID, e.Version)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		losses, err := sheet.WriteCSV(&b, f)
		if err != nil {
			t.Fatal(err)
		}
		g, is := sheet.Parse(b.Bytes(), sheet.Options{})
		if is.HasErrors() {
			t.Fatal(e.ID, is)
		}
		if equal := text(f) == text(g); !equal && len(losses) == 0 {
			t.Errorf("%s differs and no loss is listed\n%s", e.ID, cmp.Diff(text(f), text(g)))
		} else {
			t.Logf("%s %s: equal %v, losses %v", e.ID, e.Version, equal, losses)
		}
	}
}

// TestOneCell: editing one cell changes one field and no identifier.
func TestOneCell(t *testing.T) {
	f, err := frameworks.Open("encadrement-exemple", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := sheet.WriteCSV(&b, f); err != nil {
		t.Fatal(err)
	}
	it, _ := f.ByCode("EB1")
	anchor, _ := it.Anchor(3)
	old := anchor.Text["fr"]
	if strings.Count(b.String(), old) != 1 {
		t.Fatalf("%q is not in one cell", old)
	}
	g, is := sheet.Parse([]byte(strings.Replace(b.String(), old, "Je fais autrement.", 1)), sheet.Options{})
	if is.HasErrors() {
		t.Fatal(is)
	}
	h, _ := g.ByCode("EB1")
	for i := range h.Anchors {
		if h.Anchors[i].Rank == 3 {
			if h.Anchors[i].Text["fr"] != "Je fais autrement." {
				t.Fatal(h.Anchors[i])
			}
			h.Anchors[i].Text["fr"] = old
		}
	}
	if a, b := text(f), text(g); a != b {
		t.Errorf("more than one field changed (-want +got)\n%s", cmp.Diff(a, b))
	}
}

func TestLegacyFiles(t *testing.T) {
	var want map[string]struct {
		Code, Dialect, Encoding, FirstItem, LastItem string
		Domains, Competencies, Items                 int
		CodeListMatchesItems                         *bool
		UTF8DecodedTwice                             bool
	}
	if err := json.Unmarshal(fixtures.Read(t, "competency/referentiel/expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	for name, w := range want {
		data := fixtures.Read(t, "competency/referentiel/"+name)
		f, is := sheet.Parse(data, sheet.Options{})
		if f == nil {
			t.Errorf("%s: %v", name, is)
			continue
		}
		leaf := competency.ItemComponent
		if w.Dialect == "outcomes-csv" {
			leaf = competency.ItemCompetency
		}
		var items []string
		count := map[competency.ItemType]int{}
		for _, it := range f.Items {
			count[it.Type]++
			if it.Type == leaf {
				items = append(items, it.Code)
			}
		}
		if leaf == competency.ItemCompetency {
			count[competency.ItemCompetency] = 0
		}
		got := fmt.Sprint(count[competency.ItemDomain], count[competency.ItemCompetency], len(items), items[0], items[len(items)-1])
		if exp := fmt.Sprint(w.Domains, w.Competencies, w.Items, w.FirstItem, w.LastItem); got != exp {
			t.Errorf("%s: %s, want %s", name, got, exp)
		}
		codes := map[string]int{}
		for _, i := range is {
			codes[i.Code]++
		}
		if w.Code != "" && string(f.URI) != "urn:x-moodle-referentiel:"+string(competency.EscapeIRI(w.Code)) {
			t.Errorf("%s: %s", name, f.URI)
		}
		if (w.Encoding == "cp1252") != (codes["FWSHEET-002"] > 0) || w.UTF8DecodedTwice != (codes["FWSHEET-003"] > 0) {
			t.Errorf("%s: encoding faults %v", name, codes)
		}
		if w.CodeListMatchesItems != nil && *w.CodeListMatchesItems != (codes["FWSHEET-010"] == 0) {
			t.Errorf("%s: code list %v", name, codes)
		}
		if strings.Contains(text(f), "\uFFFD") {
			t.Errorf("%s: U+FFFD in the framework", name)
		}
		if is := f.Check(); is.HasErrors() {
			t.Errorf("%s: %v", name, is.Err())
		}
		t.Logf("%-55s %s %v", name, got, codes)
	}
	t.Logf("%d files", len(want))
}

func TestReadFaults(t *testing.T) {
	const head = "type;code;parent;rang;intitule_fr;n1;n2;nature;origine\n"
	const base = "referentiel;uri;;;https://example.org/f;;;;\nreferentiel;titre;;;Titre;;;;\nniveau;;N;1;Un;;;;\nniveau;;N;2;Deux;;;;\ncompetence;A;;;Nom A;x;y;;projet\n"
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"fine", head + base, nil},
		{"shuffled, English, accents", "Kind;Title FR;Type;CODE;Rank;Parent\n;Titre;framework;title;;\n;https://e.org/f;Référentiel;uri;;\n;A;Compétence;A;;\n", nil},
		{"no code column", "type;intitule_fr\ndomaine;x\n", []string{"1:1 FWSHEET-001"}},
		{"column misspelt", strings.Replace(head, "origine", "origin_e", 1) + base, nil},
		{"unknown column", strings.Replace(head, "nature", "natrue", 1) + base, []string{"1:8 FWSHEET-001"}},
		{"type", head + base + "compétance;B;;;b;;;;\n", []string{"7:1 FWSHEET-004"}},
		{"parent", head + base + "competence;B;Z;;b;;;;\n", []string{"7:3 FWSHEET-005"}},
		{"code twice", head + base + "competence;A;;;b;;;;\n", []string{"7:2 FWSHEET-006"}},
		{"code empty", head + base + "competence;;;;b;;;;\n", []string{"7:2 FWSHEET-006"}},
		{"rank off the scale", head + base + "critere;;A;7;b;;;;\n", []string{"7:4 FWSHEET-007"}},
		{"rank empty", head + base + "critere;;A;;b;;;;\n", []string{"7:4 FWSHEET-007"}},
		{"value", head + base + "competence;B;;;b;;;phase=plon;maison\n", []string{"7:8 FWSHEET-012", "7:9 FWSHEET-012"}},
		{"trait", head + base + "competence;B;;;b;;;couleur=bleu;\n", []string{"7:8 FWSHEET-012"}},
		{"words", head + base + "competence;B;;;;;;;\n", []string{"7:5 FWSHEET-013"}},
		{"cp1252", head + base + "competence;B;;;\xe9t\xe9;;;;\n", []string{"1:1 FWSHEET-002"}},
		{"decoded twice", head + base + "competence;B;;;Ã©tÃ©;;;;\n", []string{"7:5 FWSHEET-003"}},
		{"ragged", head + base + "competence;B\n", []string{"7:3 TABLE-005", "7:5 FWSHEET-013"}},
	} {
		_, is := sheet.Parse([]byte(tc.in), sheet.Options{})
		var got []string
		for _, i := range is {
			got = append(got, fmt.Sprintf("%d:%d %s", i.Line, i.Column, i.Code))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
	f, _ := sheet.Parse([]byte(head+base+"competence;B;;;dâ€™Ã©tÃ©;;;;\n"), sheet.Options{Repair: true})
	if it, _ := f.ByCode("B"); it.Label["fr"] != "d’été" {
		t.Errorf("repaired as %q", it.Label["fr"])
	}
}

func TestTemplate(t *testing.T) {
	var c, x bytes.Buffer
	if err := sheet.TemplateCSV(&c); err != nil {
		t.Fatal(err)
	}
	if err := sheet.TemplateXLSX(&x); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{c.Bytes(), x.Bytes()} {
		f, is := sheet.Parse(data, sheet.Options{})
		if is != nil || len(f.Items) != 2 {
			t.Fatal(is)
		}
		if is := f.Check(); is.HasErrors() {
			t.Error(is)
		}
	}
	g, _ := tabular.Parse(x.Bytes(), tabular.Options{Sheet: "Aide"})
	if g == nil || len(g.Rows) < 10 {
		t.Error("no page of help")
	}
}

func FuzzParse(f *testing.F) {
	for seed := range uint64(3) {
		var b bytes.Buffer
		if _, err := sheet.WriteCSV(&b, sample.Framework(seed)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("#code_referentiel;nom_referentiel\nA;b\n#code_domaine;x\nD;d\n#code_item;y\nI;i\n"))
	f.Add([]byte("<referentiel><code_referentiel>A</code_referentiel><domaine/></referentiel>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			return
		}
		g, is := sheet.Parse(data, sheet.Options{})
		if is.HasErrors() || len(g.Check().Codes()) > 0 && g.Check().HasErrors() {
			return
		}
		var b bytes.Buffer
		losses, err := sheet.WriteCSV(&b, g)
		if err != nil {
			t.Fatal(err)
		}
		again, is := sheet.Parse(b.Bytes(), sheet.Options{})
		if is.HasErrors() {
			t.Fatalf("%v\n%s", is, b.String())
		}
		if len(losses) == 0 && text(g) != text(again) {
			t.Fatalf("(-want +got)\n%s", cmp.Diff(text(g), text(again)))
		}
	})
}

func Example() {
	f, _ := sheet.Parse([]byte("type;code;parent;intitule_fr\nreferentiel;titre;;Mon référentiel\ndomaine;A;;Accueillir\ncompetence;A1;A;Écouter\n"), sheet.Options{})
	for _, it := range f.Items {
		fmt.Println(it.Type, it.Code, it.Label.In("fr"))
	}
	// Output:
	// domain A Accueillir
	// competency A1 Écouter
}
