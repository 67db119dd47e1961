// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// lazyStore opens its store when it is first asked for, and again after a
// fault: a cluster that is down at the start refuses its own tenants only.
type lazyStore struct {
	open func(context.Context) (lrs.Store, error)

	mu    sync.Mutex
	store lrs.Store
	tried time.Time
	last  error
}

// openLRSLazily opens a database that a server may do without for a while. A
// file is opened at once: what is wrong with it will not pass.
func openLRSLazily(ctx context.Context, where string, o sqlstore.Options) (lrs.Store, error) {
	if !strings.HasPrefix(where, "postgres") {
		return openLRS(ctx, where, o)
	}
	l := &lazyStore{open: func(ctx context.Context) (lrs.Store, error) { return openLRS(ctx, where, o) }}
	if _, err := l.get(ctx); err != nil && !isUnavailable(err) {
		return nil, err
	}
	return l, nil
}

func isUnavailable(err error) bool {
	var away lrs.ErrUnavailable
	return errors.As(err, &away)
}

func (l *lazyStore) get(ctx context.Context) (lrs.Store, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store != nil {
		return l.store, nil
	}
	if l.last != nil && time.Since(l.tried) < time.Second {
		return nil, l.last
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	s, err := l.open(ctx)
	l.tried = time.Now()
	if err != nil {
		var away lrs.ErrUnavailable
		if !errors.As(err, &away) {
			err = lrs.ErrUnavailable{After: 2 * time.Second, Cause: err}
		}
		l.last = err
		return nil, err
	}
	l.store, l.last = s, nil
	return s, nil
}

// For returns the open store.
func (l *lazyStore) For(lrs.Tenant) (lrs.Store, error) { return l.get(context.Background()) }

func lazily[T any](ctx context.Context, l *lazyStore, f func(lrs.Store) (T, error)) (T, error) {
	s, err := l.get(ctx)
	if err != nil {
		var none T
		return none, err
	}
	return f(s)
}

func (l *lazyStore) Put(ctx context.Context, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Stored, error) { return s.Put(ctx, t, b) })
}

func (l *lazyStore) Get(ctx context.Context, t lrs.Tenant, id lrs.UUID) (lrs.Record, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Record, error) { return s.Get(ctx, t, id) })
}

func (l *lazyStore) Find(ctx context.Context, t lrs.Tenant, q lrs.Query) (lrs.Page, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Page, error) { return s.Find(ctx, t, q) })
}

func (l *lazyStore) ConsistentThrough(ctx context.Context, t lrs.Tenant) (time.Time, error) {
	return lazily(ctx, l, func(s lrs.Store) (time.Time, error) { return s.ConsistentThrough(ctx, t) })
}

func (l *lazyStore) Activity(ctx context.Context, t lrs.Tenant, k lrs.Key) (lrs.Definition, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Definition, error) { return s.Activity(ctx, t, k) })
}

func (l *lazyStore) Person(ctx context.Context, t lrs.Tenant, k lrs.Key) ([]lrs.Identity, error) {
	return lazily(ctx, l, func(s lrs.Store) ([]lrs.Identity, error) { return s.Person(ctx, t, k) })
}

func (l *lazyStore) Attachment(ctx context.Context, t lrs.Tenant, hash string) (lrs.Attachment, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Attachment, error) { return s.Attachment(ctx, t, hash) })
}

func (l *lazyStore) Documents(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, since time.Time) ([]lrs.Document, error) {
	return lazily(ctx, l, func(s lrs.Store) ([]lrs.Document, error) { return s.Documents(ctx, t, k, since) })
}

func (l *lazyStore) GetDocument(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey) (lrs.Document, error) {
	return lazily(ctx, l, func(s lrs.Store) (lrs.Document, error) { return s.GetDocument(ctx, t, k) })
}

func (l *lazyStore) PutDocument(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, d lrs.Document, p lrs.Precondition) error {
	_, err := lazily(ctx, l, func(s lrs.Store) (bool, error) { return true, s.PutDocument(ctx, t, k, d, p) })
	return err
}

func (l *lazyStore) DeleteDocuments(ctx context.Context, t lrs.Tenant, k lrs.DocumentKey, p lrs.Precondition) error {
	_, err := lazily(ctx, l, func(s lrs.Store) (bool, error) { return true, s.DeleteDocuments(ctx, t, k, p) })
	return err
}

func (l *lazyStore) Follow(ctx context.Context, t lrs.Tenant, c lrs.Cursor, limit int) ([]lrs.Record, lrs.Cursor, error) {
	s, err := l.get(ctx)
	if err != nil {
		return nil, c, err
	}
	return s.Follow(ctx, t, c, limit)
}

func (l *lazyStore) Plan(ctx context.Context, t lrs.Tenant, sel xapi.Selection) (xapi.Plan, error) {
	return lazily(ctx, l, func(s lrs.Store) (xapi.Plan, error) { return s.Plan(ctx, t, sel) })
}

func (l *lazyStore) Apply(ctx context.Context, t lrs.Tenant, p xapi.Plan) (xapi.Report, error) {
	return lazily(ctx, l, func(s lrs.Store) (xapi.Report, error) { return s.Apply(ctx, t, p) })
}

func (l *lazyStore) Check(ctx context.Context) error {
	_, err := lazily(ctx, l, func(s lrs.Store) (bool, error) { return true, s.Check(ctx) })
	return err
}

// Owns implements lrs.Owner.
func (l *lazyStore) Owns(ctx context.Context, t lrs.Tenant) (bool, error) {
	return lazily(ctx, l, func(s lrs.Store) (bool, error) { return ownerOf(s).Owns(ctx, t) })
}

// Moved implements lrs.Owner.
func (l *lazyStore) Moved(ctx context.Context, t lrs.Tenant) (bool, error) {
	return lazily(ctx, l, func(s lrs.Store) (bool, error) { return ownerOf(s).Moved(ctx, t) })
}

func ownerOf(s lrs.Store) lrs.Owner {
	if o, ok := s.(lrs.Owner); ok {
		return o
	}
	return noOwner{}
}

type noOwner struct{}

func (noOwner) Owns(context.Context, lrs.Tenant) (bool, error)  { return false, nil }
func (noOwner) Moved(context.Context, lrs.Tenant) (bool, error) { return false, nil }

func (l *lazyStore) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store == nil {
		return nil
	}
	return l.store.Close()
}

// lrsFolder is a folder with one SQLite file for each tenant.
func lrsFolder(dir string, o sqlstore.Options) (lrs.Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return lrs.RouteBy(func(t lrs.Tenant) (lrs.Store, error) {
		if !t.Valid() {
			return nil, fmt.Errorf("tenant %q", t)
		}
		return openSQLiteFile(context.Background(), filepath.Join(dir, string(t)+".db"), o)
	}), nil
}
