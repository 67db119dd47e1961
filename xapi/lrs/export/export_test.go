// SPDX-License-Identifier: Apache-2.0

package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/export"
)

// filled returns a store with n statements, one an hour from the end of
// October, so that they fall in two months.
func filled(t testing.TB, n int) lrs.Store {
	t.Helper()
	now := time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)
	s := lrs.NewMemory(func() time.Time { now = now.Add(time.Hour); return now })
	for i := range n {
		text := fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d",%s"actor":{"mbox":"mailto:p%d@example.org","name":"P"},"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"},"result":{"success":true,"score":{"scaled":0.5},"duration":"PT1M"}}`, i, "\n ", i%3)
		item := lrs.Prepare([]byte(text), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"})
		if _, err := s.Put(context.Background(), "ac-demo", lrs.Batch{Items: []lrs.Item{item}}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestNDJSON(t *testing.T) {
	var out bytes.Buffer
	m, err := export.NDJSON(context.Background(), &out, filled(t, 30), "ac-demo", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(out.Bytes())
	if m.SHA256 != hex.EncodeToString(sum[:]) || m.Count != 30 || strings.Count(out.String(), "\n") != 30 {
		t.Errorf("manifest %+v for %d lines", m, strings.Count(out.String(), "\n"))
	}
	if !strings.Contains(out.String(), `000000000000",  "actor":{"mbox":"mailto:p0@example.org","name":"P"}`) {
		t.Errorf("first line is not what came: %.200s", out.String())
	}
}

func TestParquetReadsBack(t *testing.T) {
	store, dir := filled(t, 30), t.TempDir()
	for range 2 { // the second time replaces whole months
		months, err := export.Parquet(context.Background(), dir, store, "ac-demo", time.Time{}, time.Time{}, export.Options{Identifiers: true, FileRows: 7, RowGroup: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(months) != 2 || months[0].Count+months[1].Count != 30 {
			t.Fatalf("months %+v", months)
		}
	}
	files, err := filepath.Glob(dir + "/academy=ac-demo/month=*/part-*.parquet")
	if err != nil {
		t.Fatal(err)
	}
	var got []export.Row
	for _, f := range files {
		rows, err := parquet.ReadFile[export.Row](f)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rows...)
	}
	if len(got) != 30 || len(files) != 5 {
		t.Fatalf("%d rows in %d files", len(got), len(files))
	}
	i := 0
	err = export.Each(context.Background(), store, "ac-demo", time.Time{}, time.Time{}, func(r lrs.Record) error {
		row := got[i]
		i++
		if row.ID != r.ID || row.Stored != r.Stored.UnixMicro() || row.Seq != r.Seq || row.Statement != strings.ReplaceAll(string(r.Payload), "\n", " ") ||
			row.Verb != "https://example.org/v" || row.ObjectType != "Activity" || row.Success == nil || !*row.Success || *row.Scaled != 0.5 || *row.Duration != "PT1M" {
			t.Errorf("row %d: %+v", i, row)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []string{"2026-10", "2026-11"} {
		if _, err := os.Stat(dir + "/academy=ac-demo/month=" + m + "/_SUCCESS"); err != nil {
			t.Error(err)
		}
	}
}

func TestParquetNamesNobody(t *testing.T) {
	dir := t.TempDir()
	if _, err := export.Parquet(context.Background(), dir, filled(t, 9), "ac-demo", time.Time{}, time.Time{}, export.Options{}); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(dir + "/academy=ac-demo/month=*/part-*.parquet")
	persons := map[string]int{}
	for _, f := range files {
		rows, err := parquet.ReadFile[export.Row](f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if strings.Contains(r.Statement, "mailto:") || strings.Contains(r.Statement, `"name":"P"`) {
				t.Errorf("a person is named: %s", r.Statement)
			}
			persons[r.ActorKey]++
		}
	}
	if len(persons) != 3 {
		t.Errorf("%d persons can be told apart, want 3", len(persons))
	}
}

func ExampleNDJSON() {
	store := lrs.NewMemory(func() time.Time { return time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC) })
	item := lrs.Prepare([]byte(`{"id":"00000000-0000-4000-8000-000000000001","actor":{"mbox":"mailto:a@example.org"},"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"}}`),
		lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"})
	if _, err := store.Put(context.Background(), "ac-demo", lrs.Batch{Items: []lrs.Item{item}}); err != nil {
		fmt.Println(err)
	}
	m, err := export.NDJSON(context.Background(), os.Stdout, store, "ac-demo", time.Time{}, time.Time{})
	fmt.Println(m.Count, err)
	// Output:
	// {"id":"00000000-0000-4000-8000-000000000001","actor":{"mbox":"mailto:a@example.org"},"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"},"version":"2.0.0","authority":{"mbox":"mailto:key@example.org"},"timestamp":"2026-11-03T09:00:00.000000Z","stored":"2026-11-03T09:00:00.000000Z"}
	// 1 <nil>
}
