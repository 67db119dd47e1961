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
  coalesce((SELECT string_agg(encode(id, 'hex'), ' ') FROM tombstone WHERE tenant = ? AND id = ANY(?::bytea[])), ''),
  EXISTS (SELECT 1 FROM statement_ref WHERE tenant = ?)`
	// sqlPutBatch inserts statements, and what those that were not there are
	// found by: one text for any number.
	sqlPutBatch = `WITH s AS (
  INSERT INTO statement (tenant, id, seq, tx, stored, timestamp, version, verb, verb_key, object_key, registration, voided, digest, crc, payload)
  SELECT ?::text, id, seq, ?::bigint, ?::bigint, timestamp, version, verb, verb_key, object_key, registration, 0, digest, crc, payload
  FROM unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bigint[], ?::text[])
    AS u (id, seq, timestamp, version, verb, verb_key, object_key, registration, digest, crc, payload)
  ON CONFLICT (tenant, id) DO NOTHING RETURNING seq),
a AS (
  INSERT INTO statement_agent (tenant, key, direct, stored, seq, subject)
  SELECT ?::text, key, direct, ?::bigint, seq, seq FROM unnest(?::bytea[], ?::smallint[], ?::bigint[]) AS u (key, direct, seq) WHERE seq IN (SELECT seq FROM s)),
b AS (
  INSERT INTO statement_activity (tenant, key, direct, stored, seq, subject)
  SELECT ?::text, key, direct, ?::bigint, seq, seq FROM unnest(?::bytea[], ?::smallint[], ?::bigint[]) AS u (key, direct, seq) WHERE seq IN (SELECT seq FROM s))
SELECT seq FROM s`
	// sqlPutParted does so where ids have a table of their own.
	sqlPutParted = `WITH u AS MATERIALIZED (
  SELECT ?::text AS tenant, id, seq, ?::bigint AS tx, ?::bigint AS stored, timestamp, version, verb, verb_key, object_key, registration, digest, crc, payload
  FROM unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bigint[], ?::text[])
    AS u (id, seq, timestamp, version, verb, verb_key, object_key, registration, digest, crc, payload)),
i AS (
  INSERT INTO statement_id (tenant, id, stored, seq) SELECT tenant, id, stored, seq FROM u
  ON CONFLICT (tenant, id) DO NOTHING RETURNING seq),
s AS (
  INSERT INTO statement (tenant, id, seq, tx, stored, timestamp, version, verb, verb_key, object_key, registration, voided, digest, crc, payload)
  SELECT tenant, id, seq, tx, stored, timestamp, version, verb, verb_key, object_key, registration, 0, digest, crc, payload
  FROM u WHERE seq IN (SELECT seq FROM i)),
a AS (
  INSERT INTO statement_agent (tenant, key, direct, stored, seq, subject)
  SELECT ?::text, key, direct, ?::bigint, seq, seq FROM unnest(?::bytea[], ?::smallint[], ?::bigint[]) AS u (key, direct, seq) WHERE seq IN (SELECT seq FROM i)),
b AS (
  INSERT INTO statement_activity (tenant, key, direct, stored, seq, subject)
  SELECT ?::text, key, direct, ?::bigint, seq, seq FROM unnest(?::bytea[], ?::smallint[], ?::bigint[]) AS u (key, direct, seq) WHERE seq IN (SELECT seq FROM i))
SELECT seq FROM i`
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
	err := s.transact(ctx, func(ctx context.Context, w session) error {
		if _, err := w.exec(ctx, sqlExclude, tenantLock("migrations of briques")); err != nil {
			return err
		}
		if err := migrate(ctx, w, 0); err != nil {
			return err
		}
		return s.settlePartitions(ctx, w)
	})
	if err != nil || !s.parted {
		return err
	}
	return s.ensureComing(ctx)
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
	if err := f(ctx, session{querier: tx, d: PostgreSQL, cache: known, parted: s.parted}); err != nil {
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
	s.keepMonths(start.stored)
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
	if err := w.putBodies(ctx, t, fresh, b.Attachments); err != nil {
		return out, err
	}
	if start.refs || lock == sqlExclude {
		if err := w.putRefs(ctx, t, fresh); err != nil {
			return out, err
		}
	}
	if err := w.putPeople(ctx, t, fresh); err != nil {
		return out, err
	}
	return out, w.putDefinitions(ctx, t, fresh)
}

// beginning is what a transaction needs to know before it writes.
type beginning struct {
	stored, tx int64
	seqs       []int64
	dead       map[lrs.UUID]bool
	refs       bool // some statement of the tenant refers to another
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
	err := w.QueryRowContext(ctx, w.d.text(sqlBegin), string(t), string(t), string(t), len(items), string(t), ids, string(t)).
		Scan(&start.stored, &start.tx, &newest, &high, &moved, &seqs, &dead, &start.refs)
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
	if len(byID) > 0 {
		query := sqlPutBatch
		if w.parted {
			query = sqlPutParted
		}
		err := w.rows(ctx, query, batchArrays(t, byID, w.tx, start.stored), func(rows *sql.Rows) error {
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

// batchArrays are the arguments of sqlPutBatch: an array for each column.
func batchArrays(t lrs.Tenant, items []placed, tx, stored int64) []any {
	n := len(items)
	ids, verbKeys, objects, registrations, digests := make([][]byte, n), make([][]byte, n), make([][]byte, n), make([][]byte, n), make([][]byte, n)
	seqs, crcs, timestamps := make([]int64, n), make([]int64, n), make([]*int64, n)
	versions, verbs, payloads := make([]string, n), make([]string, n), make([]string, n)
	var agents, activities mentionArrays
	for i := range items {
		p := &items[i]
		ids[i], seqs[i], versions[i], verbs[i], verbKeys[i], objects[i] = p.ID[:], p.at.Seq, p.Version, p.Verb, keyOf(p.Verb), p.Object[:]
		digests[i], crcs[i], payloads[i] = p.Digest[:], sumOf(p.Payload), string(p.Payload)
		if !p.Timestamp.IsZero() {
			at := p.Timestamp.UnixMicro()
			timestamps[i] = &at
		}
		if !p.Registration.IsZero() {
			registrations[i] = p.Registration[:]
		}
		agents.add(p.Agents, p.at.Seq)
		activities.add(p.Activities, p.at.Seq)
	}
	return []any{string(t), tx, stored, ids, seqs, timestamps, versions, verbs, verbKeys, objects, registrations, digests, crcs, payloads,
		string(t), stored, agents.keys, agents.direct, agents.seqs, string(t), stored, activities.keys, activities.direct, activities.seqs}
}

// mentionArrays are the columns of rows of agents, or of activities.
type mentionArrays struct {
	keys   [][]byte
	direct []int16
	seqs   []int64
}

func (a *mentionArrays) add(list []lrs.Mention, seq int64) {
	for i := range list {
		direct := int16(0)
		if list[i].Direct {
			direct = 1
		}
		a.keys, a.direct, a.seqs = append(a.keys, list[i].Key[:]), append(a.direct, direct), append(a.seqs, seq)
	}
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
