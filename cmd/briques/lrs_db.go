// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the SQLite driver

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// openLRSAll opens what --db names, once or several times: "URL" or
// "URL tenant=a,b" for a database that keeps some tenants only.
func openLRSAll(ctx context.Context, specs []string, o sqlstore.Options) (lrs.Store, error) {
	if len(specs) == 1 && !strings.Contains(specs[0], " tenant=") {
		return openLRS(ctx, specs[0], o)
	}
	var shards []lrs.Shard
	closeAll := func(err error) error {
		for _, s := range shards {
			err = errors.Join(err, s.Store.Close())
		}
		return err
	}
	for _, spec := range specs {
		where, rule, _ := strings.Cut(spec, " ")
		var shard lrs.Shard
		if rule = strings.TrimSpace(rule); rule != "" {
			names, ok := strings.CutPrefix(rule, "tenant=")
			if !ok {
				return nil, closeAll(fmt.Errorf("--db %q: “URL tenant=a,b” expected", spec))
			}
			for _, name := range strings.Split(names, ",") {
				shard.Tenants = append(shard.Tenants, lrs.Tenant(strings.TrimSpace(name)))
			}
		}
		var err error
		if shard.Store, err = openLRSLazily(ctx, where, o); err != nil {
			return nil, closeAll(err)
		}
		shards = append(shards, shard)
	}
	r, err := lrs.NewRouter(shards...)
	if err != nil {
		return nil, closeAll(err)
	}
	return r, nil
}

// migrating tells, every tenth of the way, how far a file of an earlier program
// has been brought forward.
func (a *app) migrating() func(percent int) {
	told := -1
	return func(percent int) {
		if percent/10 > told {
			told = percent / 10
			fmt.Fprintf(a.err, a.text("La base vient d'une version antérieure : mise au format actuel, %d %%\n", "The database comes from an earlier version: brought to the present format, %d%%\n"), 10*told)
		}
	}
}

// openLRS opens the database a --db URL names: "sqlite:PATH", a "postgres://"
// address, or "memory:" for a trial.
func openLRS(ctx context.Context, where string, o sqlstore.Options) (lrs.Store, error) {
	switch {
	case where == "memory:":
		return lrs.NewMemory(nil), nil
	case strings.HasPrefix(where, "sqlite:") && strings.HasSuffix(where, "/"):
		return lrsFolder(strings.TrimPrefix(where, "sqlite:"), o)
	case strings.HasPrefix(where, "sqlite:"):
		return openSQLiteFile(ctx, strings.TrimPrefix(where, "sqlite:"), o)
	case strings.HasPrefix(where, "postgres://"), strings.HasPrefix(where, "postgresql://"):
		where, err := lrsPartitions(where, &o)
		if err != nil {
			return nil, err
		}
		db, err := sql.Open("pgx", where)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(32)
		db.SetMaxIdleConns(32)
		db.SetConnMaxIdleTime(time.Minute)
		return opened(sqlstore.Open(ctx, db, sqlstore.PostgreSQL, o))
	}
	return nil, fmt.Errorf("--db %q: sqlite:PATH or postgres://… expected", where)
}

// lrsPartitions takes "partitions=month" out of an address of PostgreSQL, which
// would not know it.
func lrsPartitions(where string, o *sqlstore.Options) (string, error) {
	base, text, found := strings.Cut(where, "?")
	if !found {
		return where, nil
	}
	var rest []string
	for _, part := range strings.Split(text, "&") {
		name, value, _ := strings.Cut(part, "=")
		switch {
		case name != "partitions":
			rest = append(rest, part)
		case value == "month":
			o.Partitions = true
		default:
			return "", fmt.Errorf("partitions=%s: only “month” is known", value)
		}
	}
	if len(rest) == 0 {
		return base, nil
	}
	return base + "?" + strings.Join(rest, "&"), nil
}

func openSQLiteFile(ctx context.Context, path string, o sqlstore.Options) (lrs.Store, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=mmap_size(0)&_pragma=cache_size(-4096)"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	o.Path = path
	return opened(sqlstore.Open(ctx, db, sqlstore.SQLite, o))
}

// sqlStoreFor returns the database that keeps a tenant.
func sqlStoreFor(store lrs.Store, t lrs.Tenant) (*sqlstore.Store, error) {
	for {
		switch s := store.(type) {
		case *sqlstore.Store:
			return s, nil
		case interface {
			For(lrs.Tenant) (lrs.Store, error)
		}:
			next, err := s.For(t)
			if err != nil {
				return nil, err
			}
			store = next
		default:
			return nil, fmt.Errorf("%w: a SQLite or PostgreSQL database is needed", errors.ErrUnsupported)
		}
	}
}

// lrsKeys finds keys in the database of the tenant that their name begins with.
type lrsKeys struct{ store lrs.Store }

// Credential implements lrs.CredentialSource.
func (k lrsKeys) Credential(ctx context.Context, name string) (lrs.Credential, error) {
	t := sqlstore.TenantOfKey(name)
	if !t.Valid() {
		return lrs.Credential{}, lrs.ErrNotFound
	}
	s, err := sqlStoreFor(k.store, t)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, lrs.ErrMoved) {
		return lrs.Credential{}, lrs.ErrNotFound
	}
	if err != nil {
		return lrs.Credential{}, err
	}
	return s.Credential(ctx, name)
}

// opened keeps a nil *Store from becoming a Store that is not nil.
func opened(s *sqlstore.Store, err error) (lrs.Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}
