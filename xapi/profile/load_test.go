// SPDX-License-Identifier: Apache-2.0

package profile_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

// The 34 published profiles load, and what is wrong with them is said.
func TestPublishedProfiles(t *testing.T) {
	root, n, clean := fixtures.Path(t, "xapi/profiles"), 0, 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		p, is := profile.Load(bytes.NewReader(b))
		if p == nil || len(p.Concepts)+len(p.Templates) == 0 {
			t.Errorf("%s: not loaded: %v", path[len(root):], is)
		}
		if is.HasErrors() {
			t.Logf("%s: %d errors, first %v", path[len(root):], is.Count(issue.SeverityError), is)
		} else {
			clean++
		}
		return nil
	})
	if err != nil || n != 34 {
		t.Errorf("%d profiles read: %v", n, err)
	}
	t.Logf("%d of %d without error", clean, n)
}

// A file is refused exactly when the other project's tests find a fault of
// syntax or of identifiers in it.
func TestPeerVerdicts(t *testing.T) {
	type verdict struct {
		File                   string
		Syntax, IDs            bool
		RelationsWithinTheFile bool
	}
	for _, v := range fixtures.Lines[verdict](t, "xapi/profiles-pan/verdicts.jsonl") {
		_, is := profile.Load(bytes.NewReader(fixtures.Read(t, "xapi/profiles-pan/"+v.File)))
		if want := v.Syntax && v.IDs; is.HasErrors() == want {
			t.Errorf("%s: want valid %v, got %v", v.File, want, is)
		}
		if outside := is.Count(issue.SeverityWarning) > 0; v.Syntax && v.IDs && outside == v.RelationsWithinTheFile {
			t.Errorf("%s: references outside the file %v", v.File, outside)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(profile.EAFCDocument(), []byte(achieved))
	f.Add([]byte(`{"id":"https://exemple.fr/p","versions":[{"id":"https://exemple.fr/v"}],"templates":[{"id":"https://exemple.fr/t","verb":"https://exemple.fr/v","rules":[{"location":"$.a['b',0,*] | c[*]","any":[1]}]}],`+
		`"patterns":[{"id":"https://exemple.fr/x","sequence":["https://exemple.fr/t","https://exemple.fr/x"]}]}`), []byte(`{"verb":{"id":"https://exemple.fr/v"},"a":[{"b":1e0}]}`))
	f.Fuzz(func(t *testing.T, document, statement []byte) {
		p, is := profile.Load(bytes.NewReader(document))
		if p == nil && !is.HasErrors() {
			t.Fatal("no profile and no error")
		}
		s := profile.NewSet(p)
		s.Check(statement).AllIssues()
		if p == nil {
			return
		}
		for _, pattern := range p.Patterns {
			run := s.Pattern(pattern.ID).Start()
			run.Feed(statement)
			run.Feed(statement)
		}
	})
}
