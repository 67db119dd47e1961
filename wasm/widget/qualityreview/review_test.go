// SPDX-License-Identifier: Apache-2.0

package qualityreview_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	docs "forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/qualityreview"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

func grid(t *testing.T, name string) (*label.Profile, string) {
	t.Helper()
	p, ok := label.OpenProfile(name)
	if !ok {
		t.Fatal(name)
	}
	return p, string(p.Encode())
}

func begin(t *testing.T, name string, attributes map[string]string, documents map[string]string) (widget.Machine, []widget.Effect) {
	t.Helper()
	_, text := grid(t, name)
	a, d := map[string]string{"grille": "g"}, map[string]string{"grille": text}
	for k, v := range attributes {
		a[k] = v
	}
	for k, v := range documents {
		d[k] = v
	}
	return widgettest.Start(t, qualityreview.Widget(), a, d)
}

func send(m widget.Machine, name, arg, value string) []widget.Effect {
	return m.Update(widget.Msg{Name: name, Arg: arg, Value: value})
}

func report(t *testing.T, m widget.Machine) *label.Report {
	t.Helper()
	text, ok := m.Export("json")
	if !ok {
		t.Fatal("no report")
	}
	r, is := label.DecodeReport([]byte(text))
	if is.HasErrors() {
		t.Fatal(is, text)
	}
	return r
}

func shows(t *testing.T, m widget.Machine, want ...string) {
	t.Helper()
	html := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(m.View().HTML())
	for _, w := range want {
		if !strings.Contains(html, w) {
			t.Errorf("no %q", w)
		}
	}
}

func TestEveryGrid(t *testing.T) {
	for name, rules := range map[string]int{"rnq-2019-565": 32, "qualeduc-cycle": 12, "eqavet-10": 10, "igesr-qualite-interne": 8, "ih2ef-proposition": 13} {
		p, _ := grid(t, name)
		m, effects := begin(t, name, nil, nil)
		if len(effects) == 0 || effects[0].Name != "eafc:pret" || len(p.Rules) != rules {
			t.Fatalf("%s: %d rules, %v", name, len(p.Rules), effects)
		}
		send(m, "aller", p.Rules[0].ID, "")
		for i := range p.Rules {
			want := view(p.Rules[i].Title.In("fr"))
			if html := m.View().HTML(); !strings.Contains(html, want) {
				t.Errorf("%s: rule %s is not on screen", name, p.Rules[i].ID)
			}
			send(m, "suivant", "", "")
		}
		shows(t, m, "Bilan", "Plan d’action", label.Word(label.VerdictUndetermined, "fr"))
		if c := report(t, m).Coverage; c.True != 0 || c.False > 0 && name != "ih2ef-proposition" {
			t.Errorf("%s: something is established without facts: %+v", name, c)
		}
		if risk := strings.Contains(m.View().HTML(), `a-risk-`); risk != (name == "igesr-qualite-interne") {
			t.Errorf("%s: risk asked: %v", name, risk)
		}
	}
}

// view is how a title stands in the page.
func view(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(widget.NewTexts("fr", docs.Doc{}).T(s), "&", "&amp;"), "'", "&#39;")
}

func TestJudges(t *testing.T) {
	m, _ := begin(t, "qualeduc-cycle", nil, nil)
	send(m, "objet", "", "EAFC de <Valmont>")
	send(m, "aller", "P1", "")
	if e := send(m, "constat", "P1", "false"); len(e) != 2 || e[0].Name != "eafc:constat" || !strings.Contains(e[0].Value, `"truth":"unknown","origin":"evidence"`) {
		t.Error("a finding without a reason counts", e)
	}
	shows(t, m, "sans motif, le constat du calcul reste")
	if e := send(m, "motif", "P1", "Rien d’écrit"); !strings.Contains(e[0].Value, `"rule":"P1","applies":"true","truth":"false","origin":"human","pieces":0`) {
		t.Error(e)
	}
	// A file: its digest alone; a link: the digest of a list of one address.
	if e := m.Update(widget.Msg{Name: widget.MsgFile, Arg: "piece", Value: strings.Repeat("ab", 32), File: "compte rendu.pdf"}); e[len(e)-1].Name != "titre-pieces" {
		t.Error(e)
	}
	m.Update(widget.Msg{Name: "lien", Doc: widgettest.Doc(t, `{"intitule":"Charte","adresse":"https://exemple.fr/charte"}`)})
	if e := m.Update(widget.Msg{Name: "lien", Doc: widgettest.Doc(t, `{"intitule":"x","adresse":"javascript:alert(1)"}`)}); e[0].Name != "adresse" {
		t.Error(e)
	}
	shows(t, m, `value="x"`, `value="javascript:alert(1)" aria-invalid="true" aria-describedby="adresse-faute"`, `id="adresse-faute"><ul class="issues"><li>`, `<code class="muted">WIDGET-004`, "compte rendu.pdf", `href="https://exemple.fr/charte"`)
	send(m, "aller", "P2", "")
	send(m, "relier", "", "P1")
	r := report(t, m)
	if r.SubjectTitle != "EAFC de <Valmont>" || r.Coverage.False != 1 || r.Coverage.Pieces != 2 || !strings.HasPrefix(string(r.Subject.ID), "urn:uuid:") || !r.Subject.ID.Valid() {
		t.Errorf("%+v", r.Coverage)
	}
	if f := r.Finding("P1"); f.Origin != label.OriginHuman || f.Because[0].Got != "Rien d’écrit" || len(f.Evidence) != 2 {
		t.Errorf("%+v", f)
	}
	if f := r.Finding("P2"); len(f.Evidence) != 1 || f.Truth != label.TruthUnknown {
		t.Errorf("%+v", f)
	}
	var link *label.Evidence
	for i := range r.Evidence {
		if r.Evidence[i].Title == "Charte" {
			link = &r.Evidence[i]
		}
	}
	if link == nil || !link.Matches([]byte("https://exemple.fr/charte\r\n")) || link.MediaType != "text/uri-list" {
		t.Error("the link is not the piece it records", link)
	}
	text, _ := m.Export("pieces")
	p, _ := grid(t, "qualeduc-cycle")
	if l, is := label.DecodeEvidence([]byte(text)); is.HasErrors() || label.CheckEvidence(p, l.Pieces, "2026-11-22").HasErrors() {
		t.Error(is, text)
	}
	send(m, "delier", "P1", "")
	if r := report(t, m); r.Finding("P2").Evidence != nil || r.Coverage.Pieces != 2 {
		t.Error("untied from one rule only")
	}
}

func TestPlansActions(t *testing.T) {
	m, _ := begin(t, "igesr-qualite-interne", map[string]string{"envoi": "evenement"}, nil)
	send(m, "constat", "PR1", "false")
	send(m, "motif", "PR1", "Constaté")
	send(m, "aller", "resultats", "")
	shows(t, m, "non conforme", `data-a="PR1 risk"`)
	send(m, "action", "PR1 due", "2027-06-30")
	send(m, "action", "PR1 risk", "Arrêt du service")
	send(m, "action", "PR1 what", "=Nommer un responsable")
	plan, _ := m.Export("plan")
	if !json.Valid([]byte(plan)) || !strings.Contains(plan, `"due":"2027-06-30","risk":"Arrêt du service"`) || strings.Contains(plan, "Constaté") {
		t.Error(plan)
	}
	if csv, _ := m.Export("csv"); !strings.Contains(csv, ";'=Nommer un responsable;;2027-06-30;Arrêt du service\r\n") {
		t.Error(csv)
	}
	// What leaves is what is shown, byte for byte, and only on a click.
	e := send(m, "envoyer", "", "")
	var sent struct{ Payload string }
	if len(e) != 1 || e[0].Name != "eafc:envoi" || json.Unmarshal([]byte(e[0].Value), &sent) != nil || sent.Payload != plan {
		t.Error(e)
	}
	shown := strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(m.View().HTML())
	if !strings.Contains(shown, ">"+plan+"</pre>") {
		t.Error("the payload is not shown")
	}
	if e := send(m, widget.MsgEmitted, "eafc:envoi", "1"); e[0].Name != "echec" {
		t.Error(e)
	}
	send(m, "envoyer", "", "")
	if e := send(m, widget.MsgEmitted, "eafc:envoi", ""); e[0].Name != "envoye" {
		t.Error(e)
	}
}

func TestFacts(t *testing.T) {
	facts := `{"subject":{"id":"https://exemple.fr/p","version":"2.0.0","title":"Parcours","action":["training"]},"results":{"sessions":0}}`
	m, _ := begin(t, "rnq-2019-565", map[string]string{"faits": "f"}, map[string]string{"faits": facts})
	r := report(t, m)
	if r.Subject.ID != "https://exemple.fr/p" || r.Finding("RNQ-02").Truth != label.TruthTrue || r.Finding("RNQ-14").Applies != label.TruthFalse {
		t.Errorf("%+v", r.Coverage)
	}
	send(m, "nature", "apprenticeship", "1")
	if report(t, m).Finding("RNQ-14").Applies != label.TruthTrue {
		t.Error("an apprenticeship is not asked its rules")
	}
	send(m, "nature", "apprenticeship", "")
	send(m, "nature", "training", "")
	if r := report(t, m); r.Finding("RNQ-02").Applies != label.TruthUnknown {
		t.Error("no kind at all: unknown whether rules apply")
	}
}

// TestResumes: whatever is done, the resume file gives the same report again,
// and nothing is stored or sent unasked.
func TestResumes(t *testing.T) {
	p, _ := grid(t, "rnq-2019-565")
	r := rand.New(rand.NewPCG(3, 4))
	for range 15 {
		m, _ := begin(t, "rnq-2019-565", map[string]string{"stockage": "choix", "envoi": "https://exemple.fr/x"}, nil)
		for range 30 {
			rule := p.Rules[r.IntN(len(p.Rules))].ID
			var e []widget.Effect
			switch r.IntN(6) {
			case 0:
				e = send(m, "constat", rule, []string{"", "true", "false"}[r.IntN(3)])
			case 1:
				e = send(m, "motif", rule, []string{"", "Vu « sur place »"}[r.IntN(2)])
			case 2:
				e = send(m, "aller", rule, "")
			case 3:
				e = m.Update(widget.Msg{Name: widget.MsgFile, Arg: "piece", Value: strings.Repeat(string("0123456789abcdef"[r.IntN(16)]), 64), File: "f.pdf"})
			case 4:
				e = send(m, "action", rule+" due", "2027-01-01")
			case 5:
				e = send(m, "nature", "training", []string{"", "1"}[r.IntN(2)])
			}
			for _, x := range e {
				if x.Kind == widget.Store || x.Kind == widget.Send {
					t.Fatal(x)
				}
			}
		}
		saved, _ := m.Export("reprise")
		saved = strings.Replace(saved, "00000000-0000-4", "12345678-0000-4", 1)
		m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Doc: widgettest.Doc(t, saved), File: "r.json"})
		n, _ := begin(t, "rnq-2019-565", nil, nil)
		n.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Doc: widgettest.Doc(t, saved), File: "r.json"})
		for _, kind := range []string{"json", "plan", "csv", "reprise"} {
			a, _ := m.Export(kind)
			b, _ := n.Export(kind)
			if a != b {
				t.Fatalf("%s differs after resuming\n%s\n%s", kind, a, b)
			}
			if kind == "json" && !strings.Contains(b, "12345678-0000-4") {
				t.Fatal("the subject has another name after resuming")
			}
		}
	}
	// Ticked, it is kept; unticked, forgotten.
	m, _ := begin(t, "rnq-2019-565", map[string]string{"stockage": "choix"}, nil)
	if e := send(m, "memoriser", "", "1"); len(e) != 1 || e[0].Kind != widget.Store {
		t.Error(e)
	}
	if e := send(m, "memoriser", "", ""); len(e) != 1 || e[0].Kind != widget.Forget {
		t.Error(e)
	}
	if e := send(m, widget.MsgErase, "", ""); e[0].Kind != widget.Forget {
		t.Error(e)
	}
}

func TestRefuses(t *testing.T) {
	_, effects := widgettest.Start(t, qualityreview.Widget(), nil, nil)
	if len(effects) != 1 || effects[0].Name != "eafc:erreur" {
		t.Error(effects)
	}
	_, text := grid(t, "qualeduc-cycle")
	for name, bad := range map[string]string{"no grid": `{"rules":[]}`, "unknown criterion": strings.Replace(text, `"criterion":"P"`, `"criterion":"Q"`, 1)} {
		m, effects := widgettest.Start(t, qualityreview.Widget(), map[string]string{"grille": "g"}, map[string]string{"grille": bad})
		shows(t, m, "WIDGET-008")
		if len(effects) == 0 || effects[0].Name != "eafc:erreur" {
			t.Errorf("%s: %v", name, effects)
		}
	}
	m, _ := begin(t, "qualeduc-cycle", nil, nil)
	send(m, "constat", "P1", "true")
	send(m, "motif", "P1", "Oui")
	saved, _ := m.Export("reprise")
	for code, file := range map[string]string{"WIDGET-008": `{"kind":"x"}`, "WIDGET-003": strings.Replace(saved, `"eafc":1`, `"eafc":2`, 1), "WIDGET-007": strings.Replace(saved, "qualeduc", "autre", 1)} {
		if e := m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", Doc: widgettest.Doc(t, file)}); len(e) != 1 || e[0].Name != "avis" {
			t.Error(e)
		}
		shows(t, m, code)
		if report(t, m).Coverage.True != 1 {
			t.Errorf("%s: a bad file took the work away", code)
		}
	}
}

// TestSaysWhatHolds holds what is heard on a rule: what a choice changes,
// once and not at every letter, and each piece.
func TestSaysWhatHolds(t *testing.T) {
	m, _ := begin(t, "qualeduc-cycle", nil, nil)
	send(m, "aller", "P1", "")
	hears := func(want string, e []widget.Effect) {
		t.Helper()
		words, _ := widgettest.Said(e)
		if got := strings.Join(words, "|"); strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(got) != want {
			t.Errorf("heard %q, wanted %q", got, want)
		}
	}
	missing := "Écrivez sur quoi vous vous fondez : sans motif, le constat du calcul reste."
	hears(missing, send(m, "constat", "P1", "false"))
	shows(t, m, `aria-describedby="motif-aide motif-manque"`, `id="motif-manque">`+missing)
	hears("Constat retenu : non satisfait", send(m, "motif", "P1", "R"))
	hears("", send(m, "motif", "P1", "Ri"))
	shows(t, m, `id="motif-manque"></p>`)
	hears("Constat retenu : satisfait", send(m, "constat", "P1", "true"))
	hears("Pièce ajoutée : note.pdf", m.Update(widget.Msg{Name: widget.MsgFile, Arg: "piece", Value: strings.Repeat("ab", 32), File: "note.pdf"}))
	hears("Pièce retirée : note.pdf", send(m, "delier", "P1", ""))
}
