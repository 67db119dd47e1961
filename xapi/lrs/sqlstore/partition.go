// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// On PostgreSQL the statements, and the rows of agents and activities that they
// are found by, may lie in one partition for each month of storage: retention
// then drops a month in an instant, where deleting rows takes as long as
// writing them did. An id must be unique over all months, which no key of a
// partitioned table can say, so the ids stand in a table of their own. Whether
// a database is partitioned is settled when it is made, and kept in meta.

const (
	metaPartitions = "partitions"
	byMonth        = "month"

	sqlAnyStatement = `SELECT EXISTS (SELECT 1 FROM statement)`
	sqlClock        = `SELECT (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint`
	sqlHasTable     = `SELECT to_regclass(?) IS NOT NULL`
	sqlMonthTables  = `SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent WHERE p.relname = 'statement' ORDER BY 1`
)

// partitionedTables are split by month.
var partitionedTables = []string{"statement", "statement_agent", "statement_activity"}

// ErrNotPartitioned says that what was asked needs monthly partitions.
var ErrNotPartitioned = errors.New("the database has no monthly partitions")

// settlePartitions reads how the database is made and, when it is new and
// partitions are asked for, makes it so.
func (s *Store) settlePartitions(ctx context.Context, w session) error {
	kind, found, err := w.meta(ctx, noTenant, metaPartitions)
	if err != nil {
		return err
	}
	if found && kind != byMonth {
		return fmt.Errorf("the database has partitions by %q: use a newer program", kind)
	}
	s.parted = found
	if found || !s.opt.Partitions {
		return nil
	}
	var any bool
	if err := w.QueryRowContext(ctx, sqlAnyStatement).Scan(&any); err != nil {
		return err
	}
	if any {
		return errors.New("the database already has statements without partitions: move its tenants to a new database (briques lrs move-tenant)")
	}
	text, err := migrations.ReadFile("migrations/partitions/0001.sql")
	if err != nil {
		return err
	}
	for _, stmt := range strings.Split(string(text), ";\n") {
		if stmt = strings.TrimSpace(stmt); stmt == "" {
			continue
		}
		if _, err := w.ExecContext(ctx, stmt); err != nil {
			return fmt.Errorf("partitions: %w", err)
		}
	}
	s.parted = true
	_, err = w.exec(ctx, sqlMetaPut, noTenant, metaPartitions, byMonth)
	return err
}

// month is a month of storage, in UTC.
type month struct{ start, end int64 }

func monthOf(stored int64) month {
	t := time.UnixMicro(stored).UTC()
	from := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return month{from.UnixMicro(), from.AddDate(0, 1, 0).UnixMicro()}
}

func (m month) suffix() string { return "_" + time.UnixMicro(m.start).UTC().Format("2006_01") }

// monthsAhead is how many months are made before they come.
const monthsAhead = 3

// ensureComing makes the partitions of this month and the next ones, by the
// clock of the database.
func (s *Store) ensureComing(ctx context.Context) error {
	var now int64
	if err := s.db.QueryRowContext(ctx, sqlClock).Scan(&now); err != nil {
		return err
	}
	m := monthOf(now)
	for range monthsAhead {
		if err := s.ensureMonth(ctx, m); err != nil {
			return err
		}
		m = monthOf(m.end)
	}
	s.months.Store(m.start)
	return nil
}

// ensureMonth makes the partitions of a month. A table is made first and
// attached then, which lets writers go on; other processes may do the same.
func (s *Store) ensureMonth(ctx context.Context, m month) error {
	err := s.transact(ctx, func(ctx context.Context, w session) error {
		if _, err := w.exec(ctx, sqlExclude, tenantLock("migrations of briques")); err != nil {
			return err
		}
		for _, table := range partitionedTables {
			var there bool
			if err := w.QueryRowContext(ctx, w.d.text(sqlHasTable), table+m.suffix()).Scan(&there); err != nil {
				return err
			}
			if there {
				continue
			}
			for _, text := range []string{
				fmt.Sprintf("CREATE TABLE %s%s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS)", table, m.suffix(), table),
				fmt.Sprintf("ALTER TABLE %s ATTACH PARTITION %s%s FOR VALUES FROM (%d) TO (%d)", table, table, m.suffix(), m.start, m.end),
			} {
				if _, err := w.ExecContext(ctx, text); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return fault(err)
}

// ensurePlaces makes the partitions that statements pasted at their places
// need.
func (s *Store) ensurePlaces(ctx context.Context, places []lrs.Position) error {
	if !s.parted {
		return nil
	}
	done := map[month]bool{}
	for _, p := range places {
		m := monthOf(p.Stored)
		if done[m] {
			continue
		}
		if err := s.ensureMonth(ctx, m); err != nil {
			return err
		}
		done[m] = true
	}
	return nil
}

// keepMonths makes the partitions of the months to come in good time, behind
// the writers' back.
func (s *Store) keepMonths(stored int64) {
	last := s.months.Load()
	if !s.parted || stored < last-40*24*time.Hour.Microseconds() || !s.months.CompareAndSwap(last, last+1) {
		return
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := s.ensureComing(ctx); err != nil {
			s.months.Store(last) // the next statement tries again
		}
	}()
}

// Month is what one month of storage holds, tenants together.
type Month struct {
	Start      time.Time
	Statements int64
	table      string
}

// MonthsBefore lists the months that ended before a moment, oldest first, with
// their statements.
func (s *Store) MonthsBefore(ctx context.Context, before time.Time) ([]Month, error) {
	if !s.parted {
		return nil, ErrNotPartitioned
	}
	var out []Month
	err := s.reader().rows(ctx, sqlMonthTables, nil, func(rows *sql.Rows) error {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		start, err := time.Parse("statement_2006_01", name)
		if err == nil && !start.AddDate(0, 1, 0).After(before) {
			out = append(out, Month{Start: start, table: name})
		}
		return nil
	})
	for i := range out {
		if err == nil {
			err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM "+out[i].table).Scan(&out[i].Statements)
		}
	}
	return out, fault(err)
}
