// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"slices"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// stretch is a part of a tail: statements that follow each other, and lists of
// them by key. It holds no pointers but its own, so that the collector passes
// over it.
type stretch struct {
	closed  bool // nothing is added any more
	ids     map[lrs.UUID]int32
	names   []lrs.UUID
	places  []lrs.Position
	numbers map[postingKey]int32
	keys    []postingKey
	last    []int32   // of each key: its newest entry, or noEntry
	entries []listing // in the order of statements
}

// listing says that a statement is listed under a key.
type listing struct{ key, statement, before int32 }

const noEntry = -1

func newStretch() *stretch {
	return &stretch{ids: map[lrs.UUID]int32{}, numbers: map[postingKey]int32{}}
}

func (x *stretch) add(c *trace) {
	n := int32(len(x.places))
	x.ids[c.id] = n
	x.names, x.places = append(x.names, c.id), append(x.places, c.at)
	for _, k := range c.keys {
		number, ok := x.numbers[k]
		if !ok {
			number = int32(len(x.keys))
			x.numbers[k] = number
			x.keys, x.last = append(x.keys, k), append(x.last, noEntry)
		}
		x.entries = append(x.entries, listing{number, n, x.last[number]})
		x.last[number] = int32(len(x.entries) - 1)
	}
}

// cut takes back all but the first statements.
func (x *stretch) cut(length int) {
	for len(x.entries) > 0 && int(x.entries[len(x.entries)-1].statement) >= length {
		e := x.entries[len(x.entries)-1]
		x.last[e.key] = e.before
		x.entries = x.entries[:len(x.entries)-1]
	}
	for _, id := range x.names[length:] {
		delete(x.ids, id)
	}
	x.names, x.places = x.names[:length], x.places[:length]
}

// newestFirst hands over the places of a key until f says no.
func (x *stretch) newestFirst(number int32, f func(lrs.Position) bool) bool {
	for i := x.last[number]; i != noEntry; i = x.entries[i].before {
		if !f(x.places[x.entries[i].statement]) {
			return false
		}
	}
	return true
}

// list appends the places of a key, the oldest first.
func (x *stretch) list(out []lrs.Position, number int32) []lrs.Position {
	from := len(out)
	x.newestFirst(number, func(p lrs.Position) bool {
		out = append(out, p)
		return true
	})
	slices.Reverse(out[from:])
	return out
}

// listed returns the places that the tail lists under a key in a part of the
// order: most at the most, and whether there are others.
func (l *tail) listed(t lrs.Tenant, key postingKey, part span, up bool, most int) (out []lrs.Position, more bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	tt := l.tenants[t]
	if tt == nil {
		return nil, false
	}
	for i := len(tt.parts) - 1; i >= 0; i-- {
		x := tt.parts[i]
		number, ok := x.numbers[key]
		if !ok {
			continue
		}
		x.newestFirst(number, func(p lrs.Position) bool {
			if !part.has(p) {
				return part.lo.Before(p)
			}
			if more = !up && len(out) == most; more {
				return false
			}
			out = append(out, p)
			return true
		})
		if more {
			return out, true
		}
	}
	if up {
		slices.Reverse(out)
		if len(out) > most {
			return out[:most], true
		}
	}
	return out, false
}

// verbs counts the verbs of the tail from a moment on.
func (l *tail) verbs(t lrs.Tenant, since int64) map[[16]byte]verbTally {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[[16]byte]verbTally{}
	tt := l.tenants[t]
	if tt == nil {
		return out
	}
	for _, x := range tt.parts {
		for number, k := range x.keys {
			if k[0] != kindVerb {
				continue
			}
			x.newestFirst(int32(number), func(p lrs.Position) bool {
				if p.Stored < since {
					return false
				}
				old := out[[16]byte(k[1:])]
				out[[16]byte(k[1:])] = verbTally{old.count + 1, max(old.last, p.Stored)}
				return true
			})
		}
	}
	return out
}
