// SPDX-License-Identifier: Apache-2.0

package selfposition_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/selfposition"
)

// TestRemarksForWhom: no shipped framework shows a remark to the person who
// answers; how it is written is told in the console, and what is missing from
// her screen is still told there.
func TestRemarksForWhom(t *testing.T) {
	noted := 0
	for _, entry := range frameworks.List() {
		raw, err := frameworks.Raw(entry.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, profile := range []string{"", "p.json"} {
			o, _ := widget.ReadOptions(func(n string) string { return map[string]string{"referentiel": "r.json", "profil": profile}[n] }, nil)
			m, effects := selfposition.Widget().New(widget.Env{Options: o, Version: "1.0.0", Day: "2026-11-22", Random: random, Texts: widget.NewTexts("fr", view.Doc{})})
			for len(effects) > 0 {
				e := effects[0]
				effects = effects[1:]
				switch {
				case e.Kind == widget.Load && e.Name == "referentiel":
					effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: e.Name, Doc: parse(t, raw)})...)
				case e.Kind == widget.Load:
					effects = append(effects, m.Update(widget.Msg{Name: widget.MsgLoadFailed, Arg: e.Name, Value: "réponse 404"})...)
				case e.Kind == widget.Note && strings.Contains(e.Value, "POSITIONING-006"):
					noted++
				}
			}
			html := ""
			for _, s := range m.View() {
				html += s.HTML
			}
			if strings.Contains(html, "ne peut pas s’afficher") { // direction-2000 has no scale
				continue
			}
			if shown := strings.Contains(html, "sur les documents chargés"); shown != (profile != "") {
				t.Errorf("%s, profile %q: remarks shown: %v", entry.ID, profile, shown)
			}
			if profile != "" && !strings.Contains(html, "1 remarque sur les documents chargés") {
				t.Errorf("%s: more than the missing profile is told", entry.ID)
			}
		}
	}
	if noted != 2*3 {
		t.Errorf("%d notes in the console, three frameworks have something to note", noted)
	}
}
