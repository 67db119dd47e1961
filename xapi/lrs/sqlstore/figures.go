// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlCountStatements = `SELECT count(*), coalesce(min(stored), 0), coalesce(max(stored), 0) FROM statement WHERE tenant = ?`
	sqlSizePostgres    = `SELECT pg_database_size(current_database())`
	sqlPerDay          = `SELECT stored / 86400000000, count(*) FROM statement WHERE tenant = ? AND stored >= ? GROUP BY 1 ORDER BY 1`
	sqlPerVerb         = `SELECT verb, count(*) FROM statement WHERE tenant = ? AND stored >= ? GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12`
)

// Figures are what an administrator's page shows of a tenant.
type Figures struct {
	Statements     int64
	Oldest, Newest time.Time
	Days           []DayCount
	Verbs          []VerbCount
}

// DayCount is how many statements were stored on one day, in UTC.
type DayCount struct {
	Day   time.Time
	Count int64
}

// VerbCount is how many statements of one verb were stored.
type VerbCount struct {
	Verb  string
	Count int64
}

// Figures counts the statements of a tenant, and those since a moment by day
// and by verb.
func (s *Store) Figures(ctx context.Context, t lrs.Tenant, since time.Time) (Figures, error) {
	var f Figures
	var oldest, newest int64
	if err := s.db.QueryRowContext(ctx, s.dialect.text(sqlCountStatements), string(t)).Scan(&f.Statements, &oldest, &newest); err != nil {
		return f, fault(err)
	}
	f.Oldest, f.Newest = time.UnixMicro(oldest).UTC(), time.UnixMicro(newest).UTC()
	args := []any{string(t), since.UnixMicro()}
	err := s.reader().rows(ctx, sqlPerDay, args, func(rows *sql.Rows) error {
		var day int64
		var d DayCount
		err := rows.Scan(&day, &d.Count)
		d.Day = time.Unix(day*86400, 0).UTC()
		f.Days = append(f.Days, d)
		return err
	})
	if err != nil {
		return f, fault(err)
	}
	return f, fault(s.reader().rows(ctx, sqlPerVerb, args, func(rows *sql.Rows) error {
		var v VerbCount
		err := rows.Scan(&v.Verb, &v.Count)
		f.Verbs = append(f.Verbs, v)
		return err
	}))
}

// Queue is what waits inside a store.
type Queue struct {
	Batches int // to be written
	Tail    int // statements found in memory, not yet in the tables of SQLite
}

// Queue tells what waits at this moment.
func (s *Store) Queue() Queue {
	if s.writer == nil {
		return Queue{Batches: s.committers.length()}
	}
	return Queue{Batches: len(s.writer.jobs), Tail: s.tail.length()}
}

// Size returns the bytes of the database on its disk.
func (s *Store) Size(ctx context.Context) (int64, error) {
	query := sqlSizePostgres
	if s.dialect == SQLite {
		query = `SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`
	}
	var n int64
	err := s.db.QueryRowContext(ctx, query).Scan(&n)
	return n, fault(err)
}

// Ready writes and syncs one row, and returns when it is durable.
func (s *Store) Ready(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		_, err := w.exec(ctx, sqlMetaPut, noTenant, "probe", s.opt.Now().UTC().Format(time.RFC3339Nano))
		return err
	})
}
