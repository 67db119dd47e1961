// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlTail       = `SELECT seq, stored, payload FROM statement WHERE tenant = ? AND stored > ? ORDER BY stored, seq LIMIT ?`
	sqlNextTenant = `SELECT min(tenant) FROM statement WHERE tenant > ?`
)

// settle writes the rows of the tail to the tables, sorted as they lie there,
// inside the transaction of the session.
func (w session) settle(ctx context.Context) error {
	if w.tail == nil {
		return nil
	}
	lists := w.tail.snapshot()
	for i := range lists {
		lists[i].list = lists[i].list[min(w.mark.settled[lists[i].tenant], len(lists[i].list)):]
	}
	if err := w.putTraces(ctx, lists); err != nil {
		return err
	}
	return w.keepSettled(ctx, lists)
}

// keepSettled records that the rows of lists are all in the tables.
func (w session) keepSettled(ctx context.Context, lists []traces) error {
	for _, l := range lists {
		if len(l.list) == 0 {
			continue
		}
		if err := w.keepIndexed(ctx, l.tenant, l.list[len(l.list)-1].at.Stored); err != nil {
			return err
		}
		w.mark.settled[l.tenant] += len(l.list)
	}
	return nil
}

func (w session) keepIndexed(ctx context.Context, t lrs.Tenant, stored int64) error {
	old, err := w.indexed(ctx, t)
	if err != nil || old >= stored {
		return err
	}
	_, err = w.exec(ctx, sqlMetaPut, string(t), metaIndexed, fmt.Sprint(stored))
	return err
}

// indexed returns the moment up to which the tables of a tenant are complete.
func (w session) indexed(ctx context.Context, t lrs.Tenant) (int64, error) {
	text, found, err := w.meta(ctx, string(t), metaIndexed)
	if err != nil || !found {
		return 0, err
	}
	var stored int64
	_, err = fmt.Sscanf(text, "%d", &stored)
	return stored, err
}

// putTraces inserts the rows of statements in every table.
func (w session) putTraces(ctx context.Context, lists []traces) error {
	for _, table := range tailTables {
		if err := w.putLines(ctx, table, table.lines(lists)); err != nil {
			return err
		}
	}
	return nil
}

// loadTail reads what the tables lack of a tenant.
func (s *Store) loadTail(ctx context.Context, w session, t lrs.Tenant) error {
	from, err := w.indexed(ctx, t)
	if err != nil {
		return err
	}
	from = max(from, s.tail.known(t).Stored)
	for {
		var list []trace
		err := w.rows(ctx, sqlTail, []any{string(t), from, scanChunk}, func(rows *sql.Rows) error {
			var at lrs.Position
			var payload sql.RawBytes
			if err := rows.Scan(&at.Seq, &at.Stored, &payload); err != nil {
				return err
			}
			it := lrs.TakeApart(payload)
			list = append(list, traceOf(&it, at))
			return nil
		})
		if err != nil || len(list) == 0 {
			return err
		}
		s.tail.add(t, list)
		from = list[len(list)-1].at.Stored
	}
}

// settleAtOpen brings the tables up to date with the statements of a file that
// was not closed in order.
func (s *Store) settleAtOpen(ctx context.Context, w session) error {
	return w.tenants(ctx, func(t lrs.Tenant) error {
		if err := s.loadTail(ctx, w, t); err != nil {
			return err
		}
		return w.settle(ctx)
	})
}

// tenants hands over every tenant that has statements.
func (w session) tenants(ctx context.Context, each func(lrs.Tenant) error) error {
	last := ""
	for {
		var next sql.NullString
		if err := w.QueryRowContext(ctx, w.d.text(sqlNextTenant), last).Scan(&next); err != nil {
			return err
		}
		if !next.Valid {
			return nil
		}
		if err := each(lrs.Tenant(next.String)); err != nil {
			return err
		}
		last = next.String
	}
}

// newest returns the newest place of a tenant.
func (w session) newest(ctx context.Context, t lrs.Tenant) (at lrs.Position, found bool, err error) {
	err = w.QueryRowContext(ctx, w.d.text(sqlEnd), string(t)).Scan(&at.Stored, &at.Seq)
	if errors.Is(err, sql.ErrNoRows) {
		return at, false, nil
	}
	return at, err == nil, err
}

// Settle writes to the tables what searches still find in memory only. It is
// done by itself from time to time and at the end.
func (s *Store) Settle(ctx context.Context) error {
	if s.writer == nil {
		return nil
	}
	return s.write(ctx, func(ctx context.Context, w session) error { return w.settle(ctx) })
}
