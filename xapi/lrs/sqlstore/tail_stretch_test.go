// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// TestTailUndoes adds statements in transactions, some of which are undone or
// settled, and compares what is listed with what was kept.
func TestTailUndoes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	l := newTail()
	var want []trace
	next := int64(1)
	for round := range 400 {
		m, kept, settled := l.mark(), len(want), 0
		for range rng.IntN(6) {
			if rng.IntN(12) == 0 {
				for _, x := range l.closeParts(m.settled) {
					for _, p := range x.parts {
						m.settled[p] = true
					}
				}
				settled = len(want)
			}
			x := trace{id: lrs.UUID{byte(next), byte(next >> 8)}, at: lrs.Position{Stored: next, Seq: next}}
			for k := range byte(3) {
				if rng.IntN(2) == 0 {
					x.keys = append(x.keys, postingOf(kindVerb, []byte{k}))
				}
			}
			next++
			l.add("t", []trace{x})
			want = append(want, x)
		}
		if round%3 == 0 {
			l.undo(m)
			want = want[:kept]
		} else {
			l.settle(m.settled)
			want = want[settled:]
		}
		check(t, l, want, fmt.Sprint("round ", round))
	}
}

// check compares a tail with the statements that it should hold.
func check(t *testing.T, l *tail, want []trace, when string) {
	t.Helper()
	if l.length() != len(want) {
		t.Fatalf("%s: %d statements, want %d", when, l.length(), len(want))
	}
	for k := range byte(3) {
		key := postingOf(kindVerb, []byte{k})
		var places []lrs.Position
		for _, x := range want {
			if slices.Contains(x.keys, key) {
				places = append(places, x.at)
			}
		}
		up, _ := l.listed("t", key, wholeSpan, true, 1<<30)
		down, _ := l.listed("t", key, wholeSpan, false, 1<<30)
		if slices.Reverse(down); !slices.Equal(up, places) || !slices.Equal(down, places) {
			t.Fatalf("%s: %v and %v, want %v", when, up, down, places)
		}
		if few, more := l.listed("t", key, wholeSpan, false, 2); len(few) > 2 || more != (len(places) > 2) {
			t.Fatalf("%s: two of %d: %v, %t", when, len(places), few, more)
		}
	}
	for _, x := range want {
		if at, ok := l.place("t", x.id); !ok || at != x.at {
			t.Fatalf("%s: %v is at %v, %t", when, x.id, at, ok)
		}
	}
}
