// SPDX-License-Identifier: Apache-2.0

package labelreport_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/labelreport"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

var attributes = map[string]string{"rapport": "r.json", "grille": "g.json", "decision": "d.json"}

func documents(t *testing.T) (map[string]string, *label.Report) {
	t.Helper()
	p, ok := label.OpenProfile("rnq-2019-565")
	if !ok {
		t.Fatal("profile")
	}
	facts, is := label.ParseFacts([]byte(`{"title":"Conduire <un> projet"}`))
	if is.HasErrors() {
		t.Fatal(is)
	}
	piece := label.Evidence{ID: "P1", Title: "Compte rendu", SHA256: "sha256:" + strings.Repeat("ab", 32), On: "2026-01-02", Until: "2026-03-01", Supports: []string{p.Rules[0].ID}}
	r := label.Evaluate(p, facts, []label.Evidence{piece}, nil)
	d := label.Decision{Report: r.Digest(), Profile: p.Ref(), Verdict: label.VerdictConform, By: "Comité", Role: "autorité", On: "2026-09-01", ValidFrom: "2026-09-01", ValidUntil: "2029-08-31",
		Overrides: []label.Override{{Rule: p.Rules[0].ID, Truth: label.TruthTrue, Reason: "Constaté sur place"}}}
	return map[string]string{"rapport": string(r.Encode()), "grille": string(p.Encode()), "decision": string(d.Encode())}, &r
}

func TestShowsReport(t *testing.T) {
	docs, r := documents(t)
	m, effects := widgettest.Start(t, labelreport.Widget(), attributes, docs)
	html := m.View().HTML()
	for _, want := range []string{"Proposition du moteur", label.Word(r.Proposed, "fr"), "Label en cours de validité, du 01/09/2026 au 31/08/2029", "Compte rendu", "(périmée)", "Constaté sur place", "<details"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(html, "<details"); n != len(r.Findings)+1 {
		t.Errorf("%d findings shown, want %d", n-1, len(r.Findings))
	}
	if len(effects) != 1 || effects[0].Name != "eafc:pret" {
		t.Error(effects)
	}
	if got, _ := m.Export("json"); got != docs["rapport"] {
		t.Error("the export is not the canonical report")
	}
	if got, _ := m.Export("etat"); !strings.Contains(got, `"decided":"conform","valid":true`) {
		t.Error(got)
	}
}

// TestSaysWhatIsCovered: which competency is covered, the place says; its
// identifier is in the technical part.
func TestSaysWhatIsCovered(t *testing.T) {
	p, _, r := pathway(t, false, strings.Clone)
	m, _ := widgettest.Start(t, labelreport.Widget(), map[string]string{"rapport": "r", "grille": "g"}, map[string]string{"rapport": string(r.Encode()), "grille": string(p.Encode())})
	html := strings.ReplaceAll(m.View().HTML(), "\u00a0", " ")
	if want := `<li>attendu couvert : ≥ 1, lu 1 · <span title="/wanted/0">compétence visée 1</span> · <span title="/wanted/1">compétence visée 2</span>`; !strings.Contains(html, want) {
		_, html, _ = strings.Cut(html, `id="r-A2"`)
		t.Error(html[:1500])
	}
}

// TestMachineWordsApart: addresses, digests and pointers are below, folded; what
// is read first has words.
func TestMachineWordsApart(t *testing.T) {
	docs, r := documents(t)
	m, _ := widgettest.Start(t, labelreport.Widget(), attributes, docs)
	words, technical, ok := strings.Cut(m.View().HTML(), "Références techniques")
	if !ok {
		t.Fatal("no technical part")
	}
	for _, code := range []string{string(r.Profile.ID), string(r.ProfileDigest), string(r.SubjectDigest), r.Engine, r.Evidence[0].SHA256, "/subject/action"} {
		if strings.Contains(strings.ReplaceAll(words, ` title="`+code, ""), code) || !strings.Contains(technical, "<code>"+code+"</code>") {
			t.Errorf("%q is not in the technical part alone", code)
		}
	}
	if !strings.Contains(words, "<li>Motif\u00a0: Constaté sur place</li>") || strings.Contains(words, "attendu true") {
		t.Error("the reason of an override is not said in words")
	}
	e := m.Update(widget.Msg{Name: "imprimer"})
	if paper := e[0].Value; strings.Count(paper, "<details") != strings.Count(paper, "<details class=\"item\" open>") || !strings.Contains(paper, r.Evidence[0].SHA256) {
		t.Error("a folded part would not be read on paper")
	}
}

// TestWordsOfAReport: what a report says in one language only is in that of
// its grid.
func TestWordsOfAReport(t *testing.T) {
	docs, _ := documents(t)
	m, _ := widgettest.Start(t, labelreport.Widget(), attributes, docs)
	html := widgettest.English(t, m)
	for _, want := range []string{`<strong><span lang="fr">Compte rendu</span></strong>`, `<span lang="fr">Comité</span> (<span lang="fr">autorité</span>)`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestSaysAReasonOnce: what is the same at several places is one sentence, the
// places after it.
func TestSaysAReasonOnce(t *testing.T) {
	docs, r := documents(t)
	reason := func(path, got string) label.Reason {
		return label.Reason{Path: issue.Pointer(path), Expected: "connu d’un référentiel fourni", Got: got, Truth: label.TruthUnknown}
	}
	r.Findings[0].Because = []label.Reason{reason("/bricks/0/targets/0", `{"a":1}`), reason("/bricks/1/targets/0", `{"a":2}`), reason("/partners/2/siret", "absent"), reason("/partners/2/siret/x", "absent"), reason("", "absent")}
	m, _ := widgettest.Start(t, labelreport.Widget(), map[string]string{"rapport": "r", "grille": "g"}, map[string]string{"rapport": string(r.Encode()), "grille": docs["grille"]})
	html, want := m.View().HTML(), `<ul><li>attendu connu d’un référentiel fourni, lu un élément du document · <span title="/bricks/0/targets/0">brique 1, cible 1</span> · <span title="/bricks/1/targets/0">brique 2, cible 1</span></li><li>attendu connu d’un référentiel fourni, lu non renseigné · <span title="/partners/2/siret">partenaire 3, SIRET</span></li>`
	if !strings.Contains(html, want) {
		t.Errorf("no %s in %s", want, html)
	}
}

func TestRefuses(t *testing.T) {
	docs, _ := documents(t)
	other := strings.Replace(docs["rapport"], `"engine":"briques-label 1.0.0"`, `"engine":"briques-label 1.0.1"`, 1)
	for name, change := range map[string]map[string]string{
		"no report":         {"rapport": `{"items":[]}`},
		"other decision":    {"rapport": other},
		"unknown verdict":   {"decision": strings.Replace(docs["decision"], `"verdict":"conform"`, `"verdict":"fine"`, 1)},
		"not the same grid": {"grille": strings.Replace(docs["grille"], `"validMonths":`, `"validMonths":1`, 1)},
	} {
		with := map[string]string{}
		for k, v := range docs {
			with[k] = v
		}
		for k, v := range change {
			with[k] = v
		}
		m, effects := widgettest.Start(t, labelreport.Widget(), attributes, with)
		if html := m.View().HTML(); !strings.Contains(html, "WIDGET-008") {
			t.Errorf("%s: no issue on screen", name)
		}
		if len(effects) == 0 || effects[0].Kind != widget.Emit || effects[0].Name != "eafc:erreur" {
			t.Errorf("%s: %v", name, effects)
		}
		if _, ok := m.Export("json"); ok {
			t.Errorf("%s: exported", name)
		}
	}
	m, _ := widgettest.Start(t, labelreport.Widget(), map[string]string{}, nil)
	if !strings.Contains(m.View().HTML(), "WIDGET-008") {
		t.Error("no address: nothing said")
	}
}
