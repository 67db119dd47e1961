// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// settling writes the tables after every n-th batch, where a server waits for
// tens of thousands of statements.
type settling struct {
	*sqlstore.Store
	every int64
	n     atomic.Int64
}

func (s *settling) Put(ctx context.Context, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	out, err := s.Store.Put(ctx, t, b)
	if n := s.n.Add(1); err == nil && n%s.every == 0 {
		err = s.Settle(ctx)
	}
	return out, err
}

// TestSettledSQLite runs the contract with the tables complete, and with
// statements on both sides.
func TestSettledSQLite(t *testing.T) {
	for _, every := range []int64{1, 3} {
		t.Run(fmt.Sprint(every), func(t *testing.T) {
			store := &settling{Store: sqliteStore(t, sqlstore.Options{}), every: every}
			lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
		})
	}
}

// TestSweptSQLite runs the contract while the tables are written a few rows at
// a time.
func TestSweptSQLite(t *testing.T) {
	store := sqliteStore(t, sqlstore.Options{})
	store.Sweep(4, 3)
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
}

// mixed is a batch of statements, some that refer to earlier or later ones and
// some that void them.
func mixed(rng *rand.Rand, from, n int) lrs.Batch {
	var b lrs.Batch
	for i := range n {
		me := from + i
		object := fmt.Sprintf(`{"id":"https://example.org/a%d"}`, rng.IntN(4))
		verb := fmt.Sprintf("https://example.org/v%d", rng.IntN(3))
		switch rng.IntN(8) {
		case 0:
			object = fmt.Sprintf(`{"objectType":"StatementRef","id":"%s"}`, number(max(0, me+rng.IntN(9)-6)))
		case 1:
			object, verb = fmt.Sprintf(`{"objectType":"StatementRef","id":"%s"}`, number(max(0, me-1-rng.IntN(5)))), lrs.VerbVoided
		}
		text := fmt.Sprintf(`{"id":"%s","actor":{"mbox":"mailto:p%d@example.org"},"verb":{"id":"%s"},"object":%s,"context":{"registration":"%s","instructor":{"mbox":"mailto:p%d@example.org"}}}`,
			number(me), rng.IntN(4), verb, object, number(rng.IntN(4)), rng.IntN(4))
		b.Items = append(b.Items, lrs.Prepare([]byte(text), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"}))
	}
	return b
}

// everyQuery is every combination of the filters, for one person, activity,
// verb and registration.
func everyQuery(n int) []lrs.Query {
	agent, _ := lrs.AgentKey(fmt.Appendf(nil, `{"mbox":"mailto:p%d@example.org"}`, n))
	activity, registration := lrs.ActivityKey(fmt.Sprintf("https://example.org/a%d", n)), number(n)
	var out []lrs.Query
	for mask := range 128 {
		on := func(bit int) bool { return mask&(1<<bit) != 0 }
		q := lrs.Query{RelatedAgents: on(4), RelatedActivities: on(5), Ascending: on(6), Limit: 7}
		if on(0) {
			q.Agent = &agent
		}
		if on(1) {
			q.Activity = &activity
		}
		if on(2) {
			q.Verb = fmt.Sprintf("https://example.org/v%d", n%3)
		}
		if on(3) {
			q.Registration = &registration
		}
		out = append(out, q)
	}
	return out
}

// walk returns the ids a query finds, page after page.
func walk(t *testing.T, s lrs.Store, q lrs.Query) []lrs.UUID {
	t.Helper()
	var out []lrs.UUID
	for next := &q; next != nil; {
		page, err := s.Find(context.Background(), "t", *next)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Records {
			out = append(out, r.ID)
		}
		next = page.More
	}
	return out
}

// TestTailFindsWhatMemoryFinds stores the same batches in memory and in SQLite,
// settled now and then, and asks both every combination of filters.
func TestTailFindsWhatMemoryFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	memory, file := lrs.NewMemory(nil), sqliteStore(t, sqlstore.Options{})
	file.Sweep(30, 11)
	asked, found := 0, 0
	for round := range 12 {
		b := mixed(rng, round*20, 20)
		c := lrs.Batch{}
		for _, it := range b.Items {
			it.Payload = append([]byte(nil), it.Payload...)
			c.Items = append(c.Items, it)
		}
		if _, err := memory.Put(context.Background(), "t", b); err != nil {
			t.Fatal(err)
		}
		if _, err := file.Put(context.Background(), "t", c); err != nil {
			t.Fatal(err)
		}
		if round%5 == 3 {
			if err := file.Settle(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range everyQuery(rng.IntN(4)) {
			want, got := walk(t, memory, q), walk(t, file, q)
			asked, found = asked+1, found+len(want)
			if fmt.Sprint(want) != fmt.Sprint(got) {
				t.Fatalf("round %d, %+v:\nmemory %v\nSQLite %v", round, q, want, got)
			}
		}
	}
	if found < asked {
		t.Errorf("%d queries found %d statements: they see too little", asked, found)
	}
}

// copyOf opens the files of a store as they lie on the disk, as after a crash.
func copyOf(t *testing.T, path string) *sqlstore.Store {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := openFile(to, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestTailIsReadAgainAfterACrash stops a store before the tables are written:
// every statement is found again, by its id and by each filter.
func TestTailIsReadAgainAfterACrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "traces.db")
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Sweep(30, 11)
	rng := rand.New(rand.NewPCG(3, 3))
	for round := range 6 {
		if _, err := s.Put(context.Background(), "t", mixed(rng, round*20, 20)); err != nil {
			t.Fatal(err)
		}
		if round == 2 {
			if err := s.Settle(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	}
	again := copyOf(t, path)
	for n := range 120 {
		if _, err := again.Get(context.Background(), "t", number(n)); err != nil {
			t.Errorf("statement %d: %v", n, err)
		}
	}
	for _, q := range everyQuery(1) {
		if want, got := walk(t, s, q), walk(t, again, q); fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("%+v: %v, after the crash %v", q, want, got)
		}
	}
	if _, err := again.Put(context.Background(), "t", mixed(rand.New(rand.NewPCG(9, 9)), 100, 20)); err == nil {
		t.Error("an id that was stored before the crash is taken for another statement")
	}
}

// TestTwoProcessesSeeTheirStatements writes through two stores on one file.
func TestTwoProcessesSeeTheirStatements(t *testing.T) {
	path := filepath.Join(t.TempDir(), "traces.db")
	var stores [2]*sqlstore.Store
	for i := range stores {
		var err error
		if stores[i], err = openFile(path, sqlstore.Options{SkipVerify: true}); err != nil {
			t.Fatal(err)
		}
		defer stores[i].Close()
		stores[i].Sweep(20, 9)
	}
	agent, _ := lrs.AgentKey([]byte(`{"account":{"homePage":"https://example.org","name":"p7"}}`))
	want := 0
	for n := range 300 {
		if err := put(t, stores[n/7%2], n); err != nil {
			t.Fatal(err)
		}
		if n%50 == 7 {
			want++
		}
		if n%41 == 0 {
			if err := stores[n%2].Settle(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		if n%20 == 0 {
			for i, s := range stores {
				if got := len(walk(t, s, lrs.Query{Agent: &agent})); got != want {
					t.Fatalf("after %d: store %d finds %d, want %d", n, i, got, want)
				}
				if _, err := s.Get(context.Background(), "t", number(n)); err != nil {
					t.Fatalf("store %d: %v", i, err)
				}
			}
		}
	}
	for _, s := range stores {
		other := itemOf(250)
		other.Digest[0]++
		if _, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{other}}); err == nil {
			t.Error("an id of the other process is taken for another statement")
		}
	}
}

// TestMigratesStatements brings statements of version 2 of the tables forward:
// each is found as it was.
func TestMigratesStatements(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := sqlstore.MigrateTo(ctx, db, sqlstore.SQLite, 2); err != nil {
		t.Fatal(err)
	}
	for n := range 30 {
		if err := sqlstore.PutVersion2(ctx, db, "t", itemOf(n), int64(1_000_000+n), int64(n+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for n := range 30 {
		r, err := s.Get(ctx, "t", number(n))
		if err != nil || string(r.Payload) != string(itemOf(n).Payload) {
			t.Fatalf("statement %d: %v", n, err)
		}
	}
	agent, _ := lrs.AgentKey([]byte(`{"account":{"homePage":"https://example.org","name":"p7"}}`))
	for name, c := range map[string]struct {
		q    lrs.Query
		want int
	}{
		"verb": {lrs.Query{Verb: "https://example.org/v3"}, 6}, "agent": {lrs.Query{Agent: &agent}, 1}, "all": {lrs.Query{}, 30},
	} {
		if got := len(walk(t, s, c.q)); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if out, err := s.Put(ctx, "t", lrs.Batch{Items: []lrs.Item{itemOf(3), itemOf(31)}}); err != nil || out.Repeated != 1 || out.New != 1 {
		t.Errorf("a repeat after the migration: %+v, %v", out, err)
	}
}
