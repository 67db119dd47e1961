// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

func sqliteForBench(b *testing.B, o sqlstore.Options) *sqlstore.Store {
	b.Helper()
	s, err := openFile(filepath.Join(b.TempDir(), "traces.db"), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// ingest posts batches over loopback HTTP, client and server in one process:
// statements/s, validated and durable.
func ingest(b *testing.B, s lrs.Store, clients, batch int) {
	b.Helper()
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "t"})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(lrs.New(s, lrs.Options{Auth: auth}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	var next atomic.Int64
	b.ResetTimer()
	start := time.Now()
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for {
				from := int(next.Add(int64(batch))) - batch
				if from >= b.N {
					return
				}
				var body bytes.Buffer
				for n := range min(batch, b.N-from) {
					body.WriteString([]string{",", "["}[b2i(n == 0)])
					body.WriteString(text(from + n))
				}
				body.WriteByte(']')
				r, err := http.NewRequest("POST", server.URL+"/statements", &body)
				if err != nil {
					b.Error(err)
					return
				}
				r.SetBasicAuth("a", "a")
				r.Header.Set("X-Experience-API-Version", "2.0.0")
				r.Header.Set("Content-Type", "application/json")
				res, err := client.Do(r)
				if err != nil {
					b.Error(err)
					return
				}
				answer, _ := io.ReadAll(res.Body)
				_ = res.Body.Close()
				if res.StatusCode != http.StatusOK {
					b.Errorf("%d: %s", res.StatusCode, answer)
					return
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "statements/s")
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

func BenchmarkIngest(b *testing.B) {
	b.Run("sqlite/50", func(b *testing.B) { ingest(b, sqliteForBench(b, sqlstore.Options{}), 8, 50) })
	b.Run("sqlite/1x64", func(b *testing.B) { ingest(b, sqliteForBench(b, sqlstore.Options{}), 64, 1) })
	b.Run("postgres/50", func(b *testing.B) { ingest(b, postgresStore(b, sqlstore.Options{}), 8, 50) })
	b.Run("postgres/1x64", func(b *testing.B) { ingest(b, postgresStore(b, sqlstore.Options{}), 64, 1) })
}

// BenchmarkGroupCommit compares one commit for each statement with one for
// those of 64 writers, on the same disk in the same run (bar R6).
func BenchmarkGroupCommit(b *testing.B) {
	for _, c := range []struct {
		name          string
		group, writer int
	}{{"single", 1, 64}, {"group", 256, 64}} {
		b.Run(c.name, func(b *testing.B) {
			s := sqliteForBench(b, sqlstore.Options{GroupSize: c.group})
			var next atomic.Int64
			b.ResetTimer()
			start := time.Now()
			var wg sync.WaitGroup
			for range c.writer {
				wg.Go(func() {
					for {
						n := int(next.Add(1))
						if n > b.N {
							return
						}
						if _, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}}); err != nil {
							b.Error(err)
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "acks/s")
		})
	}
}

// BenchmarkFind queries a store of BRIQUES_LONG 100,000 or 10,000 statements.
func BenchmarkFind(b *testing.B) {
	size := 10_000
	if long() {
		size = 100_000
	}
	s := sqliteForBench(b, sqlstore.Options{})
	for from := 0; from < size; from += 500 {
		var batch lrs.Batch
		for n := from; n < from+500; n++ {
			batch.Items = append(batch.Items, itemOf(n))
		}
		if _, err := s.Put(context.Background(), "t", batch); err != nil {
			b.Fatal(err)
		}
	}
	agent, _ := lrs.AgentKey([]byte(`{"account":{"homePage":"https://example.org","name":"p7"}}`))
	activity := lrs.ActivityKey("https://example.org/a7")
	for name, q := range map[string]lrs.Query{"agent": {Agent: &agent}, "activity": {Activity: &activity}, "verb": {Verb: "https://example.org/v3"}, "all": {}} {
		q.Limit = 50
		b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Find(context.Background(), "t", q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
