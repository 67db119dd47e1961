// SPDX-License-Identifier: Apache-2.0

package demo_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	catalogdemo "forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/demo"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

func open(t *testing.T, framework, catalogue string) *demo.Site {
	t.Helper()
	d, err := demo.Load(framework, catalogue)
	if err != nil {
		t.Fatal(err)
	}
	site, err := demo.New(d, fstest.MapFS{}, lrs.NewMemory(nil), "a", "a")
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func get(t *testing.T, site http.Handler, path string) string {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, w.Code)
	}
	return w.Body.String()
}

var (
	judge   = schemas.Validator{Fast: check.Fast, Own: check.Own}
	link    = regexp.MustCompile(`<a href="(/[a-z-]*)"`)
	element = regexp.MustCompile(`<(eafc-[a-z-]+) [^>]*>`)
	address = regexp.MustCompile(`"(/donnees/[^"]+)"`)
)

// walk reads every page that the menu leads to, and every document that a
// widget of theirs asks for.
func walk(t *testing.T, site *demo.Site) (tags map[string]bool, documents map[string]string) {
	t.Helper()
	tags, documents = map[string]bool{}, map[string]string{}
	seen := map[string]bool{}
	next := []string{"/"}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		html := get(t, site, path)
		menu, _, _ := strings.Cut(html, "</header>")
		if path != "/" && strings.Count(menu, `aria-current="page"`) != 1 {
			t.Errorf("%s: the menu does not say where one is", path)
		}
		for _, m := range link.FindAllStringSubmatch(menu, -1) {
			next = append(next, m[1])
		}
		for _, m := range element.FindAllStringSubmatch(html, -1) {
			tags[m[1]] = true
			for _, a := range address.FindAllStringSubmatch(m[0], -1) {
				documents[a[1]] = get(t, site, a[1])
			}
		}
	}
	return tags, documents
}

// TestEveryWidget: the menu leads to a page of each widget, and the documents
// that they show are valid.
func TestEveryWidget(t *testing.T) {
	tags, documents := walk(t, open(t, "", ""))
	for _, d := range suite.All() {
		if !tags[d.Tag] {
			t.Errorf("no page shows <%s>", d.Tag)
		}
	}
	for file, kind := range map[string]schemas.Kind{"referentiel": schemas.KindFramework, "referentiel-0.9.0": schemas.KindFramework, "catalogue": schemas.KindCatalogue,
		"avant": schemas.KindPosition, "apres": schemas.KindPosition, "regard": schemas.KindPosition, "portfolio": schemas.KindPortfolio,
		"rapport-label": schemas.KindLabelReport, "decision-label": schemas.KindLabelDecision, "ih2ef-proposition": schemas.KindLabelProfile} {
		text, ok := documents["/donnees/"+file+".json"]
		if !ok {
			t.Errorf("no page asks for %s", file)
			continue
		}
		if res := judge.Validate(kind, []byte(text)); res.Verdict != schemas.VerdictValid {
			t.Errorf("%s: %v", file, res.Issues)
		}
	}
}

// TestEarlierVersion: the invented version differs as the pages say.
func TestEarlierVersion(t *testing.T) {
	site := open(t, "", "")
	read := func(name string) *competency.Framework {
		f, is := competency.Parse([]byte(get(t, site, "/donnees/"+name)))
		if is = append(is, f.Check()...); is.HasErrors() {
			t.Fatal(is)
		}
		return f
	}
	set, is := competency.Diff(read("referentiel-0.9.0.json"), read("referentiel.json"))
	if is.HasErrors() {
		t.Fatal(is)
	}
	var p competency.Position
	if err := json.Unmarshal([]byte(get(t, site, "/donnees/avant.json")), &p); err != nil {
		t.Fatal(err)
	}
	moved, losses := competency.Migrate(p, set)
	if len(losses) > 0 || len(moved.Claims) != len(p.Claims) {
		t.Errorf("%d claims of %d carried, %v lost; want all carried", len(moved.Claims), len(p.Claims), losses)
	}
	var kinds []string
	for _, c := range set.Changes {
		if c.Kind != competency.ChangeMetadata {
			kinds = append(kinds, c.Code+" "+string(c.Kind))
		}
	}
	if got := strings.Join(kinds, ", "); got != "EC3 reworded, ED3 added" {
		t.Errorf("changed: %s", got)
	}
}

// TestOwnDocumentsHaveNoMore: a reader's own framework has no invented earlier
// version, and a catalogue without pathways nothing to label.
func TestOwnDocumentsHaveNoMore(t *testing.T) {
	var doc map[string]json.RawMessage
	if err := json.Unmarshal(catalogdemo.JSON(), &doc); err != nil {
		t.Fatal(err)
	}
	delete(doc, "pathways")
	bare, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	site := open(t, "../../competency/frameworks/crcn-1.0.0.json", write(t, "c.json", string(bare)))
	tags, documents := walk(t, site)
	if tags["eafc-label"] || tags["eafc-parcours"] || documents["/donnees/referentiel-0.9.0.json"] != "" {
		t.Error("the pages ask for what is not there")
	}
	for _, path := range []string{"/label", "/parcours"} {
		if !strings.Contains(get(t, site, path), "n’a pas de parcours") {
			t.Errorf("%s says nothing", path)
		}
	}
}
