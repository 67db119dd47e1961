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
	if n := strings.Count(html, "<details"); n != len(r.Findings) {
		t.Errorf("%d findings shown, want %d", n, len(r.Findings))
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
	r.Findings[0].Because = []label.Reason{reason("/bricks/0/targets/0", `{"a":1}`), reason("/bricks/1/targets/0", `{"a":2}`), reason("", "absent")}
	m, _ := widgettest.Start(t, labelreport.Widget(), map[string]string{"rapport": "r", "grille": "g"}, map[string]string{"rapport": string(r.Encode()), "grille": docs["grille"]})
	html, want := m.View().HTML(), `<ul><li>attendu connu d’un référentiel fourni, lu un élément du document <code class="ref">/bricks/0/targets/0</code> <code class="ref">/bricks/1/targets/0</code></li><li>attendu connu d’un référentiel fourni, lu non renseigné</li>`
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
