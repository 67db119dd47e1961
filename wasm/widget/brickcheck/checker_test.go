// SPDX-License-Identifier: Apache-2.0

package brickcheck_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/checker"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/brickcheck"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

// answer plays the engine: it answers each Check until none is asked, and
// returns the events that were raised.
func answer(t *testing.T, m widget.Machine, effects []widget.Effect) []string {
	t.Helper()
	var events []string
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		switch {
		case e.Kind == widget.Emit:
			events = append(events, e.Name+" "+e.Value)
		case e.Kind == widget.Check && e.Name != "":
			doc := widgettest.Doc(t, string(checker.Page(e.Name, []byte(e.Value))))
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgChecked, Arg: e.Name, Doc: doc})...)
		}
	}
	return events
}

func example(t *testing.T, name string) string {
	t.Helper()
	for _, e := range schemas.Examples(schemas.KindBrick) {
		if e.Name == name {
			return string(e.Data)
		}
	}
	t.Fatal(name)
	return ""
}

func TestChecksDocuments(t *testing.T) {
	m, _ := widgettest.Start(t, brickcheck.Widget(), nil, nil)
	good := example(t, "valid/complet")
	bad := strings.Replace(good, `"modality": "blended"`, `"modality": "hybride"`, 1)
	effects := m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", File: "bonne.brique.json", Value: good})
	effects = append(effects, m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", File: "<i>.brique.json", Value: bad})...)
	if !strings.Contains(m.View().HTML(), "Contrôle en cours") {
		t.Error("nothing says that the check is under way")
	}
	events := answer(t, m, effects)
	version := schemas.Versions()[schemas.KindBrick].Version
	if len(events) != 2 || !strings.HasSuffix(events[0], `{"kind":"brick","verdict":"valid","version":"`+version+`","errors":0,"warnings":0}`) || !strings.Contains(events[1], `"verdict":"invalid"`) {
		t.Error(events)
	}
	html := m.View().HTML()
	for _, want := range []string{"valide " + version, "2 documents, 1 valide, 1 à corriger", "SHAPE-004", "<mark>&#34;hybride&#34;</mark>", "ligne ", "Remède", "&lt;i&gt;.brique.json"} {
		if !strings.Contains(strings.ReplaceAll(html, "&quot;", "&#34;"), want) {
			t.Errorf("no %q", want)
		}
	}
	report, _ := m.Export("json")
	res := schemas.Validator{}
	if got := res.Validate(schemas.KindValidationReport, []byte(report)); got.Verdict != schemas.VerdictValid {
		t.Error(got.Issues, report)
	}
	if got, _ := m.Export("etat"); got != `{"valid":1,"invalid":1,"unreadable":0,"unknown":0}` {
		t.Error(got)
	}
	m.Update(widget.Msg{Name: "effacer"})
	if _, ok := m.Export("json"); ok || strings.Contains(m.View().HTML(), "bonne") {
		t.Error("something stays after effacer")
	}
}

func TestPasteAndKind(t *testing.T) {
	bare := strings.Replace(example(t, "valid/complet"), schemas.KindBrick.ID(), "", 1)
	bare = strings.Replace(bare, `"$schema": "",`, "", 1)
	m, _ := widgettest.Start(t, brickcheck.Widget(), nil, nil)
	m.Update(widget.Msg{Name: "saisie", Value: bare})
	if e := answer(t, m, m.Update(widget.Msg{Name: "coller"})); len(e) != 1 || !strings.Contains(e[0], `"kind":"brick","verdict":"valid"`) {
		t.Error("a document without $schema is not known by its content", e)
	}
	answer(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: strings.Replace(bare, `"title"`, `"titre"`, 1)}))
	if html := m.View().HTML(); !strings.Contains(html, "KIND-005") || !strings.Contains(html, "Brique de formation") || !strings.Contains(html, "--kind") {
		t.Error("the kind that was taken is not said")
	}
	answer(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: "{}"}))
	if html := m.View().HTML(); !strings.Contains(html, "KIND-001") || !strings.Contains(html, "genre inconnu") {
		t.Error("a document that says no kind was judged")
	}
	m, _ = widgettest.Start(t, brickcheck.Widget(), map[string]string{"genre": "brick"}, nil)
	if e := answer(t, m, m.Update(widget.Msg{Name: widget.MsgImport, Value: bare})); len(e) != 1 || !strings.Contains(e[0], `"verdict":"valid"`) {
		t.Error(e)
	}
	m.Update(widget.Msg{Name: "saisie", Value: "  "})
	if e := m.Update(widget.Msg{Name: "coller"}); len(e) != 2 || !strings.Contains(m.View().HTML(), "WIDGET-008") {
		t.Error("an empty text is not said")
	}
}

func TestEngineMissing(t *testing.T) {
	m, _ := widgettest.Start(t, brickcheck.Widget(), nil, nil)
	e := m.Update(widget.Msg{Name: widget.MsgFile, File: "a.json", Value: "{}"})
	for _, x := range e {
		if x.Kind == widget.Check {
			m.Update(widget.Msg{Name: widget.MsgChecked, Arg: x.Name, Value: "hors ligne"})
		}
	}
	if html := m.View().HTML(); !strings.Contains(html, "WIDGET-010") || strings.Contains(html, "en cours") {
		t.Error("a missing engine is not said")
	}
	if e := answer(t, m, m.Update(widget.Msg{Name: widget.MsgFile, File: "b.brique.json", Value: "{"})); len(e) != 1 || !strings.Contains(e[0], "unreadable") {
		t.Error("it does not go on", e)
	}
	for range brickcheck.MaxDocuments {
		m.Update(widget.Msg{Name: widget.MsgFile, File: "c.json", Value: "{}"})
	}
	if !strings.Contains(m.View().HTML(), "WIDGET-002") {
		t.Error("no limit")
	}
}

// TestSaysLittle holds that several documents are announced once at the
// beginning and once at the end.
func TestSaysLittle(t *testing.T) {
	m, _ := widgettest.Start(t, brickcheck.Widget(), nil, nil)
	var effects []widget.Effect
	for _, name := range []string{"a.json", "b.json", "c.json"} {
		effects = append(effects, m.Update(widget.Msg{Name: widget.MsgFile, Arg: "ouvrir", File: name, Value: "{"})...)
	}
	said, _ := widgettest.Said(effects)
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		if e.Kind == widget.Check {
			more := m.Update(widget.Msg{Name: widget.MsgChecked, Arg: e.Name, Doc: widgettest.Doc(t, string(checker.Page(e.Name, []byte(e.Value))))})
			words, _ := widgettest.Said(more)
			said, effects = append(said, words...), append(effects, more...)
		}
	}
	if len(said) != 2 || said[0] != "Contrôle de a.json…" || !strings.HasPrefix(said[1], "3 documents") {
		t.Error(said)
	}
}
