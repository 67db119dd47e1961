// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/selfposition"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

const random = "0123456789abcdef0123456789abcdeffedcba9876543210fedcba9876543210a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf"

func parse(t *testing.T, b []byte) view.Doc {
	t.Helper()
	d, err := view.Parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// start runs the widget as the element would, up to the introduction.
func start(t *testing.T, attributes map[string]string) (widget.Machine, *competency.Framework, []widget.Effect) {
	t.Helper()
	f, err := frameworks.Open("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := frameworks.Raw("encadrement-exemple", "")
	if err != nil {
		t.Fatal(err)
	}
	p := positioning.Profile{URI: "https://exemple.fr/profil", Version: "1.0.0", Title: competency.Text{"fr": "Profil"}}
	for i := range f.Items {
		if f.Items[i].Type == competency.ItemCompetency {
			p.Targets = append(p.Targets, positioning.Target{Item: f.Ref(f.Items[i].ID), Rank: 3})
		}
	}
	profileJSON, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	o, warnings := widget.ReadOptions(func(n string) string { return attributes[n] }, nil)
	if len(warnings) > 0 {
		t.Fatal(warnings)
	}
	m, effects := selfposition.Widget().New(widget.Env{Options: o, Version: "1.0.0", Day: "2026-11-22", Random: random, Texts: widget.NewTexts("fr", view.Doc{})})
	docs := map[string][]byte{"referentiel": raw, "profil": profileJSON, "catalogue": demo.JSON()}
	var rest []widget.Effect
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		if e.Kind == widget.Load {
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Doc: parse(t, docs[e.Name])})...)
			continue
		}
		rest = append(rest, e)
	}
	return m, f, rest
}

var attributes = map[string]string{"referentiel": "r.json", "profil": "p.json", "catalogue": "c.json", "endpoint-xapi": "/relais", "campagne": "essai"}

func kinds(effects []widget.Effect) (k []widget.EffectKind) {
	for _, e := range effects {
		k = append(k, e.Kind)
	}
	return k
}

func answerAll(t *testing.T, m widget.Machine, f *competency.Framework) {
	t.Helper()
	m.Update(widget.Msg{Name: "commencer"})
	n := 0
	for i := range f.Items {
		if f.Items[i].Type != competency.ItemCompetency {
			continue
		}
		value := []string{"0", "1", "2", "3", "4", "passe"}[n%6]
		n++
		m.Update(widget.Msg{Name: "choix", Arg: string(f.Items[i].ID), Value: value})
		m.Update(widget.Msg{Name: "suivant"})
	}
}

func TestStatementsAreThoseOfThePublishedProfile(t *testing.T) {
	m, f, _ := start(t, attributes)
	answerAll(t, m, f)
	text, ok := m.Export("xapi")
	if !ok {
		t.Fatal("nothing to export")
	}
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 10 {
		t.Fatalf("%d statements, want 10 (two competencies are passed)", len(list))
	}
	for _, raw := range list {
		if is := xapi.Validate(raw, xapi.Options{Privacy: xapi.PrivacyStrict}); len(is) > 0 {
			t.Fatalf("%v in %s", is, raw)
		}
		st, is := xapi.Decode(raw, xapi.Options{})
		if len(is) > 0 {
			t.Fatal(is)
		}
		var in struct {
			Object struct {
				ID         string
				Definition struct{ Name map[string]string }
			}
			Result struct{ Extensions map[string]any }
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			t.Fatal(err)
		}
		rank := int(in.Result.Extensions[string(profile.ExtensionLevel)].(float64))
		claim := competency.Claim{Item: f.Ref(competency.ID(strings.TrimPrefix(in.Object.ID, "urn:uuid:"))), Rank: rank, Basis: competency.BasisSelfDeclared, On: "2026-11-22"}
		want, is := profile.Positioning(profile.Setting{Actor: st.Actor.IFI, Registration: st.Context.Registration, Campaign: "essai", NewID: func() xapi.UUID { return st.ID }}, claim, in.Object.Definition.Name)
		if len(is) > 0 {
			t.Fatal(is)
		}
		if !xapi.Equal(raw, want.AppendJSON(nil)) {
			t.Fatalf("differs from the builder:\n%s\n%s", raw, want.AppendJSON(nil))
		}
	}
}

func TestOwnSlotNeverChangesByItsOwnEvent(t *testing.T) {
	m, f, _ := start(t, attributes)
	m.Update(widget.Msg{Name: "commencer"})
	before := m.View()
	m.Update(widget.Msg{Name: "choix", Arg: string(f.Items[1].ID), Value: "2"})
	m.Update(widget.Msg{Name: "note", Arg: string(f.Items[1].ID), Value: "texte"})
	changed, whole := view.Diff(before, m.View())
	if whole || len(changed) > 0 {
		t.Errorf("a choice rewrote %v", changed)
	}
}

func TestNothingIsSentOrStoredUnasked(t *testing.T) {
	m, f, effects := start(t, attributes)
	seen := append([]widget.Effect(nil), effects...)
	step := func(msg widget.Msg) []widget.Effect {
		e := m.Update(msg)
		seen = append(seen, e...)
		return e
	}
	step(widget.Msg{Name: "commencer"})
	for i := range f.Items {
		step(widget.Msg{Name: "choix", Arg: string(f.Items[i].ID), Value: "2"})
		step(widget.Msg{Name: "suivant"})
	}
	for _, e := range seen {
		if e.Kind == widget.Store || e.Kind == widget.Send || e.Kind == widget.Download {
			t.Errorf("effect %d unasked: %s", e.Kind, e.Name)
		}
	}
	if e := step(widget.Msg{Name: "envoyer"}); len(e) != 1 || e[0].Kind != widget.Emit {
		t.Fatalf("sending asks the page first: %v", kinds(e))
	}
	e := step(widget.Msg{Name: widget.MsgEmitted, Arg: "eafc:envoi"})
	if len(e) != 3 || e[2].Name != "envoyer" || e[0].Kind != widget.Send || e[0].Name != "/relais/statements" {
		t.Fatalf("then sends: %v", e)
	}
	shown := ""
	for _, s := range m.View() {
		if s.Name == "envoi" {
			shown = s.HTML
		}
	}
	if !strings.Contains(shown, view.Escape(e[0].Value)) {
		t.Error("what is sent is not what is shown")
	}
	// A page that cancels keeps the bytes here.
	m2, f2, _ := start(t, attributes)
	answerAll(t, m2, f2)
	m2.Update(widget.Msg{Name: "envoyer"})
	for _, e := range m2.Update(widget.Msg{Name: widget.MsgEmitted, Arg: "eafc:envoi", Value: "1"}) {
		if e.Kind == widget.Send {
			t.Error("sent although the page cancelled")
		}
	}
}

func TestResumeFileRoundTrip(t *testing.T) {
	m, f, _ := start(t, attributes)
	answerAll(t, m, f)
	m.Update(widget.Msg{Name: "note", Arg: string(f.Items[1].ID), Value: "=1+1;\"x\""})
	for _, kind := range []string{"reprise", "json"} {
		saved, _ := m.Export(kind)
		again, _, _ := start(t, attributes)
		again.Update(widget.Msg{Name: widget.MsgImport, Doc: parse(t, []byte(saved))})
		got, _ := again.Export("csv")
		want, _ := m.Export("csv")
		if got != want {
			t.Errorf("%s: differs after a round:\n%s\n%s", kind, want, got)
		}
		if !strings.Contains(got, `"'=1+1;""x"""`) {
			t.Errorf("a formula is not disarmed: %s", got)
		}
	}
	code, _ := m.Export("code")
	again, _, _ := start(t, attributes)
	var o view.Object
	again.Update(widget.Msg{Name: widget.MsgImport, Doc: parse(t, []byte(o.Int("eafc", 1).Str("kind", "code").Str("code", code).String()))})
	if got, _ := again.Export("code"); got != code {
		t.Errorf("code %q came back as %q", code, got)
	}
}

func TestBadFilesAreIssues(t *testing.T) {
	for name, c := range map[string]struct{ file, code string }{
		"not an object":     {`[]`, "WIDGET-008"},
		"another kind":      {`{"eafc":1,"kind":"x"}`, "WIDGET-008"},
		"a later major":     {`{"eafc":2,"kind":"reprise","framework":"x","answers":[]}`, "WIDGET-003"},
		"another framework": {`{"eafc":1,"kind":"reprise","framework":"https://a.fr/r","answers":[]}`, "WIDGET-007"},
		"a broken code":     {`{"eafc":1,"kind":"code","code":"E1~x"}`, "WIDGET-001"},
	} {
		m, _, _ := start(t, attributes)
		before, _ := m.Export("code")
		m.Update(widget.Msg{Name: widget.MsgImport, Doc: parse(t, []byte(c.file))})
		html := m.View().HTML()
		if !strings.Contains(html, c.code) {
			t.Errorf("%s: %s is not shown", name, c.code)
		}
		if after, _ := m.Export("code"); after != before {
			t.Errorf("%s: the answers changed", name)
		}
	}
}

func TestBrokenDocumentsNeverABlankBox(t *testing.T) {
	for name, doc := range map[string]string{"empty": `{}`, "no items": `{"items":[]}`, "no scale": `{"uri":"u","version":"1.0.0","title":{"fr":"x"},"items":[{"id":"1","label":{"fr":"a"},"type":"competency"}]}`} {
		o, _ := widget.ReadOptions(func(n string) string { return map[string]string{"referentiel": "r.json"}[n] }, nil)
		m, _ := selfposition.Widget().New(widget.Env{Options: o, Texts: widget.NewTexts("fr", view.Doc{})})
		effects := m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: "referentiel", Doc: parse(t, []byte(doc))})
		html := m.View().HTML()
		if !strings.Contains(html, "WIDGET-008") || !strings.Contains(html, "<slot></slot>") || len(effects) != 1 || effects[0].Name != "eafc:erreur" {
			t.Errorf("%s: %v %s", name, effects, html)
		}
	}
}

// inCourse are the attributes of a widget in a SCORM package.
func inCourse() map[string]string {
	own := maps.Clone(attributes)
	own["stockage"] = "plateforme"
	return own
}

// whole is the HTML of every slot.
func whole(m widget.Machine) (all string) {
	for _, s := range m.View() {
		all += s.HTML
	}
	return all
}

// TestPlatformKeepsAnswers: where a course keeps every answer under the
// account, no screen says that answers stay here, and nothing is stored on
// the device.
func TestPlatformKeepsAnswers(t *testing.T) {
	m, f, seen := start(t, inCourse())
	html := func() string { return whole(m) }
	shown := html()
	m.Update(widget.Msg{Name: "panneau", Arg: "donnees"})
	shown += html()
	m.Update(widget.Msg{Name: "commencer"})
	for i := range f.Items {
		seen = append(seen, m.Update(widget.Msg{Name: "choix", Arg: string(f.Items[i].ID), Value: "2"})...)
		shown += html()
	}
	for _, lie := range []string{"Reste sur cet appareil", "Vos réponses restent ici", "ne quittent pas cet appareil", "Mémoriser sur cet appareil", "rien n’est mémorisé"} {
		if strings.Contains(shown, lie) {
			t.Errorf("a course keeps the answers, and the widget says %q", lie)
		}
	}
	for _, truth := range []string{"à mesure que vous les donnez", "Gardé par votre plateforme de formation", "Votre plateforme garde vos réponses"} {
		if !strings.Contains(shown, truth) {
			t.Errorf("the widget does not say %q", truth)
		}
	}
	for _, e := range seen {
		if e.Kind == widget.Store {
			t.Errorf("stored on the device: %s", e.Name)
		}
	}
}

// TestPlatformRefuses: where a course does not keep the answers, no screen
// says that it does, a file is offered, and the return of the course is said.
func TestPlatformRefuses(t *testing.T) {
	own := inCourse()
	m, f, _ := start(t, own)
	html := func() string { return whole(m) }
	kept := html()
	course := func(v string) []widget.Effect {
		return m.Update(widget.Msg{Name: widget.MsgImport, Doc: parse(t, []byte(`{"eafc":1,"kind":"stockage","stockage":"`+v+`"}`))})
	}
	if said := course("refuse"); len(said) != 1 || said[0].Kind != widget.Announce {
		t.Errorf("nothing is announced: %v", said)
	}
	if said := course("refuse"); len(said) != 0 {
		t.Errorf("announced twice: %v", said)
	}
	m.Update(widget.Msg{Name: "panneau", Arg: "donnees"})
	shown := html()
	m.Update(widget.Msg{Name: "commencer"})
	for i := range f.Items {
		m.Update(widget.Msg{Name: "choix", Arg: string(f.Items[i].ID), Value: "2"})
		shown += html()
	}
	for _, lie := range []string{"Gardé par votre plateforme", "Votre plateforme garde", "garde vos réponses à mesure", "Reste sur cet appareil", "Vos réponses restent ici"} {
		if strings.Contains(shown, lie) {
			t.Errorf("nothing keeps the answers, and the widget says %q", lie)
		}
	}
	for _, truth := range []string{"n’enregistre pas vos réponses", `data-a="reprise"`, "Pas gardé par votre plateforme", "devait garder vos réponses"} {
		if !strings.Contains(shown, truth) {
			t.Errorf("the widget does not say %q", truth)
		}
	}
	effects := m.Update(widget.Msg{Name: "telecharger", Arg: "reprise"})
	if len(effects) == 0 || effects[0].Kind != widget.Download || strings.Count(effects[0].Value, `"rank"`) == 0 {
		t.Errorf("the resume file has no answers: %v", effects)
	}
	m.Update(widget.Msg{Name: widget.MsgErase})
	m.Update(widget.Msg{Name: "panneau", Arg: "donnees"})
	m.Update(widget.Msg{Name: "panneau", Arg: ""})
	if said := course("plateforme"); len(said) != 1 || !strings.Contains(html(), "Gardé par votre plateforme de formation") || strings.Contains(html(), "n’enregistre pas") {
		t.Errorf("the course keeps the answers again, and it is not said: %v", said)
	}
	if !strings.Contains(kept, "Gardé par votre plateforme de formation") {
		t.Error("nothing is said at first")
	}
	// elsewhere, the attribute changes nothing
	delete(own, "stockage")
	m, _, _ = start(t, own)
	before := html()
	if said := course("refuse"); len(said) != 0 || html() != before {
		t.Errorf("no course, and yet: %v", said)
	}
}
