// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Exec runs one text on the pool, for tests that change what is stored.
func (s *Store) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.db.ExecContext(ctx, query, args...)
	return err
}

// Sweep makes a store write its tables from most statements on, step rows at a
// time.
func (s *Store) Sweep(most, step int) { s.tail.most, s.tail.step = most, step }

// FindText returns the text of a query, for the test that reads them all.
func FindText(d Dialect, q lrs.Query) string {
	s := &Store{dialect: d}
	text, _ := s.findText("t", q)
	return text
}

// MigrateTo brings an empty database to an earlier version of the tables.
func MigrateTo(ctx context.Context, q querier, d Dialect, version int) error {
	return migrate(ctx, session{querier: q, d: d}, version)
}

// MigrationText returns the text of every migration.
func MigrationText(d Dialect) (string, error) {
	list, err := migrationsOf(d)
	text := sqlMetaTable + ";\n"
	for _, m := range list {
		text += m.text + "\n"
	}
	if parts, err := migrations.ReadFile("migrations/partitions/0001.sql"); d == PostgreSQL && err == nil {
		text += string(parts)
	}
	return text, err
}

// followNaive counts what the cursor "seq > last" sees while others write.
func (s *Store) FollowNaively(ctx context.Context, t lrs.Tenant, done <-chan struct{}) (int, error) {
	var last int64
	seen := 0
	for ended := false; ; {
		rows, err := s.db.QueryContext(ctx, s.dialect.text(`SELECT seq FROM statement WHERE tenant = ? AND seq > ? ORDER BY seq LIMIT 500`), string(t), last)
		if err != nil {
			return seen, err
		}
		n := 0
		for rows.Next() {
			if err := rows.Scan(&last); err != nil {
				return seen, err
			}
			n++
		}
		if err := rows.Err(); err != nil {
			return seen, err
		}
		_ = rows.Close()
		seen += n
		if n > 0 {
			continue
		}
		if ended {
			return seen, nil
		}
		select {
		case <-done:
			ended = true
			time.Sleep(50 * time.Millisecond)
		default:
		}
	}
}

// PutVersion2 inserts a statement as programs with version 2 of the tables of
// SQLite did.
func PutVersion2(ctx context.Context, q querier, t lrs.Tenant, it lrs.Item, stored, seq int64) error {
	w := session{querier: q, d: SQLite}
	p := []placed{{&it, lrs.Position{Stored: stored, Seq: seq}}}
	if err := w.bulk(ctx, sqlPutStatement, columnsOfStatement, "", statementRows(t, p, 0)); err != nil {
		return err
	}
	if err := w.bulk(ctx, sqlPutAgentRef, 6, "", mentionRows(nil, t, it.Agents, p[0].at, seq)); err != nil {
		return err
	}
	return w.bulk(ctx, sqlPutActivityRef, 6, "", mentionRows(nil, t, it.Activities, p[0].at, seq))
}

// RowsOf makes lists of places go into rows of n; it returns what undoes it.
func RowsOf(n int) func() {
	old := postingMost
	postingMost = n
	return func() { postingMost = old }
}

// PutVersion3 inserts statements as programs with version 3 of the tables of
// SQLite did, with what they inherit from those they refer to; seven have one
// moment of storage, as after a move from PostgreSQL.
func PutVersion3(ctx context.Context, q querier, t lrs.Tenant, items []lrs.Item, stored, seq int64) error {
	w := session{querier: q, d: SQLite}
	for i := range items {
		it, at := &items[i], lrs.Position{Stored: stored + int64(i/7), Seq: seq + int64(i)}
		it.Stamp(time.UnixMicro(at.Stored))
		if err := PutVersion2(ctx, q, t, *it, at.Stored, at.Seq); err != nil {
			return err
		}
		if err := w.bulk(ctx, sqlPutID, 4, "", idRows(t, []placed{{it, at}})); err != nil {
			return err
		}
		for table, key := range map[string][]byte{"statement_verb": keyOf(it.Verb), "statement_registration": it.Registration[:]} {
			if _, err := w.exec(ctx, "INSERT INTO "+table+" (tenant, key, stored, seq) VALUES (?, ?, ?, ?)", string(t), key, at.Stored, at.Seq); err != nil {
				return err
			}
		}
		if err := w.putRefs(ctx, t, []placed{{it, at}}); err != nil {
			return err
		}
	}
	_, err := w.exec(ctx, sqlMetaPut, string(t), metaIndexed, fmt.Sprint(stored+int64(len(items))))
	return err
}

// Lists returns the rows of lists of a tenant and the places in them, and an
// error when they overlap.
func (s *Store) Lists(ctx context.Context, t lrs.Tenant) (rows, places int, err error) {
	var before postingKey
	var last lrs.Position
	err = s.reader().rows(ctx, "SELECT key, first, list FROM posting WHERE tenant = ? ORDER BY key, first", []any{string(t)}, func(r *sql.Rows) error {
		var key, list []byte
		var first int64
		if err := r.Scan(&key, &first, &list); err != nil {
			return err
		}
		found, err := unpackPlaces(nil, first, list)
		if err != nil {
			return err
		}
		for i, p := range found {
			if postingKey(key) == before && !last.Before(p) || i == 0 && p.Stored != first {
				return fmt.Errorf("row %x %d: %v after %v", key, first, p, last)
			}
			before, last = postingKey(key), p
		}
		rows, places = rows+1, places+len(found)
		return nil
	})
	return rows, places, err
}

// Paste inserts statements at places they had elsewhere.
func (s *Store) Paste(ctx context.Context, t lrs.Tenant, items []lrs.Item, places []lrs.Position) (int, error) {
	return s.paste(ctx, t, items, places)
}
