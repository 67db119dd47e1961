// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// openFile opens a SQLite store as a program does.
func openFile(path string, o sqlstore.Options) (*sqlstore.Store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, err
	}
	o.Path = path
	return sqlstore.Open(context.Background(), db, sqlstore.SQLite, o)
}

func sqliteStore(t *testing.T, o sqlstore.Options) *sqlstore.Store {
	t.Helper()
	s, err := openFile(filepath.Join(t.TempDir(), "traces.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestSQLite(t *testing.T) {
	store := sqliteStore(t, sqlstore.Options{})
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
}
