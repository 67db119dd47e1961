// SPDX-License-Identifier: Apache-2.0

package brickexplorer_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/brickexplorer"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
	"forge.apps.education.fr/eafc/briques/wasm/widget/widgettest"
)

var attributes = map[string]string{"catalogue": "c.json"}

func demo(t *testing.T) string {
	b, err := os.ReadFile("../../../catalogue/demo/catalogue.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPublicsInTheirLanguage: the audiences are words of the catalogue, in
// French on an English page too, and said so.
func TestPublicsInTheirLanguage(t *testing.T) {
	m, _ := widgettest.Start(t, brickexplorer.Widget(), attributes, map[string]string{"catalogue": demo(t)})
	for _, html := range []string{m.View().HTML(), widgettest.English(t, m)} {
		if !strings.Contains(html, `<option lang="fr">chef d’établissement</option>`) {
			t.Errorf("no language in %s", html[:2000])
		}
	}
}

// TestSheetSaysForWhom: the page of a brick says the audiences that it is
// filtered by.
func TestSheetSaysForWhom(t *testing.T) {
	m, _ := widgettest.Start(t, brickexplorer.Widget(), attributes, map[string]string{"catalogue": demo(t)})
	m.Update(widget.Msg{Name: widget.MsgGoto, Arg: "https://eafc.example/briques/accessibilite-pedagogique"})
	if html := m.View().HTML(); !strings.Contains(html, ">Public</h4><p>") {
		t.Error(html)
	}
}

// many is the demonstration again and again, with ids of its own.
func many(t *testing.T, n int) string {
	var c struct {
		Bricks []map[string]any `json:"bricks"`
	}
	if err := json.Unmarshal([]byte(demo(t)), &c); err != nil {
		t.Fatal(err)
	}
	out := make([]map[string]any, n)
	for i := range out {
		out[i] = map[string]any{}
		for k, v := range c.Bricks[i%len(c.Bricks)] {
			out[i][k] = v
		}
		out[i]["id"] = "https://exemple.example/briques/" + strconv.Itoa(i)
	}
	b, _ := json.Marshal(map[string]any{"bricks": out})
	return string(b)
}

func html(m widget.Machine) string {
	var b strings.Builder
	for _, s := range m.View() {
		b.WriteString(s.HTML)
	}
	return b.String()
}

func TestSearches(t *testing.T) {
	m, _ := widgettest.Start(t, brickexplorer.Widget(), attributes, map[string]string{"catalogue": demo(t)})
	if s := html(m); strings.Count(s, `<li class="brique"`) != 24 || !strings.Contains(s, "73 briques trouvées") {
		t.Errorf("first list: %s", s)
	}
	m.Update(widget.Msg{Name: "chercher", Value: "harcelement"})
	if s := html(m); !strings.Contains(s, `data-a="https://eafc.example/briques/climat-scolaire"`) {
		t.Errorf("harcelement: %s", s)
	}
	m.Update(widget.Msg{Name: "ouvrir", Arg: "https://eafc.example/briques/climat-scolaire"})
	if s := html(m); !strings.Contains(s, `id="fiche"`) {
		t.Errorf("page of a brick: %s", s)
	}
}

// TestLongCatalogueInSlices holds that the page gets its turn, that people see
// how far it is, and that slices change nothing to what is found.
func TestLongCatalogueInSlices(t *testing.T) {
	text := many(t, 1500)
	o, _ := widget.ReadOptions(func(n string) string { return attributes[n] }, nil)
	m, effects := brickexplorer.Widget().New(widget.Env{Options: o, Texts: widget.NewTexts("fr", view.Doc{})})
	if len(effects) != 1 || effects[0].Kind != widget.LoadText {
		t.Fatal(effects)
	}
	effects = m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: "catalogue", Value: text})
	turns, last := 0, -1
	for len(effects) == 1 && effects[0].Kind == widget.Continue {
		turns++
		s := html(m)
		at := strings.Index(s, `<progress`)
		if at < 0 {
			t.Fatalf("turn %d shows no progress: %s", turns, s)
		}
		_, s, _ = strings.Cut(s[at:], `value="`)
		share, err := strconv.Atoi(s[:strings.IndexByte(s, '"')])
		if err != nil || share < last || share > 100 {
			t.Fatalf("turn %d: %d after %d", turns, share, last)
		}
		last = share
		m.Update(widget.Msg{Name: "chercher", Value: "x"})   // too early: nothing
		m.Update(widget.Msg{Name: widget.MsgGoto, Arg: "x"}) // the same
		effects = m.Update(widget.Msg{Name: widget.MsgContinue})
	}
	if turns < 6 || last < 60 {
		t.Errorf("%d turns, last at %d %%", turns, last)
	}
	m.Update(widget.Msg{Name: "chercher", Value: ""})
	if s := html(m); !strings.Contains(s, "1\u00a0500 briques") && !strings.Contains(s, "1500 briques") && !strings.Contains(s, "1\u202f500 briques") {
		t.Errorf("%.2000s", s)
	}
}

func TestRefuses(t *testing.T) {
	long := many(t, 10) + strings.Repeat(" ", read.MaxCatalogue)
	for name, c := range map[string]struct{ text, want string }{
		"broken":         {`{"bricks":[{"id":`, "WIDGET-001"},
		"broken late":    {strings.TrimSuffix(many(t, 450), "]}") + ",]}", "WIDGET-001"},
		"not one":        {`{"items":[]}`, "WIDGET-008"},
		"bricks no list": {`{"bricks":{}}`, "WIDGET-008"},
		"over 32 MiB":    {long, "dépasse 32\u00a0Mio"},
	} {
		m, effects := widgettest.Start(t, brickexplorer.Widget(), attributes, map[string]string{"catalogue": c.text})
		if s := html(m); !strings.Contains(s, c.want) || strings.Contains(s, `class="brique"`) {
			t.Errorf("%s: %.600s", name, s)
		}
		if len(effects) != 1 || effects[0].Name != "eafc:erreur" {
			t.Errorf("%s: %v", name, effects)
		}
	}
	exact := many(t, 10)
	exact += strings.Repeat(" ", read.MaxCatalogue-len(exact))
	m, _ := widgettest.Start(t, brickexplorer.Widget(), attributes, map[string]string{"catalogue": exact})
	if s := html(m); !strings.Contains(s, "10 briques trouvées") {
		t.Errorf("32 MiB exactly: %.600s", s)
	}
}

// TestFrameworkMissing holds that bricks are shown without the names that a
// framework gives.
func TestFrameworkMissing(t *testing.T) {
	for _, order := range [][2]string{{"catalogue", "referentiel"}, {"referentiel", "catalogue"}} {
		a := map[string]string{"catalogue": "c.json", "referentiel": "f.json"}
		o, _ := widget.ReadOptions(func(n string) string { return a[n] }, nil)
		m, _ := brickexplorer.Widget().New(widget.Env{Options: o, Texts: widget.NewTexts("fr", view.Doc{})})
		for _, name := range order {
			if name == "catalogue" {
				m.Update(widget.Msg{Name: widget.MsgLoaded, Arg: name, Value: demo(t)})
			} else {
				m.Update(widget.Msg{Name: widget.MsgLoadFailed, Arg: name, Value: "404"})
			}
		}
		if s := html(m); !strings.Contains(s, "73 briques trouvées") {
			t.Errorf("%v: %.600s", order, s)
		}
	}
}
