// SPDX-License-Identifier: Apache-2.0

package portfolioreader_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/portfolioreader"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

func documents(t *testing.T) map[string]string {
	t.Helper()
	raw, err := frameworks.Raw("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := competency.Parse(raw)
	var item competency.Ref
	for i := range f.Items {
		if f.Items[i].Type == competency.ItemCompetency {
			item = f.Ref(f.Items[i].ID)
			break
		}
	}
	id := competency.ID("00000000-0000-4000-8000-000000000001")
	o := portfolio.Portfolio{Owner: "p-1",
		Positions: []competency.Position{{Holder: "p-1", Framework: f.URI, Version: f.Version, Digest: competency.Digest("sha256:" + strings.Repeat("0", 64)),
			Claims: []competency.Claim{{Item: item, Rank: 3, Basis: competency.BasisConfirmed, On: "2026-01-01", Evidence: []competency.ID{id}}}}},
		Evidence: []portfolio.Evidence{{ID: id, Title: "Bilan <signé>", Kind: portfolio.KindLink, URI: "https://exemple.fr/bilan", Items: []competency.Ref{item}, Created: "2026-01-01", ExpiresOn: "2026-02-01",
			Attestation: &portfolio.Attestation{By: "Tutrice", On: "2026-01-02", Basis: competency.BasisConfirmed, Rank: 3, Reason: "Vu en situation"}}},
		Grants: []portfolio.Grant{{ID: "00000000-0000-4000-8000-000000000002", To: "Tuteur", Items: []competency.Ref{item}, Evidence: []competency.ID{id}, Until: "2026-10-01"}}}
	var b strings.Builder
	if err := portfolio.EncodeJSON(&b, &o); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"referentiel": string(raw), "portfolio": b.String()}
}

func TestShowsPortfolio(t *testing.T) {
	docs := documents(t)
	m, effects := widgettest.Start(t, portfolioreader.Widget(), map[string]string{"referentiel": "r", "portfolio": "p"}, docs)
	html := m.View().HTML()
	for _, want := range []string{"niveau 3 · Autonomie", "confirmé par une autre personne", "Bilan &lt;signé&gt;", `href="https://exemple.fr/bilan"`, "(périmée)", "Attestation de Tutrice", "Tuteur", "(terminé)", "1 preuve"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	if len(effects) != 1 || effects[0].Name != "eafc:pret" {
		t.Error(effects)
	}
	got, _ := m.Export("json")
	again, is, err := portfolio.DecodeJSON(strings.NewReader(got))
	if err != nil || is.HasErrors() || len(again.Evidence) != 1 || len(again.Grants) != 1 {
		t.Error("the export does not read back", is, err)
	}
	if csv, _ := m.Export("csv"); strings.Count(csv, "\r\n") != 2 || !strings.Contains(csv, ";3;") {
		t.Error(csv)
	}
	if e := m.Update(widget.Msg{Name: "telecharger", Arg: "csv"}); len(e) != 2 || e[0].Kind != widget.Download || e[0].Name != "portfolio-2026-11-22.csv" {
		t.Error(e)
	}
	m.Update(widget.Msg{Name: widget.MsgErase})
	if _, ok := m.Export("json"); ok || strings.Contains(m.View().HTML(), "Tutrice") {
		t.Error("something stays after effacer")
	}
}

// TestWordsOfAPortfolio: what people wrote is in the language of the framework,
// as far as the page can tell.
func TestWordsOfAPortfolio(t *testing.T) {
	m, _ := widgettest.Start(t, portfolioreader.Widget(), map[string]string{"referentiel": "r", "portfolio": "p"}, documents(t))
	html := widgettest.English(t, m)
	for _, want := range []string{`<strong><span lang="fr">Bilan &lt;signé&gt;</span></strong>`, `<span lang="fr">Vu en situation</span>`, `<p class="muted petit">Framework Leadership`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestNamesWithoutFramework: a page without the framework names what the file
// names itself, and only then shows an identifier.
func TestNamesWithoutFramework(t *testing.T) {
	m, _ := widgettest.Start(t, portfolioreader.Widget(), nil, nil)
	id := "00000000-0000-4000-8000-000000000007"
	open := func(label string) string {
		text := `{"eafc":1,"kind":"portfolio","framework":"https://exemple.org/cadre","version":"1.0.0","title":"Un cadre","savedOn":"2026-01-01","answers":[{"item":"` + id + `","label":"` + label + `","rank":2}]}`
		m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Value: text, Doc: widgettest.Doc(t, text)})
		return m.View().HTML()
	}
	html := open("Conduire <un> projet")
	if !strings.Contains(html, "Conduire &lt;un&gt; projet") || !strings.Contains(html, "Référentiel Un cadre") || strings.Contains(html, id) {
		t.Error(html)
	}
	if csv, _ := m.Export("csv"); !strings.Contains(csv, "Conduire <un> projet;2;") {
		t.Error(csv)
	}
	if html := open(""); !strings.Contains(html, `compétence non nommée dans ce fichier</span> <code class="ref" title="`+id+`">00000000</code>`) {
		t.Error(html)
	}
	if csv, _ := m.Export("csv"); !strings.Contains(csv, "compétence non nommée dans ce fichier "+id+";2;") {
		t.Error(csv)
	}
	// A portfolio of another framework than the page's names neither.
	text := strings.ReplaceAll(documents(t)["portfolio"], "encadrement-exemple", "inconnu")
	m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Value: text, Doc: widgettest.Doc(t, text)})
	if html := m.View().HTML(); !strings.Contains(html, `Référentiel non nommé dans ce fichier <code class="ref">https://`) || strings.Contains(html, `scope="row"><code`) {
		t.Error(html)
	}
}

// TestMissingFramework: what the page could not load is said, and keeps nobody
// from opening a portfolio.
func TestMissingFramework(t *testing.T) {
	for name, docs := range map[string]map[string]string{"not there": nil, "no framework": {"referentiel": `{"items":[{}]}`}} {
		m, effects := widgettest.Start(t, portfolioreader.Widget(), map[string]string{"referentiel": "r"}, docs)
		if len(effects) != 2 || effects[0].Name != "eafc:erreur" || effects[1].Name != "eafc:pret" {
			t.Errorf("%s: %v", name, effects)
		}
		text := documents(t)["portfolio"]
		m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Value: text, Doc: widgettest.Doc(t, text)})
		if html := m.View().HTML(); !strings.Contains(html, "WIDGET-00") || !strings.Contains(html, "Bilan &lt;signé&gt;") || !strings.Contains(html, "compétence non nommée") {
			t.Errorf("%s: %s", name, html)
		}
	}
}

func TestOpensFile(t *testing.T) {
	docs := documents(t)
	m, _ := widgettest.Start(t, portfolioreader.Widget(), nil, nil)
	open := func(text string) []widget.Effect {
		return m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Value: text, Doc: widgettest.Doc(t, text)})
	}
	if e := open(docs["portfolio"]); len(e) != 1 || e[0].Kind != widget.Focus {
		t.Error(e)
	}
	if got, _ := m.Export("etat"); got != `{"positions":1,"claims":1,"evidence":1,"grants":1}` {
		t.Error(got)
	}
	for text, code := range map[string]string{`{"items":[]}`: "WIDGET-008", `{"eafc":9}`: "WIDGET-003", `[]`: "WIDGET-008",
		`{"owner":"p-1","evidence":[{"title":"sans id"}]}`: "WIDGET-009"} {
		open(text)
		if !strings.Contains(m.View().HTML(), code) {
			t.Errorf("%s: no %s", text, code)
		}
	}
	open(strings.Replace(docs["portfolio"], "https://exemple.fr/bilan", "javascript:alert(1)", 1))
	if strings.Contains(m.View().HTML(), "javascript") {
		t.Error("a dangerous address is written")
	}
	m.Update(widget.Msg{Name: widget.MsgFileRefused, Arg: "ouvrir", Value: "trop gros"})
	if _, ok := m.Export("json"); ok || !strings.Contains(m.View().HTML(), "WIDGET-001") {
		t.Error("a refused file is not said")
	}
}

// TestSaysARefusal holds that a refusal is heard once, with the focus still
// on the button that the reason has replaced.
func TestSaysARefusal(t *testing.T) {
	m, _ := widgettest.Start(t, portfolioreader.Widget(), map[string]string{"referentiel": "r"}, documents(t))
	for _, msg := range []widget.Msg{{Name: widget.MsgFile, Arg: "ouvrir", Doc: widgettest.Doc(t, "{}")}, {Name: widget.MsgFileRefused, Arg: "ouvrir", Value: "ligne 1"}} {
		words, focus := widgettest.Said(m.Update(msg))
		if html := m.View().HTML(); len(words) != 1 || focus != "ouvrir" || strings.Contains(html, `role="alert"`) || !strings.Contains(html, `class="alerte"`) {
			t.Error(msg.Name, words, focus)
		}
	}
	m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Doc: widgettest.Doc(t, "{}")})
	m.Update(widget.Msg{Name: widget.MsgLanguage, Arg: "en", Doc: widgettest.Doc(t, "{}")})
	if html := m.View().HTML(); !strings.Contains(html, "what is expected: a portfolio (member “owner”)") {
		t.Error("half of a refusal is in French:", html)
	}
}
