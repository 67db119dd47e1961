// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	recordColumns    = `s.id, s.seq, s.stored, s.voided, s.digest, s.crc, s.payload`
	sqlGet           = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND s.id = ?`
	sqlGetParted     = `SELECT ` + recordColumns + ` FROM statement_id i JOIN statement s ON s.tenant = i.tenant AND s.stored = i.stored AND s.seq = i.seq WHERE i.tenant = ? AND i.id = ?`
	sqlActivity      = `SELECT iri, definition FROM activity WHERE tenant = ? AND key = ?`
	sqlPerson        = `SELECT identifier, name FROM agent WHERE tenant = ? AND key = ? ORDER BY name_key`
	sqlGetAttachment = `SELECT content_type, body FROM attachment WHERE tenant = ? AND sha2 = ?`
	sqlFollowSeq     = `SELECT ` + recordColumns + `, s.tx FROM statement s WHERE s.tenant = ? AND s.stored > ? ORDER BY s.stored, s.seq LIMIT ?`
	sqlFollowTx      = `SELECT ` + recordColumns + `, s.tx FROM statement s WHERE s.tenant = ? AND (s.tx, s.seq) > (?, ?) AND s.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY s.tx, s.seq LIMIT ?`
)

// scanRecord reads recordColumns, then more, and compares the payload with
// its checksum: a damaged statement is never served.
func scanRecord(scan func(...any) error, more ...any) (lrs.Record, error) {
	var r lrs.Record
	var id, digest []byte
	var stored, crc int64
	var voided int
	var payload sql.RawBytes
	rows := append([]any{&id, &r.Seq, &stored, &voided, &digest, &crc, &payload}, more...)
	if err := scan(rows...); err != nil {
		return r, err
	}
	if len(id) != 16 || len(digest) != 32 {
		return r, fmt.Errorf("a statement has an id of %d bytes: %w", len(id), lrs.ErrCorrupt)
	}
	r.ID, r.Digest, r.Voided, r.Stored = lrs.UUID(id), [32]byte(digest), voided != 0, time.UnixMicro(stored).UTC()
	r.Payload = append(make([]byte, 0, len(payload)), payload...)
	if sumOf(r.Payload) != crc {
		return r, fmt.Errorf("statement %s: %w", r.ID, lrs.ErrCorrupt)
	}
	return r, nil
}

// records runs a query whose columns are recordColumns.
func (w session) records(ctx context.Context, query string, args []any) ([]lrs.Record, error) {
	var out []lrs.Record
	err := w.rows(ctx, query, args, func(rows *sql.Rows) error {
		r, err := scanRecord(rows.Scan)
		out = append(out, r)
		return err
	})
	return out, err
}

// Get implements lrs.Store.
func (s *Store) Get(ctx context.Context, t lrs.Tenant, id lrs.UUID) (lrs.Record, error) {
	list, err := s.get(ctx, t, id)
	if err != nil {
		return lrs.Record{}, fault(err)
	}
	if len(list) == 0 {
		return lrs.Record{}, lrs.ErrNotFound
	}
	return list[0], nil
}

func (s *Store) get(ctx context.Context, t lrs.Tenant, id lrs.UUID) ([]lrs.Record, error) {
	if s.dialect == SQLite {
		return s.getSQLite(ctx, t, id)
	}
	query := sqlGet
	if s.parted {
		query = sqlGetParted
	}
	return s.reader().records(ctx, query, []any{string(t), id[:]})
}

// ConsistentThrough implements lrs.Store.
func (s *Store) ConsistentThrough(ctx context.Context, _ lrs.Tenant) (time.Time, error) {
	if s.writer != nil {
		return s.writer.through(), nil
	}
	return s.throughPostgreSQL(ctx)
}

// Activity implements lrs.Store.
func (s *Store) Activity(ctx context.Context, t lrs.Tenant, k lrs.Key) (lrs.Definition, error) {
	d := lrs.Definition{Key: k}
	var definition sql.NullString
	err := s.db.QueryRowContext(ctx, s.dialect.text(sqlActivity), string(t), k[:]).Scan(&d.IRI, &definition)
	if errors.Is(err, sql.ErrNoRows) {
		return d, lrs.ErrNotFound
	}
	if definition.Valid {
		d.JSON = []byte(definition.String)
	}
	return d, fault(err)
}

// Person implements lrs.Store.
func (s *Store) Person(ctx context.Context, t lrs.Tenant, k lrs.Key) ([]lrs.Identity, error) {
	var out []lrs.Identity
	err := s.reader().rows(ctx, sqlPerson, []any{string(t), k[:]}, func(rows *sql.Rows) error {
		who := lrs.Identity{Key: k}
		var name sql.NullString
		if err := rows.Scan(&who.Identifier, &name); err != nil {
			return err
		}
		if name.Valid {
			who.Name = []byte(name.String)
		}
		out = append(out, who)
		return nil
	})
	return out, fault(err)
}

// Attachment implements lrs.Store.
func (s *Store) Attachment(ctx context.Context, t lrs.Tenant, hash string) (lrs.Attachment, error) {
	a := lrs.Attachment{Hash: hash}
	err := s.db.QueryRowContext(ctx, s.dialect.text(sqlGetAttachment), string(t), hash).Scan(&a.ContentType, &a.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return a, lrs.ErrNotFound
	}
	return a, fault(err)
}

// Follow implements lrs.Store. On SQLite commits follow the order of stored;
// on PostgreSQL the order is that of transactions, behind the oldest one that
// still runs.
func (s *Store) Follow(ctx context.Context, t lrs.Tenant, c lrs.Cursor, limit int) ([]lrs.Record, lrs.Cursor, error) {
	var first, second int64
	if c != "" {
		a, b, ok := strings.Cut(string(c), ".")
		var err1, err2 error
		first, err1 = strconv.ParseInt(a, 10, 64)
		second, err2 = strconv.ParseInt(b, 10, 64)
		if !ok || err1 != nil || err2 != nil {
			return nil, c, fmt.Errorf("cursor %q is not of this store", c)
		}
	}
	query, args := sqlFollowTx, []any{string(t), first, second, limit}
	if s.dialect == SQLite {
		query, args = sqlFollowSeq, []any{string(t), first, limit}
	}
	var out []lrs.Record
	err := s.reader().rows(ctx, query, args, func(rows *sql.Rows) error {
		var tx int64
		r, err := scanRecord(rows.Scan, &tx)
		if err != nil {
			return err
		}
		if s.dialect == SQLite {
			tx = r.Stored.UnixMicro()
		}
		out = append(out, r)
		c = lrs.Cursor(strconv.FormatInt(tx, 10) + "." + strconv.FormatInt(r.Seq, 10))
		return nil
	})
	return out, c, fault(err)
}
