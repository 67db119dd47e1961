// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"sort"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlAt      = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ?`
	sqlAtPlace = ` AND s.stored IN `
	sqlOne     = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND s.stored = ? AND s.seq = ?`
	sqlRefers  = `SELECT EXISTS (SELECT 1 FROM statement_ref WHERE tenant = ?)`
	sqlByID    = `SELECT ` + recordColumns + ` FROM statement_id i CROSS JOIN statement s ON s.tenant = i.tenant AND s.stored = i.stored AND s.seq = i.seq WHERE i.tenant = ? AND i.id = ?`
)

// union is the places listed under any of some keys, in the order of a query,
// each once: those of the tail, taken at one moment, and those of the tables.
type union struct {
	up      bool
	tails   [][]lrs.Position
	cut     []bool // the tail has more than was taken
	lists   []*postings
	lastOut lrs.Position
	any     bool
}

// errCut says that more of the tail has to be taken.
var errCut = errors.New("the tail has more")

// union opens the lists of keys, with at most so many places of the tail of
// each. The tail is read first: a statement that goes into the tables
// meanwhile is seen twice, not missed.
func (s *Store) union(t lrs.Tenant, keys []postingKey, part span, up bool, most int) *union {
	u := &union{up: up}
	for _, k := range keys {
		places, more := s.tail.listed(t, k, part, up, most)
		u.tails, u.cut = append(u.tails, places), append(u.cut, more)
	}
	for _, k := range keys {
		u.lists = append(u.lists, s.reader().postings(t, k, part, up))
	}
	return u
}

// next takes the next place.
func (u *union) next(ctx context.Context) (lrs.Position, bool, error) {
	for {
		var best lrs.Position
		from := -1
		for i, p := range u.tails {
			if len(p) == 0 && u.cut[i] {
				return best, false, errCut
			}
			if len(p) > 0 && (from < 0 || comesBefore(p[0], best, u.up)) {
				best, from = p[0], i
			}
		}
		for i, l := range u.lists {
			at, ok, err := l.peek(ctx)
			if err != nil {
				return best, false, err
			}
			if ok && (from < 0 || comesBefore(at, best, u.up)) {
				best, from = at, len(u.tails)+i
			}
		}
		switch {
		case from < 0:
			return best, false, nil
		case from < len(u.tails):
			u.tails[from] = u.tails[from][1:]
		default:
			l := u.lists[from-len(u.tails)]
			l.found = l.found[1:]
		}
		if !u.any || best != u.lastOut {
			u.any, u.lastOut = true, best
			return best, true, nil
		}
	}
}

// seek takes the next place that is not before to; it may be the last taken.
func (u *union) seek(ctx context.Context, to lrs.Position) (lrs.Position, bool, error) {
	if u.any && !comesBefore(u.lastOut, to, u.up) {
		return u.lastOut, true, nil
	}
	for i, p := range u.tails {
		n := sort.Search(len(p), func(i int) bool { return !comesBefore(p[i], to, u.up) })
		u.tails[i] = p[n:]
	}
	for _, l := range u.lists {
		l.seek(to)
	}
	return u.next(ctx)
}

// candidates are the places that all of some unions have.
type candidates []*union

func (c candidates) next(ctx context.Context) (lrs.Position, bool, error) {
	at, ok, err := c[0].next(ctx)
	for agree := 1; ok && err == nil && agree < len(c); {
		var other lrs.Position
		if other, ok, err = c[agree].seek(ctx, at); !ok || err != nil {
			break
		}
		if other == at {
			agree++
			continue
		}
		at, ok, err = c[0].seek(ctx, other)
		agree = 1
	}
	return at, ok && err == nil, err
}

// filtered reports whether a query asks for more than a part of the order.
func filtered(q lrs.Query) bool {
	return q.Agent != nil || q.Activity != nil || q.Verb != "" || q.Registration != nil
}

// listsOf returns what a query is answered by, the rarest first: lists of keys
// to be read, and the columns that are looked at in the statements themselves.
func listsOf(q lrs.Query) (lists [][]postingKey, where string, args []any) {
	if r := q.Registration; r != nil {
		lists = append(lists, []postingKey{postingOf(kindRegistration, r[:])})
	}
	if q.Agent != nil {
		lists = append(lists, mentionLists(*q.Agent, kindAgent, kindRelatedAgent, q.RelatedAgents))
	}
	if q.Activity != nil {
		lists = append(lists, mentionLists(*q.Activity, kindActivity, kindRelatedActivity, q.RelatedActivities))
	}
	if q.Verb != "" && len(lists) == 0 {
		lists = append(lists, []postingKey{postingOf(kindVerb, keyOf(q.Verb))})
	} else if q.Verb != "" {
		where, args = ` AND s.verb_key = ?`, []any{keyOf(q.Verb)}
	}
	return lists, where, args
}

func mentionLists(k lrs.Key, direct, related byte, both bool) []postingKey {
	keys := []postingKey{postingOf(direct, k[:])}
	if both {
		keys = append(keys, postingOf(related, k[:]))
	}
	return keys
}

// findSQLite merges what statements are found by themselves and what they are
// found by through those they refer to.
func (s *Store) findSQLite(ctx context.Context, t lrs.Tenant, q lrs.Query) ([]lrs.Record, error) {
	query, args := s.findText(t, q)
	if !filtered(q) {
		return s.reader().records(ctx, query, args)
	}
	if err := s.catchUp(ctx, t); err != nil {
		return nil, err
	}
	want := q.Size() + 1
	own, err := s.findOwn(ctx, t, q, want, want+listSizes[1])
	if errors.Is(err, errCut) { // many were voided, or not wanted
		own, err = s.findOwn(ctx, t, q, want, math.MaxInt)
	}
	if err != nil {
		return nil, err
	}
	var refers bool // SQLite compiles the text below again at every call
	if err := s.reader().QueryRowContext(ctx, sqlRefers, string(t)).Scan(&refers); err != nil || !refers {
		return own, err
	}
	inherited, err := s.reader().records(ctx, query, args)
	if err != nil {
		return nil, err
	}
	list := mergeRecords(own, inherited, q.Ascending)
	return list[:min(len(list), want)], nil
}

// findOwn returns up to want statements that match by themselves.
func (s *Store) findOwn(ctx context.Context, t lrs.Tenant, q lrs.Query, want, most int) ([]lrs.Record, error) {
	lists, where, more := listsOf(q)
	if len(lists) > 1 {
		most = math.MaxInt
	}
	var c candidates
	for _, keys := range lists {
		c = append(c, s.union(t, keys, spanOf(q), q.Ascending, most))
	}
	var out []lrs.Record
	var places []lrs.Position
	for size := min(want, listSizes[len(listSizes)-1]); len(out) < want; size = listSizes[len(listSizes)-1] {
		places = places[:0]
		ended := false
		for len(places) < size && !ended {
			at, ok, err := c.next(ctx)
			if err != nil {
				return nil, err
			}
			if ended = !ok; ok {
				places = append(places, at)
			}
		}
		got, err := s.at(ctx, t, places, ` AND s.voided = 0`+where, more)
		if err != nil {
			return nil, err
		}
		if out = append(out, got...); ended {
			break
		}
	}
	return out[:min(len(out), want)], nil
}

// at returns the records at places, in their order; those that are gone, or
// that where leaves out, are not there.
func (s *Store) at(ctx context.Context, t lrs.Tenant, places []lrs.Position, where string, more []any) ([]lrs.Record, error) {
	var out []lrs.Record
	for len(places) > 0 {
		n := min(len(places), listSizes[len(listSizes)-1])
		size := listSizes[sort.SearchInts(listSizes, n)]
		index := make(map[lrs.Position]int, n)
		args := append(append(make([]any, 0, size+2), string(t)), more...)
		for i := range size {
			p := places[min(i, n-1)]
			index[p] = min(i, n-1)
			args = append(args, p.Stored)
		}
		places = places[n:]
		list, err := s.reader().records(ctx, sqlAt+where+sqlAtPlace+"("+marks(size)+")", args)
		if err != nil {
			return nil, err
		}
		got := make([]*lrs.Record, n)
		for i := range list {
			if j, ok := index[list[i].At()]; ok {
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
