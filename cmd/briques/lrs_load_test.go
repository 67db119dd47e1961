// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// TestLRSLoad loads a store and reads what it prints: every statement arrives,
// at the sizes asked for, and the server's own figures are there.
func TestLRSLoad(t *testing.T) {
	store := lrs.NewMemory(nil)
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "b", Tenant: "local"})
	if err != nil {
		t.Fatal(err)
	}
	metrics := newLRSMetrics(func() int { return 0 })
	server := httptest.NewServer(lrs.New(store, lrs.Options{Auth: auth, Mount: "/xapi", Meter: metrics}))
	defer server.Close()
	admin := httptest.NewServer((&lrsAdmin{store: store, metrics: metrics}).handler())
	defer admin.Close()
	code, out, errs := lrsRun("load", "--to", server.URL+"/xapi", "--key", "a:b", "--admin", admin.URL,
		"--statements", "300", "--batch", "7", "--clients", "3", "--report-at", "100,200,100000", "--window", "50", "--queries", "2")
	if code != 0 {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	sizes := regexp.MustCompile(`(?m)^à (\d+) traces : .*refusées 0 ; serveur \d+ µs de processeur par trace, mémoire au plus \d+`).FindAllStringSubmatch(out, -1)
	if len(sizes) != 2 || sizes[0][1] != "100" || sizes[1][1] != "200" {
		t.Errorf("sizes %v in:\n%s", sizes, out)
	}
	if n := strings.Count(out, "ms de processeur par requête"); n != 3*6 {
		t.Errorf("%d lines of queries, want 18:\n%s", n, out)
	}
	n := 0
	for q := (&lrs.Query{}); q != nil; {
		page, err := store.Find(t.Context(), "local", *q)
		if err != nil {
			t.Fatal(err)
		}
		n += len(page.Records)
		q = page.More
	}
	if n != 300 {
		t.Errorf("%d statements are stored, want 300", n)
	}
	if code, out, _ := lrsRun("load", "--to", server.URL+"/xapi", "--key", "a:wrong", "--statements", "10"); code != exitInvalid || !strings.Contains(out, "refusées 10") {
		t.Errorf("a wrong key: exit %d, %s", code, out)
	}
	for _, args := range [][]string{{"--key", "a"}, {"--key", "a:b", "--to", "ftp://x"}, {"--key", "a:b", "--batch", "0"}, {"--key", "a:b", "--statements", strconv.Itoa(loadMost + 1)}} {
		if code, _, _ := lrsRun(append([]string{"load"}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

// TestLRSLoadIsValidAndRepeatable: the statements are valid, and the same
// whatever client sends them.
func TestLRSLoadIsValidAndRepeatable(t *testing.T) {
	o := &lrsLoad{actors: 5, bricks: 3, seed: 1}
	one, two := o.body(nil, 50, 20), o.body(nil, 50, 20)
	if string(one) != string(two) {
		t.Error("two clients write two batches at one place")
	}
	if string(one) == string(o.body(nil, 100, 20)) {
		t.Error("two places have one batch")
	}
	for _, text := range strings.Split(strings.Trim(string(one), "[]"), `},{"id"`)[:1] {
		if is := xapi.Validate([]byte(text+"}"), xapi.Options{Version: xapi.V103}); is.HasErrors() {
			t.Error(is)
		}
	}
}
