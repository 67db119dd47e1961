// SPDX-License-Identifier: Apache-2.0

package dashboard_test

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/dashboard"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

const (
	planID = "https://exemple.fr/plan"
	plan   = `{"id":"` + planID + `","title":{"fr":"Plan <b>"},"indicators":[{"id":"I01","text":{"fr":"Heures par compétences"}},{"id":"I05","text":{"fr":"Briques vivantes"}}]}`
)

// report is one year: I01 in hours, I04 hidden, I05 a count of bricks.
func report(year string, attended catalogue.Minutes, learners int) *indicator.Report {
	v := indicator.Value{Plan: planID, Version: "1.0.0", Kind: indicator.KindComputed, Unit: indicator.UnitTraineeHours}
	one, four, five := v, v, v
	one.Indicator, one.Learners, one.Hours = "I01", &learners, &indicator.TraineeHours{Planned: 90000, Enrolled: 75000, Attended: attended}
	four.Indicator, four.Suppressed = "I04", true
	five.Indicator, five.Unit, five.Count, five.Events = "I05", indicator.UnitCount, &learners, new(int)
	twelve := v
	twelve.Indicator, twelve.Kind, twelve.Unit = "I12", indicator.KindDeclared, indicator.UnitCount
	twelve.Declared = &indicator.Declared{Value: "4", Source: "registre", On: "2026-12-01", ByRole: "chargé de mission"}
	cell := indicator.Cell{Learners: &learners, Hours: &indicator.TraineeHours{Attended: 630}}
	three := 3
	hidden := indicator.Cell{Suppressed: true, Learners: &three}
	return &indicator.Report{Plan: planID, Version: "1.0.0", Period: indicator.Period{From: competency.Date(year + "-01-01"), Until: competency.Date(year + "-12-31")}, K: 5, Engine: indicator.Engine,
		Values: []indicator.Value{one, four, five, twelve},
		Tables: []indicator.Table{{Indicator: "I01", RowKind: indicator.ByAcademy, ColumnKind: indicator.ByCategory, K: 5, Columns: []string{"cadre"},
			Rows:         []indicator.Row{{Name: "Valmont", Cells: []indicator.Cell{cell}, Total: cell}, {Cells: []indicator.Cell{hidden}, Total: hidden}},
			ColumnTotals: []indicator.Cell{cell}, Total: cell}}}
}

func text(t *testing.T, m widget.Machine) string {
	t.Helper()
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(m.View().HTML())
}

func TestShowsHours(t *testing.T) {
	m, effects := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r", "comparer": "c", "plan": "p"},
		map[string]string{"rapport": string(report("2027", 61200, 40).Encode()), "comparer": string(report("2026", 54000, 30).Encode()), "plan": plan})
	html := text(t, m)
	for _, want := range []string{"Plan &lt;b&gt;", "Heures-stagiaires, 2027", "1 500 h", "1 250 h", "1 020 h", "masqué", "De 2026 à 2027", "+ 120 h", "Briques vivantes", "Valmont", "non renseigné", "<span>10 h 30 · 40 stagiaires</span>", "40 ; événements : 0<", "4 (registre, 01/12/2026, chargé de mission)"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	if len(effects) != 1 || effects[0].Name != "eafc:pret" {
		t.Error(effects)
	}
	if m.Update(widget.Msg{Name: "nature", Value: "1"}); !strings.Contains(text(t, m), "<span>=</span>") {
		t.Error("enrolled hours are equal, and it is not said")
	}
	csv, _ := m.Export("csv")
	for _, want := range []string{"I01;Heures par compétences;90000;75000;61200;40\r\n", "I04;;masqué;masqué;masqué;masqué\r\n", ";Valmont;630;630\r\n", ";non renseigné;masqué;masqué\r\n", "\r\nI01 × Catégorie;Stagiaires\r\nCode;Académie;cadre;Total\r\n;Valmont;40;40\r\n;non renseigné;masqué;masqué\r\n", "I01;Heures par compétences;75000;75000;0\r\n"} {
		if !strings.Contains(csv, want) {
			t.Errorf("no %q in the sheet\n%s", want, csv)
		}
	}
	js, _ := m.Export("json")
	if !json.Valid([]byte(js)) || !strings.Contains(js, `{"code":"I04","name":"","values":[null,null,null,null]}`) {
		t.Error(js)
	}
}

// TestNamesTables: a screen reader gets each table in a part of the page that
// has its name, under a heading.
func TestNamesTables(t *testing.T) {
	year := string(report("2027", 61200, 40).Encode())
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r", "comparer": "c"}, map[string]string{"rapport": year, "comparer": year})
	var files []string
	for i := range 12 {
		files = append(files, position("p"+strconv.Itoa(i%2), "2026-10-01", i, i/6*3))
	}
	open(t, m, files...)
	html := text(t, m)
	parts := strings.Split(html, "<table")
	if len(parts) != 8 {
		t.Fatalf("%d tables, want hours, both years, the others, one split, the needs of all and of two cohorts", len(parts)-1)
	}
	for i, before := range parts[:7] {
		_, id, _ := strings.Cut(before[strings.LastIndex(before, `aria-labelledby="`):], `"`)
		id, _, _ = strings.Cut(id, `"`)
		_, heading, ok := strings.Cut(before, ` id="`+id+`"`)
		_, heading, _ = strings.Cut(heading, ">")
		heading, _, closed := strings.Cut(heading, "</h")
		name, _, _ := strings.Cut(parts[i+1][strings.Index(parts[i+1], `<caption class="sr">`)+len(`<caption class="sr">`):], "<")
		if !ok || !closed || !strings.HasPrefix(heading, name) {
			t.Errorf("table %q stands under %q, part %q", name, heading, id)
		}
	}
	for _, want := range []string{"Heures-stagiaires · Réalisées</h4>", "Toutes les cohortes · 12 personnes</h4>", "p0 · 6 personnes</h4></summary>"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
}

// TestWordsOfAReport: its own words are in the language of its plan.
func TestWordsOfAReport(t *testing.T) {
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r", "plan": "p"}, map[string]string{"rapport": string(report("2027", 61200, 40).Encode()), "plan": plan})
	if html := text(t, m); strings.Contains(html, `<span lang="fr">`) {
		t.Error("French marked in a French page")
	}
	if html := widgettest.English(t, m); !strings.Contains(html, `<span lang="fr">Valmont</span>`) || !strings.Contains(html, `<span lang="fr">cadre</span></th>`) || strings.Contains(html, `<span lang="fr">Total`) || !strings.Contains(html, "40\u00a0trainees") {
		t.Error(html)
	}
}

func TestAsksMorePeople(t *testing.T) {
	r := report("2027", 61200, 7)
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r", "seuil": "10"}, map[string]string{"rapport": string(r.Encode())})
	html := text(t, m)
	if strings.Contains(html, "1 020 h") || strings.Contains(html, "Valmont") || !strings.Contains(html, "protégé pour 5 personnes") {
		t.Error("seven people are shown where ten are asked for")
	}
	if csv, _ := m.Export("csv"); strings.Contains(csv, "61200") {
		t.Error("the sheet tells what the page hides")
	}
}

func TestRefuses(t *testing.T) {
	for name, docs := range map[string]map[string]string{
		"no report":  {"rapport": `{"values":[]}`},
		"not there":  {},
		"bad period": {"rapport": strings.Replace(string(report("2027", 1, 9).Encode()), "2027-12-31", "2026-12-31", 1)},
		"no plan":    {"rapport": strings.Replace(string(report("2027", 1, 9).Encode()), `"plan":"`+planID+`","tables"`, `"plan":"","tables"`, 1)},
	} {
		m, effects := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r"}, docs)
		if html := m.View().HTML(); !strings.Contains(html, "WIDGET-00") {
			t.Errorf("%s: nothing said", name)
		}
		if len(effects) == 0 || effects[0].Name != "eafc:erreur" {
			t.Errorf("%s: %v", name, effects)
		}
	}
	// Another plan: shown apart, no difference.
	other := report("2026", 1, 9)
	other.Plan = "https://exemple.fr/autre"
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"rapport": "r", "comparer": "c"}, map[string]string{"rapport": string(report("2027", 60, 9).Encode()), "comparer": string(other.Encode())})
	if html := text(t, m); !strings.Contains(html, "INDICATOR-008") || strings.Contains(html, "Évolution") {
		t.Error("two plans are compared")
	}
}

// position is what <eafc-auto-positionnement> saves; ranks of -1 are passed.
func position(profile, day string, seed int, ranks ...int) string {
	var b strings.Builder
	b.WriteString(`{"eafc":1,"kind":"portfolio","framework":"https://exemple.fr/r","version":"1.0.0","title":"` + strconv.Itoa(seed) + `","savedOn":"` + day + `","profile":"` + profile + `","answers":[`)
	for i, r := range ranks {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`{"item":"i` + strconv.Itoa(i) + `","label":"Compétence <` + strconv.Itoa(i) + `>","target":2,"note":"secret",`)
		if r < 0 {
			b.WriteString(`"skipped":true}`)
		} else {
			b.WriteString(`"rank":` + strconv.Itoa(r) + `}`)
		}
	}
	return b.String() + `]}`
}

func open(t *testing.T, m widget.Machine, files ...string) []widget.Effect {
	t.Helper()
	for i, f := range files {
		m.Update(widget.Msg{Name: widget.MsgFile, Arg: "fichiers", Value: f, Doc: widgettest.Doc(t, f), File: strconv.Itoa(i) + ".json"})
	}
	return m.Update(widget.Msg{Name: widget.MsgFiles, Arg: "fichiers", Value: strconv.Itoa(len(files))})
}

func TestCountsNeeds(t *testing.T) {
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"cohorte": "aucune"}, nil)
	var files []string
	for i := range 20 {
		files = append(files, position("direction", "2026-10-01", i, []int{0, 3, 1}[min(i/12, 1)], 2, []int{1, 3}[i%2]))
	}
	effects := open(t, m, append(files, files[0], `{"x":1}`, strings.Replace(files[1], "/r\"", "/autre\"", 1), strings.Replace(files[2], `"eafc":1`, `"eafc":2`, 1), strings.Replace(files[3], `1.0.0`, `2.0.0`, 1))...)
	if effects[0].Name != "eafc:agregat" || effects[0].Value != `{"files":20,"refused":5,"hidden":0,"k":5}` {
		t.Error(effects)
	}
	html := text(t, m)
	for _, want := range []string{"20 auto-positionnements comptés", "Compétence &lt;0&gt;", "WIDGET-011", "WIDGET-008", "WIDGET-007", "WIDGET-003", "20.json"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	csv, _ := m.Export("csv")
	if !strings.Contains(csv, ";Compétence <0>;12;8\r\n") || !strings.Contains(csv, "Compétence <2>;10;10\r\n") {
		t.Error(csv)
	}
	if strings.Contains(html+csv, "secret") {
		t.Error("a text of a person is shown")
	}
	m.Update(widget.Msg{Name: widget.MsgErase})
	if _, ok := m.Export("csv"); ok || strings.Contains(text(t, m), "Compétence &lt;") {
		t.Error("something stays after effacer")
	}
}

func TestFewFilesShowNothing(t *testing.T) {
	m, _ := widgettest.Start(t, dashboard.Widget(), nil, nil)
	open(t, m, position("d", "2026-10-01", 1, 0), position("d", "2026-10-01", 2, 0), position("d", "2026-10-01", 3, 0), position("d", "2026-10-01", 4, 0))
	if html := text(t, m); !strings.Contains(html, "Moins de 5 auto-positionnements") || strings.Contains(html, "À développer") {
		t.Error("four people are shown")
	}
	if csv, ok := m.Export("csv"); ok {
		t.Error(csv)
	}
}

func TestNothingLeaves(t *testing.T) {
	m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"envoi": "https://exemple.fr/x", "stockage": "choix"}, nil)
	effects := open(t, m, position("d", "2026-10-01", 1, 0))
	for _, name := range []string{"imprimer", "cohorte", "nature", "effacer"} {
		effects = append(effects, m.Update(widget.Msg{Name: name, Value: "annee"})...)
	}
	for _, e := range effects {
		if e.Kind == widget.Send || e.Kind == widget.Store || e.Kind == widget.Load {
			t.Error(e)
		}
	}
}

// cohorts reads the tables back from the JSON export: by cohort and
// competency the counts, all together first, -1 where hidden.
func cohorts(t *testing.T, m widget.Machine) (sizes []int, counts [][][]int) {
	t.Helper()
	js, ok := m.Export("json")
	if !ok {
		return nil, nil
	}
	var doc struct {
		Tables []struct {
			Caption string
			Columns []string
			Rows    []struct{ Values []*int }
		}
	}
	if err := json.Unmarshal([]byte(js), &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range doc.Tables {
		words := strings.Fields(c.Caption)
		n, err := strconv.Atoi(words[len(words)-2])
		if err != nil {
			t.Fatal(c.Caption)
		}
		sizes = append(sizes, n)
		var lines [][]int
		for _, r := range c.Rows {
			l := make([]int, len(r.Values))
			for j, n := range r.Values {
				l[j] = -1
				if n != nil {
					l[j] = *n
				}
			}
			lines = append(lines, l)
		}
		counts = append(counts, lines)
	}
	return sizes, counts
}

// TestSuppression: whatever the files, no small count is shown, no cohort is
// too small, and somebody who adds and subtracts finds no hidden count.
func TestSuppression(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	shown, hidden := 0, 0
	for round := range 300 {
		k := []int{5, 10}[round%2]
		m, _ := widgettest.Start(t, dashboard.Widget(), map[string]string{"seuil": strconv.Itoa(k)}, nil)
		var files []string
		for i := range 1 + r.IntN(70) {
			ranks := make([]int, 1+r.IntN(3))
			for j := range ranks {
				ranks[j] = []int{0, 1, 2, 2, 2, 3, -1}[r.IntN(7)]
			}
			files = append(files, position("p"+strconv.Itoa(r.IntN(1+round%5)), "2026-10-01", i, ranks...))
		}
		open(t, m, files...)
		sizes, counts := cohorts(t, m)
		for g, lines := range counts {
			if sizes[g] < k {
				t.Fatalf("a cohort of %d is shown, at least %d", sizes[g], k)
			}
			for i, l := range lines {
				missing, sum := 0, 0
				for j, n := range l {
					if n > 0 && n < k {
						t.Fatalf("a count of %d is shown", n)
					}
					column := 0
					for _, o := range counts[1:] {
						if o[i][j] < 0 {
							column++
						}
					}
					if counts[0][i][j] >= 0 && column == 1 {
						t.Fatalf("one hidden count in a column of %v", counts)
					}
					if n < 0 {
						missing, hidden = missing+1, hidden+1
					} else {
						sum, shown = sum+n, shown+1
					}
				}
				if missing == 1 || missing == 0 && sum != sizes[g] || missing > 1 && sizes[g]-sum < k {
					t.Fatalf("line %v of %d tells what it hides", l, sizes[g])
				}
			}
		}
	}
	if shown < 500 || hidden < 1000 {
		t.Errorf("%d counts shown, %d hidden: the cases do not try enough", shown, hidden)
	}
}

// TestSaysRefusals holds that a file left out is heard, not only seen.
func TestSaysRefusals(t *testing.T) {
	m, _ := widgettest.Start(t, dashboard.Widget(), nil, nil)
	m.Update(widget.Msg{Name: widget.MsgFile, File: "x.json", Doc: widgettest.Doc(t, `{"x":1}`)})
	if words, _ := widgettest.Said(m.Update(widget.Msg{Name: widget.MsgFiles})); len(words) != 1 || !strings.HasSuffix(words[0], "1 fichier laissé de côté") {
		t.Error(words)
	}
	if words, focus := widgettest.Said(m.Update(widget.Msg{Name: "effacer"})); len(words) != 1 || focus != "titre-0" {
		t.Error(words, focus)
	}
}
