// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// TestErasedLeavesNoByte erases a person and searches every file of the store
// for the identifier.
func TestErasedLeavesNoByte(t *testing.T) {
	for name, open := range map[string]func(*testing.T) (*sqlstore.Store, string){
		"sqlite": func(t *testing.T) (*sqlstore.Store, string) {
			dir := t.TempDir()
			s, err := openFile(dir+"/traces.db", sqlstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return s, dir
		},
		"postgres": func(t *testing.T) (*sqlstore.Store, string) {
			return postgresStore(t, sqlstore.Options{}), postgres(t).dir + "/data/base"
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := open(t)
			if name == "sqlite" {
				defer s.Close()
			}
			eraseAndSearch(t, s, dir)
		})
	}
}

const secretMail = "mailto:prenom.nom.a.effacer@ac-exemple.fr"

// about is a statement of the person, or one that only mentions it.
func about(n int) lrs.Item {
	actor, other := `{"mbox":"mailto:someone@example.org"}`, `{"mbox":"`+secretMail+`","name":"Prénom Nom"}`
	if n%3 == 0 {
		actor, other = other, actor
	}
	s := fmt.Sprintf(`{"id":"%s","actor":%s,"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"},"context":{"instructor":%s}}`, number(n), actor, other)
	return lrs.Prepare([]byte(s), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"})
}

func eraseAndSearch(t *testing.T, s *sqlstore.Store, dir string) {
	t.Helper()
	ctx := context.Background()
	for n := range 90 {
		if _, err := s.Put(ctx, "t", lrs.Batch{Items: []lrs.Item{about(n)}}); err != nil {
			t.Fatal(err)
		}
	}
	who := xapi.IFI{Kind: xapi.ByMbox, Value: secretMail}
	k := lrs.DocumentKey{Kind: lrs.DocumentAgentProfile, Agent: lrs.KeyOf(who), ID: "p"}
	if err := s.PutDocument(ctx, "t", k, lrs.Document{ContentType: "text/plain", Body: []byte(secretMail)}, lrs.Precondition{}); err != nil {
		t.Fatal(err)
	}
	_ = s.Exec(ctx, "CHECKPOINT") // PostgreSQL: what follows is about its files
	if found := search(t, dir, secretMail); found == 0 {
		t.Fatal("the identifier is in no file before: the search sees nothing")
	}
	p, err := s.Plan(ctx, "t", xapi.Selection{Action: xapi.ActionErase, Person: who})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Apply(ctx, "t", p)
	if err != nil {
		t.Fatal(err)
	}
	if r.Statements != 30 || r.Rewritten != 60 || r.Documents != 1 {
		t.Errorf("report %+v, want 30, 60, 1", r)
	}
	deadline := time.Now().Add(5 * time.Second)
	for search(t, dir, secretMail) > 0 && time.Now().Before(deadline) {
		time.Sleep(100 * time.Millisecond) // PostgreSQL unlinks at the checkpoint
	}
	if found := search(t, dir, secretMail); found > 0 {
		t.Errorf("the identifier is in %d places of %s", found, dir)
	}
	if found := search(t, dir, "Prénom Nom"); found > 0 {
		t.Errorf("the name is in %d places of %s", found, dir)
	}
}

// search counts a text in every file under a folder.
func search(t *testing.T, dir, what string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // files come and go while a server runs
		}
		b, err := os.ReadFile(path)
		if err == nil {
			n += bytes.Count(b, []byte(what))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
