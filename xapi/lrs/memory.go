// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"bytes"
	"context"
	"sort"
	"strconv"
	"sync"
	"time"
)

// Memory is a Store that keeps everything in memory and forgets it at the end
// of the process. It scans: it is the plain reading of the contract, for tests
// and demonstrations, not for large sets.
type Memory struct {
	mu      sync.RWMutex
	now     func() time.Time
	tenants map[Tenant]*shelf
}

// shelf is what one tenant has.
type shelf struct {
	last       time.Time
	seq        int64
	order      []*entry
	byID       map[UUID]*entry
	activities map[Key]Definition
	people     map[Key][]Identity
	bodies     map[string]Attachment
	documents  map[DocumentKey]Document
	tombs      map[UUID]time.Time
}

type entry struct {
	Record
	item Item
}

// NewMemory returns an empty Store. now may be nil: time.Now.
func NewMemory(now func() time.Time) *Memory {
	if now == nil {
		now = time.Now
	}
	return &Memory{now: now, tenants: map[Tenant]*shelf{}}
}

// shelf returns the tenant's, made on first use. The caller holds mu to write.
func (m *Memory) shelf(t Tenant) *shelf {
	s := m.tenants[t]
	if s == nil {
		s = &shelf{byID: map[UUID]*entry{}, activities: map[Key]Definition{}, people: map[Key][]Identity{},
			bodies: map[string]Attachment{}, documents: map[DocumentKey]Document{}, tombs: map[UUID]time.Time{}}
		m.tenants[t] = s
	}
	return s
}

// read returns the tenant's shelf or an empty one. The caller holds mu.
func (m *Memory) read(t Tenant) *shelf {
	if s := m.tenants[t]; s != nil {
		return s
	}
	return &shelf{}
}

// tick returns a moment after every one given before.
func (s *shelf) tick(now time.Time) time.Time {
	at := now.UTC().Truncate(time.Microsecond)
	if !at.After(s.last) {
		at = s.last.Add(time.Microsecond)
	}
	s.last = at
	return at
}

// Put implements Store.
func (m *Memory) Put(_ context.Context, t Tenant, b Batch) (Stored, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.shelf(t)
	var out Stored
	known := make([]bool, len(b.Items))
	for i := range b.Items {
		it := &b.Items[i]
		if old := s.byID[it.ID]; old != nil {
			if !it.SameAs(old.Digest, old.item.Timestamp) {
				return Stored{}, ErrConflict{ID: it.ID}
			}
			known[i] = true
		} else if _, dead := s.tombs[it.ID]; dead {
			known[i] = true
		}
	}
	for _, a := range b.Attachments {
		a.Body = bytes.Clone(a.Body)
		s.bodies[a.Hash] = a
	}
	for i := range b.Items {
		if known[i] {
			out.Repeated++
			continue
		}
		out.New++
		out.At = s.tick(m.now())
		s.add(b.Items[i], out.At)
	}
	return out, nil
}

func (s *shelf) add(it Item, at time.Time) {
	it.Payload = bytes.Clone(it.Payload)
	it.Stamp(at)
	s.seq++
	e := &entry{Record: Record{ID: it.ID, Seq: s.seq, Stored: at, Payload: it.Payload, Digest: it.Digest}, item: it}
	for _, o := range s.order {
		if o.item.Voids && o.item.Ref == it.ID && !it.Voids {
			e.Voided = true
		}
	}
	s.order = append(s.order, e)
	s.byID[it.ID] = e
	if target := s.byID[it.Ref]; it.Voids && target != nil && !target.item.Voids {
		target.Voided = true
	}
	for _, d := range it.Definitions {
		old := s.activities[d.Key]
		s.activities[d.Key] = Definition{Key: d.Key, IRI: d.IRI, JSON: MergeDefinition(old.JSON, d.JSON)}
	}
	for _, p := range it.People {
		s.meet(p)
	}
}

func (s *shelf) meet(p Identity) {
	list := s.people[p.Key]
	for _, old := range list {
		if bytes.Equal(old.Name, p.Name) {
			return
		}
	}
	s.people[p.Key] = append(list, Identity{Key: p.Key, Identifier: bytes.Clone(p.Identifier), Name: bytes.Clone(p.Name)})
}

// Get implements Store.
func (m *Memory) Get(_ context.Context, t Tenant, id UUID) (Record, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if e := m.read(t).byID[id]; e != nil {
		return e.Record, nil
	}
	return Record{}, ErrNotFound
}

// Find implements Store.
func (m *Memory) Find(_ context.Context, t Tenant, q Query) (Page, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	s := m.read(t)
	var page Page
	var newest Position
	if n := len(s.order); n > 0 {
		newest = s.order[n-1].At()
	}
	if q.Bound != nil {
		newest = *q.Bound
	}
	size := q.Size()
	for i := range s.order {
		e := s.order[i]
		if !q.Ascending {
			e = s.order[len(s.order)-1-i]
		}
		if e.Voided || !q.within(e.At(), e.Stored, newest) || !s.matches(e, q, 0) {
			continue
		}
		if len(page.Records) == size {
			page.More = q.Next(page.Records[size-1].At(), newest)
			break
		}
		page.Records = append(page.Records, e.Record)
	}
	return page, nil
}

// within reports whether a place is inside the bounds of a query.
func (q Query) within(p Position, stored time.Time, newest Position) bool {
	if !q.Since.IsZero() && !stored.After(q.Since) || !q.Until.IsZero() && stored.After(q.Until) || newest.Before(p) {
		return false
	}
	if q.After == nil {
		return true
	}
	if q.Ascending {
		return q.After.Before(p)
	}
	return p.Before(*q.After)
}

// matches reports whether a statement, or the one it refers to, has what the
// filters ask.
func (s *shelf) matches(e *entry, q Query, depth int) bool {
	if q.matches(&e.item) {
		return true
	}
	target := s.byID[e.item.Ref]
	return !e.item.Ref.IsZero() && target != nil && depth < MaxRefDepth && s.matches(target, q, depth+1)
}

// MaxRefDepth is how far a chain of StatementRefs is followed.
const MaxRefDepth = 16

func (q Query) matches(it *Item) bool {
	return (q.Verb == "" || q.Verb == it.Verb) &&
		(q.Registration == nil || *q.Registration == it.Registration) &&
		(q.Agent == nil || mentions(it.Agents, *q.Agent, q.RelatedAgents)) &&
		(q.Activity == nil || mentions(it.Activities, *q.Activity, q.RelatedActivities))
}

func mentions(list []Mention, k Key, related bool) bool {
	for _, m := range list {
		if m.Key == k {
			return m.Direct || related
		}
	}
	return false
}

// ConsistentThrough implements Store.
func (m *Memory) ConsistentThrough(_ context.Context, t Tenant) (time.Time, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	now := m.now().UTC()
	if last := m.read(t).last; last.After(now) {
		now = last
	}
	return now, nil
}

// Activity implements Store.
func (m *Memory) Activity(_ context.Context, t Tenant, k Key) (Definition, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if d, ok := m.read(t).activities[k]; ok {
		return d, nil
	}
	return Definition{}, ErrNotFound
}

// Person implements Store.
func (m *Memory) Person(_ context.Context, t Tenant, k Key) ([]Identity, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return append([]Identity(nil), m.read(t).people[k]...), nil
}

// Attachment implements Store.
func (m *Memory) Attachment(_ context.Context, t Tenant, hash string) (Attachment, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if a, ok := m.read(t).bodies[hash]; ok {
		return a, nil
	}
	return Attachment{}, ErrNotFound
}

// Follow implements Store.
func (m *Memory) Follow(_ context.Context, t Tenant, c Cursor, limit int) ([]Record, Cursor, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	after, _ := strconv.ParseInt(string(c), 10, 64)
	order := m.read(t).order
	at := sort.Search(len(order), func(i int) bool { return order[i].Seq > after })
	var out []Record
	for ; at < len(order) && len(out) < limit; at++ {
		out = append(out, order[at].Record)
		c = Cursor(strconv.FormatInt(order[at].Seq, 10))
	}
	return out, c, nil
}

// Check implements Store: memory is what it is.
func (m *Memory) Check(context.Context) error { return nil }

// Close implements Store.
func (m *Memory) Close() error { return nil }
