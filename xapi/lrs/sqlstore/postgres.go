// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"sort"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	// sqlBegin opens a batch: the moment and number of the transaction, the
	// newest moments visible and kept, the mark of a tenant that has moved, as
	// many places in the order as there are statements, and those among their
	// ids that were erased.
	sqlBegin = `SELECT (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint, pg_current_xact_id()::text::bigint,
  coalesce((SELECT max(stored) FROM statement WHERE tenant = ?), 0),
  coalesce((SELECT value FROM meta WHERE tenant = ? AND name = 'end'), '0'), (SELECT value FROM meta WHERE tenant = ? AND name = 'moved'),
  coalesce((SELECT string_agg(nextval('statement_seq_seq')::text, ' ') FROM generate_series(1, ?::int)), ''),
  coalesce((SELECT string_agg(encode(id, 'hex'), ' ') FROM tombstone WHERE tenant = ? AND id = ANY(?::bytea[])), '')`
	sqlShare   = `SELECT pg_advisory_xact_lock_shared(?)`
	sqlExclude = `SELECT pg_advisory_xact_lock(?)`
	// sqlThrough is the start of the oldest transaction that another client
	// has open in this database, or now.
	sqlThrough = `SELECT coalesce((extract(epoch FROM least(min(xact_start), clock_timestamp())) * 1000000)::bigint, 0)
  FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`
)

func (s *Store) openPostgreSQL(ctx context.Context) error {
	var version int
	if err := s.db.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	if version < 130000 {
		return fmt.Errorf("PostgreSQL %d: want 13 or newer", version/10000)
	}
	return s.transact(ctx, func(ctx context.Context, w session) error {
		if _, err := w.exec(ctx, sqlExclude, tenantLock("migrations of briques")); err != nil {
			return err
		}
		return migrate(ctx, w, 0)
	})
}

// tenantLock is the number of a tenant's advisory lock.
func tenantLock(t lrs.Tenant) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(t))
	return int64(h.Sum64())
}

// transact runs f in a transaction, again while PostgreSQL asks for it and the
// budget lasts.
func (s *Store) transact(ctx context.Context, f func(context.Context, session) error) error {
	limit := time.Now().Add(s.opt.RetryFor)
	pause := 5 * time.Millisecond
	for {
		err := s.once(ctx, f)
		if err == nil || !retryable(err) {
			return err
		}
		if time.Now().Add(pause).After(limit) {
			return lrs.ErrUnavailable{After: 5 * time.Second, Cause: err}
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
		pause = min(2*pause, 500*time.Millisecond)
	}
}

func (s *Store) once(ctx context.Context, f func(context.Context, session) error) error {
	start := time.Now()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	known := s.cache.pending()
	if err := f(ctx, session{querier: tx, d: PostgreSQL, cache: known}); err != nil {
		_ = tx.Rollback() // the first fault is the one to report
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	known.commit()
	if s.opt.Observe != nil {
		s.opt.Observe(1, time.Since(start))
	}
	return nil
}

// putPostgreSQL writes first and compares what was there: another transaction
// with the same id makes it wait, then find the statement.
func (s *Store) putPostgreSQL(ctx context.Context, w session, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	var out lrs.Stored
	lock := sqlShare
	for i := range b.Items {
		if !b.Items[i].Ref.IsZero() {
			lock = sqlExclude
		}
	}
	if _, err := w.exec(ctx, lock, tenantLock(t)); err != nil {
		return out, err
	}
	start, err := w.begin(ctx, t, b.Items)
	if err != nil {
		return out, err
	}
	w.tx = start.tx
	fresh, repeated, err := w.insertNew(ctx, t, b.Items, start)
	if err != nil {
		return out, err
	}
	if len(repeated) > 0 {
		if _, err := w.compare(ctx, t, repeated); err != nil {
			return out, err
		}
	}
	out = lrs.Stored{New: len(fresh), Repeated: len(b.Items) - len(fresh), At: time.UnixMicro(start.stored).UTC()}
	return out, w.putParts(ctx, t, fresh, b.Attachments)
}

// beginning is what a transaction needs to know before it writes.
type beginning struct {
	stored, tx int64
	seqs       []int64
	dead       map[lrs.UUID]bool
}

func (w session) begin(ctx context.Context, t lrs.Tenant, items []lrs.Item) (beginning, error) {
	var start beginning
	ids := make([][]byte, len(items))
	for i := range items {
		ids[i] = items[i].ID[:]
	}
	var newest, kept int64
	var high, seqs, dead string
	var moved sql.NullString
	err := w.QueryRowContext(ctx, w.d.text(sqlBegin), string(t), string(t), string(t), len(items), string(t), ids).
		Scan(&start.stored, &start.tx, &newest, &high, &moved, &seqs, &dead)
	if err != nil {
		return start, err
	}
	if moved.Valid {
		return start, movedTo(t, moved.String)
	}
	if _, err := fmt.Sscanf(high, "%d", &kept); err != nil {
		return start, err
	}
	if max(newest, kept) > start.stored {
		return start, errClockBack
	}
	for _, text := range strings.Fields(seqs) {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return start, err
		}
		start.seqs = append(start.seqs, n)
	}
	start.dead = make(map[lrs.UUID]bool)
	for _, text := range strings.Fields(dead) {
		id, err := hex.DecodeString(text)
		if err != nil || len(id) != 16 {
			return start, fmt.Errorf("tombstone %q: %w", text, lrs.ErrCorrupt)
		}
		start.dead[lrs.UUID(id)] = true
	}
	return start, nil
}

// insertNew inserts the items in the order of their ids, so that two batches
// that share some do not wait for each other in a circle, and returns those
// that were not there.
func (w session) insertNew(ctx context.Context, t lrs.Tenant, items []lrs.Item, start beginning) (fresh []placed, repeated []lrs.Item, err error) {
	todo := make([]placed, len(items))
	byID := make([]placed, 0, len(items))
	for i := range items {
		items[i].Stamp(time.UnixMicro(start.stored))
		todo[i] = placed{&items[i], lrs.Position{Stored: start.stored, Seq: start.seqs[i]}}
		if !start.dead[items[i].ID] {
			byID = append(byID, todo[i])
		}
	}
	sort.Slice(byID, func(i, j int) bool { return bytes.Compare(byID[i].ID[:], byID[j].ID[:]) < 0 })
	made := make(map[int64]bool, len(byID))
	for from := 0; from < len(byID); from += 64 {
		part := byID[from:min(from+64, len(byID))]
		query := sqlPutStatement + places(len(part), columnsOfStatement) + ` ON CONFLICT (tenant, id) DO NOTHING RETURNING seq`
		err := w.rows(ctx, query, statementRows(t, part, w.tx), func(rows *sql.Rows) error {
			var seq int64
			err := rows.Scan(&seq)
			made[seq] = true
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	for _, p := range todo {
		switch {
		case made[p.at.Seq]:
			fresh = append(fresh, p)
		case !start.dead[p.ID]:
			repeated = append(repeated, *p.Item)
		}
	}
	return fresh, repeated, nil
}

// throughPostgreSQL asks the database at most every 20 ms: an older answer
// promises less and stays true.
func (s *Store) throughPostgreSQL(ctx context.Context) (time.Time, error) {
	s.through.Lock()
	defer s.through.Unlock()
	if time.Since(s.through.asked) < 20*time.Millisecond {
		return s.through.at, nil
	}
	var at int64
	err := s.db.QueryRowContext(ctx, sqlThrough).Scan(&at)
	if err == nil && at == 0 {
		err = errors.New("no clock")
	}
	if err != nil {
		return s.through.at, fault(err)
	}
	s.through.at, s.through.asked = time.UnixMicro(at).UTC(), time.Now()
	return s.through.at, nil
}
