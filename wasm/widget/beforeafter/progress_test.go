// SPDX-License-Identifier: Apache-2.0

package beforeafter_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/beforeafter"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

func setup(t *testing.T) (map[string]string, []competency.ID) {
	t.Helper()
	raw, err := frameworks.Raw("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := competency.Parse(raw)
	var ids []competency.ID
	for i := range f.Items {
		if f.Items[i].Type == competency.ItemCompetency {
			ids = append(ids, f.Items[i].ID)
		}
	}
	saved := func(day string, ranks ...string) string {
		s := `{"eafc":1,"kind":"portfolio","framework":"` + string(f.URI) + `","version":"` + f.Version + `","savedOn":"` + day + `","answers":[`
		for i, r := range ranks {
			if i > 0 {
				s += ","
			}
			s += `{"item":"` + string(ids[i]) + `",` + r + `}`
		}
		return s + `]}`
	}
	return map[string]string{"referentiel": string(raw), "avant": saved("2026-01-01", `"rank":1`, `"rank":3`, `"skipped":true`, `"rank":2`),
		"apres": saved("2026-06-01", `"rank":3`, `"rank":2`, `"rank":1`)}, ids
}

var attributes = map[string]string{"referentiel": "r", "avant": "a", "apres": "b"}

func TestProgress(t *testing.T) {
	docs, ids := setup(t)
	m, effects := widgettest.Start(t, beforeafter.Widget(), attributes, docs)
	html := m.View().HTML()
	for _, want := range []string{"1 compétence en progrès", "avant 1, après 3", "+ 2 niveaux", "− 1 niveau", "ni progrès ni recul", "plus renseigné", "Carrés pleins\u00a0: après", "0 pas encore", "3 Autonomie", `class="bar" d="M16 0v18"`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
	if len(effects) != 1 || effects[0].Name != "eafc:pret" {
		t.Error(effects)
	}
	got, _ := m.Export("json")
	if !strings.Contains(got, `{"item":"`+string(ids[0])+`","move":"up","before":1,"after":3}`) || !strings.Contains(got, `"losses":0`) {
		t.Error(got)
	}
}

func TestOpenedFiles(t *testing.T) {
	docs, _ := setup(t)
	m, _ := widgettest.Start(t, beforeafter.Widget(), map[string]string{"referentiel": "r"}, docs)
	if _, ok := m.Export("json"); ok || strings.Count(m.View().HTML(), `type="file"`) != 2 {
		t.Error("two files are asked for")
	}
	open := func(name, text string) []widget.Effect {
		return m.Update(widget.Msg{Name: widget.MsgFile, Arg: name, Value: text, Doc: widgettest.Doc(t, text)})
	}
	open("avant", docs["avant"])
	if e := open("apres", docs["apres"]); len(e) != 1 || e[0].Kind != widget.Focus {
		t.Error(e)
	}
	if _, ok := m.Export("json"); !ok {
		t.Error("nothing compared")
	}
	for text, code := range map[string]string{
		strings.Replace(docs["apres"], `"framework":"`, `"framework":"https://exemple.org/x/`, 1): "WIDGET-007",
		strings.Replace(docs["apres"], `"version":"`, `"version":"9`, 1):                          "WIDGET-003",
		`{"eafc":2}`: "WIDGET-003", `[]`: "WIDGET-008",
	} {
		open("apres", text)
		if _, ok := m.Export("json"); ok || !strings.Contains(m.View().HTML(), code) {
			t.Errorf("%s: no %s", text, code)
		}
	}
	m.Update(widget.Msg{Name: widget.MsgFileRefused, Arg: "apres", Value: "trop gros"})
	if !strings.Contains(m.View().HTML(), "WIDGET-001") {
		t.Error("a refused file is not said")
	}
}

func TestOtherVersionMigrates(t *testing.T) {
	docs, ids := setup(t)
	docs["ancien"] = docs["referentiel"]
	f, _ := competency.Parse([]byte(docs["referentiel"]))
	newer := strings.Replace(docs["referentiel"], `"version": "`+f.Version+`"`, `"version": "2.0.0"`, 1)
	g, _ := competency.Parse([]byte(newer))
	if g.Version != "2.0.0" {
		t.Fatal("fixture")
	}
	for i := range g.Items { // the second competency has left the framework
		if g.Items[i].ID == ids[1] {
			g.Items[i].Retired = true
		}
	}
	docs["referentiel"] = string(g.AppendJSON(nil))
	docs["apres"] = strings.ReplaceAll(docs["apres"], `"version":"`+f.Version+`"`, `"version":"2.0.0"`)
	m, _ := widgettest.Start(t, beforeafter.Widget(), map[string]string{"referentiel": "r", "ancien": "o", "avant": "a", "apres": "b"}, docs)
	html := m.View().HTML()
	got, ok := m.Export("json")
	if !ok || !strings.Contains(got, `"losses":1`) || !strings.Contains(html, "retirée du référentiel") {
		t.Error(got, html)
	}
}

func TestBadFramework(t *testing.T) {
	m, effects := widgettest.Start(t, beforeafter.Widget(), attributes, map[string]string{"referentiel": `{"items":3}`, "avant": `{}`, "apres": `{}`})
	if !strings.Contains(m.View().HTML(), "WIDGET-008") || len(effects) == 0 || effects[0].Name != "eafc:erreur" {
		t.Error(effects)
	}
}

// TestSaysEachFile holds what a person hears who opens one file, then one
// that is none, then the other: each once, with the focus where it was; and
// that the controls stay, for the other file may be chosen meanwhile.
func TestSaysEachFile(t *testing.T) {
	docs, _ := setup(t)
	m, _ := widgettest.Start(t, beforeafter.Widget(), map[string]string{"referentiel": "r"}, docs)
	controls := m.View()[1]
	give := func(which, name, text string) (string, string) {
		words, focus := widgettest.Said(m.Update(widget.Msg{Name: widget.MsgFile, Arg: which, File: name, Doc: widgettest.Doc(t, text)}))
		return strings.Join(words, "|"), focus
	}
	if words, focus := give("avant", "mars.json", docs["avant"]); words != "mars.json est lu. Il manque l’autre fichier." || focus != "" || !strings.Contains(m.View().HTML(), words) {
		t.Error(words, focus)
	}
	if words, focus := give("apres", "x.json", "{}"); !strings.HasPrefix(words, "Le document ne contient pas") || focus != "" || strings.Contains(m.View().HTML(), `role="alert"`) {
		t.Error(words, focus)
	}
	if words, focus := give("apres", "juin.json", docs["apres"]); words != "" || focus != "titre-bilan" || strings.Contains(m.View().HTML(), "Il manque") {
		t.Error(words, focus)
	}
	if now := m.View()[1]; now != controls || !strings.Contains(now.HTML, "f-apres") {
		t.Error("the controls were written anew", now)
	}
}
