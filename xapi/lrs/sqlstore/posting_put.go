// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// posting is one row to be written.
type posting struct {
	key   postingKey
	first int64
	list  []byte
}

// postingsOf packs the places of one key, which are in order.
func postingsOf(out []posting, key postingKey, places []lrs.Position) []posting {
	for len(places) > 0 {
		n := cutPlaces(places)
		out = append(out, posting{key, places[0].Stored, packPlaces(nil, places[:n])})
		places = places[n:]
	}
	return out
}

// putPostings writes rows in place of those that begin where they begin: after
// a crash a list is written again, from the same place on.
func (w session) putPostings(ctx context.Context, t lrs.Tenant, rows []posting) error {
	args := make([]any, 0, 3*bulkMost+1)
	for len(rows) > 0 {
		n := bulkSize(len(rows))
		args = append(args[:0], string(t))
		for i := range rows[:n] {
			args = append(args, rows[i].key[:], rows[i].first, rows[i].list)
		}
		if _, err := w.exec(ctx, sqlPutPosting+strings.TrimSuffix(strings.Repeat("(?1,?,?,?),", n), ",")+onceMorePosting, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// rowOf returns the row of a key that a place stands in, or would.
func (w session) rowOf(ctx context.Context, t lrs.Tenant, key postingKey, at lrs.Position) (first int64, places []lrs.Position, err error) {
	var list []byte
	err = w.QueryRowContext(ctx, sqlPostingsDown, string(t), key[:], at.Stored, 1).Scan(&first, &list)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	if err != nil {
		return 0, nil, err
	}
	places, err = unpackPlaces(nil, first, list)
	return first, places, err
}

// insertPlaces adds places to the lists of a key wherever they belong: those
// of a tenant that comes from another store may be older than what is here.
func (w session) insertPlaces(ctx context.Context, t lrs.Tenant, key postingKey, places []lrs.Position) error {
	for len(places) > 0 {
		_, row, err := w.rowOf(ctx, t, key, places[0])
		if err != nil {
			return err
		}
		n, err := w.upToNextRow(ctx, t, key, places)
		if err != nil {
			return err
		}
		all := append(append([]lrs.Position(nil), row...), places[:n]...)
		slices.SortFunc(all, comparePlaces)
		all = slices.Compact(all)
		if err := w.putPostings(ctx, t, postingsOf(nil, key, all)); err != nil {
			return err
		}
		places = places[n:]
	}
	return nil
}

// upToNextRow returns how many places come before the row after the first.
func (w session) upToNextRow(ctx context.Context, t lrs.Tenant, key postingKey, places []lrs.Position) (int, error) {
	var next int64
	var list []byte
	err := w.QueryRowContext(ctx, sqlPostingsUp, string(t), key[:], places[0].Stored+1, 1).Scan(&next, &list)
	if errors.Is(err, sql.ErrNoRows) {
		return len(places), nil
	}
	n := 1
	for n < len(places) && places[n].Stored < next {
		n++
	}
	return n, err
}

func comparePlaces(a, b lrs.Position) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}

// removePlaces takes places, which are in order, from the lists of a key.
func (w session) removePlaces(ctx context.Context, t lrs.Tenant, key postingKey, places []lrs.Position) error {
	for len(places) > 0 {
		first, row, err := w.rowOf(ctx, t, key, places[0])
		if err != nil {
			return err
		}
		n := 1
		if len(row) == 0 {
			places = places[n:]
			continue
		}
		for n < len(places) && !row[len(row)-1].Before(places[n]) {
			n++
		}
		kept := slices.DeleteFunc(slices.Clone(row), func(p lrs.Position) bool {
			_, gone := slices.BinarySearchFunc(places[:n], p, comparePlaces)
			return gone
		})
		places = places[n:]
		if len(kept) == len(row) {
			continue
		}
		if len(kept) == 0 || kept[0].Stored != first {
			if _, err := w.exec(ctx, sqlDropPosting, string(t), key[:], first); err != nil {
				return err
			}
		}
		if err := w.putPostings(ctx, t, postingsOf(nil, key, kept)); err != nil {
			return err
		}
	}
	return nil
}

// movePlaces lists under one key what another lists.
func (w session) movePlaces(ctx context.Context, t lrs.Tenant, from, to postingKey) error {
	for {
		p := w.postings(t, from, wholeSpan, true)
		if _, ok, err := p.peek(ctx); err != nil || !ok {
			return err
		}
		places := slices.Clone(p.found)
		if err := w.insertPlaces(ctx, t, to, places); err != nil {
			return err
		}
		if err := w.removePlaces(ctx, t, from, places); err != nil {
			return err
		}
	}
}

// listed are places by key, put together so that a row is written once for all
// of them.
type listed map[postingKey][]lrs.Position

func (l listed) add(it *lrs.Item, at lrs.Position) {
	for _, k := range keysOf(it) {
		l[k] = append(l[k], at)
	}
}

// each hands over keys and places in order.
func (l listed) each(f func(postingKey, []lrs.Position) error) error {
	for _, k := range slices.SortedFunc(maps.Keys(l), comparePostings) {
		slices.SortFunc(l[k], comparePlaces)
		if err := f(k, l[k]); err != nil {
			return err
		}
	}
	return nil
}

func comparePostings(a, b postingKey) int { return strings.Compare(string(a[:]), string(b[:])) }

// insertListed lists statements at once, wherever their places are.
func (w session) insertListed(ctx context.Context, t lrs.Tenant, items []placed) error {
	if err := w.bulk(ctx, sqlPutID, 4, onceMore, idRows(t, items)); err != nil {
		return err
	}
	lists := listed{}
	for _, p := range items {
		lists.add(p.Item, p.at)
	}
	return lists.each(func(k postingKey, places []lrs.Position) error { return w.insertPlaces(ctx, t, k, places) })
}
