// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// realStatements are records of real platforms: Moodle and FUN-MOOC.
func realStatements(t *testing.T) [][]byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(fixtures.Read(t, "xapi/ralph/statements-2000.jsonl.gz")))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	list := bytes.Split(bytes.TrimSpace(all), []byte("\n"))
	for _, line := range fixtures.Lines[struct {
		Statement json.RawMessage `json:"statement"`
	}](t, "xapi/moodle/statements.jsonl") {
		list = append(list, line.Statement)
	}
	return list
}

// aggregates counts per verb, activity and month of timestamp.
func aggregates(t *testing.T, s lrs.Store) map[string]int {
	t.Helper()
	out := map[string]int{}
	q := &lrs.Query{Ascending: true}
	for q != nil {
		page, err := s.Find(context.Background(), "t", *q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Records {
			it := lrs.TakeApart(r.Payload)
			out["all"]++
			out["verb "+it.Verb]++
			out[fmt.Sprintf("activity %x", it.Object)]++
			out["month "+r.Stored.Format("2006-01")]++
		}
		q = page.More
	}
	return out
}

// TestRealStatements stores real records over HTTP, then pseudonymises every
// actor: counts per verb, activity and month stay what they were, and no
// actor can be found any more.
func TestRealStatements(t *testing.T) {
	list := realStatements(t)
	s := sqliteStore(t, sqlstore.Options{})
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "t"})
	if err != nil {
		t.Fatal(err)
	}
	h := lrs.New(s, lrs.Options{Auth: auth})
	for from := 0; from < len(list); from += 50 {
		body := append([]byte{'['}, bytes.Join(list[from:min(from+50, len(list))], []byte(","))...)
		r := httptest.NewRequest("POST", "/statements", bytes.NewReader(append(body, ']')))
		r.SetBasicAuth("a", "a")
		r.Header.Set("X-Experience-API-Version", "1.0.3")
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Fatalf("batch at %d: %d %.500s", from, w.Code, w.Body)
		}
	}
	before := aggregates(t, s)
	start := time.Now()
	actors, rewritten := map[lrs.Key]xapi.IFI{}, 0
	for _, text := range list {
		st, is := xapi.Decode(text, xapi.Options{Version: xapi.V103})
		if is.HasErrors() {
			t.Fatalf("%s: %v", text, is)
		}
		if st.Actor.IFI.Kind != "" {
			actors[lrs.KeyOf(st.Actor.IFI)] = st.Actor.IFI
		}
	}
	n := 0
	most := fixtures.Count(20, 1_000_000)
	for k, who := range actors {
		if n++; n > most {
			break
		}
		p, err := s.Plan(context.Background(), "t", xapi.Selection{Action: xapi.ActionReplace, Person: who, By: xapi.Account("https://exemple.fr/pseudo", fmt.Sprintf("%x", k[:10]))})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Apply(context.Background(), "t", p)
		if err != nil {
			t.Fatal(err)
		}
		if r.Rewritten != p.Rewritten || p.Rewritten == 0 {
			t.Errorf("%v: planned %d, rewritten %d", who, p.Rewritten, r.Rewritten)
		}
		rewritten += r.Rewritten
		page, err := s.Find(context.Background(), "t", lrs.Query{Agent: &k, RelatedAgents: true})
		if err != nil || len(page.Records) > 0 {
			t.Errorf("%v is still found: %d, %v", who, len(page.Records), err)
		}
	}
	after := aggregates(t, s)
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("aggregates changed: %v, then %v", before, after)
	}
	t.Logf("%d statements, %d actors, %d rewritten in %v: aggregates the same", before["all"], min(len(actors), most), rewritten, time.Since(start).Round(time.Millisecond))
}
