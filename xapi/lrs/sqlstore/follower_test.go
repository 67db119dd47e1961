// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// TestFollowerMissesNothing reads behind 16 writers. The naive cursor, seq
// alone, is the canary: it must miss some.
func TestFollowerMissesNothing(t *testing.T) {
	total := 1000
	if long() {
		total = 100_000
	}
	s := postgresStore(t, sqlstore.Options{})
	const writers, batch = 16, 10
	var next int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for {
				mu.Lock()
				from := next
				next += batch
				mu.Unlock()
				if from >= total {
					return
				}
				var b lrs.Batch
				for n := from; n < from+batch; n++ {
					b.Items = append(b.Items, itemOf(n))
				}
				if _, err := s.Put(context.Background(), "t", b); err != nil {
					t.Errorf("put: %v", err)
					return
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	var readers sync.WaitGroup
	naive := 0
	readers.Go(func() {
		var err error
		if naive, err = s.FollowNaively(context.Background(), "t", done); err != nil {
			t.Errorf("naive: %v", err)
		}
	})
	seen := map[lrs.UUID]int{}
	readers.Go(func() {
		var c lrs.Cursor
		for last := false; ; {
			list, n, err := s.Follow(context.Background(), "t", c, 500)
			if err != nil {
				t.Errorf("follow: %v", err)
				return
			}
			c = n
			for _, r := range list {
				seen[r.ID]++
			}
			if len(list) > 0 {
				continue
			}
			if last {
				return
			}
			select {
			case <-done:
				last = true
				time.Sleep(50 * time.Millisecond)
			default:
			}
		}
	})
	readers.Wait()
	missed, twice := total-len(seen), 0
	for _, n := range seen {
		if n > 1 {
			twice++
		}
	}
	t.Logf("%d statements, 16 writers: follower missed %d, saw %d twice; naive cursor missed %d", total, missed, twice, total-naive)
	if missed != 0 || twice != 0 {
		t.Errorf("missed %d, twice %d", missed, twice)
	}
	if long() && naive == total {
		t.Error("the naive cursor missed nothing: the test sees nothing")
	}
}
