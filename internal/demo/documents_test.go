// SPDX-License-Identifier: Apache-2.0

package demo_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	catalogdemo "forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/internal/demo"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// broken is the catalogue of the demonstration with a fault in its third
// brick.
func broken(t *testing.T) string {
	t.Helper()
	var doc map[string]json.RawMessage
	var bricks []map[string]any
	if err := json.Unmarshal(catalogdemo.JSON(), &doc); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(doc["bricks"], &bricks); err != nil {
		t.Fatal(err)
	}
	bricks[2]["modality"] = "hybride"
	var err error
	if doc["bricks"], err = json.Marshal(bricks); err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestOwnDocuments(t *testing.T) {
	own, err := demo.Load("", "")
	if err != nil || len(own.LeftOut) > 0 {
		t.Fatalf("%v %+v", err, own)
	}
	all := len(own.Catalogue.Bricks)
	for _, c := range []struct {
		name, framework, catalogue string
		code                       string // of the first fault
		place                      bool
		said                       string
		fewer                      bool
	}{
		{"no such file", "absent.json", "", "DEMO-001", false, "remplace", false},
		{"not JSON", write(t, "r.json", "{\n  oops"), "", "READ-", true, "remplace", false},
		{"another kind", write(t, "r.json", `{"bricks":[]}`), "", "SHAPE-", true, "remplace", false},
		{"a faulty brick", "", write(t, "c.json", broken(t)), "SHAPE-", true, "briques gardées", true},
		{"nothing left", "", write(t, "c.json", `{"bricks":[{"id":1}]}`), "SHAPE-", true, "remplace", false},
		{"a fault of the whole", "", write(t, "c.json", `{"bricks":[],"oops":1}`), "SHAPE-", true, "remplace", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := demo.Load(c.framework, c.catalogue)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.LeftOut) != 1 {
				t.Fatalf("%d documents left out", len(d.LeftOut))
			}
			l := d.LeftOut[0]
			i := l.Issues[0]
			if !strings.HasPrefix(i.Code, c.code) || (i.Line > 0) != c.place || i.Message == "" || i.Fix == "" {
				t.Errorf("%+v", i)
			}
			if !strings.Contains(l.Said.FR, c.said) {
				t.Errorf("said %q", l.Said.FR)
			}
			if n := len(d.Catalogue.Bricks); c.fewer != (n < all) || n == 0 {
				t.Errorf("%d bricks of %d", n, all)
			}
		})
	}
}

func TestCheckerPage(t *testing.T) {
	d, err := demo.Load("", "")
	if err != nil {
		t.Fatal(err)
	}
	site, err := demo.New(d, fs.FS(fstest.MapFS{}), lrs.NewMemory(nil), "a", "a")
	if err != nil {
		t.Fatal(err)
	}
	var valid string
	for _, e := range schemas.Examples(schemas.KindBrick) {
		if e.Name == "valid/complet" {
			valid = string(e.Data)
		}
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"unknown word", strings.Replace(valid, `"modality": "blended"`, `"modality": "hybride"`, 1), []string{"SHAPE-", "ligne ", "colonne ", "hybride", `class="aide"`}},
		{"cut short", valid[:len(valid)/2], []string{"READ-", "ligne "}},
		{"other kind", `{"$schema":"` + schemas.KindCatalogue.ID() + `","bricks":[]}`, []string{"KIND-"}},
		{"markup", `<script>alert(1)</script>`, []string{"READ-", "&lt;script&gt;"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			r := httptest.NewRequest("POST", "/verifier", strings.NewReader(url.Values{"brique": {c.text}}.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			site.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				t.Fatal(w.Code)
			}
			for _, part := range c.want {
				if !strings.Contains(w.Body.String(), part) {
					t.Errorf("no %q in %s", part, w.Body)
				}
			}
			if strings.Contains(w.Body.String(), "<strong>Valide.") {
				t.Error("said valid")
			}
		})
	}
	// Every brick of the catalogue that is shown is valid.
	var doc struct{ Bricks []json.RawMessage }
	if err := json.Unmarshal(catalogdemo.JSON(), &doc); err != nil {
		t.Fatal(err)
	}
	for _, b := range doc.Bricks[:10] {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("POST", "/verifier", strings.NewReader(url.Values{"brique": {string(b)}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		site.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), "<strong>Valide.") {
			t.Fatalf("%s", w.Body)
		}
	}
}
