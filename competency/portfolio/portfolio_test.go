// SPDX-License-Identifier: Apache-2.0

package portfolio_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

const framework = "https://example.org/f"

func id(name string) competency.ID { return competency.NewID(framework, name) }

func ref(code string) competency.Ref {
	return competency.Ref{Framework: framework, Version: "1.0.0", Item: id(code)}
}

// mine is a file with two claims, a piece that two evidences share, a link
// with an attestation, a note and a grant.
func mine() portfolio.File {
	f := portfolio.File{Portfolio: portfolio.Portfolio{Owner: "p-1",
		Positions: []competency.Position{{Holder: "p-1", Framework: framework, Version: "1.0.0", Digest: competency.Digest("sha256:" + strings.Repeat("0", 64)),
			Claims: []competency.Claim{
				{Item: ref("A1"), Rank: 2, Basis: competency.BasisEvidenced, On: "2026-03-01", Evidence: []competency.ID{id("e1")}},
				{Item: ref("A2"), Rank: 3, Basis: competency.BasisConfirmed, On: "2026-03-01", Evidence: []competency.ID{id("e2"), id("e3")}},
				{Item: ref("A3"), Rank: 1, Basis: competency.BasisSelfDeclared, On: "2026-03-01"}}}},
		Notes:  []portfolio.Note{{ID: id("n"), On: "2026-03-02", Text: "Penser à <revoir> A3 & le reste"}},
		Grants: []portfolio.Grant{{ID: id("g"), To: "tutrice", Items: []competency.Ref{ref("A1")}, Evidence: []competency.ID{id("e1")}, Until: "2026-12-31"}}}}
	f = f.Attach(portfolio.Evidence{ID: id("e1"), Title: "Compte rendu", Kind: portfolio.KindDocument, MediaType: "text/plain", Items: []competency.Ref{ref("A1"), ref("A2")},
		Created: "2026-02-01"}, []byte("contenu privé"))
	f = f.Attach(portfolio.Evidence{ID: id("e2"), Title: "Même pièce", Kind: portfolio.KindDocument, MediaType: "text/plain", Created: "2026-02-02"}, []byte("contenu privé"))
	f.Portfolio.Evidence = append(f.Portfolio.Evidence, portfolio.Evidence{ID: id("e3"), Title: "Observation", Kind: portfolio.KindObservation, URI: "https://example.org/o",
		Created: "2026-02-03", ExpiresOn: "2026-06-30", Attestation: &portfolio.Attestation{By: "Mme X", Role: "tutrice", On: "2026-02-03", Basis: competency.BasisConfirmed, Rank: 3}})
	return f
}

func zipped(t testing.TB, f portfolio.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	f := mine()
	data := zipped(t, f)
	got, is := portfolio.Parse(data)
	if is != nil {
		t.Fatal(is)
	}
	if diff := cmp.Diff(&f, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !bytes.Equal(zipped(t, *got), data) {
		t.Error("written twice, the bytes differ")
	}
	var page bytes.Buffer
	if err := portfolio.WriteHTML(&page, &f.Portfolio); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "src=", "<link", "<revoir>", "url(", "@import", " style="} {
		if strings.Contains(page.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(page.String(), "pieces/") || !strings.Contains(page.String(), "Mme X") {
		t.Error("the page lacks a piece or an attestation")
	}
}

func TestPageSaysTitles(t *testing.T) {
	f := mine()
	cadre := &competency.Framework{URI: framework, Version: "1.0.0", Title: competency.Text{"fr": "Un <cadre>"},
		Scales: []competency.Scale{{ID: "s", Levels: []competency.Level{{Rank: 2, Label: competency.Text{"fr": "Autonomie"}}}}},
		Items:  []competency.Item{{ID: id("A1"), Type: competency.ItemCompetency, Label: competency.Text{"fr": "Conduire un projet"}}}}
	var page, archive bytes.Buffer
	if err := portfolio.WriteHTML(&page, &f.Portfolio, cadre); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Référentiel Un &lt;cadre&gt;, version", `<th scope="row">Conduire un projet</th><td data-t="niveau">2 · Autonomie</td>`,
		`<th scope="row">compétence <code>` + string(id("A2")) + `</code></th>`} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("no %q in %s", want, page.String())
		}
	}
	if strings.Contains(page.String(), string(id("A1"))) {
		t.Error("an identifier stands where a title is known")
	}
	if err := f.Write(&archive, cadre); err != nil || bytes.Equal(archive.Bytes(), zipped(t, f)) {
		t.Error("the archive's page has no titles", err)
	}
}

func TestErase(t *testing.T) {
	f, ok := mine().Erase(id("e1"))
	if !ok || len(f.Pieces) != 1 {
		t.Fatal("the piece that another evidence still is must stay", ok, len(f.Pieces))
	}
	if c := f.Portfolio.Positions[0].Claims[0]; c.Basis != competency.BasisSelfDeclared || c.Evidence != nil {
		t.Errorf("claim after erasure: %+v", c)
	}
	f, ok = f.Erase(id("e2"))
	if !ok || len(f.Pieces) != 0 {
		t.Fatal(ok, len(f.Pieces))
	}
	z, err := zip.NewReader(bytes.NewReader(zipped(t, f)), int64(len(zipped(t, f))))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range z.File {
		r, _ := e.Open()
		var b bytes.Buffer
		b.ReadFrom(r)
		for _, gone := range []string{string(id("e1")), string(id("e2")), "contenu privé", "Compte rendu", string(portfolio.DigestOf([]byte("contenu privé")))[7:]} {
			if strings.Contains(b.String(), gone) || strings.Contains(e.Name, gone) {
				t.Errorf("%s still holds %q", e.Name, gone)
			}
		}
	}
	if is := f.Portfolio.Check(""); is != nil {
		t.Error(is)
	}
	if _, ok := f.Erase(id("e1")); ok {
		t.Error("erased twice")
	}
	if m := mine(); len(m.Portfolio.Evidence) != 3 {
		t.Error("the original changed")
	}
}

func TestShare(t *testing.T) {
	f := mine()
	got, is := f.Share(f.Portfolio.Grants[0], "2026-05-01")
	if is != nil {
		t.Fatal(is)
	}
	p := got.Portfolio
	if len(p.Positions[0].Claims) != 1 || p.Positions[0].Claims[0].Item != ref("A1") || len(p.Evidence) != 1 || len(p.Evidence[0].Items) != 1 || p.Notes != nil || p.Grants != nil || len(got.Pieces) != 1 {
		t.Errorf("%+v", p)
	}
	for _, leak := range []string{string(id("A2")), string(id("A3")), string(id("e2")), "Mme X", "revoir", "tutrice"} {
		var b bytes.Buffer
		portfolio.EncodeJSON(&b, &p)
		if strings.Contains(b.String(), leak) {
			t.Errorf("%q is shared", leak)
		}
	}
	g := f.Portfolio.Grants[0]
	if _, is := f.Share(g, "2027-01-01"); len(is) != 1 || is[0].Code != "PORTFOLIO-010" {
		t.Error("past its end:", is)
	}
	g.Items = []competency.Ref{ref("Z")}
	if _, is := f.Share(g, "2026-05-01"); len(is) != 1 || is[0].Code != "PORTFOLIO-010" {
		t.Error("on an item not there:", is)
	}
}

func TestMerge(t *testing.T) {
	a, b := mine(), mine()
	both, is := portfolio.Merge(a, b)
	if is != nil {
		t.Fatal(is)
	}
	if diff := cmp.Diff(a, both); diff != "" {
		t.Errorf("merging a file with itself changes it (-want +got)\n%s", diff)
	}
	// The same document attached elsewhere under another identifier, a changed
	// note, one claim more.
	b.Portfolio.Evidence[0].ID = id("other")
	b.Portfolio.Positions[0].Claims[0].Evidence = []competency.ID{id("other")}
	b.Portfolio.Grants = nil
	b.Portfolio.Notes[0].Text = "Autre note"
	b.Portfolio.Positions[0].Claims = append(b.Portfolio.Positions[0].Claims, competency.Claim{Item: ref("A4"), Rank: 1, Basis: competency.BasisSelfDeclared, On: "2026-04-01"})
	b = b.Attach(portfolio.Evidence{ID: id("e9"), Title: "Nouvelle", Kind: portfolio.KindDocument, MediaType: "text/plain", Created: "2026-04-01"}, []byte("neuf"))
	both, is = portfolio.Merge(a, b)
	if got := is.Codes(); len(got) != 1 || got[0] != "PORTFOLIO-012" {
		t.Error(is)
	}
	p := both.Portfolio
	if len(p.Evidence) != 4 || len(p.Notes) != 2 || len(p.Positions) != 1 || len(p.Positions[0].Claims) != 4 || len(both.Pieces) != 2 {
		t.Errorf("%d evidence, %d notes, %d claims, %d pieces", len(p.Evidence), len(p.Notes), len(p.Positions[0].Claims), len(both.Pieces))
	}
	if is := p.Check(""); is != nil {
		t.Error(is)
	}
	again, _ := portfolio.Merge(both, b)
	if diff := cmp.Diff(both, again); diff != "" {
		t.Errorf("merging again changes something (-want +got)\n%s", diff)
	}
	b.Portfolio.Owner = "p-2"
	if _, is := portfolio.Merge(a, b); len(is) != 1 || is[0].Code != "PORTFOLIO-011" {
		t.Error(is)
	}
}

func TestCheck(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*portfolio.Portfolio)
		want   string
	}{
		"fine":             {func(p *portfolio.Portfolio) {}, ""},
		"no such evidence": {func(p *portfolio.Portfolio) { p.Positions[0].Claims[1].Evidence[0] = id("zz") }, "PORTFOLIO-006"},
		"evidenced alone":  {func(p *portfolio.Portfolio) { p.Positions[0].Claims[0].Evidence = nil }, "PORTFOLIO-007"},
		"confirmed by none": {func(p *portfolio.Portfolio) {
			p.Positions[0].Claims[1].Evidence = p.Positions[0].Claims[1].Evidence[:1]
		}, "PORTFOLIO-007"},
		"own attestation": {func(p *portfolio.Portfolio) {
			p.Evidence[2].Attestation.By = "p-1"
			p.Positions[0].Claims[1].Basis = competency.BasisEvidenced
		}, "PORTFOLIO-008"},
		"expired":     {func(p *portfolio.Portfolio) { p.Evidence[0].ExpiresOn = "2026-01-01" }, "PORTFOLIO-009"},
		"grant over":  {func(p *portfolio.Portfolio) { p.Grants[0].Until = "2026-01-01" }, "PORTFOLIO-010"},
		"bad owner":   {func(p *portfolio.Portfolio) { p.Owner = "Jean Dupont" }, "PORTFOLIO-013"},
		"twice an ID": {func(p *portfolio.Portfolio) { p.Notes[0].ID = id("e1") }, "PORTFOLIO-014"},
	} {
		f := mine()
		f.Portfolio.Evidence[2].ExpiresOn = ""
		tc.change(&f.Portfolio)
		is := f.Portfolio.Check("2026-05-01")
		var got string
		if len(is) > 0 {
			got = is[0].Code
		}
		if got != tc.want || len(is) > 1 {
			t.Errorf("%s: %v, want %s", name, is, tc.want)
		}
	}
}

// entries makes a ZIP of name, content pairs.
func entries(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		e, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		e.Write([]byte(parts[i+1]))
	}
	w.Close()
	return b.Bytes()
}

func TestHostileArchives(t *testing.T) {
	const doc = `{"owner":"p-1"}`
	piece := string(portfolio.DigestOf([]byte("x")))[7:]
	many := []string{"portfolio.json", doc}
	for i := range portfolio.MaxEntries {
		many = append(many, fmt.Sprint("pieces/", i), "")
	}
	cases := map[string]struct {
		data []byte
		want string
	}{
		"not a zip":       {[]byte("bonjour"), "PORTFOLIO-001"},
		"no document":     {entries(t, "index.html", ""), "PORTFOLIO-001"},
		"other name":      {entries(t, "portfolio.json", doc, "virus.exe", ""), "PORTFOLIO-002"},
		"folder of ours":  {entries(t, "portfolio.json", doc, "pieces/abc", ""), "PORTFOLIO-002"},
		"parent path":     {entries(t, "portfolio.json", doc, "../x", ""), "PORTFOLIO-003"},
		"absolute path":   {entries(t, "portfolio.json", doc, "/etc/x", ""), "PORTFOLIO-003"},
		"two by case":     {entries(t, "portfolio.json", doc, "Portfolio.json", doc), "PORTFOLIO-003"},
		"too many":        {entries(t, many...), "PORTFOLIO-004"},
		"bomb":            {entries(t, "portfolio.json", doc, "index.html", strings.Repeat("0", 3<<20)), "PORTFOLIO-004"},
		"wrong digest":    {entries(t, "portfolio.json", doc, "pieces/"+piece, "y"), "PORTFOLIO-005"},
		"orphan piece":    {entries(t, "portfolio.json", doc, "pieces/"+piece, "x"), "PORTFOLIO-006"},
		"duplicate names": {entries(t, "portfolio.json", `{"owner":"a","owner":"b"}`), "READ-007"},
		"unknown member":  {entries(t, "portfolio.json", `{"owner":"a","propriétaire":"b"}`), "SHAPE-003"},
		"bad owner":       {entries(t, "portfolio.json", `{"owner":"Jean Dupont"}`), "PORTFOLIO-013"},
	}
	before, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range cases {
		f, is := portfolio.Parse(tc.data)
		if f != nil || len(is) == 0 || is[0].Code != tc.want {
			t.Errorf("%s: %v, want %s", name, is, tc.want)
		}
	}
	n := len(cases)
	if _, err := os.Stat(fixtures.Root() + "/../shared/fixtures"); err == nil {
		for _, c := range fixtures.Lines[struct{ ID, What, Format, B64 string }](t, "trust/hostile/cases.jsonl") {
			data, err := base64.StdEncoding.DecodeString(c.B64)
			if c.Format != "zip" || err != nil {
				continue
			}
			n++
			if f, is := portfolio.Parse(data); f != nil || !strings.HasPrefix(is[0].Code, "PORTFOLIO-") {
				t.Errorf("%s %s: %v", c.ID, c.What, is)
			}
		}
	}
	after, err := os.ReadDir(".")
	if err != nil || len(after) != len(before) {
		t.Error("something was written", err)
	}
	t.Logf("%d hostile archives refused", n)
}

func TestRecords(t *testing.T) {
	f := mine()
	r := f.Portfolio.Records()
	if len(r) != 3 || len(r[1].Evidence) != 2 || r[1].Holder != "p-1" || r[2].Evidence != nil {
		t.Errorf("%+v", r)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(zipped(f, mine()))
	f.Add(entries(f, "portfolio.json", `{"owner":"p-1"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, is := portfolio.Parse(data)
		if got == nil {
			if len(is) == 0 {
				t.Fatal("refused without a reason")
			}
			return
		}
		again, is := portfolio.Parse(zipped(t, *got))
		if again == nil {
			t.Fatal(is)
		}
		if diff := cmp.Diff(got, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzDecodeJSON(f *testing.F) {
	var b bytes.Buffer
	m := mine()
	portfolio.EncodeJSON(&b, &m.Portfolio)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		p, is, _ := portfolio.DecodeJSON(bytes.NewReader(data))
		if p == nil || is.HasErrors() {
			return
		}
		var b bytes.Buffer
		if err := portfolio.EncodeJSON(&b, p); err != nil {
			t.Fatal(err)
		}
		again, is, _ := portfolio.DecodeJSON(&b)
		if is.HasErrors() {
			t.Fatal(is)
		}
		var x, y bytes.Buffer
		portfolio.EncodeJSON(&x, p)
		portfolio.EncodeJSON(&y, again)
		if x.String() != y.String() {
			t.Fatal(cmp.Diff(x.String(), y.String()))
		}
	})
}

func ExampleFile_Share() {
	f := mine()
	shared, _ := f.Share(f.Portfolio.Grants[0], "2026-05-01")
	fmt.Println(len(shared.Portfolio.Positions[0].Claims), "claim,", len(shared.Portfolio.Evidence), "evidence,", len(shared.Portfolio.Notes), "notes")
	// Output: 1 claim, 1 evidence, 0 notes
}
