// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// TestFigures counts statements in the tables, in the tail, and on both sides
// while the tables are being written.
func TestFigures(t *testing.T) {
	for name, s := range map[string]*sqlstore.Store{"sqlite": sqliteStore(t, sqlstore.Options{}), "postgres": postgresStore(t, sqlstore.Options{})} {
		if name == "sqlite" {
			s.Sweep(17, 5)
		}
		for n := range 100 {
			if err := put(t, s, n); err != nil {
				t.Fatal(err)
			}
			if n%9 != 0 {
				continue
			}
			f, err := s.Figures(context.Background(), "t", time.Now().Add(-time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			var days, verbs int64
			for _, d := range f.Days {
				days += d.Count
			}
			for _, v := range f.Verbs {
				verbs += v.Count
			}
			if want := int64(n + 1); f.Statements != want || days != want || verbs != want {
				t.Errorf("%s after %d: %d statements, %d by day, %d by verb", name, want, f.Statements, days, verbs)
			}
		}
		f, err := s.Figures(context.Background(), "t", time.Now().Add(-time.Hour))
		if err != nil || len(f.Verbs) != 5 || f.Verbs[0].Count != 20 {
			t.Errorf("%s: verbs %+v, %v", name, f.Verbs, err)
		}
		if q := s.Queue(); q.Batches != 0 || q.Tail > 40 {
			t.Errorf("%s: queue %+v", name, q)
		}
	}
}
