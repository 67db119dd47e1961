// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// A tenant is moved in three steps: its statements are copied while it is
// written; it is marked as moved here, which ends writing; what came meanwhile
// and its documents are copied, and the other store is marked as its owner.
// Both marks are rows of meta. The first is read inside every write
// transaction, so that nothing is written after the last copy.

const (
	metaMoved = "moved"
	metaOwned = "owned"

	sqlCopyRows     = `SELECT id, seq, stored, timestamp, version, digest, voided, crc, payload FROM statement WHERE tenant = ? AND (stored, seq) > (?, ?) ORDER BY stored, seq LIMIT ?`
	sqlCopyBodies   = `SELECT sha2, content_type, body FROM attachment WHERE tenant = ?`
	sqlCopyDocument = `SELECT kind, activity, agent, id_key, registration, id, content_type, etag, updated, body FROM document WHERE tenant = ?`
	sqlCopyActivity = `SELECT iri, definition FROM activity WHERE tenant = ?`
	sqlCopyTombs    = `SELECT id, until FROM tombstone WHERE tenant = ?`
	sqlCopyKeys     = `SELECT name, hash, scopes, agent, created, revoked FROM credential WHERE tenant = ?`
	sqlPasteKey     = `INSERT INTO credential (tenant, name, hash, scopes, agent, created, revoked) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, name) DO NOTHING`
)

// writable returns ErrMoved when the tenant is marked as moved from here.
func (w session) writable(ctx context.Context, t lrs.Tenant) error {
	to, moved, err := w.meta(ctx, string(t), metaMoved)
	if err != nil {
		return err
	}
	if moved {
		return movedTo(t, to)
	}
	return nil
}

func movedTo(t lrs.Tenant, to string) error {
	return fmt.Errorf("tenant %s: %w: %s", t, lrs.ErrMoved, to)
}

// Owns implements lrs.Owner.
func (s *Store) Owns(ctx context.Context, t lrs.Tenant) (bool, error) {
	_, owned, err := s.reader().meta(ctx, string(t), metaOwned)
	return owned, fault(err)
}

// Freeze marks a tenant as moved: from its return on nothing of it is written
// here. What is here can still be read.
func (s *Store) Freeze(ctx context.Context, t lrs.Tenant, to string) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		if w.d == PostgreSQL {
			if _, err := w.exec(ctx, sqlExclude, tenantLock(t)); err != nil {
				return err
			}
		}
		if _, err := w.exec(ctx, sqlMetaDelete, string(t), metaOwned); err != nil {
			return err
		}
		_, err := w.exec(ctx, sqlMetaPut, string(t), metaMoved, to)
		return err
	})
}

// Moved reports whether a tenant is marked as moved from here.
func (s *Store) Moved(ctx context.Context, t lrs.Tenant) (bool, error) {
	_, moved, err := s.reader().meta(ctx, string(t), metaMoved)
	return moved, fault(err)
}

// Thaw takes the mark of Freeze back.
func (s *Store) Thaw(ctx context.Context, t lrs.Tenant) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		_, err := w.exec(ctx, sqlMetaDelete, string(t), metaMoved)
		return err
	})
}

// Own marks this store as the one that keeps a moved tenant.
func (s *Store) Own(ctx context.Context, t lrs.Tenant) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		if _, err := w.exec(ctx, sqlMetaDelete, string(t), metaMoved); err != nil {
			return err
		}
		_, err := w.exec(ctx, sqlMetaPut, string(t), metaOwned, s.opt.Now().UTC().Format(time.RFC3339))
		return err
	})
}

// settled is how few new statements make it time to stop the writing.
const settled = 1000

// Move copies a tenant to another store while it is served, then moves it. It
// may be run again after a fault: what is there already is not copied twice.
func (s *Store) Move(ctx context.Context, t lrs.Tenant, to *Store, name string) (copied int, err error) {
	var from lrs.Position
	for n := settled; n >= settled; copied += n { // until little is left
		if n, from, err = s.copyStatements(ctx, t, to, from); err != nil {
			return copied, err
		}
	}
	if err := s.Freeze(ctx, t, name); err != nil {
		return copied, err
	}
	from.Stored -= time.Minute.Microseconds() // transactions that ran may have stored behind
	n, _, err := s.copyStatements(ctx, t, to, from)
	copied += n
	if err != nil {
		return copied, err
	}
	if err := s.copyRest(ctx, t, to); err != nil {
		return copied, err
	}
	return copied, to.Own(ctx, t)
}

// copyStatements copies what the other store lacks, with its places.
func (s *Store) copyStatements(ctx context.Context, t lrs.Tenant, to *Store, from lrs.Position) (int, lrs.Position, error) {
	copied := 0
	for {
		var items []lrs.Item
		var places []lrs.Position
		err := s.reader().rows(ctx, sqlCopyRows, []any{string(t), from.Stored, from.Seq, scanChunk}, func(rows *sql.Rows) error {
			var id, digest, payload []byte
			var at lrs.Position
			var timestamp sql.NullInt64
			var voided, crc int64
			var version string
			if err := rows.Scan(&id, &at.Seq, &at.Stored, &timestamp, &version, &digest, &voided, &crc, &payload); err != nil {
				return err
			}
			if sumOf(payload) != crc {
				return fmt.Errorf("statement %x: %w", id, lrs.ErrCorrupt)
			}
			it := lrs.TakeApart(payload)
			it.ID, it.Payload, it.Version, it.Digest = lrs.UUID(id), payload, version, [32]byte(digest)
			if timestamp.Valid {
				it.Timestamp = time.UnixMicro(timestamp.Int64)
			}
			items, places = append(items, it), append(places, at)
			return nil
		})
		if err != nil || len(items) == 0 {
			return copied, from, fault(err)
		}
		n, err := to.paste(ctx, t, items, places)
		copied += n
		if err != nil {
			return copied, from, err
		}
		from = places[len(places)-1]
	}
}

// paste inserts statements at the places they had.
func (s *Store) paste(ctx context.Context, t lrs.Tenant, items []lrs.Item, places []lrs.Position) (int, error) {
	n := 0
	if err := s.ensurePlaces(ctx, places); err != nil {
		return 0, err
	}
	err := s.write(ctx, func(ctx context.Context, w session) error {
		if err := w.settle(ctx); err != nil {
			return err
		}
		known, err := w.compare(ctx, t, items)
		if err != nil {
			return err
		}
		if w.d == PostgreSQL {
			if _, err := w.exec(ctx, sqlExclude, tenantLock(t)); err != nil {
				return err
			}
			if err := w.QueryRowContext(ctx, "SELECT pg_current_xact_id()::text::bigint").Scan(&w.tx); err != nil {
				return err
			}
		}
		var fresh []placed
		for i := range items {
			if !known[i] {
				fresh = append(fresh, placed{&items[i], places[i]})
			}
		}
		n = len(fresh)
		if err := w.bulk(ctx, sqlPutStatement, columnsOfStatement, "", statementRows(t, fresh, w.tx)); err != nil {
			return err
		}
		if err := w.keepSeq(ctx, t, places); err != nil {
			return err
		}
		if err := w.putParts(ctx, t, fresh, nil); err != nil || w.d == PostgreSQL {
			return err
		}
		return w.keepIndexed(ctx, t, places[len(places)-1].Stored)
	})
	if s.writer != nil {
		s.writer.mu.Lock()
		delete(s.writer.ends, t)
		s.writer.mu.Unlock()
	}
	return n, err
}

// keepSeq makes new statements go on after the places that were pasted.
func (w session) keepSeq(ctx context.Context, t lrs.Tenant, places []lrs.Position) error {
	var end lrs.Position
	for _, p := range places {
		end.Stored, end.Seq = max(end.Stored, p.Stored), max(end.Seq, p.Seq)
	}
	if w.d == PostgreSQL {
		_, err := w.exec(ctx, "SELECT setval('statement_seq_seq', greatest(?::bigint, (SELECT last_value FROM statement_seq_seq)))", end.Seq)
		return err
	}
	text, found, err := w.meta(ctx, string(t), "end")
	if err != nil {
		return err
	}
	var old lrs.Position
	if found {
		if _, err := fmt.Sscanf(text, "%d %d", &old.Stored, &old.Seq); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, sqlMetaPut, string(t), "end", fmt.Sprintf("%d %d", max(old.Stored, end.Stored), max(old.Seq, end.Seq)))
	return err
}

// copyRest copies attachments, documents, definitions, tombstones and keys of
// a tenant that is frozen.
func (s *Store) copyRest(ctx context.Context, t lrs.Tenant, to *Store) error {
	for _, part := range []struct {
		read    string
		columns int
		write   string
	}{
		{sqlCopyBodies, 3, `INSERT INTO attachment (tenant, sha2, content_type, body) VALUES (?, ?, ?, ?) ON CONFLICT (tenant, sha2) DO NOTHING`},
		{sqlCopyDocument, 10, `INSERT INTO document (tenant, kind, activity, agent, id_key, registration, id, content_type, etag, updated, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, kind, activity, agent, id_key, registration) DO UPDATE SET content_type = excluded.content_type, etag = excluded.etag, updated = excluded.updated, body = excluded.body`},
		{sqlCopyTombs, 2, sqlPutTomb},
		{sqlCopyKeys, 6, sqlPasteKey},
	} {
		if err := s.copyTable(ctx, t, to, part.read, part.columns, part.write); err != nil {
			return err
		}
	}
	return s.copyDefinitions(ctx, t, to)
}

func (s *Store) copyTable(ctx context.Context, t lrs.Tenant, to *Store, read string, columns int, write string) error {
	var rowsOf [][]any
	err := s.reader().rows(ctx, read, []any{string(t)}, func(rows *sql.Rows) error {
		values := make([]any, columns)
		into := make([]any, columns)
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		rowsOf = append(rowsOf, append([]any{string(t)}, values...))
		return nil
	})
	if err != nil || len(rowsOf) == 0 {
		return fault(err)
	}
	return to.write(ctx, func(ctx context.Context, w session) error {
		for _, row := range rowsOf {
			if _, err := w.exec(ctx, write, row...); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) copyDefinitions(ctx context.Context, t lrs.Tenant, to *Store) error {
	var list []lrs.Definition
	err := s.reader().rows(ctx, sqlCopyActivity, []any{string(t)}, func(rows *sql.Rows) error {
		var d lrs.Definition
		var definition sql.NullString
		err := rows.Scan(&d.IRI, &definition)
		d.Key = lrs.ActivityKey(d.IRI)
		if definition.Valid {
			d.JSON = []byte(definition.String)
		}
		list = append(list, d)
		return err
	})
	if err != nil {
		return fault(err)
	}
	return to.write(ctx, func(ctx context.Context, w session) error {
		for i := range list {
			if _, err := w.exec(ctx, sqlPutActivity, string(t), list[i].Key[:], list[i].IRI, nil); err != nil {
				return err
			}
			if list[i].JSON == nil {
				continue
			}
			if _, err := w.exec(ctx, sqlSetDefinition, string(list[i].JSON), string(t), list[i].Key[:]); err != nil {
				return err
			}
		}
		return nil
	})
}
