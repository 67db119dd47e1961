// SPDX-License-Identifier: Apache-2.0

// Package widgettest runs a widget as the element would, without a browser.
package widgettest

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/assets"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// Doc parses a document of a test.
func Doc(t testing.TB, text string) view.Doc {
	t.Helper()
	d, err := view.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Start runs w with attributes on 2026-11-22 in French and answers its loads
// with documents by name; one that is not there fails to load. It returns the
// effects that are not loads.
func Start(t testing.TB, w widget.Definition, attributes, documents map[string]string) (widget.Machine, []widget.Effect) {
	t.Helper()
	o, warnings := widget.ReadOptions(func(n string) string { return attributes[n] }, w.Attributes)
	if len(warnings) > 0 {
		t.Fatal(warnings)
	}
	m, effects := w.New(widget.Env{Options: o, Version: "1.0.0", Day: "2026-11-22", Now: "2026-11-22T09:30:00Z", Texts: widget.NewTexts("fr", view.Doc{})})
	var rest []widget.Effect
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		text, ok := documents[e.Name]
		switch {
		case e.Kind == widget.Continue:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgContinue})...)
		case ok && e.Kind == widget.LoadText:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Value: text})...)
		case e.Kind != widget.Load:
			rest = append(rest, e)
		case !ok:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoadFailed, Arg: e.Name, Value: "404"})...)
		default:
			effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Doc: Doc(t, text), Value: e.Value})...)
		}
	}
	return m, rest
}

// English turns a widget to English and returns what it then shows.
func English(t testing.TB, m widget.Machine) string {
	t.Helper()
	m.Update(widget.Msg{Name: widget.MsgLanguage, Arg: "en", Doc: Doc(t, assets.Text("langues/en.json"))})
	return m.View().HTML()
}

// Said returns what effects announce, in order, and where they leave the
// focus ("" where they do not move it).
func Said(effects []widget.Effect) (words []string, focus string) {
	for _, e := range effects {
		switch e.Kind {
		case widget.Announce:
			words = append(words, e.Value)
		case widget.Focus:
			focus = e.Name
		}
	}
	return words, focus
}
