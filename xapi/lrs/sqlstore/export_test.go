// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
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
