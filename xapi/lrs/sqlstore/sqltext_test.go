// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// tables of the store that hold what belongs to a tenant.
var reTable = regexp.MustCompile(`\b(FROM|JOIN|INTO|UPDATE)\s+(statement|statement_id|statement_verb|statement_registration|statement_agent|statement_activity|statement_ref|statement_attachment|posting|attachment|activity|agent|document|credential|tombstone|meta)\b`)

// allTenants are the texts that look at every tenant on purpose.
var allTenants = map[string]bool{"SELECT min(tenant) FROM statement WHERE tenant > ?": true, "SELECT EXISTS (SELECT 1 FROM statement)": true}

// TestEveryQueryNamesItsTenant reads every SQL text of the package.
func TestEveryQueryNamesItsTenant(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil || !reTable.MatchString(s) {
				return true
			}
			texts++
			if !allTenants[s] && !strings.Contains(s, "tenant = ?") && !strings.Contains(s, "(tenant, ") && !strings.Contains(s, ".tenant = ") {
				t.Errorf("%s: no tenant in %q", name, s)
			}
			return true
		})
	}
	if texts < 50 {
		t.Errorf("%d texts were read: the test sees nothing", texts)
	}
	for _, d := range []sqlstore.Dialect{sqlstore.SQLite, sqlstore.PostgreSQL} {
		everyFind(t, d)
		everyKey(t, d)
	}
}

// everyFind reads the text of every combination of filters: as many
// equalities on tenant as tables.
func everyFind(t *testing.T, d sqlstore.Dialect) {
	t.Helper()
	var k lrs.Key
	var u lrs.UUID
	for mask := range 512 {
		var q lrs.Query
		on := func(bit int) bool { return mask&(1<<bit) != 0 }
		if on(0) {
			q.Agent = &k
		}
		if on(1) {
			q.Activity = &k
		}
		if on(2) {
			q.Verb = "https://example.org/v"
		}
		if on(3) {
			q.Registration = &u
		}
		q.RelatedAgents, q.RelatedActivities, q.Ascending = on(4), on(5), on(6)
		if on(7) {
			q.Since, q.Until = time.Now(), time.Now()
		}
		if on(8) {
			q.After, q.Bound = &lrs.Position{}, &lrs.Position{}
		}
		text := sqlstore.FindText(d, q)
		if tables, tenants := len(reTable.FindAllString(text, -1)), strings.Count(text, "tenant ="); tenants < tables {
			t.Errorf("%d tables, %d tenants in %s", tables, tenants, text)
		}
	}
}

// everyKey reads the migrations: the tenant is the first column of every key.
func everyKey(t *testing.T, d sqlstore.Dialect) {
	t.Helper()
	text, err := sqlstore.MigrationText(d)
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`(?:PRIMARY KEY|UNIQUE|INDEX \w+ ON \w+) \((\w+)`).FindAllStringSubmatch(text, -1)
	if len(keys) < 18 {
		t.Errorf("%s: %d keys were read", d, len(keys))
	}
	for _, m := range keys {
		if m[1] != "tenant" {
			t.Errorf("%s: key begins with %s: %s", d, m[1], m[0])
		}
	}
	if strings.Contains(text, "REFERENCES") {
		t.Errorf("%s: a foreign key leaves the tenant", d)
	}
}

// TestMigratesFromEveryVersion opens databases that earlier programs made.
func TestMigratesFromEveryVersion(t *testing.T) {
	for v := 1; v <= sqlstore.SchemaVersion(sqlstore.SQLite); v++ {
		path := filepath.Join(t.TempDir(), "old.db")
		db, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		if err := sqlstore.MigrateTo(context.Background(), db, sqlstore.SQLite, v); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := openFile(path, sqlstore.Options{})
		if err != nil {
			t.Fatalf("from version %d: %v", v, err)
		}
		if err := put(t, s, 1); err != nil {
			t.Errorf("from version %d: %v", v, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestMigratesPostgreSQLFromEveryVersion(t *testing.T) {
	c := postgres(t)
	for v := 1; v <= sqlstore.SchemaVersion(sqlstore.PostgreSQL); v++ {
		address := c.fresh(t)
		db, err := sql.Open("pgx", address)
		if err != nil {
			t.Fatal(err)
		}
		if err := sqlstore.MigrateTo(context.Background(), db, sqlstore.PostgreSQL, v); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := openPostgres(address, sqlstore.Options{})
		if err != nil {
			t.Fatalf("from version %d: %v", v, err)
		}
		if err := put(t, s, 1); err != nil {
			t.Errorf("from version %d: %v", v, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Exec(context.Background(), "UPDATE meta SET value = '999' WHERE name = 'schema'"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err := openFile(path, sqlstore.Options{}); err == nil || !strings.Contains(err.Error(), "newer program") {
		t.Errorf("a database of version 999: %v", err)
		if s != nil {
			_ = s.Close()
		}
	}
}
