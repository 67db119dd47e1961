// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlCountStatements = `SELECT count(*), coalesce(min(stored), 0), coalesce(max(stored), 0) FROM statement WHERE tenant = ?`
	sqlSizePostgres    = `SELECT pg_database_size(current_database())`
	sqlPerDay          = `SELECT stored / 86400000000, count(*) FROM statement WHERE tenant = ? AND stored >= ? GROUP BY 1 ORDER BY 1`
	// Verbs are counted on an index: the statements themselves are not read.
	sqlPerVerbKey = `SELECT verb_key, count(*), max(stored) FROM statement WHERE tenant = ? AND stored >= ? GROUP BY 1`
	sqlVerbOf     = `SELECT verb FROM statement WHERE tenant = ? AND stored = ? AND verb_key = ? LIMIT 1`
	verbsShown    = 12
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
	f.Verbs, err = s.perVerb(ctx, t, since)
	return f, fault(err)
}

// verbTally is how often one verb was stored, and when it was last.
type verbTally struct{ count, last int64 }

// perVerb counts the verbs most used since a moment.
func (s *Store) perVerb(ctx context.Context, t lrs.Tenant, since time.Time) ([]VerbCount, error) {
	count := s.countVerbs
	if s.dialect == SQLite {
		count = s.countListedVerbs
	}
	counts, err := count(ctx, t, since)
	if err != nil {
		return nil, err
	}
	var out []VerbCount
	for _, key := range mostUsed(counts) {
		v := VerbCount{Count: counts[key].count}
		err := s.reader().QueryRowContext(ctx, s.dialect.text(sqlVerbOf), string(t), counts[key].last, key[:]).Scan(&v.Verb)
		if errors.Is(err, sql.ErrNoRows) {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Store) countVerbs(ctx context.Context, t lrs.Tenant, since time.Time) (map[[16]byte]verbTally, error) {
	counts := map[[16]byte]verbTally{}
	err := s.reader().rows(ctx, sqlPerVerbKey, []any{string(t), since.UnixMicro()}, func(rows *sql.Rows) error {
		var key []byte
		var n verbTally
		if err := rows.Scan(&key, &n.count, &n.last); err != nil || len(key) != 16 {
			return err
		}
		counts[[16]byte(key)] = n
		return nil
	})
	return counts, err
}

// countListedVerbs counts on the lists of SQLite up to where they are
// complete, and in the tail from there on.
func (s *Store) countListedVerbs(ctx context.Context, t lrs.Tenant, since time.Time) (map[[16]byte]verbTally, error) {
	if err := s.catchUp(ctx, t); err != nil {
		return nil, err
	}
	until, err := s.reader().indexed(ctx, t)
	if err != nil {
		return nil, err
	}
	counts := s.tail.verbs(t, max(since.UnixMicro(), until+1))
	var places []lrs.Position
	err = s.reader().rows(ctx, sqlPostingsOf, []any{string(t), []byte{kindVerb}, []byte{kindVerb + 1}}, func(rows *sql.Rows) error {
		var key, list sql.RawBytes
		var first int64
		err := rows.Scan(&key, &first, &list)
		if err == nil {
			places, err = unpackPlaces(places[:0], first, list)
		}
		if err != nil || len(key) != len(postingKey{}) {
			return err
		}
		n := counts[[16]byte(key[1:])]
		for _, p := range places {
			if p.Stored >= since.UnixMicro() && p.Stored <= until {
				n.count, n.last = n.count+1, max(n.last, p.Stored)
			}
		}
		if n.count > 0 {
			counts[[16]byte(key[1:])] = n
		}
		return nil
	})
	return counts, err
}

// mostUsed returns the keys of the largest counts, the largest first.
func mostUsed(counts map[[16]byte]verbTally) [][16]byte {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b [16]byte) int {
		if c := cmp.Compare(counts[b].count, counts[a].count); c != 0 {
			return c
		}
		return bytes.Compare(a[:], b[:])
	})
	return keys[:min(len(keys), verbsShown)]
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
