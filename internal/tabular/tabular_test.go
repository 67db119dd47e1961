// SPDX-License-Identifier: Apache-2.0

package tabular_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/internal/tabular"
)

var sample = [][]string{
	{"code", "intitulé", "n1"},
	{"1.10", "=1+1", "+33 1; \"cité\"\nsuite"},
	{"'=x", "-", "＝1"},
	{"1e1", " espaces ", ""},
	{"@", "'simple", "_x0041_"},
}

func cells(g *tabular.Grid) [][]string {
	if g == nil {
		return nil
	}
	var out [][]string
	for _, r := range g.Rows {
		out = append(out, r.Cells)
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	var x, y, c bytes.Buffer
	sheet := tabular.Sheet{Name: "Essai", Rows: sample, Lists: map[int][]string{0: {"a", "b"}}, Note: map[int]string{1: "aide"}}
	if err := tabular.WriteXLSX(&x, sheet, tabular.Sheet{Name: "Aide", Rows: [][]string{{"x"}}}); err != nil {
		t.Fatal(err)
	}
	if err := tabular.WriteXLSX(&y, sheet, tabular.Sheet{Name: "Aide", Rows: [][]string{{"x"}}}); err != nil || !bytes.Equal(x.Bytes(), y.Bytes()) {
		t.Error("two workbooks of the same sheets differ", err)
	}
	if err := (tabular.CSV{}).Write(&c, sample); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(c.String(), "\uFEFFcode;intitulé;n1\r\n1.10;'=1+1;\"'+33") {
		t.Errorf("csv: %q", c.String())
	}
	for name, data := range map[string][]byte{"xlsx": x.Bytes(), "csv": c.Bytes()} {
		// An XLSX cell is a text: nothing is escaped, nothing removed.
		g, is := tabular.Parse(data, tabular.Options{})
		if is != nil {
			t.Fatal(name, is)
		}
		if diff := cmp.Diff(sample, cells(g)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	g, _ := tabular.Parse(x.Bytes(), tabular.Options{Sheet: "Aide"})
	if g == nil || g.Sheet != "Aide" || g.Rows[0].Cells[0] != "x" {
		t.Error("second sheet not found")
	}
}

func TestCSV(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		o        tabular.Options
		want     [][]string
		faults   []string
	}{
		{"bom, crlf, quotes", "\uFEFFa;b\r\n\"1;2\";\"x\"\"y\"\r\n", tabular.Options{}, [][]string{{"a", "b"}, {"1;2", `x"y`}}, nil},
		{"comma guessed", "a,b,c;d\n1,2\n", tabular.Options{Ragged: true}, [][]string{{"a", "b", "c;d"}, {"1", "2"}}, nil},
		{"tab guessed", "a\tb\n1\t2", tabular.Options{}, [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"cp1252", "a;\xe9\x80\n1;2\n", tabular.Options{}, [][]string{{"a", "é€"}, {"1", "2"}}, nil},
		{"cr only", "a;b\r1;2\r", tabular.Options{}, [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"blank lines", "a;b\n\n;\n1;2\n", tabular.Options{}, [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"ragged", "a;b\n1\n1;2;3\n", tabular.Options{}, [][]string{{"a", "b"}, {"1"}, {"1", "2", "3"}}, []string{"2:2 TABLE-005", "3:3 TABLE-005"}},
		{"unclosed", "a;b\n1;\"x\n", tabular.Options{}, [][]string{{"a", "b"}, {"1", "x\n"}}, []string{"2:2 TABLE-004"}},
		{"bare", "a;b\n1;x\"y\n", tabular.Options{}, [][]string{{"a", "b"}, {"1", `x"y`}}, []string{"2:2 TABLE-004"}},
		{"after quote", "a;b\n1;\"x\"y\n", tabular.Options{}, [][]string{{"a", "b"}, {"1", `xy`}}, []string{"2:2 TABLE-004"}},
		{"nul", "a;b\n1;x\x00\n", tabular.Options{}, [][]string{{"a", "b"}, {"1", "x\x00"}}, []string{"2:2 TABLE-001"}},
		{"header twice", "a; A\n1;2\n", tabular.Options{}, [][]string{{"a", " A"}, {"1", "2"}}, []string{"1:2 TABLE-006"}},
		{"empty", " \n", tabular.Options{}, nil, []string{"0:0 TABLE-002"}},
		{"utf-16", "\xff\xfea\x00", tabular.Options{}, nil, []string{"0:0 TABLE-001"}},
	} {
		g, is := tabular.Parse([]byte(tc.in), tc.o)
		var faults []string
		for _, i := range is {
			faults = append(faults, fmt.Sprintf("%d:%d %s", i.Line, i.Column, i.Code))
		}
		if diff := cmp.Diff(tc.faults, faults); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
		if diff := cmp.Diff(tc.want, cells(g)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
}

func TestRealWorkbook(t *testing.T) {
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "code")
	f.SetCellValue("Sheet1", "C1", "jour")
	f.SetCellValue("Sheet1", "A3", 1.1)
	f.SetCellValue("Sheet1", "B3", true)
	date, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	f.SetCellValue("Sheet1", "C3", 45000)
	f.SetCellStyle("Sheet1", "C3", "C3", date)
	f.SetCellRichText("Sheet1", "B1", []excelize.RichTextRun{{Text: "inti"}, {Text: "tulé"}})
	var b bytes.Buffer
	f.WriteTo(&b)
	g, is := tabular.Parse(b.Bytes(), tabular.Options{})
	if is != nil {
		t.Fatal(is)
	}
	if diff := cmp.Diff([][]string{{"code", "intitulé", "jour"}, {"1.1", "VRAI", "2023-03-15"}}, cells(g)); diff != "" || g.Rows[1].Number != 3 {
		t.Errorf("(-want +got)\n%s", diff)
	}
	f.SetCellFormula("Sheet1", "B5", "SUM(A1:A3)")
	b.Reset()
	f.WriteTo(&b)
	_, is = tabular.Parse(b.Bytes(), tabular.Options{})
	if len(is) != 1 || is[0].Code != "TABLE-007" || is[0].Line != 5 || is[0].Column != 2 || is[0].Pointer != "/5/B" {
		t.Errorf("formula: %v", is)
	}
}

func TestActiveWorkbook(t *testing.T) {
	for _, name := range []string{"xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/macrosheets/sheet1.xml"} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		w.Create(name)
		w.Close()
		if _, is := tabular.Parse(b.Bytes(), tabular.Options{}); len(is) != 1 || is[0].Code != "TABLE-007" {
			t.Errorf("%s: %v", name, is)
		}
	}
}

func TestColumn(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 255: "IV", 701: "ZZ", 702: "AAA"} {
		if got := tabular.Column(i); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
}

func TestHostileFixture(t *testing.T) {
	n := 0
	for _, c := range fixtures.Lines[struct {
		ID, What, Format, Want, B64 string
		Recipe                      struct {
			Parts []struct {
				Text  string
				Count int
			}
		}
	}](t, "trust/hostile/cases.jsonl") {
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Recipe.Parts {
			data = append(data, strings.Repeat(p.Text, p.Count)...)
		}
		switch c.Format {
		case "csv", "xlsx":
			if c.What == "header only, wrong names" {
				continue // a table all the same: each format refuses the names
			}
			_, is := tabular.Parse(data, tabular.Options{})
			if is.HasErrors() != (c.Want == "refuse") {
				t.Errorf("%s %s: %v", c.ID, c.What, is)
			}
		case "cell":
			kept := tabular.Escape(string(data)) == string(data)
			if kept != (c.Want == "keep") {
				t.Errorf("%s %s: kept %v", c.ID, c.What, kept)
			}
		default:
			continue
		}
		n++
	}
	t.Logf("%d hostile cases", n)
}

func TestRisky(t *testing.T) {
	is := tabular.Risky([][]string{{"a", "=1"}, {"-2", "b"}})
	if len(is) != 2 || is[0].Pointer != "/1/B" || is[1].Pointer != "/2/A" || is.HasErrors() {
		t.Error(is)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "=1", "'=1", "''=1", "'", "＝", "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := tabular.Unescape(tabular.Escape(s)); got != s {
			t.Fatalf("%q gives %q", s, got)
		}
	})
}

func FuzzXLSX(f *testing.F) {
	var x bytes.Buffer
	if err := tabular.WriteXLSX(&x, tabular.Sheet{Name: "a", Rows: sample}); err != nil {
		f.Fatal(err)
	}
	f.Add(x.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { tabular.Parse(data, tabular.Options{}) })
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("a;b\n\"1\";'=2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, is := tabular.Parse(data, tabular.Options{})
		if is.HasErrors() || g.Format == tabular.FormatXLSX {
			return
		}
		var b bytes.Buffer
		if err := (tabular.CSV{Comma: g.Comma}).Write(&b, cells(g)); err != nil {
			t.Fatal(err)
		}
		again, is := tabular.Parse(b.Bytes(), tabular.Options{Comma: g.Comma})
		if diff := cmp.Diff(cells(g), cells(again)); diff != "" || is != nil {
			t.Fatalf("%q: %v\n%s", b.String(), is, diff)
		}
	})
}

func BenchmarkParseCSV(b *testing.B) {
	var c bytes.Buffer
	rows := make([][]string, 10000)
	for i := range rows {
		rows[i] = []string{"code", "un intitulé assez ordinaire", "x;y", "=1"}
	}
	if err := (tabular.CSV{}).Write(&c, rows); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(c.Len()))
	for b.Loop() {
		tabular.Parse(c.Bytes(), tabular.Options{NoHeader: true})
	}
}
