// SPDX-License-Identifier: Apache-2.0

package schemas_test

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas"
)

// TestPublication reads every published tree by the rules of
// schema.data.gouv.fr: a README, a schemas.yml with title, description,
// homepage and the path and title of each schema, unique file names; for
// tables a root schema.json with its metadata and the version of the tag.
func TestPublication(t *testing.T) {
	for _, inf := range schemas.Kinds() {
		if _, err := schemas.Source(inf.Kind); err != nil {
			continue
		}
		files, err := schemas.Publication{Kind: inf.Kind, Version: "v1.2.3", Homepage: "https://forge.example/schema"}.Tree()
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]string{}
		for name := range files {
			if other, twice := names[path.Base(name)]; twice {
				t.Errorf("%s: %s and %s have one base name", inf.Kind, name, other)
			}
			names[path.Base(name)] = name
		}
		for _, name := range []string{"README.md", "CHANGELOG.md", "CONTEXT.md", "SEE_ALSO.md", "LICENSE.md"} {
			if len(files[name]) == 0 {
				t.Errorf("%s: no %s", inf.Kind, name)
			}
		}
		yml := string(files["schemas.yml"])
		for _, want := range []string{`(?m)^title: ".+"$`, `(?m)^description: ".+"$`, `(?m)^homepage: "https://forge.example/schema"$`, `(?m)^  - path: "schemas/.+\.json"$`, `(?m)^    title: ".+"$`} {
			if !regexp.MustCompile(want).MatchString(yml) {
				t.Errorf("%s: schemas.yml lacks %s:\n%s", inf.Kind, want, yml)
			}
		}
		p := regexp.MustCompile(`path: "(.+)"`).FindStringSubmatch(yml)
		if p == nil || !json.Valid(files[p[1]]) {
			t.Errorf("%s: schemas.yml leads nowhere", inf.Kind)
		}
	}
	if _, err := (schemas.Publication{Kind: schemas.KindBrick, Version: "1.2.3"}).Tree(); err == nil {
		t.Error("a version without v is taken")
	}
	if len(schemas.Tables()) != 3 {
		t.Errorf("tables: %v", schemas.Tables())
	}
	for _, name := range schemas.Tables() {
		files, err := schemas.Publication{Table: name, Version: "v1.2.3", Homepage: "https://forge.example/t", Contact: "a@b.example", Date: "2026-11-22"}.Tree()
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(files["schema.json"], &doc); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"name", "title", "description", "homepage", "version", "contributors", "path", "created", "lastModified", "resources", "sources", "fields"} {
			if doc[k] == nil {
				t.Errorf("%s: no %s", name, k)
			}
		}
		if doc["version"] != "v1.2.3" || !regexp.MustCompile(`^[a-z0-9_-]+$`).MatchString(doc["name"].(string)) || !strings.Contains(doc["path"].(string), "v1.2.3") {
			t.Errorf("%s: %v", name, doc)
		}
		if author := doc["contributors"].([]any)[0].(map[string]any); author["email"] != "a@b.example" {
			t.Errorf("%s: %v", name, author)
		}
		// Without a contact no address is made up: the specification asks for the title alone.
		files, err = schemas.Publication{Table: name, Version: "v1.2.3"}.Tree()
		var bare struct{ Contributors []map[string]string }
		if err != nil || json.Unmarshal(files["schema.json"], &bare) != nil || len(bare.Contributors) != 1 || bare.Contributors[0]["title"] == "" {
			t.Fatalf("%s: %v %v", name, err, bare)
		}
		if email, made := bare.Contributors[0]["email"]; made {
			t.Errorf("%s: address %q", name, email)
		}
		for _, f := range doc["fields"].([]any) {
			m := f.(map[string]any)
			if m["name"] == "" || m["title"] == "" || strings.Contains(m["description"].(string), "« ") && m["title"] == m["name"] {
				t.Errorf("%s: field %v", name, m)
			}
		}
	}
}
