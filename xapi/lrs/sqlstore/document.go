// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlDocumentSet    = ` FROM document WHERE tenant = ? AND kind = ? AND activity = ? AND agent = ?`
	sqlOneDocument    = sqlDocumentSet + ` AND id_key = ? AND registration = ?`
	sqlListDocuments  = `SELECT id, content_type, etag, updated` + sqlDocumentSet
	sqlGetDocument    = `SELECT content_type, etag, updated, body` + sqlOneDocument
	sqlDocumentETag   = `SELECT etag` + sqlOneDocument
	sqlDeleteDocument = `DELETE` + sqlOneDocument
	sqlDeleteSet      = `DELETE` + sqlDocumentSet
	sqlPutDocument    = `INSERT INTO document (tenant, kind, activity, agent, id_key, registration, id, content_type, etag, updated, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tenant, kind, activity, agent, id_key, registration) DO UPDATE SET content_type = excluded.content_type, etag = excluded.etag, updated = excluded.updated, body = excluded.body`
)

func setArgs(t lrs.Tenant, k lrs.DocumentKey) []any {
	return []any{string(t), string(k.Kind), append([]byte(nil), k.Activity[:]...), append([]byte(nil), k.Agent[:]...)}
}

func oneArgs(t lrs.Tenant, k lrs.DocumentKey) []any {
	return append(setArgs(t, k), keyOf(k.ID), append([]byte(nil), k.Registration[:]...))
}

// Documents implements lrs.Store.
func (s *Store) Documents(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, since time.Time) ([]lrs.Document, error) {
	query, args := sqlListDocuments, setArgs(t, k)
	if !k.Registration.IsZero() {
		query += ` AND registration = ?`
		args = append(args, k.Registration[:])
	}
	if !since.IsZero() {
		query += ` AND updated > ?`
		args = append(args, since.UnixMicro())
	}
	var out []lrs.Document
	err := s.reader().rows(ctx, query+` ORDER BY id`, args, func(rows *sql.Rows) error {
		var d lrs.Document
		var id []byte
		var updated int64
		err := rows.Scan(&id, &d.ContentType, &d.ETag, &updated)
		d.ID, d.Updated = string(id), time.UnixMicro(updated).UTC()
		out = append(out, d)
		return err
	})
	return out, fault(err)
}

// GetDocument implements lrs.Store.
func (s *Store) GetDocument(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey) (lrs.Document, error) {
	d := lrs.Document{ID: k.ID}
	var updated int64
	err := s.db.QueryRowContext(ctx, s.dialect.text(sqlGetDocument), oneArgs(t, k)...).Scan(&d.ContentType, &d.ETag, &updated, &d.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return d, lrs.ErrNotFound
	}
	if err == nil && lrs.ETagOf(d.Body) != d.ETag {
		return d, lrs.ErrCorrupt
	}
	d.Updated = time.UnixMicro(updated).UTC()
	return d, fault(err)
}

// guard reads the entity tag of a document and compares it with a
// precondition, in the transaction that will change the document. The lock of
// the key makes concurrent writers of it wait, even for one not there yet.
func (w session) guard(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, p lrs.Precondition) error {
	if w.d == PostgreSQL {
		name := lrs.Tenant(string(t) + "\x00" + string(k.Kind) + string(k.Activity[:]) + string(k.Agent[:]) + k.ID)
		if _, err := w.exec(ctx, sqlExclude, tenantLock(name)); err != nil {
			return err
		}
	}
	if p.IsZero() {
		return nil
	}
	var etag string
	err := w.QueryRowContext(ctx, w.d.text(sqlDocumentETag), oneArgs(t, k)...).Scan(&etag)
	exists := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if !p.Holds(etag, exists) {
		return lrs.ErrPrecondition
	}
	return nil
}

// PutDocument implements lrs.Store.
func (s *Store) PutDocument(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, d lrs.Document, p lrs.Precondition) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		if err := w.writable(ctx, t); err != nil {
			return err
		}
		if err := w.guard(ctx, t, k, p); err != nil {
			return err
		}
		args := append(oneArgs(t, k), []byte(k.ID), d.ContentType, lrs.ETagOf(d.Body), s.opt.Now().UnixMicro(), nonNil(d.Body))
		_, err := w.exec(ctx, sqlPutDocument, args...)
		return err
	})
}

// DeleteDocuments implements lrs.Store.
func (s *Store) DeleteDocuments(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, p lrs.Precondition) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		if err := w.writable(ctx, t); err != nil {
			return err
		}
		if k.ID != "" {
			if err := w.guard(ctx, t, k, p); err != nil {
				return err
			}
			_, err := w.exec(ctx, sqlDeleteDocument, oneArgs(t, k)...)
			return err
		}
		query, args := sqlDeleteSet, setArgs(t, k)
		if !k.Registration.IsZero() {
			query += ` AND registration = ?`
			args = append(args, k.Registration[:])
		}
		_, err := w.exec(ctx, query, args...)
		return err
	})
}
