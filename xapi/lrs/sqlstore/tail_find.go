// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"sort"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlAt   = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND s.voided = 0 AND s.stored IN `
	sqlOne  = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND s.stored = ? AND s.seq = ?`
	sqlByID = `SELECT ` + recordColumns + ` FROM statement_id i CROSS JOIN statement s ON s.tenant = i.tenant AND s.stored = i.stored AND s.seq = i.seq WHERE i.tenant = ? AND i.id = ?`
)

// selection is a query as the traces of the tail are asked it.
type selection struct {
	q     lrs.Query
	verb  [16]byte
	since int64
	until int64
}

func selectionOf(q lrs.Query) selection {
	x := selection{q: q, until: 1<<63 - 1}
	if q.Verb != "" {
		x.verb = [16]byte(keyOf(q.Verb))
	}
	if !q.Since.IsZero() {
		x.since = micro(q.Since)
	}
	if !q.Until.IsZero() {
		x.until = micro(q.Until)
	}
	return x
}

func (x *selection) matches(c *trace) bool {
	q := &x.q
	switch {
	case c.at.Stored <= x.since && !q.Since.IsZero(), c.at.Stored > x.until:
		return false
	case q.Verb != "" && c.verb != x.verb:
		return false
	case q.Registration != nil && c.registration != *q.Registration:
		return false
	case q.Agent != nil && !mentioned(c.agents, q.Agent, q.RelatedAgents):
		return false
	case q.Activity != nil && !mentioned(c.activities, q.Activity, q.RelatedActivities):
		return false
	case q.Bound != nil && q.Ascending && q.Bound.Before(c.at):
		return false
	case q.After == nil:
		return true
	case q.Ascending:
		return q.After.Before(c.at)
	}
	return c.at.Before(*q.After)
}

func mentioned(list []lrs.Mention, k *lrs.Key, related bool) bool {
	for i := range list {
		if list[i].Key == *k {
			return related || list[i].Direct
		}
	}
	return false
}

// found is where the tail has matches, in the order of the query: most at the
// most, and whether there are others.
func (l *tail) found(t lrs.Tenant, q lrs.Query, most int) (out []lrs.Position, more bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	tt := l.tenants[t]
	if tt == nil {
		return nil, false
	}
	x := selectionOf(q)
	for i := range tt.list {
		c := &tt.list[i]
		if !q.Ascending {
			c = &tt.list[len(tt.list)-1-i]
		}
		if x.matches(c) {
			if len(out) == most {
				return out, true
			}
			out = append(out, c.at)
		}
	}
	return out, false
}

// verbs counts the verbs of the tail from a moment on.
func (l *tail) verbs(t lrs.Tenant, since int64) map[[16]byte]verbTally {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[[16]byte]verbTally{}
	if tt := l.tenants[t]; tt != nil {
		for i := range tt.list {
			if c := &tt.list[i]; c.at.Stored >= since {
				old := out[c.verb]
				out[c.verb] = verbTally{old.count + 1, max(old.last, c.at.Stored)}
			}
		}
	}
	return out
}

// fromTail returns the records of the tail that a page may hold, voided ones
// left out, in the order of the query.
func (s *Store) fromTail(ctx context.Context, t lrs.Tenant, places []lrs.Position, want int) ([]lrs.Record, error) {
	var out []lrs.Record
	for len(places) > 0 && len(out) < want {
		n := min(len(places), listSizes[len(listSizes)-1])
		size := listSizes[sort.SearchInts(listSizes, n)]
		at := make(map[lrs.Position]int, n)
		args := append(make([]any, 0, size+1), string(t))
		for i := range size {
			p := places[min(i, n-1)]
			at[p] = min(i, n-1)
			args = append(args, p.Stored)
		}
		places = places[n:]
		list, err := s.reader().records(ctx, sqlAt+"("+marks(size)+")", args)
		if err != nil {
			return nil, err
		}
		got := make([]*lrs.Record, n)
		for i := range list {
			if j, ok := at[list[i].At()]; ok {
				got[j] = &list[i]
			}
		}
		for _, r := range got {
			if r != nil {
				out = append(out, *r)
			}
		}
	}
	return out, nil
}

// mergeRecords merges two lists in the order of the query, each record once.
func mergeRecords(a, b []lrs.Record, ascending bool) []lrs.Record {
	if len(a) == 0 {
		return b
	}
	out := make([]lrs.Record, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		x, y := a[0].At(), b[0].At()
		switch {
		case x == y:
			b = b[1:]
		case x.Before(y) == ascending:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// findSQLite looks at the tail first, then at the tables: a statement that
// goes from one to the other meanwhile is seen in both, and shown once.
func (s *Store) findSQLite(ctx context.Context, t lrs.Tenant, q lrs.Query) ([]lrs.Record, error) {
	query, args := s.findText(t, q)
	if !filtered(q) {
		return s.reader().records(ctx, query, args)
	}
	if err := s.catchUp(ctx, t); err != nil {
		return nil, err
	}
	places, more := s.tail.found(t, q, q.Size()+1)
	list, err := s.reader().records(ctx, query, args)
	if err != nil || len(places) == 0 {
		return list, err
	}
	newer, err := s.fromTail(ctx, t, places, q.Size()+1)
	if err != nil {
		return nil, err
	}
	if more && len(newer) <= q.Size() { // some were voided
		places, _ = s.tail.found(t, q, 1<<62)
		if newer, err = s.fromTail(ctx, t, places, q.Size()+1); err != nil {
			return nil, err
		}
	}
	list = mergeRecords(newer, list, q.Ascending)
	return list[:min(len(list), q.Size()+1)], nil
}

// filtered reports whether a query asks for more than a part of the order.
func filtered(q lrs.Query) bool {
	return q.Agent != nil || q.Activity != nil || q.Verb != "" || q.Registration != nil
}

// getSQLite finds a statement by its id, in the tail or by the table of ids.
func (s *Store) getSQLite(ctx context.Context, t lrs.Tenant, id lrs.UUID) ([]lrs.Record, error) {
	for again := range 2 {
		if at, ok := s.tail.place(t, id); ok {
			list, err := s.reader().records(ctx, sqlOne, []any{string(t), at.Stored, at.Seq})
			if err != nil || len(list) > 0 {
				return list, err
			}
		}
		list, err := s.reader().records(ctx, sqlByID, []any{string(t), id[:]})
		if err != nil || len(list) > 0 || again == 1 {
			return list, err
		}
		if err := s.catchUp(ctx, t); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// placeOf returns where a statement stands, inside a transaction.
func (w session) placeOf(ctx context.Context, t lrs.Tenant, id lrs.UUID) (at lrs.Position, found bool, err error) {
	if w.tail != nil {
		if at, ok := w.tail.place(t, id); ok {
			return at, true, nil
		}
	}
	query := sqlPlaceByID
	if w.d == PostgreSQL && !w.parted {
		query = sqlPlace
	}
	err = w.QueryRowContext(ctx, w.d.text(query), string(t), id[:]).Scan(&at.Stored, &at.Seq)
	if err == sql.ErrNoRows {
		return at, false, nil
	}
	return at, err == nil, err
}

const (
	sqlPlace     = `SELECT stored, seq FROM statement WHERE tenant = ? AND id = ?`
	sqlPlaceByID = `SELECT stored, seq FROM statement_id WHERE tenant = ? AND id = ?`
)
