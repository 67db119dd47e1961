// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

//go:embed migrations
var migrations embed.FS

// migration is one step of the tables: forward only, each in the transaction
// that records it.
type migration struct {
	version int
	text    string
}

func migrationsOf(d Dialect) ([]migration, error) {
	names, err := fs.Glob(migrations, "migrations/"+string(d)+"/*.sql")
	if err != nil {
		return nil, err
	}
	var out []migration
	for _, name := range names {
		v, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".sql"))
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		b, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, migration{v, string(b)})
	}
	return out, nil
}

// SchemaVersion returns the version of the tables this package works with.
func SchemaVersion(d Dialect) int {
	list, err := migrationsOf(d)
	if err != nil || len(list) == 0 {
		return 0
	}
	return list[len(list)-1].version
}

const (
	sqlMetaTable  = `CREATE TABLE IF NOT EXISTS meta (tenant TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (tenant, name))`
	sqlMetaGet    = `SELECT value FROM meta WHERE tenant = ? AND name = ?`
	sqlMetaPut    = `INSERT INTO meta (tenant, name, value) VALUES (?, ?, ?) ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value`
	sqlMetaCreate = `INSERT INTO meta (tenant, name, value) VALUES (?, ?, ?) ON CONFLICT (tenant, name) DO NOTHING`
	sqlMetaDelete = `DELETE FROM meta WHERE tenant = ? AND name = ?`
)

// noTenant owns what belongs to the database itself.
const noTenant = ""

// migrate brings the tables to the newest version, or to upTo if not zero.
// It runs inside the caller's transaction.
func migrate(ctx context.Context, w session, upTo int) error {
	if _, err := w.exec(ctx, sqlMetaTable); err != nil {
		return err
	}
	list, err := migrationsOf(w.d)
	if err != nil {
		return err
	}
	have := 0
	if text, ok, err := w.meta(ctx, noTenant, "schema"); err != nil {
		return err
	} else if ok {
		if have, err = strconv.Atoi(text); err != nil {
			return fmt.Errorf("schema version %q: %w", text, err)
		}
	}
	if newest := list[len(list)-1].version; have > newest {
		return fmt.Errorf("the database has schema version %d, this program knows %d: use a newer program", have, newest)
	}
	for _, m := range list {
		if m.version <= have || upTo > 0 && m.version > upTo {
			continue
		}
		texts := strings.Split(strings.TrimSpace(m.text), ";\n")
		for i, stmt := range texts {
			if stmt = strings.TrimSpace(stmt); stmt == "" {
				continue
			}
			if have > 0 && m.version < listsVersion {
				w.tell(listsFrom * i / len(texts))
			}
			if _, err := w.ExecContext(ctx, stmt); err != nil {
				return fmt.Errorf("migration %d: %w", m.version, err)
			}
		}
		if w.d == SQLite && m.version == listsVersion {
			if err := packIndexes(ctx, w); err != nil {
				return fmt.Errorf("migration %d: %w", m.version, err)
			}
		}
		if _, err := w.exec(ctx, sqlMetaPut, noTenant, "schema", strconv.Itoa(m.version)); err != nil {
			return err
		}
	}
	return nil
}

// meta returns one value kept for a tenant.
func (w session) meta(ctx context.Context, tenant, name string) (string, bool, error) {
	rows, err := w.query(ctx, sqlMetaGet, tenant, name)
	if err != nil {
		return "", false, err
	}
	defer rows.Close()
	var v string
	if !rows.Next() {
		return "", false, rows.Err()
	}
	err = rows.Scan(&v)
	return v, true, err
}

// migrate brings the tables to the newest version and tells how far it is.
func (s *Store) migrate(ctx context.Context, w session) error {
	last := -1
	w.progress = func(percent int) {
		if s.opt.Migrating != nil && percent > last {
			last = percent
			s.opt.Migrating(percent)
		}
	}
	return migrate(ctx, w, 0)
}

// tell says how far a migration is, in percent.
func (w session) tell(percent int) {
	if w.progress != nil {
		w.progress(percent)
	}
}
