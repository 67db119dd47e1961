// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

// slot returns the HTML of one slot of the view.
func slot(t *testing.T, m widget.Machine, name string) string {
	t.Helper()
	for _, s := range m.View() {
		if s.Name == name {
			return s.HTML
		}
	}
	t.Fatalf("no slot %s", name)
	return ""
}

// TestOnePage holds mode="page": everything is asked at once, below the words
// of the introduction, and nothing has to be started.
func TestOnePage(t *testing.T) {
	m, f, _ := start(t, map[string]string{"referentiel": "r.json", "mode": "page", "stockage": "choix"})
	intro := slot(t, m, "intro")
	if strings.Contains(intro, `id="commencer"`) || strings.Contains(intro, `class="corps intro" hidden`) {
		t.Error("the introduction asks to start, or is hidden:", intro[:200])
	}
	for _, want := range []string{`id="titre-1"`, `id="memoriser"`, `id="ouvrir"`, "Rien n’est envoyé"} {
		if !strings.Contains(intro, want) {
			t.Errorf("the introduction has no %s", want)
		}
	}
	for _, n := range []string{"1", "7", "12"} {
		if q := slot(t, m, "q/"+n); strings.Contains(q, "<section hidden") || strings.Contains(q, `question" hidden`) || strings.Contains(q, "data-etape") {
			t.Errorf("question %s is hidden, or a step: %s", n, q[:120])
		}
	}

	// An answer changes no slot: the focus is in one of them.
	var items []string
	for i := range f.Items {
		if f.Items[i].Type == "competency" {
			items = append(items, string(f.Items[i].ID))
		}
	}
	before := m.View()
	m.Update(widget.Msg{Name: "choix", Arg: items[0], Value: "2"})
	for i, s := range m.View() {
		if s.HTML != before[i].HTML {
			t.Errorf("an answer changes slot %s", s.Name)
		}
	}

	// What is missing is listed once, before the questions and in none of them.
	if list := slot(t, m, "avance"); list != "" {
		t.Error("answers are missing before one has asked for the results:", list)
	}
	effects := m.Update(widget.Msg{Name: "terminer"})
	if len(effects) != 1 || effects[0].Name != "erreur-1" {
		t.Fatalf("missing answers: %v", effects)
	}
	list := slot(t, m, "avance")
	if n := strings.Count(list, `data-m="voir"`); n != len(items)-1 || !strings.Contains(list, `tabindex="-1" id="erreur-1" role="group"`) || !strings.Contains(list, "Il manque 11 réponses") {
		t.Errorf("%d missing answers are listed, want %d: %s", n, len(items)-1, list)
	}
	for _, n := range []string{"1", "2", "12"} {
		if q := slot(t, m, "q/"+n); strings.Contains(q, "erreur-") {
			t.Errorf("question %s holds the list: %s", n, q)
		}
	}

	for _, id := range items[1:] {
		m.Update(widget.Msg{Name: "choix", Arg: id, Value: "1"})
	}
	effects = m.Update(widget.Msg{Name: "terminer"})
	if list := slot(t, m, "avance"); list != "" {
		t.Error("nothing is missing any more, but listed:", list)
	}
	if !strings.Contains(slot(t, m, "bilan"), `id="titre-13"`) || !strings.Contains(slot(t, m, "intro"), "intro\" hidden") {
		t.Fatalf("no results after every answer: %v", effects)
	}

	// Back on the page, the answers stand; erased, nothing is left of them.
	effects = m.Update(widget.Msg{Name: widget.MsgGoto, Arg: "introduction"})
	if last := effects[len(effects)-1]; last.Kind != widget.Focus || last.Name != "titre-1" {
		t.Errorf("focus after coming back: %v", last)
	}
	if !strings.Contains(slot(t, m, "intro"), "12 réponses déjà données sur 12") {
		t.Error("the page does not say what it holds:", slot(t, m, "intro"))
	}
	m.Update(widget.Msg{Name: "effacer-oui"})
	if intro := slot(t, m, "intro"); strings.Contains(intro, " hidden aria") || strings.Contains(intro, "déjà donnée") {
		t.Error("after erasing:", intro)
	}

	// The page that the loader drew has no steps: it says step 0.
	m.Adopt(widget.Snapshot{Step: "0", Fields: map[string]string{"r-" + items[3]: "3"}})
	if strings.Contains(slot(t, m, "q/1"), "hidden aria") {
		t.Error("adopting hides the questions")
	}
	if s, _ := m.Export("etat"); !strings.Contains(s, `"answered":1`) {
		t.Error("adopting loses an answer:", s)
	}
}

// TestNamesAlone holds that on one page each group and each field says which
// competency it is about, and that a step says where it stands.
func TestNamesAlone(t *testing.T) {
	m, _, _ := start(t, map[string]string{"referentiel": "r.json", "mode": "page"})
	const about = `<span class="sr"> (Conduire le pilotage pédagogique)</span>`
	for _, want := range []string{about + `</legend>`, about + `</label>`} {
		if q := slot(t, m, "q/1"); !strings.Contains(q, want) {
			t.Errorf("no %s in %s", want, q)
		}
	}
	m, _, _ = start(t, map[string]string{"referentiel": "r.json"})
	if q := slot(t, m, "q/1"); strings.Contains(q, about) || !strings.Contains(q, `aria-describedby="ou"`) || !strings.Contains(slot(t, m, "avance"), `id="ou"`) {
		t.Error("a step says too much, or not where it stands:", q)
	}
	if _, focus := widgettest.Said(m.Update(widget.Msg{Name: "panneau", Arg: "acces"})); focus != "b-acces" {
		t.Error("opening a panel loses the focus:", focus)
	}
	if foot := slot(t, m, "pied"); strings.Index(foot, `id="panneau"`) < strings.Index(foot, `id="b-donnees"`) {
		t.Error("a panel is read before the button that opens it")
	}
}
