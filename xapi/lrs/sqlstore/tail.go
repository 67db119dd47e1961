// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"maps"
	"slices"
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
const tailMost = 65_536

// tail holds what the newest statements are found by.
type tail struct {
	mu      sync.RWMutex
	tenants map[lrs.Tenant]*tenantTail
	size    int

	most, step int // tailMost and sweepStep, less in tests
}

// tenantTail is the tail of one tenant: stretches in the order of storage. The
// last one grows; those before it are being written to the tables.
type tenantTail struct {
	parts []*stretch
	end   lrs.Position // newest place known, in the tables or here
}

// trace is what one statement is found by.
type trace struct {
	id   lrs.UUID
	at   lrs.Position
	keys []postingKey
}

func traceOf(it *lrs.Item, at lrs.Position) trace { return trace{it.ID, at, keysOf(it)} }

func newTail() *tail {
	return &tail{tenants: map[lrs.Tenant]*tenantTail{}, most: tailMost, step: sweepStep}
}

// of returns the tail of a tenant; the caller holds the lock for writing.
func (l *tail) of(t lrs.Tenant) *tenantTail {
	tt := l.tenants[t]
	if tt == nil {
		tt = &tenantTail{}
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
		if !tt.end.Before(list[i].at) {
			continue
		}
		if len(tt.parts) == 0 || tt.parts[len(tt.parts)-1].closed {
			tt.parts = append(tt.parts, newStretch())
		}
		tt.parts[len(tt.parts)-1].add(&list[i])
		tt.end = list[i].at
		l.size++
	}
}

// waits reports whether a tenant has statements in the tail.
func (l *tail) waits(t lrs.Tenant) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	tt := l.tenants[t]
	return tt != nil && len(tt.parts) > 0
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
		for _, x := range tt.parts {
			if n, ok := x.ids[id]; ok {
				return x.places[n], true
			}
		}
	}
	return lrs.Position{}, false
}

// tenantParts are stretches of one tenant.
type tenantParts struct {
	tenant lrs.Tenant
	parts  []*stretch
}

// closeParts ends the stretches that grow and returns those of every tenant,
// but for those that are settled; tenants in order.
func (l *tail) closeParts(settled map[*stretch]bool) []tenantParts {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []tenantParts
	for _, t := range slices.Sorted(maps.Keys(l.tenants)) {
		parts := slices.DeleteFunc(slices.Clone(l.tenants[t].parts), func(p *stretch) bool { return settled[p] })
		if len(parts) > 0 {
			parts[len(parts)-1].closed = true
			out = append(out, tenantParts{t, parts})
		}
	}
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
	tails   map[lrs.Tenant]tailMark
	settled map[*stretch]bool // what the transaction wrote to the tables
}

// tailMark is the state of the tail of a tenant.
type tailMark struct {
	parts, length int // stretches, and statements in the last of them
	closed        bool
	end           lrs.Position
}

func (l *tail) mark() *mark {
	l.mu.RLock()
	defer l.mu.RUnlock()
	m := &mark{tails: map[lrs.Tenant]tailMark{}, settled: map[*stretch]bool{}}
	for t, tt := range l.tenants {
		x := tailMark{parts: len(tt.parts), end: tt.end}
		if n := len(tt.parts); n > 0 {
			x.length, x.closed = len(tt.parts[n-1].places), tt.parts[n-1].closed
		}
		m.tails[t] = x
	}
	return m
}

// undo takes back what was added since the mark.
func (l *tail) undo(m *mark) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for t, tt := range l.tenants {
		x := m.tails[t]
		if x.parts > len(tt.parts) {
			continue // it was forgotten meanwhile
		}
		for _, p := range tt.parts[x.parts:] {
			l.size -= len(p.places)
		}
		if tt.parts = tt.parts[:x.parts]; x.parts > 0 {
			p := tt.parts[x.parts-1]
			l.size -= len(p.places) - x.length
			p.cut(x.length)
			p.closed = x.closed
		}
		tt.end = x.end
	}
}

// settle drops what a committed transaction has written to the tables.
func (l *tail) settle(settled map[*stretch]bool) {
	if len(settled) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, tt := range l.tenants {
		tt.parts = slices.DeleteFunc(slices.Clone(tt.parts), func(p *stretch) bool {
			if settled[p] {
				l.size -= len(p.places)
			}
			return settled[p]
		})
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
