// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the SQLite driver

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// openLRS opens the database a --db URL names: "sqlite:PATH", a "postgres://"
// address, or "memory:" for a trial.
func openLRS(ctx context.Context, where string, o sqlstore.Options) (lrs.Store, error) {
	switch {
	case where == "memory:":
		return lrs.NewMemory(nil), nil
	case strings.HasPrefix(where, "sqlite:"):
		return openSQLiteFile(ctx, strings.TrimPrefix(where, "sqlite:"), o)
	case strings.HasPrefix(where, "postgres://"), strings.HasPrefix(where, "postgresql://"):
		db, err := sql.Open("pgx", where)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(32)
		db.SetMaxIdleConns(32)
		db.SetConnMaxIdleTime(time.Minute)
		return opened(sqlstore.Open(ctx, db, sqlstore.PostgreSQL, o))
	}
	return nil, fmt.Errorf("--db %q : sqlite:CHEMIN ou postgres://… attendu", where)
}

func openSQLiteFile(ctx context.Context, path string, o sqlstore.Options) (lrs.Store, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=mmap_size(0)"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	o.Path = path
	return opened(sqlstore.Open(ctx, db, sqlstore.SQLite, o))
}

// opened keeps a nil *Store from becoming a Store that is not nil.
func opened(s *sqlstore.Store, err error) (lrs.Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}
