// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"sort"
	"sync"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// The tables that a SQLite file is searched by have random keys: a row put in
// at once dirties a page of its own, and the more statements there are the
// more pages one commit writes twice. So a commit writes the statements alone,
// which lie one after the other; what they are found by is kept in memory, the
// tail, and goes into the tables sorted, tens of thousands of statements at a
// time. The moment up to which the tables are complete stands in meta under
// "indexed": after a crash what comes later is read from the statements again.
// Searches look at the tables and at the tail.

// tailMost is how many statements wait before the tables are written.
const tailMost = 49_152

// metaIndexed is the newest moment of storage whose rows are all in the tables.
const metaIndexed = "indexed"

// tail holds what the newest statements are found by.
type tail struct {
	mu      sync.RWMutex
	tenants map[lrs.Tenant]*tenantTail
	size    int

	most, step int // tailMost and sweepStep, less in tests
}

// tenantTail is the tail of one tenant, in the order of storage.
type tenantTail struct {
	list []trace
	ids  map[lrs.UUID]lrs.Position
	end  lrs.Position // newest place known, in the tables or here
}

// trace is what one statement is found by.
type trace struct {
	id           lrs.UUID
	at           lrs.Position
	verb         [16]byte
	registration lrs.UUID
	agents       []lrs.Mention
	activities   []lrs.Mention
}

func traceOf(it *lrs.Item, at lrs.Position) trace {
	return trace{id: it.ID, at: at, verb: [16]byte(keyOf(it.Verb)), registration: it.Registration, agents: it.Agents, activities: it.Activities}
}

func newTail() *tail {
	return &tail{tenants: map[lrs.Tenant]*tenantTail{}, most: tailMost, step: sweepStep}
}

// of returns the tail of a tenant; the caller holds the lock for writing.
func (l *tail) of(t lrs.Tenant) *tenantTail {
	tt := l.tenants[t]
	if tt == nil {
		tt = &tenantTail{ids: map[lrs.UUID]lrs.Position{}}
		l.tenants[t] = tt
	}
	return tt
}

// add puts statements at the end. They may be seen before they are committed:
// a search takes from the file only what is there.
func (l *tail) add(t lrs.Tenant, list []trace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	tt := l.of(t)
	for i := range list {
		if list[i].at.Before(tt.end) || list[i].at == tt.end {
			continue
		}
		tt.list = append(tt.list, list[i])
		tt.ids[list[i].id] = list[i].at
		tt.end = list[i].at
		l.size++
	}
}

// waits reports whether a tenant has statements in the tail.
func (l *tail) waits(t lrs.Tenant) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	tt := l.tenants[t]
	return tt != nil && len(tt.list) > 0
}

// known returns the newest place that is in the tables or in the tail.
func (l *tail) known(t lrs.Tenant) lrs.Position {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if tt := l.tenants[t]; tt != nil {
		return tt.end
	}
	return lrs.Position{}
}

// place returns where a statement of the tail stands.
func (l *tail) place(t lrs.Tenant, id lrs.UUID) (lrs.Position, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if tt := l.tenants[t]; tt != nil {
		at, ok := tt.ids[id]
		return at, ok
	}
	return lrs.Position{}, false
}

// traces are statements of one tenant.
type traces struct {
	tenant lrs.Tenant
	list   []trace
}

// snapshot returns the tails of every tenant as they stand, tenants in order.
func (l *tail) snapshot() []traces {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var out []traces
	for t, tt := range l.tenants {
		if len(tt.list) > 0 {
			out = append(out, traces{t, tt.list})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].tenant < out[j].tenant })
	return out
}

// forget empties the tail: it is read from the file again when it is needed.
func (l *tail) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tenants, l.size = map[lrs.Tenant]*tenantTail{}, 0
}

// length is how many statements the tail holds.
func (l *tail) length() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.size
}

// mark is the state of the tail when a transaction begins.
type mark struct {
	lengths map[lrs.Tenant]int
	ends    map[lrs.Tenant]lrs.Position
	settled map[lrs.Tenant]int // statements whose rows the transaction wrote
}

func (l *tail) mark() *mark {
	l.mu.RLock()
	defer l.mu.RUnlock()
	m := &mark{lengths: map[lrs.Tenant]int{}, ends: map[lrs.Tenant]lrs.Position{}, settled: map[lrs.Tenant]int{}}
	for t, tt := range l.tenants {
		m.lengths[t], m.ends[t] = len(tt.list), tt.end
	}
	return m
}

// undo takes back what was added since the mark.
func (l *tail) undo(m *mark) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for t, tt := range l.tenants {
		n := m.lengths[t]
		if n > len(tt.list) {
			continue // it was forgotten meanwhile
		}
		for _, x := range tt.list[n:] {
			delete(tt.ids, x.id)
		}
		l.size -= len(tt.list) - n
		tt.list, tt.end = tt.list[:n:n], m.ends[t]
	}
}

// settle drops what a committed transaction has written to the tables.
func (l *tail) settle(m *mark) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for t, n := range m.settled {
		tt := l.tenants[t]
		if tt == nil || n > len(tt.list) {
			continue
		}
		for _, x := range tt.list[:n] {
			delete(tt.ids, x.id)
		}
		l.size -= n
		tt.list = append([]trace(nil), tt.list[n:]...)
		if len(tt.list) == 0 {
			tt.ids = map[lrs.UUID]lrs.Position{}
		}
	}
}

// catchUp reads statements that another process stored, so that they are
// found here too.
func (s *Store) catchUp(ctx context.Context, t lrs.Tenant) error {
	ses := s.reader()
	end, ok, err := ses.newest(ctx, t)
	if err != nil || !ok || !s.tail.known(t).Before(end) {
		return err
	}
	if err := s.loadTail(ctx, ses, t); err != nil {
		return err
	}
	s.tail.reach(t, end)
	return nil
}

// reach says that everything up to a place is in the tables or in the tail.
func (l *tail) reach(t lrs.Tenant, end lrs.Position) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if tt := l.of(t); tt.end.Before(end) {
		tt.end = end
	}
}
