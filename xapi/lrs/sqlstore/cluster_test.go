// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

var clusterTenants = []lrs.Tenant{"ac-a", "ac-b", "ac-c", "ac-d"}

// node is one serve process: a handler over its own connections to every
// database.
func node(t *testing.T, addresses []string) (*lrs.Router, *httptest.Server, []*sqlstore.Store) {
	t.Helper()
	var shards []lrs.Shard
	var stores []*sqlstore.Store
	for i, a := range addresses {
		s, err := openPostgres(a, sqlstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tenants := []lrs.Tenant{clusterTenants[i]}
		if i == 0 {
			tenants = append(tenants, clusterTenants[3]) // the one that is moved
		}
		stores = append(stores, s)
		shards = append(shards, lrs.Shard{Store: s, Tenants: tenants})
	}
	r, err := lrs.NewRouter(shards...)
	if err != nil {
		t.Fatal(err)
	}
	var keys []lrs.StaticKey
	for _, tenant := range clusterTenants {
		keys = append(keys, lrs.StaticKey{User: string(tenant), Password: "x", Tenant: tenant})
	}
	auth, err := lrs.StaticKeys(keys...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(lrs.New(r, lrs.Options{Auth: auth, Secret: []byte("shared by the nodes")}))
	t.Cleanup(func() { server.Close(); _ = r.Close() })
	return r, server, stores
}

// ask sends one request and returns status and body.
func ask(t *testing.T, server string, tenant lrs.Tenant, method, path, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, server+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(string(tenant), "x")
	r.Header.Set("X-Experience-API-Version", "2.0.0")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Errorf("%s %s: %v", method, path, err)
		return 0, ""
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b)
}

func own(tenant lrs.Tenant, n int) string {
	return fmt.Sprintf(`{"id":"%s","actor":{"account":{"homePage":"https://example.org","name":"secret-%s"}},"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"}}`, number(n), tenant)
}

// TestClusters runs two nodes over three databases: nothing crosses tenants, a
// tenant is moved under load and loses nothing, and a database that is down
// refuses its own tenants only.
func TestClusters(t *testing.T) {
	postgres(t)
	requests := 300
	var addresses []string
	var clusters []*cluster
	if long() {
		requests = 100_000
		for range 3 {
			c, why := startCluster()
			if c == nil {
				t.Skip("NOT RUN: " + why)
			}
			defer func() { c.stop("immediate"); _ = os.RemoveAll(c.dir) }()
			clusters = append(clusters, c)
			addresses = append(addresses, c.fresh(t))
		}
	} else {
		for range 3 {
			addresses = append(addresses, postgres(t).fresh(t))
		}
	}
	_, one, stores := node(t, addresses)
	_, two, _ := node(t, addresses)
	nodes := []string{one.URL, two.URL}
	var next, crossed, refused, moving atomic.Int64
	var mu sync.Mutex
	acked := map[lrs.Tenant]map[int]bool{}
	for _, tenant := range clusterTenants {
		acked[tenant] = map[int]bool{}
	}
	moved := make(chan error, 1)
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 1))
			for {
				n := int(next.Add(1))
				if n > requests {
					return
				}
				if n == requests/3 {
					go func() {
						moving.Store(1)
						_, err := stores[0].Move(context.Background(), "ac-d", stores[2], "third")
						moving.Store(2)
						moved <- err
					}()
				}
				tenant := clusterTenants[rng.IntN(4)]
				other := clusterTenants[rng.IntN(4)]
				server := nodes[rng.IntN(2)]
				var status int
				var body string
				if rng.IntN(2) == 0 {
					for {
						status, body = ask(t, server, tenant, "POST", "/statements", own(tenant, n))
						if status != http.StatusServiceUnavailable {
							break
						}
						refused.Add(1) // the client repeats the same request
						time.Sleep(20 * time.Millisecond)
					}
					if status == http.StatusOK {
						mu.Lock()
						acked[tenant][n] = true
						mu.Unlock()
					}
				} else {
					paths := []string{"/statements?limit=3", "/statements?limit=3&agent=" + url.QueryEscape(`{"account":{"homePage":"https://example.org","name":"secret-`+string(other)+`"}}`), "/statements?limit=3&verb=https://example.org/v"}
					status, body = ask(t, server, tenant, "GET", paths[rng.IntN(3)], "")
				}
				if status != http.StatusOK {
					t.Errorf("%s: %d %s", tenant, status, body)
				}
				var page struct{ Statements []json.RawMessage }
				_ = json.Unmarshal([]byte(body), &page)
				for _, s := range page.Statements {
					if !strings.Contains(string(s), "secret-"+string(tenant)+`"`) {
						crossed.Add(1)
					}
				}
			}
		})
	}
	wg.Wait()
	if err := <-moved; err != nil {
		t.Fatalf("move: %v", err)
	}
	total := 0
	for tenant, ids := range acked {
		home := stores[map[lrs.Tenant]int{"ac-a": 0, "ac-b": 1, "ac-c": 2, "ac-d": 2}[tenant]]
		f, err := home.Figures(context.Background(), tenant, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if int(f.Statements) != len(ids) {
			t.Errorf("%s: %d rows, %d acknowledged", tenant, f.Statements, len(ids))
		}
		total += len(ids)
		for n := range ids {
			if _, err := home.Get(context.Background(), tenant, number(n)); err != nil {
				t.Errorf("%s: statement %d: %v", tenant, n, err)
			}
		}
	}
	if crossed.Load() > 0 {
		t.Errorf("%d statements of another tenant were shown", crossed.Load())
	}
	t.Logf("%d requests by two nodes, %d statements acknowledged, 0 lost, 0 doubled, %d shown across tenants; a tenant moved meanwhile, %d answers 503 repeated", requests, total, crossed.Load(), refused.Load())
	if !long() {
		return
	}
	clusters[1].kill(t)
	for i, tenant := range clusterTenants {
		status, body := ask(t, one.URL, tenant, "GET", "/statements?limit=1", "")
		want := http.StatusOK
		if i == 1 {
			want = http.StatusServiceUnavailable
		}
		if status != want {
			t.Errorf("one cluster down: %s: %d %s, want %d", tenant, status, body, want)
		}
	}
}
