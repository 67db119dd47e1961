// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Router is a Store over several: each tenant is kept whole on one of them. A
// tenant that a store says has moved is looked for on the others.
type Router struct {
	rest Store // of tenants without a rule; nil: none
	all  []Store
	home map[Tenant]Store

	pick func(Tenant) (Store, error) // of RouteBy

	mu    sync.RWMutex
	moved map[Tenant]Store
}

// RouteBy returns the Store that asks pick, once for each tenant, which store
// keeps it. Close closes the stores that were picked.
func RouteBy(pick func(Tenant) (Store, error)) *Router {
	return &Router{home: map[Tenant]Store{}, moved: map[Tenant]Store{}, pick: pick}
}

// Owner is a Store that knows which tenants were moved to it and from it.
type Owner interface {
	// Owns reports whether the tenant was moved here.
	Owns(ctx context.Context, t Tenant) (bool, error)
	// Moved reports whether the tenant was moved from here, or is being moved.
	Moved(ctx context.Context, t Tenant) (bool, error)
}

// Shard is one store of a Router and the tenants that it keeps; none means
// those that no other shard names.
type Shard struct {
	Store   Store
	Tenants []Tenant
}

// NewRouter returns the Store made of shards. A tenant named twice is refused.
func NewRouter(shards ...Shard) (*Router, error) {
	r := &Router{home: map[Tenant]Store{}, moved: map[Tenant]Store{}}
	for _, s := range shards {
		r.all = append(r.all, s.Store)
		if len(s.Tenants) == 0 {
			if r.rest != nil {
				return nil, errors.New("two shards name no tenant")
			}
			r.rest = s.Store
		}
		for _, t := range s.Tenants {
			if !t.Valid() || r.home[t] != nil {
				return nil, fmt.Errorf("tenant %q: not valid, or named twice", t)
			}
			r.home[t] = s.Store
		}
	}
	return r, nil
}

// Shards returns the stores, in the order they were given or picked.
func (r *Router) Shards() []Store {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return slices.Clone(r.all)
}

// For returns the store that keeps a tenant.
func (r *Router) For(t Tenant) (Store, error) {
	r.mu.RLock()
	s := r.moved[t]
	if s == nil {
		s = r.home[t]
	}
	r.mu.RUnlock()
	if s == nil && r.pick != nil {
		return r.picked(t)
	}
	if s == nil {
		s = r.rest
	}
	if s == nil {
		return nil, fmt.Errorf("tenant %s: %w", t, ErrMoved)
	}
	return s, nil
}

func (r *Router) picked(t Tenant) (Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.home[t]; s != nil {
		return s, nil
	}
	s, err := r.pick(t)
	if err == nil {
		r.home[t] = s
		r.all = append(r.all, s)
	}
	return s, err
}

// find looks for a tenant that has moved.
func (r *Router) find(ctx context.Context, t Tenant) (Store, error) {
	for _, s := range r.Shards() {
		if o, ok := s.(Owner); ok {
			here, err := o.Owns(ctx, t)
			if err == nil && here {
				r.mu.Lock()
				r.moved[t] = s
				r.mu.Unlock()
				return s, nil
			}
		}
	}
	return nil, ErrUnavailable{After: time.Second, Cause: fmt.Errorf("tenant %s: %w", t, ErrMoved)}
}

// on runs f on the tenant's store, and once more where it has moved to.
func on[T any](ctx context.Context, r *Router, t Tenant, f func(Store) (T, error)) (T, error) {
	s, err := r.For(t)
	if err != nil {
		var none T
		return none, err
	}
	v, err := f(s)
	if !errors.Is(err, ErrMoved) {
		return v, err
	}
	if s, err = r.find(ctx, t); err != nil {
		return v, err
	}
	return f(s)
}

// read runs f on the store that has the newest of the tenant: the one it has
// moved to, or while it is being moved, the frozen one.
func read[T any](ctx context.Context, r *Router, t Tenant, f func(Store) (T, error)) (T, error) {
	var none T
	s, err := r.For(t)
	if err != nil {
		return none, err
	}
	if o, ok := s.(Owner); ok && r.pick == nil && len(r.all) > 1 {
		moved, err := o.Moved(ctx, t)
		if err != nil {
			return none, err
		}
		if moved {
			if there, err := r.find(ctx, t); err == nil {
				s = there
			}
		}
	}
	return f(s)
}

// Put implements Store.
func (r *Router) Put(ctx context.Context, t Tenant, b Batch) (Stored, error) {
	return on(ctx, r, t, func(s Store) (Stored, error) { return s.Put(ctx, t, b) })
}

// Get implements Store.
func (r *Router) Get(ctx context.Context, t Tenant, id UUID) (Record, error) {
	return read(ctx, r, t, func(s Store) (Record, error) { return s.Get(ctx, t, id) })
}

// Find implements Store.
func (r *Router) Find(ctx context.Context, t Tenant, q Query) (Page, error) {
	return read(ctx, r, t, func(s Store) (Page, error) { return s.Find(ctx, t, q) })
}

// ConsistentThrough implements Store.
func (r *Router) ConsistentThrough(ctx context.Context, t Tenant) (time.Time, error) {
	return read(ctx, r, t, func(s Store) (time.Time, error) { return s.ConsistentThrough(ctx, t) })
}

// Activity implements Store.
func (r *Router) Activity(ctx context.Context, t Tenant, k Key) (Definition, error) {
	return read(ctx, r, t, func(s Store) (Definition, error) { return s.Activity(ctx, t, k) })
}

// Person implements Store.
func (r *Router) Person(ctx context.Context, t Tenant, k Key) ([]Identity, error) {
	return read(ctx, r, t, func(s Store) ([]Identity, error) { return s.Person(ctx, t, k) })
}

// Attachment implements Store.
func (r *Router) Attachment(ctx context.Context, t Tenant, hash string) (Attachment, error) {
	return read(ctx, r, t, func(s Store) (Attachment, error) { return s.Attachment(ctx, t, hash) })
}

// Documents implements Store.
func (r *Router) Documents(ctx context.Context, t Tenant, k DocumentKey, since time.Time) ([]Document, error) {
	return read(ctx, r, t, func(s Store) ([]Document, error) { return s.Documents(ctx, t, k, since) })
}

// GetDocument implements Store.
func (r *Router) GetDocument(ctx context.Context, t Tenant, k DocumentKey) (Document, error) {
	return read(ctx, r, t, func(s Store) (Document, error) { return s.GetDocument(ctx, t, k) })
}

// PutDocument implements Store.
func (r *Router) PutDocument(ctx context.Context, t Tenant, k DocumentKey, d Document, p Precondition) error {
	_, err := on(ctx, r, t, func(s Store) (bool, error) { return true, s.PutDocument(ctx, t, k, d, p) })
	return err
}

// DeleteDocuments implements Store.
func (r *Router) DeleteDocuments(ctx context.Context, t Tenant, k DocumentKey, p Precondition) error {
	_, err := on(ctx, r, t, func(s Store) (bool, error) { return true, s.DeleteDocuments(ctx, t, k, p) })
	return err
}

// Follow implements Store. A cursor belongs to one store: after a move it is
// begun again.
func (r *Router) Follow(ctx context.Context, t Tenant, c Cursor, limit int) ([]Record, Cursor, error) {
	s, err := r.For(t)
	if err != nil {
		return nil, c, err
	}
	return s.Follow(ctx, t, c, limit)
}

// Plan implements Store.
func (r *Router) Plan(ctx context.Context, t Tenant, sel xapi.Selection) (xapi.Plan, error) {
	return read(ctx, r, t, func(s Store) (xapi.Plan, error) { return s.Plan(ctx, t, sel) })
}

// Apply implements Store.
func (r *Router) Apply(ctx context.Context, t Tenant, p xapi.Plan) (xapi.Report, error) {
	return on(ctx, r, t, func(s Store) (xapi.Report, error) { return s.Apply(ctx, t, p) })
}

// Check implements Store: every store is checked.
func (r *Router) Check(ctx context.Context) error {
	var errs []error
	for _, s := range r.Shards() {
		errs = append(errs, s.Check(ctx))
	}
	return errors.Join(errs...)
}

// Close implements Store.
func (r *Router) Close() error {
	var errs []error
	for _, s := range r.Shards() {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}
