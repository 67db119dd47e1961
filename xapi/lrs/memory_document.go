// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"bytes"
	"context"
	"sort"
	"time"
)

// covers reports whether a document belongs to the set a key with an empty ID
// names.
func (k DocumentKey) covers(o DocumentKey) bool {
	return k.Kind == o.Kind && k.Activity == o.Activity && k.Agent == o.Agent &&
		(k.ID == "" || k.ID == o.ID) && (k.Registration.IsZero() && k.ID == "" || k.Registration == o.Registration)
}

// Documents implements Store.
func (m *Memory) Documents(_ context.Context, t Tenant, k DocumentKey, since time.Time) ([]Document, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var out []Document
	for key, d := range m.read(t).documents {
		if k.covers(key) && (since.IsZero() || d.Updated.After(since)) {
			d.Body = nil
			out = append(out, d)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out, nil
}

// GetDocument implements Store.
func (m *Memory) GetDocument(_ context.Context, t Tenant, k DocumentKey) (Document, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if d, ok := m.read(t).documents[k]; ok {
		return d, nil
	}
	return Document{}, ErrNotFound
}

// PutDocument implements Store.
func (m *Memory) PutDocument(_ context.Context, t Tenant, k DocumentKey, d Document, p Precondition) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.shelf(t)
	old, exists := s.documents[k]
	if !p.Holds(old.ETag, exists) {
		return ErrPrecondition
	}
	d.ID, d.ETag, d.Body, d.Updated = k.ID, ETagOf(d.Body), bytes.Clone(d.Body), m.now().UTC()
	s.documents[k] = d
	return nil
}

// DeleteDocuments implements Store.
func (m *Memory) DeleteDocuments(_ context.Context, t Tenant, k DocumentKey, p Precondition) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.shelf(t)
	if k.ID != "" {
		old, exists := s.documents[k]
		if !p.Holds(old.ETag, exists) {
			return ErrPrecondition
		}
		delete(s.documents, k)
		return nil
	}
	for key := range s.documents {
		if k.covers(key) {
			delete(s.documents, key)
		}
	}
	return nil
}
