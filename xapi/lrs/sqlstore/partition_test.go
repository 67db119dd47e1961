// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

func TestPartitionedPostgreSQL(t *testing.T) {
	store := postgresStore(t, sqlstore.Options{Partitions: true})
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
}

// TestPartitionsAreSettledOnce: a database stays as it was made.
func TestPartitionsAreSettledOnce(t *testing.T) {
	address := postgres(t).fresh(t)
	for _, asked := range []bool{true, false} {
		s, err := openPostgres(address, sqlstore.Options{Partitions: asked})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.MonthsBefore(context.Background(), time.Now()); err != nil {
			t.Errorf("asked %v: %v", asked, err)
		}
		if err := put(t, s, 1); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	plain := postgres(t).fresh(t)
	s, err := openPostgres(plain, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.MonthsBefore(context.Background(), time.Now()); !errors.Is(err, sqlstore.ErrNotPartitioned) {
		t.Errorf("months of a plain database: %v", err)
	}
	if err := put(t, s, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = openPostgres(plain, sqlstore.Options{Partitions: true}); err == nil || !strings.Contains(err.Error(), "move-tenant") {
		t.Errorf("a database with statements was partitioned: %v", err)
		if s != nil {
			_ = s.Close()
		}
	}
}

// overMonths is a SQLite store with 40 statements of two tenants, ten a month
// of 2024 from January on, and in May one that refers to number 3 of January.
func overMonths(t *testing.T) *sqlstore.Store {
	t.Helper()
	now := time.Date(2024, 1, 10, 0, 0, 0, 0, time.UTC)
	s, err := openFile(filepath.Join(t.TempDir(), "traces.db"), sqlstore.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for n := range 40 {
		now = time.Date(2024, time.Month(1+n/10), 10, 0, n, 0, 0, time.UTC)
		tenant := lrs.Tenant([]string{"t", "u"}[n%2])
		if _, err := s.Put(context.Background(), tenant, lrs.Batch{Items: []lrs.Item{itemOf(n)}}); err != nil {
			t.Fatal(err)
		}
	}
	now = now.AddDate(0, 1, 0)
	text := fmt.Sprintf(`{"id":"%s","actor":{"mbox":"mailto:x@example.org"},"verb":{"id":"https://example.org/refers"},"object":{"objectType":"StatementRef","id":"%s"}}`, number(100), number(2))
	it := lrs.Prepare([]byte(text), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"})
	if _, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{it}}); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestDropMonth drops January: its statements are gone, everything else stands,
// and an id that was dropped may come again.
func TestDropMonth(t *testing.T) {
	from, s := overMonths(t), postgresStore(t, sqlstore.Options{Partitions: true})
	ctx := context.Background()
	for _, tenant := range []lrs.Tenant{"t", "u"} {
		if _, err := from.Move(ctx, tenant, s, "new"); err != nil {
			t.Fatal(err)
		}
	}
	verb := lrs.Query{Verb: "https://example.org/v2"} // of number 2, which 100 refers to
	if got := walk(t, s, verb); got[0] != number(100) || got[len(got)-1] != number(2) {
		t.Fatalf("before: %v", got)
	}
	months, err := s.MonthsBefore(ctx, time.Date(2024, 3, 31, 0, 0, 0, 0, time.UTC))
	if err != nil || len(months) != 2 || months[0].Statements != 10 || months[1].Statements != 10 {
		t.Fatalf("months %+v, %v", months, err)
	}
	if n, err := s.DropMonth(ctx, months[0]); err != nil || n != months[0].Statements {
		t.Fatalf("dropped %d of %d: %v", n, months[0].Statements, err)
	}
	for n := range 40 {
		_, err := s.Get(ctx, lrs.Tenant([]string{"t", "u"}[n%2]), number(n))
		if gone := errors.Is(err, lrs.ErrNotFound); gone != (n < 10) || err != nil && !gone {
			t.Errorf("statement %d: %v", n, err)
		}
	}
	if got := walk(t, s, verb); len(got) != 3 {
		t.Errorf("after: %v, want one of each of the other months", got)
	}
	if got := walk(t, s, lrs.Query{}); len(got) != 16 {
		t.Errorf("%d statements are left of the tenant, want 16", len(got))
	}
	if err := put(t, s, 2); err != nil {
		t.Errorf("an id of the dropped month: %v", err)
	}
	if got := walk(t, s, verb); got[0] != number(2) {
		t.Errorf("what came again is not found: %v", got)
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}
