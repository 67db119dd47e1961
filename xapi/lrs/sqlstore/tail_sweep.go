// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"context"
	"slices"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// batch is stretches of one tenant as the tables want them: sorted.
type batch struct {
	tenant lrs.Tenant
	parts  []*stretch
	ids    []placeRef // by id
	keys   []placeRef // by key, then by stretch
}

// placeRef names a statement, or a key, of a stretch.
type placeRef struct{ part, number int32 }

// newBatch sorts what is known of closed stretches.
func newBatch(x tenantParts) *batch {
	b := &batch{tenant: x.tenant, parts: x.parts}
	for i, p := range x.parts {
		for n := range p.names {
			b.ids = append(b.ids, placeRef{int32(i), int32(n)})
		}
		for n := range p.keys {
			if p.last[n] != noEntry {
				b.keys = append(b.keys, placeRef{int32(i), int32(n)})
			}
		}
	}
	slices.SortFunc(b.ids, func(x, y placeRef) int {
		p, q := &b.parts[x.part].names[x.number], &b.parts[y.part].names[y.number]
		return bytes.Compare(p[:], q[:])
	})
	slices.SortFunc(b.keys, func(x, y placeRef) int {
		p, q := &b.parts[x.part].keys[x.number], &b.parts[y.part].keys[y.number]
		if c := bytes.Compare(p[:], q[:]); c != 0 {
			return c
		}
		return int(x.part - y.part)
	})
	return b
}

// written reports whether every row is in the tables.
func (b *batch) written() bool { return len(b.ids) == 0 && len(b.keys) == 0 }

// progress is how much of a batch a transaction has written.
type progress struct{ ids, keys int }

// put writes about most rows inside a transaction. What is there already stays
// the same: after a crash it is written again.
func (w session) put(ctx context.Context, b *batch, most int) (progress, error) {
	if len(b.ids) > 0 {
		n := min(most, len(b.ids))
		args := make([]any, 0, 4*n)
		for _, x := range b.ids[:n] {
			p := b.parts[x.part]
			args = append(args, string(b.tenant), p.names[x.number][:], p.places[x.number].Stored, p.places[x.number].Seq)
		}
		return progress{ids: n}, w.bulk(ctx, sqlPutID, 4, onceMore, args)
	}
	var rows []posting
	var places []lrs.Position
	n := 0
	for n < len(b.keys) && len(rows) < most {
		x := b.keys[n]
		key := b.parts[x.part].keys[x.number]
		places = places[:0]
		for ; n < len(b.keys) && b.parts[b.keys[n].part].keys[b.keys[n].number] == key; n++ {
			places = b.parts[b.keys[n].part].list(places, b.keys[n].number)
		}
		rows = postingsOf(rows, key, places)
	}
	return progress{keys: n}, w.putPostings(ctx, b.tenant, rows)
}

func (b *batch) advance(p progress) { b.ids, b.keys = b.ids[p.ids:], b.keys[p.keys:] }

// sweep writes closed stretches to the tables a little with every commit, so
// that nobody waits for all of it. Places that are in a table and in the tail
// are found once; only when the last is written does the tail let go of its
// statements.
type sweep struct {
	parts []tenantParts
	next  int    // of parts
	now   *batch // of the tenant before it
	taken progress
}

// sweepStep is how many rows one commit adds, more when the tail has grown
// meanwhile.
const sweepStep = 1024

// step writes some rows inside a transaction.
func (s *sweep) step(ctx context.Context, w session) (err error) {
	s.taken = progress{}
	if len(w.mark.settled) > 0 {
		return nil // the same transaction has written them all, and perhaps deleted some
	}
	if s.now == nil && s.next < len(s.parts) {
		s.now = newBatch(s.parts[s.next])
		s.next++
	}
	if s.now == nil {
		return w.keepSettled(ctx, s.parts)
	}
	s.taken, err = w.put(ctx, s.now, w.tail.step*max(1, w.tail.length()/w.tail.most))
	return err
}

// advance goes on after the commit; false: there is nothing left.
func (s *sweep) advance() bool {
	if s.now == nil {
		return false
	}
	if s.now.advance(s.taken); s.now.written() {
		s.now = nil
	}
	s.taken = progress{}
	return true
}
