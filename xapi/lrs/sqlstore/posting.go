// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// In a SQLite file the places of the statements that an agent, an activity, a
// verb or a registration is found by are kept as lists: one row holds up to
// postingMost places, packed. A statement costs two rows where a row for each
// mention was eight.

const (
	sqlPutPosting    = `INSERT OR ROLLBACK INTO posting (tenant, key, first, list) VALUES `
	onceMorePosting  = ` ON CONFLICT (tenant, key, first) DO UPDATE SET list = excluded.list`
	sqlPostingsDown  = `SELECT first, list FROM posting WHERE tenant = ? AND key = ? AND first <= ? ORDER BY first DESC LIMIT ?`
	sqlPostingsUp    = `SELECT first, list FROM posting WHERE tenant = ? AND key = ? AND first >= ? ORDER BY first LIMIT ?`
	sqlPostingBefore = `SELECT max(first) FROM posting WHERE tenant = ? AND key = ? AND first <= ?`
	sqlDropPosting   = `DELETE FROM posting WHERE tenant = ? AND key = ? AND first = ?`
	sqlPostingsOf    = `SELECT key, first, list FROM posting WHERE tenant = ? AND key >= ? AND key < ?`
)

// postingMost is how many places one row holds, fewer in tests; it holds more
// only when they have one moment of storage.
var postingMost = 512

// postingKey is what places are listed under: a kind, then the first 16 bytes
// of a key.
type postingKey [17]byte

// The kinds of keys.
const (
	kindAgent           = 'a' // actor or object
	kindRelatedAgent    = 'b'
	kindActivity        = 'c' // object
	kindRelatedActivity = 'd'
	kindRegistration    = 'r'
	kindVerb            = 'v'
)

func postingOf(kind byte, key []byte) (k postingKey) {
	k[0] = kind
	copy(k[1:], key)
	return k
}

// mentionKey is where the places of a mention are listed.
func mentionKey(m *lrs.Mention, direct, related byte) postingKey {
	if m.Direct {
		return postingOf(direct, m.Key[:])
	}
	return postingOf(related, m.Key[:])
}

// keysOf are the keys that a statement is listed under.
func keysOf(it *lrs.Item) []postingKey {
	keys := make([]postingKey, 0, 2+len(it.Agents)+len(it.Activities))
	keys = append(keys, postingOf(kindVerb, keyOf(it.Verb)))
	if !it.Registration.IsZero() {
		keys = append(keys, postingOf(kindRegistration, it.Registration[:]))
	}
	for i := range it.Agents {
		keys = append(keys, mentionKey(&it.Agents[i], kindAgent, kindRelatedAgent))
	}
	for i := range it.Activities {
		keys = append(keys, mentionKey(&it.Activities[i], kindActivity, kindRelatedActivity))
	}
	return keys
}

// packPlaces writes places, which are in order; the moment of the first is the
// key of its row.
func packPlaces(b []byte, places []lrs.Position) []byte {
	b = binary.AppendVarint(b, places[0].Seq)
	for i := 1; i < len(places); i++ {
		b = binary.AppendUvarint(b, uint64(places[i].Stored-places[i-1].Stored))
		b = binary.AppendVarint(b, places[i].Seq-places[i-1].Seq)
	}
	return b
}

// unpackPlaces appends the places of one row.
func unpackPlaces(out []lrs.Position, first int64, list []byte) ([]lrs.Position, error) {
	at := lrs.Position{Stored: first}
	for i := 0; len(list) > 0; i++ {
		if i > 0 {
			d, n := binary.Uvarint(list)
			if n <= 0 || d > math.MaxInt64 {
				return out, fmt.Errorf("a list of places: %w", lrs.ErrCorrupt)
			}
			at.Stored, list = at.Stored+int64(d), list[n:]
		}
		d, n := binary.Varint(list)
		if n <= 0 {
			return out, fmt.Errorf("a list of places: %w", lrs.ErrCorrupt)
		}
		at.Seq, list = at.Seq+d, list[n:]
		out = append(out, at)
	}
	return out, nil
}

// cutPlaces returns how many places go into one row. Those with one moment of
// storage stay together, so that no two rows begin at the same.
func cutPlaces(places []lrs.Position) int {
	if len(places) <= postingMost {
		return len(places)
	}
	n := postingMost
	for n < len(places) && places[n].Stored == places[n-1].Stored {
		n++
	}
	return n
}

// span is a part of the order of a tenant: after lo, up to hi with it.
type span struct{ lo, hi lrs.Position }

var wholeSpan = span{lrs.Position{Stored: math.MinInt64}, lrs.Position{Stored: math.MaxInt64, Seq: math.MaxInt64}}

// spanOf is the part of the order that a query asks for.
func spanOf(q lrs.Query) span {
	x := wholeSpan
	if !q.Since.IsZero() {
		x.lo = lrs.Position{Stored: micro(q.Since), Seq: math.MaxInt64}
	}
	if !q.Until.IsZero() {
		x.hi.Stored = micro(q.Until)
	}
	if q.After != nil && q.Ascending && x.lo.Before(*q.After) {
		x.lo = *q.After
	}
	if q.After != nil && !q.Ascending && q.After.Before(x.hi) {
		x.hi = lrs.Position{Stored: q.After.Stored, Seq: q.After.Seq - 1}
	}
	if q.Bound != nil && q.Ascending && q.Bound.Before(x.hi) {
		x.hi = *q.Bound
	}
	return x
}

func (x span) has(p lrs.Position) bool { return x.lo.Before(p) && !x.hi.Before(p) }

// postings reads the places listed under a key, in the order of a query, a few
// rows at a time.
type postings struct {
	w     session
	t     lrs.Tenant
	key   postingKey
	up    bool
	rest  span // not yet read
	found []lrs.Position
	rows  int // to read the next time
	begun bool
	ended bool
}

func (w session) postings(t lrs.Tenant, key postingKey, part span, up bool) *postings {
	return &postings{w: w, t: t, key: key, up: up, rest: part, rows: 4}
}

// peek returns the next place without taking it.
func (p *postings) peek(ctx context.Context) (lrs.Position, bool, error) {
	for len(p.found) == 0 {
		if p.ended {
			return lrs.Position{}, false, nil
		}
		if err := p.fill(ctx); err != nil {
			return lrs.Position{}, false, err
		}
	}
	return p.found[0], true, nil
}

// seek passes over the places that come before one in the order of the query.
func (p *postings) seek(to lrs.Position) {
	for i := range p.found {
		if !comesBefore(p.found[i], to, p.up) {
			p.found = p.found[i:]
			return
		}
	}
	p.found = nil
	switch {
	case p.up && p.rest.lo.Before(to):
		p.rest.lo, p.begun = lrs.Position{Stored: to.Stored, Seq: to.Seq - 1}, false
	case !p.up && to.Before(p.rest.hi):
		p.rest.hi = to
	}
}

// comesBefore reports whether a comes before b in the order of a query.
func comesBefore(a, b lrs.Position, up bool) bool {
	if up {
		return a.Before(b)
	}
	return b.Before(a)
}

func (p *postings) fill(ctx context.Context) error {
	query, from := sqlPostingsDown, p.rest.hi.Stored
	if p.up {
		query, from = sqlPostingsUp, p.rest.lo.Stored+1
		if !p.begun { // the row that the first place stands in begins before it
			var before sql.NullInt64
			if err := p.w.QueryRowContext(ctx, sqlPostingBefore, string(p.t), p.key[:], p.rest.lo.Stored).Scan(&before); err != nil {
				return err
			}
			from, p.begun = p.rest.lo.Stored, true
			if before.Valid {
				from = before.Int64
			}
		}
	}
	if p.rest.hi.Before(p.rest.lo) {
		p.ended = true
		return nil
	}
	n := 0
	var row, next []lrs.Position
	err := p.w.rows(ctx, query, []any{string(p.t), p.key[:], from, p.rows}, func(rows *sql.Rows) error {
		var first int64
		var list sql.RawBytes
		if err := rows.Scan(&first, &list); err != nil {
			return err
		}
		n++
		var err error
		if row, err = unpackPlaces(row[:0], first, list); err != nil {
			return err
		}
		if !p.up {
			slices.Reverse(row)
		}
		for _, at := range row {
			if p.rest.has(at) {
				next = append(next, at)
			}
		}
		p.pass(first, row)
		return nil
	})
	if err != nil {
		return err
	}
	p.found = next
	p.ended = n < p.rows || p.rest.hi.Before(p.rest.lo)
	p.rows = min(4*p.rows, 64)
	return nil
}

// pass takes a row that was read from the part to be read.
func (p *postings) pass(first int64, row []lrs.Position) {
	if !p.up {
		p.rest.hi = lrs.Position{Stored: first - 1, Seq: math.MaxInt64}
		return
	}
	if len(row) > 0 && p.rest.lo.Before(row[len(row)-1]) {
		p.rest.lo = lrs.Position{Stored: row[len(row)-1].Stored, Seq: math.MaxInt64}
	}
}
