// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// TestShortLists runs the contract with one place in a list.
func TestShortLists(t *testing.T) {
	defer sqlstore.RowsOf(1)()
	store := &settling{Store: sqliteStore(t, sqlstore.Options{}), every: 1}
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
}

// twins stores the same batches in memory and in a file.
type twins struct {
	*testing.T
	memory lrs.Store
	file   *sqlstore.Store
}

func copyBatch(b lrs.Batch) (c lrs.Batch) {
	for _, it := range b.Items {
		it.Payload = slices.Clone(it.Payload)
		c.Items = append(c.Items, it)
	}
	return c
}

func (w *twins) put(b lrs.Batch) {
	w.Helper()
	for _, s := range []lrs.Store{w.memory, w.file} {
		if _, err := s.Put(context.Background(), "t", copyBatch(b)); err != nil {
			w.Fatal(err)
		}
	}
}

// same asks both every combination of filters for every person, activity,
// verb and registration there is; with -short, which the race detector runs,
// one in ten.
func (w *twins) same(when string) (found int) {
	w.Helper()
	step := 1
	if testing.Short() {
		step = 10
	}
	for n := range 4 {
		for i, q := range everyQuery(n) {
			if (i+n)%step != 0 {
				continue
			}
			want, got := walk(w.T, w.memory, q), walk(w.T, w.file, q)
			found += len(want) * step
			if fmt.Sprint(want) != fmt.Sprint(got) {
				w.Fatalf("%s, %+v:\nmemory %v\nSQLite %v", when, q, want, got)
			}
		}
	}
	return found
}

// remove deletes the statements of a verb from both.
func (w *twins) remove(verb string) {
	w.Helper()
	for _, s := range []lrs.Store{w.memory, w.file} {
		p, err := s.Plan(context.Background(), "t", xapi.Selection{Action: xapi.ActionDelete, Verbs: []xapi.IRI{xapi.IRI(verb)}})
		if err != nil {
			w.Fatal(err)
		}
		if r, err := s.Apply(context.Background(), "t", p); err != nil || r.Statements == 0 {
			w.Fatalf("%+v, %v", r, err)
		}
	}
}

// TestListsFollowTheStatements deletes statements in the middle of lists and
// goes on storing: memory and file find the same, and no list overlaps.
func TestListsFollowTheStatements(t *testing.T) {
	defer sqlstore.RowsOf(3)()
	w := &twins{t, lrs.NewMemory(nil), sqliteStore(t, sqlstore.Options{})}
	w.file.Sweep(30, 7)
	rng := rand.New(rand.NewPCG(5, 5))
	for round := range 8 {
		w.put(mixed(rng, round*20, 20))
		if round%3 == 1 {
			w.remove(fmt.Sprintf("https://example.org/v%d", round%3))
			w.same(fmt.Sprint("after the deletion of round ", round))
		}
	}
	if found := w.same("at the end"); found < 500 {
		t.Errorf("%d statements were found: the test sees too little", found)
	}
	if err := w.file.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows, places, err := w.file.Lists(context.Background(), "t")
	if err != nil || rows == 0 || places < 2*rows {
		t.Errorf("%d places in %d rows: %v", places, rows, err)
	}
}

// TestListsOfOneMoment moves statements of one moment of storage, as a batch of
// PostgreSQL has, and older ones after newer ones.
func TestListsOfOneMoment(t *testing.T) {
	defer sqlstore.RowsOf(3)()
	file := sqliteStore(t, sqlstore.Options{})
	var items []lrs.Item
	var places []lrs.Position
	for n := range 60 {
		items = append(items, itemOf(n))
		places = append(places, lrs.Position{Stored: int64(1_000_000 + n/20), Seq: int64(n + 1)})
	}
	for _, part := range [][2]int{{30, 60}, {0, 10}, {5, 35}} { // the last begins with some that are there
		if _, err := file.Paste(context.Background(), "t", items[part[0]:part[1]], places[part[0]:part[1]]); err != nil {
			t.Fatal(err)
		}
	}
	if _, n, err := file.Lists(context.Background(), "t"); err != nil || n < 120 {
		t.Errorf("%d places: %v", n, err)
	}
	for _, up := range []bool{false, true} {
		for verb := range 5 {
			q := lrs.Query{Verb: fmt.Sprintf("https://example.org/v%d", verb), Ascending: up, Limit: 5}
			var want []lrs.UUID
			for n := verb; n < 60; n += 5 {
				want = append(want, number(n))
			}
			if !up {
				slices.Reverse(want)
			}
			if got := walk(t, file, q); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("verb %d, ascending %t: %v, want %v", verb, up, got, want)
			}
		}
	}
}

// TestMigratesLists brings statements of version 3 of the tables forward, with
// references and voided ones: every query finds what memory finds.
func TestMigratesLists(t *testing.T) {
	defer sqlstore.RowsOf(4)()
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := sqlstore.MigrateTo(ctx, db, sqlstore.SQLite, 3); err != nil {
		t.Fatal(err)
	}
	w := &twins{T: t, memory: lrs.NewMemory(nil)}
	b := mixed(rand.New(rand.NewPCG(2, 2)), 0, 150)
	if _, err := w.memory.Put(ctx, "t", copyBatch(b)); err != nil {
		t.Fatal(err)
	}
	if err := sqlstore.PutVersion3(ctx, db, "t", b.Items, 1_000_000, 1); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var told []int
	w.file, err = openFile(path, sqlstore.Options{Migrating: func(percent int) { told = append(told, percent) }})
	if err != nil {
		t.Fatal(err)
	}
	defer w.file.Close()
	if len(told) == 0 || !slices.IsSorted(told) || told[len(told)-1] != 100 {
		t.Errorf("the migration told %v", told)
	}
	if found := w.same("after the migration"); found < 500 {
		t.Errorf("%d statements were found: the test sees too little", found)
	}
	w.put(mixed(rand.New(rand.NewPCG(3, 3)), 150, 30))
	w.same("after more statements")
	if f, err := w.file.Figures(ctx, "t", time.UnixMicro(0)); err != nil || f.Statements != 180 {
		t.Errorf("%+v, %v", f, err)
	}
}
