// SPDX-License-Identifier: Apache-2.0

package mapping_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

// TestRegister: every field of every kind of document that holds data of a
// person has its line in the register.
func TestRegister(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var kinds map[string]struct{ Personal bool }
	if err := json.Unmarshal(read("schemas/v1/versions.json"), &kinds); err != nil {
		t.Fatal(err)
	}
	register, english, fields := string(read("examples/rgpd/registre.md")), string(read("examples/rgpd/registre.en.md")), 0
	for kind, v := range kinds {
		if !v.Personal {
			continue
		}
		var schema struct{ Properties map[string]any }
		if err := json.Unmarshal(read("schemas/v1/"+kind+".schema.json"), &schema); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(register, "`"+kind+"`") {
			t.Errorf("registre.md does not speak of %s", kind)
		}
		for field := range schema.Properties {
			if field == "$schema" {
				continue
			}
			fields++
			if !strings.Contains(english, "`"+field+"`") || !strings.Contains(english, "`"+kind+"`") {
				t.Errorf("registre.en.md has no line for %s of %s", field, kind)
			}
			if !strings.Contains(register, "`"+field+"`") {
				t.Errorf("registre.md has no line for %s of %s", field, kind)
			}
		}
	}
	if fields < 20 {
		t.Errorf("only %d fields of persons: the marks in versions.json are gone", fields)
	}
}

// TestRegisterNamesOtherTraces: what no schema describes is named too: every
// element that the SCORM bridge reads or writes on a platform, the storage of
// the browser, every field of the store's log. And the notice for a course
// says that the platform keeps the answers.
func TestRegisterNamesOtherTraces(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	register, notice := read("examples/rgpd/registre.md"), read("examples/rgpd/information.md")
	elements := regexp.MustCompile(`"(cmi\.[a-z_.]+)"`).FindAllStringSubmatch(read("wasm/assets/scorm.js"), -1)
	if len(elements) < 5 {
		t.Fatalf("only %d elements found in scorm.js", len(elements))
	}
	for _, m := range elements {
		if !strings.Contains(register, "`"+m[1]+"`") || !strings.Contains(read("examples/rgpd/registre.en.md"), "`"+m[1]+"`") {
			t.Errorf("a register does not name %s", m[1])
		}
	}
	for _, name := range regexp.MustCompile(`localStorage|BroadcastChannel|SharedWorker|serviceWorker`).FindAllString(read("wasm/assets/scorm.js"), -1) {
		if !strings.Contains(register, "`"+name+"`") || !strings.Contains(read("examples/rgpd/registre.en.md"), "`"+name+"`") {
			t.Errorf("scorm.js uses %s, which a register does not name", name)
		}
	}
	loader := read("wasm/assets/loader.js")
	for _, name := range []string{"localStorage", "eafc/1/"} {
		if !strings.Contains(loader, name) || !strings.Contains(register, "`"+name+"`") {
			t.Errorf("%s: not in loader.js, or not in registre.md", name)
		}
	}
	for _, banned := range []string{"sessionStorage", "indexedDB", "document.cookie", "sendBeacon"} {
		for _, file := range []string{"loader.js", "scorm.js", "host.js", "cadre.js"} {
			if strings.Contains(read("wasm/assets/"+file), banned) {
				t.Errorf("%s uses %s, which registre.md does not name", file, banned)
			}
		}
	}
	log := regexp.MustCompile(`slog\.(?:String|Int|Duration)\("([a-z]+)"`).FindAllStringSubmatch(read("xapi/lrs/handler.go"), -1)
	words := map[string]string{"id": "identifiant de requête", "tenant": "locataire", "key": "clé d'accès", "route": "route", "method": "méthode", "params": "noms de paramètres",
		"status": "état", "bytes": "taille", "statements": "taille", "took": "durée"}
	if len(log) < 8 {
		t.Fatalf("only %d fields of the log found", len(log))
	}
	for _, m := range log {
		if w := words[m[1]]; w == "" || !strings.Contains(register, w) {
			t.Errorf("the log has %q, registre.md does not name it", m[1])
		}
	}
	for _, say := range []string{"SCORM", "à mesure que vous les donnez", "sous votre nom de\ncompte", "peuvent les voir", "niveaux choisis, compétences passées"} {
		if !strings.Contains(notice, say) {
			t.Errorf("information.md does not say %q", say)
		}
	}
}
