// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	// sqlReferredIn finds the statements of a month that others refer to.
	sqlReferredIn = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND s.stored >= ? AND s.stored < ? AND EXISTS (SELECT 1 FROM statement_ref r WHERE r.tenant = s.tenant AND r.target = s.id) ORDER BY s.stored, s.seq`
	sqlHashesIn   = `SELECT sha2, stored, seq FROM statement_attachment WHERE tenant = ? AND stored >= ? AND stored < ?`
	sqlDropRefsIn = `DELETE FROM statement_ref WHERE tenant = ? AND stored >= ? AND stored < ?`
	sqlDropIDsIn  = `DELETE FROM statement_id i USING %s s WHERE i.tenant = s.tenant AND i.id = s.id`
)

// DropMonth removes a month of every tenant by dropping its partitions, and
// returns how many statements went. What refers to a statement of that month
// from a later one ceases to match by it, as when it is deleted by itself.
func (s *Store) DropMonth(ctx context.Context, m Month) (int64, error) {
	if !s.parted {
		return 0, ErrNotPartitioned
	}
	tenants, err := s.Tenants(ctx)
	if err != nil {
		return 0, err
	}
	span := monthOf(m.Start.UnixMicro())
	var dropped int64
	err = s.write(ctx, func(ctx context.Context, w session) error {
		for _, t := range tenants {
			if _, err := w.exec(ctx, sqlExclude, tenantLock(t)); err != nil {
				return err
			}
			if err := w.keepEnd(ctx, t); err != nil {
				return err
			}
			if err := s.loosen(ctx, w, t, span); err != nil {
				return err
			}
		}
		// What loosen has deleted row by row was counted with the month.
		if err := w.QueryRowContext(ctx, "SELECT count(*) FROM "+m.table).Scan(&dropped); err != nil {
			return err
		}
		if _, err := w.ExecContext(ctx, fmt.Sprintf(sqlDropIDsIn, m.table)); err != nil {
			return err
		}
		for _, table := range partitionedTables {
			if _, err := w.ExecContext(ctx, "DROP TABLE IF EXISTS "+table+span.suffix()); err != nil {
				return err
			}
		}
		return nil
	})
	s.cache.forget()
	return dropped, fault(err)
}

// loosen removes what hangs on the statements of a month outside its
// partitions: attachments, references from them and to them.
func (s *Store) loosen(ctx context.Context, w session, t lrs.Tenant, span month) error {
	var none xapi.Report
	a := &applier{s: s, t: t}
	hashes := map[string][]lrs.Position{}
	err := w.rows(ctx, sqlHashesIn, []any{string(t), span.start, span.end}, func(rows *sql.Rows) error {
		var sha string
		var at lrs.Position
		err := rows.Scan(&sha, &at.Stored, &at.Seq)
		hashes[sha] = append(hashes[sha], at)
		return err
	})
	if err != nil {
		return err
	}
	for sha, places := range hashes {
		for _, at := range places {
			if err := a.dropAttachments(ctx, w, &lrs.Item{Hashes: []string{sha}}, at, &none); err != nil {
				return err
			}
		}
	}
	referred, err := w.records(ctx, sqlReferredIn, []any{string(t), span.start, span.end})
	if err != nil {
		return err
	}
	for _, r := range referred {
		if err := w.cutReferrers(ctx, t, r); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, sqlDropRefsIn, string(t), span.start, span.end)
	return err
}
