// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sort"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlPutID           = `INSERT INTO statement_id (tenant, id, stored, seq) VALUES `
	sqlPutVerb         = `INSERT INTO statement_verb (tenant, key, stored, seq) VALUES `
	sqlPutRegistration = `INSERT INTO statement_registration (tenant, key, stored, seq) VALUES `
	sqlTail            = `SELECT seq, stored, payload FROM statement WHERE tenant = ? AND stored > ? ORDER BY stored, seq LIMIT ?`
	sqlNextTenant      = `SELECT min(tenant) FROM statement WHERE tenant > ?`
)

// settle writes the rows of the tail to the tables, sorted as they lie there,
// inside the transaction of the session.
func (w session) settle(ctx context.Context) error {
	if w.tail == nil {
		return nil
	}
	tenants, lists := w.tail.snapshot()
	for _, t := range tenants {
		list := lists[t]
		if w.mark.settled[t] >= len(list) {
			continue
		}
		if err := w.putTraces(ctx, t, list); err != nil {
			return err
		}
		if err := w.keepIndexed(ctx, t, list[len(list)-1].at.Stored); err != nil {
			return err
		}
		w.mark.settled[t] = len(list)
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

// putTraces inserts the rows of statements. Rows that are there already stay:
// after a crash some may be written again.
func (w session) putTraces(ctx context.Context, t lrs.Tenant, list []trace) error {
	byID := func(x *trace) []byte { return x.id[:] }
	if err := w.putSorted(ctx, sqlPutID, t, list, byID); err != nil {
		return err
	}
	if err := w.putSorted(ctx, sqlPutVerb, t, list, func(x *trace) []byte { return x.verb[:] }); err != nil {
		return err
	}
	err := w.putSorted(ctx, sqlPutRegistration, t, list, func(x *trace) []byte {
		if x.registration.IsZero() {
			return nil
		}
		return x.registration[:]
	})
	if err != nil {
		return err
	}
	if err := w.putSortedMentions(ctx, sqlPutAgentRef, t, list, func(x *trace) []lrs.Mention { return x.agents }); err != nil {
		return err
	}
	return w.putSortedMentions(ctx, sqlPutActivityRef, t, list, func(x *trace) []lrs.Mention { return x.activities })
}

// putSorted inserts one row for each statement that has a key.
func (w session) putSorted(ctx context.Context, head string, t lrs.Tenant, list []trace, key func(*trace) []byte) error {
	order := make([]*trace, 0, len(list))
	for i := range list {
		if key(&list[i]) != nil {
			order = append(order, &list[i])
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return bytes.Compare(key(order[i]), key(order[j])) < 0 })
	args := make([]any, 0, bulkMost*4)
	for i, x := range order {
		args = append(args, string(t), key(x), x.at.Stored, x.at.Seq)
		if len(args) == bulkMost*4 || i == len(order)-1 {
			if err := w.bulk(ctx, head, 4, onceMore, args); err != nil {
				return err
			}
			args = args[:0]
		}
	}
	return nil
}

// putSortedMentions inserts the rows of agents, or of activities.
func (w session) putSortedMentions(ctx context.Context, head string, t lrs.Tenant, list []trace, of func(*trace) []lrs.Mention) error {
	type row struct {
		m  *lrs.Mention
		at lrs.Position
	}
	order := make([]row, 0, 3*len(list))
	for i := range list {
		mentions := of(&list[i])
		for j := range mentions {
			order = append(order, row{&mentions[j], list[i].at})
		}
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := order[i].m, order[j].m
		if c := bytes.Compare(a.Key[:], b.Key[:]); c != 0 {
			return c < 0
		}
		return !a.Direct && b.Direct
	})
	args := make([]any, 0, bulkMost*6)
	for i := range order {
		x := &order[i]
		direct := 0
		if x.m.Direct {
			direct = 1
		}
		args = append(args, string(t), x.m.Key[:], direct, x.at.Stored, x.at.Seq, x.at.Seq)
		if len(args) == bulkMost*6 || i == len(order)-1 {
			if err := w.bulk(ctx, head, 6, onceMore, args); err != nil {
				return err
			}
			args = args[:0]
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
