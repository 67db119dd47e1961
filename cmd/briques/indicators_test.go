// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/tabular"
)

const indicatorCatalogue = `{"bricks":[
{"id":"https://exemple.fr/b/a","version":"1.0.0","title":{"fr":"A"},"kind":"training","status":"trialled","publishedOn":"2026-01-01","modality":"onSite","onSite":60,"targets":[],"language":"fr","tags":["digital"]},
{"id":"https://exemple.fr/b/b","version":"1.0.0","title":{"fr":"B"},"kind":"training","status":"trialled","publishedOn":"2026-01-01","modality":"selfPaced","remote":90,"targets":[],"language":"fr"}]}`

const indicatorSessions = `[
{"id":"S1","brick":{"id":"https://exemple.fr/b/a","version":"1.0.0"},"format":"course","start":"2027-03-01T09:00:00+01:00","end":"2027-03-01T10:00:00+01:00"},
{"id":"S2","brick":{"id":"https://exemple.fr/b/b","version":"1.0.0"},"format":"course","start":"2027-04-01T09:00:00+02:00","end":"2027-04-30T10:00:00+02:00"},
{"id":"S3","brick":{"id":"https://exemple.fr/b/a","version":"1.0.0"},"format":"course","start":"2028-01-01T09:00:00+01:00","end":"2028-01-01T10:00:00+01:00"}]`

func TestIndicatorsChain(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(at(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	expect := func(want int, contains string, args ...string) string {
		t.Helper()
		code, out, errw := labelRun(t, append([]string{"indicators"}, args...)...)
		if code != want || !strings.Contains(out+errw, contains) {
			t.Fatalf("briques indicators %s: code %d, want %d and %q:\n%s%s", strings.Join(args, " "), code, want, contains, out, errw)
		}
		return out
	}
	write("c.json", indicatorCatalogue)
	write("s.json", indicatorSessions)
	var p strings.Builder
	for n := range 12 {
		academy := "lyon"
		if n < 2 {
			academy = "lille" // two people: a small cell
		}
		fmt.Fprintf(&p, `{"session":"S1","learner":"L%02d","academy":%q,"category":"perdir","audience":"staff","motive":"mobility","planned":60,"enrolled":60,"attended":%d,"source":"signature","outcome":"completed"}`+"\n", n, academy, 60-n)
		fmt.Fprintf(&p, `{"session":"S2","learner":"L%02d","academy":%q,"audience":"trainee","planned":90,"enrolled":90,"attended":0,"outcome":"completed"}`+"\n", n, academy)
	}
	write("p.ndjson", p.String())
	records := []string{"--catalogue", at("c.json"), "--sessions", at("s.json"), "--participations", at("p.ndjson"), "--period", "2027"}

	expect(0, "I45", "list")
	expect(0, "réalisées 10 h 54 ; inscrites 12 h ; prévues 12 h ; stagiaires 12", append([]string{"compute", "I38"}, records...)...)
	expect(0, "réalisées 18 h", append([]string{"compute", "I06"}, records...)...)
	expect(1, "INDICATOR-001", append([]string{"compute", "I11"}, records...)...)
	expect(1, "INDICATOR-003", append([]string{"compute", "I31"}, records...)...)
	expect(0, "masqué", append([]string{"compute", "I38", "--k", "13"}, records...)...)
	expect(2, "", append([]string{"compute", "I99"}, records...)...)
	expect(2, "", "compute", "I38", "--period", "2027-13")

	write("t.ndjson", `{"actor":{"mbox":"mailto:x@example.org"},"verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},"object":{"id":"https://exemple.fr/r"},"timestamp":"2027-05-01T00:00:00Z"}`+"\n")
	expect(0, "I31        1", append([]string{"compute", "I31", "--traces", at("t.ndjson")}, records...)...)
	write("cohorte.csv", "stagiaire;titularisation\nL00;2025-09-01\nL01;2020-09-01\n")
	expect(0, "I02        masqué", append([]string{"compute", "I02", "--cohort", at("cohorte.csv")}, records...)...)
	expect(0, "I02        1", append([]string{"compute", "I02", "--k", "1", "--cohort", at("cohorte.csv")}, records...)...)

	// Declared values: refused without their source, kept with it.
	file := []string{"--file", at("d.json"), "--on", "2027-06-30", "--by-role", "direction"}
	expect(1, "INDICATOR-002", append([]string{"declare", "I11", "--value", "oui"}, file...)...)
	expect(1, "INDICATOR-006", append([]string{"declare", "I12", "--value", "beaucoup", "--source", "x"}, file...)...)
	expect(0, "", append([]string{"declare", "I11", "--value", "oui", "--source", "certificat"}, file...)...)
	expect(0, "", append([]string{"declare", "I44", "--value", "12/40", "--source", "bilan social"}, file...)...)
	expect(1, "INDICATOR-006", append([]string{"report", "--declared", at("d.json")}, records...)...)
	write("d.csv", "indicateur;valeur;source;date;qualite\nI11;oui;certificat;2027-06-30;direction\nI44;40;bilan social;2027-06-30;direction\n")

	report := append([]string{"report", "--declared", at("d.csv"), "--by", "academy,category", "--by", "academy"}, records...)
	expect(0, "12 / 40", report...)
	expect(0, "masqué", append(report, "--format", "html")...)
	expect(0, "", append(report, "--format", "json", "-o", at("r.json"))...)
	expect(0, "", append(report, "--format", "xlsx", "-o", at("r.xlsx"))...)
	expect(0, ";oui", append(report, "--format", "csv-by")...)
	page := expect(0, "<svg", append(report, "--format", "html")...)
	if strings.Contains(page, "<script") || strings.Count(page, "<svg") > strings.Count(page, "<table") {
		t.Error("a chart without its table, or a script")
	}
	csv := expect(0, "", append(report, "--format", "csv")...)
	fromCSV, is1 := tabular.Parse([]byte(csv), tabular.Options{})
	fromXLSX, is2 := tabular.Parse(read("r.xlsx"), tabular.Options{Sheet: "Indicateurs", Ragged: true})
	if is1.HasErrors() || is2.HasErrors() || len(fromCSV.Rows) != len(fromXLSX.Rows) {
		t.Fatalf("%v %v", is1, is2)
	}
	for i, r := range fromCSV.Rows {
		x := append(fromXLSX.Rows[i].Cells, make([]string, len(r.Cells))...)
		for j, c := range r.Cells {
			if c != x[j] {
				t.Errorf("row %d column %d: CSV %q, XLSX %q", i, j, c, x[j])
			}
		}
	}

	// A refused record is named by its file, its line and its text, with a fix that says what to write.
	write("p3.ndjson", "\n"+`{"session":"S1","learner":"L1","audience":"staff","planned":60,"enrolled":60,"attended":61,"source":"signature","outcome":"none"}`+"\n"+
		`{"session":"S1","learner":"L1","audience":"staff","planned":60,"enrolled":60,"attended":0,"outcome":"none"}`+"\n"+
		`{"session":"S9","learner":"L2","audience":"staff","planned":60,"enrolled":60,"attended":0,"outcome":"none"}`+"\n"+
		`{"session":"S1","learner":"L3","audience":"staff","planned":60,"enrolled":60,"attended":9,"outcome":"none"}`+"\n")
	for _, want := range []string{
		at("p3.ndjson") + `:2:89 SESSION-004`, `"attended":61,`, "ramener « enrolled » et « attended » à 60 minutes au plus",
		at("p3.ndjson") + `:3:27 SESSION-005`, "garder une seule ligne par stagiaire et par session",
		at("p3.ndjson") + `:4:12 INDICATOR-004`, "ajoutez cette session à --sessions",
		at("p3.ndjson") + `:5:1 INDICATOR-004`, "ajoutez « source »",
	} {
		expect(1, want, "compute", "I38", "--catalogue", at("c.json"), "--sessions", at("s.json"), "--participations", at("p3.ndjson"), "--period", "2027")
	}
	write("s2.json", strings.Replace(string(read("s.json")), `"version"`, `"version" `, 1))
	write("c2.json", strings.Replace(string(read("c.json")), `"version":"1.0.0"`, `"version":"9.0.0"`, 1))
	expect(1, at("s2.json")+":2:20 INDICATOR-004", "compute", "I38", "--catalogue", at("c2.json"), "--sessions", at("s2.json"), "--participations", at("p.ndjson"), "--period", "2027")
	if _, _, errw := labelRun(t, "indicators", "compute", "I38", "--catalogue", at("c2.json"), "--sessions", at("s2.json"), "--participations", at("p.ndjson"), "--period", "2027"); strings.Contains(errw, "p.ndjson") {
		t.Errorf("the participations of a refused session are blamed:\n%s", errw)
	}

	// Refused records give no report at all.
	write("p2.ndjson", `{"session":"S1","learner":"L1","audience":"staff","planned":60,"enrolled":60,"attended":61,"source":"signature","outcome":"none"}`+"\n")
	bad := []string{"report", "--catalogue", at("c.json"), "--sessions", at("s.json"), "--participations", at("p2.ndjson"), "--period", "2027", "--format", "json", "-o", at("none.json")}
	expect(1, "SESSION-004", bad...)
	if _, err := os.Stat(at("none.json")); err == nil {
		t.Error("a report was written from refused records")
	}
}

// TestServicesYears declares two years of a service centre, in CSV and in
// JSON: the same bytes; then compares the years.
func TestServicesYears(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, f := range []struct{ name, content string }{
		{"2026.csv", "indicateur;valeur;source;date;qualite\nS01;1200;registre;2026-12-31;direction\nS10;81/90;enquête;2026-12-31;direction\n"},
		{"2026.json", `{"S10":{"value":"81/90","source":"enquête","on":"2026-12-31","byRole":"direction"},"S01":{"value":"1200","source":"registre","on":"2026-12-31","byRole":"direction"}}`},
		{"2027.csv", "indicateur;valeur;source;date;qualite\nS01;1260;registre;2027-12-31;direction\n"},
	} {
		if err := os.WriteFile(at(f.name), []byte(f.content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report := func(declared, period, out string) []byte {
		code, _, errw := labelRun(t, "indicators", "report", "--plan", "services-exemple", "--declared", at(declared), "--period", period, "--format", "json", "-o", at(out))
		if code != 0 {
			t.Fatal(errw)
		}
		data, err := os.ReadFile(at(out))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !bytes.Equal(report("2026.csv", "2026", "a.json"), report("2026.json", "2026", "b.json")) {
		t.Error("CSV and JSON give different reports")
	}
	report("2027.csv", "2027", "c.json")
	code, out, errw := labelRun(t, "indicators", "compare", at("a.json"), at("c.json"), "--plan", "services-exemple")
	if code != 0 || !strings.Contains(out, "1200 (registre") || !strings.Contains(out, "1260 (registre") || !strings.Contains(out, "S10") {
		t.Errorf("%d %s%s", code, out, errw)
	}
	data, err := os.ReadFile(at("c.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("v2.json"), bytes.ReplaceAll(data, []byte(`"version":"1.0.0"`), []byte(`"version":"2.0.0"`)), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errw := labelRun(t, "indicators", "compare", at("a.json"), at("v2.json"), "--plan", "services-exemple"); code != 1 || !strings.Contains(errw, "INDICATOR-008") {
		t.Errorf("two versions: %d %s", code, errw)
	}
	if err := os.WriteFile(at("map.json"), []byte(`{"S01":"S01","S10":"S10"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errw := labelRun(t, "indicators", "compare", at("a.json"), at("v2.json"), "--plan", "services-exemple", "--mapping", at("map.json")); code != 0 {
		t.Errorf("with a mapping: %d %s", code, errw)
	}
}
