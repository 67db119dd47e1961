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

// metaIndexed is the newest moment of storage whose rows are all in the tables.
const metaIndexed = "indexed"

// settle writes the rows of the tail to the tables, sorted as they lie there,
// inside the transaction of the session.
func (w session) settle(ctx context.Context) error {
	if w.tail == nil {
		return nil
	}
	all := w.tail.closeParts(w.mark.settled)
	for _, x := range all {
		for b := newBatch(x); !b.written(); {
			done, err := w.put(ctx, b, settleStep)
			if err != nil {
				return err
			}
			b.advance(done)
		}
	}
	return w.keepSettled(ctx, all)
}

// settleStep bounds the rows that are put together in memory.
const settleStep = 8192

// keepSettled records that the rows of stretches are all in the tables.
func (w session) keepSettled(ctx context.Context, all []tenantParts) error {
	for _, x := range all {
		newest := x.parts[len(x.parts)-1].places
		if err := w.keepIndexed(ctx, x.tenant, newest[len(newest)-1].Stored); err != nil {
			return err
		}
		for _, p := range x.parts {
			w.mark.settled[p] = true
		}
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
