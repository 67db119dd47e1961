// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// lrsChildEnv makes the test program the command itself, for tests that kill it.
const lrsChildEnv = "BRIQUES_TEST_LRS"

func init() {
	if args := os.Getenv(lrsChildEnv); args != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		code := run(ctx, strings.Split(args, "\n"), os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}
}

// lrsRun runs one command and returns its exit code and what it wrote.
func lrsRun(args ...string) (int, string, string) {
	var out, errs bytes.Buffer
	code := run(context.Background(), append([]string{"lrs"}, args...), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// lrsFilled makes a SQLite file with n statements of two persons.
func lrsFilled(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "traces.db")
	store, err := openLRS(context.Background(), "sqlite:"+path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b lrs.Batch
	for i := range n {
		text := fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d","actor":{"mbox":"mailto:p%d@exemple.fr"},"verb":{"id":"https://exemple.fr/v%d"},"object":{"id":"https://exemple.fr/a"}}`, i, i%2, i%3)
		b.Items = append(b.Items, lrs.Prepare([]byte(text), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:cle@exemple.fr"}`), Version: "2.0.0"}))
	}
	sum := sha256.Sum256([]byte("pièce"))
	hash := hex.EncodeToString(sum[:])
	b.Items = append(b.Items, lrs.Prepare([]byte(`{"id":"00000000-0000-4000-8000-000000999999","actor":{"mbox":"mailto:joint@exemple.fr"},"verb":{"id":"https://exemple.fr/joint"},"object":{"id":"https://exemple.fr/a"},"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"x"},"contentType":"text/plain","length":6,"sha2":"`+hash+`"}]}`),
		lrs.Preparation{Authority: []byte(`{"mbox":"mailto:cle@exemple.fr"}`), Version: "2.0.0"}))
	b.Attachments = []lrs.Attachment{{Hash: hash, ContentType: "text/plain", Body: []byte("pièce")}}
	if _, err := store.Put(context.Background(), "local", b); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLRSCommands(t *testing.T) {
	path := lrsFilled(t, 12)
	db := "sqlite:" + path
	actor := `{"mbox":"mailto:p0@exemple.fr"}`
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"usage", []string{"erase"}, exitUsage, "--actor"},
		{"no database", []string{"check"}, exitUsage, "--db"},
		{"bad tenant", []string{"check", "--db", db, "--tenant", "Ac Lyon"}, exitUsage, "--tenant"},
		{"bad scope", []string{"key", "add", "--db", db, "--scope", "fly"}, exitUsage, "fly"},
		{"unreachable", []string{"check", "--db", "postgres://127.0.0.1:1/x?connect_timeout=1"}, exitUnreadable, ""},
		{"check", []string{"check", "--db", db}, exitOK, "aucune faute"},
		{"dry run of erase", []string{"erase", "--db", db, "--actor", actor, "--dry-run"}, exitOK, "à supprimer : 6 traces"},
		{"dry run of retention", []string{"retention", "--db", db, "--verb", "https://exemple.fr/v1", "--dry-run"}, exitOK, "à supprimer : 4 traces"},
		{"retention of everything", []string{"retention", "--db", db}, exitUsage, "--days"},
		{"follow", []string{"follow", "--db", db, "--once"}, exitOK, "000000000011"},
		{"ndjson names persons", []string{"export", "--db", db, "--format", "ndjson"}, exitUsage, "--identifiers"},
		{"ndjson", []string{"export", "--db", db, "--format", "ndjson", "--identifiers"}, exitOK, `"count": 13`},
		{"the statements of one person", []string{"export", "--db", db, "--format", "ndjson", "--actor", actor}, exitOK, `"count": 6`},
		{"of nobody", []string{"export", "--db", db, "--format", "ndjson", "--pseudonym", "https://exemple.fr/p inconnu"}, exitOK, `"count": 0`},
		{"one person as Parquet", []string{"export", "--db", db, "--actor", actor, "--out", "x"}, exitUsage, "--format ndjson"},
		{"retention", []string{"retention", "--db", db, "--verb", "https://exemple.fr/v1"}, exitOK, "supprimées : 4 traces"},
		{"pseudonymise", []string{"pseudonymise", "--db", db, "--actor", `{"mbox":"mailto:p1@exemple.fr"}`, "--by", `{"account":{"homePage":"https://exemple.fr/p","name":"k"}}`}, exitOK, "réécrites : 4"},
		{"erase", []string{"erase", "--db", db, "--actor", actor}, exitOK, "supprimées : 4 traces"},
		{"erase again", []string{"erase", "--db", db, "--actor", actor}, exitOK, "supprimées : 0 traces"},
		{"revoke what is not", []string{"key", "revoke", "local.00", "--db", db}, exitInvalid, "local.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, out, errs := lrsRun(c.args...)
			if code != c.code || !strings.Contains(out+errs, c.want) {
				t.Errorf("exit %d, want %d; %s%s", code, c.code, out, errs)
			}
		})
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("p0@exemple.fr")) || bytes.Contains(b, []byte("p1@exemple.fr")) {
		t.Error("an erased identifier is in the file")
	}
}

func TestLRSKeys(t *testing.T) {
	path := lrsFilled(t, 1)
	code, out, errs := lrsRun("key", "add", "--db", "sqlite:"+path, "--tenant", "ac-lyon", "--scope", "statements/read")
	if code != 0 {
		t.Fatal(errs)
	}
	user, password, _ := strings.Cut(strings.TrimSpace(out), ":")
	store, err := openLRS(context.Background(), "sqlite:"+path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	basic, err := lrs.NewBasic(lrsKeys{store}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		user, password string
		ok             bool
	}{{user, password, true}, {user, password, true}, {user, "wrong", false}, {"ac-lyon.00", password, false}, {"nobody", password, false}} {
		r := httptest.NewRequest("GET", "/", nil)
		r.SetBasicAuth(c.user, c.password)
		p, err := basic.Authenticate(r)
		if (err == nil) != c.ok || c.ok && (p.Tenant != "ac-lyon" || !p.Has(lrs.ScopeRead) || p.Has(lrs.ScopeWrite)) {
			t.Errorf("%s: %+v %v", c.user, p, err)
		}
	}
}

func TestLRSAdminPage(t *testing.T) {
	path := lrsFilled(t, 5)
	store, err := openLRS(context.Background(), "sqlite:"+path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	admin := &lrsAdmin{store: store, tenants: []lrs.Tenant{"local"}, metrics: newLRSMetrics(func() int { return 0 }), files: []string{path}, started: time.Now()}
	for path, want := range map[string]string{"/": "Traces par jour", "/healthz": "ok", "/readyz": "ok", "/metrics": "briques_lrs_connections"} {
		w := httptest.NewRecorder()
		admin.handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body)
		}
	}
}

// TestLRSForwardKilled kills the forwarder again and again: the other store
// has every statement, once.
func TestLRSForwardKilled(t *testing.T) {
	const total = 2000
	kills := 3
	if os.Getenv("BRIQUES_LONG") != "" {
		kills = 25
	}
	path := lrsFilled(t, total)
	other := lrs.NewMemory(nil)
	keys, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "local"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(lrs.New(other, lrs.Options{Auth: keys, Mount: "/xapi"}))
	defer server.Close()
	args := []string{"lrs", "forward", "--db", "sqlite:" + path, "--to", server.URL + "/xapi", "--key", "a:a", "--cursor", filepath.Join(t.TempDir(), "place"), "--batch", "10", "--once"}
	done := false
	for i := 0; i <= kills && !done; i++ {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), lrsChildEnv+"="+strings.Join(args, "\n"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if i < kills {
			time.AfterFunc(time.Duration(150+30*i)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
		done = cmd.Wait() == nil
	}
	if !done {
		t.Fatal("the forwarder did not end")
	}
	page, n := lrs.Query{Ascending: true}, 0
	for more := &page; more != nil; {
		p, err := other.Find(context.Background(), "local", *more)
		if err != nil {
			t.Fatal(err)
		}
		n, more = n+len(p.Records), p.More
	}
	if n != total+1 {
		t.Errorf("%d statements arrived, want %d", n, total+1)
	}
	t.Logf("%d kills, %d statements sent, %d arrived", kills, total+1, n)
}

// TestLRSServeStops wants SIGTERM to end the server in order, with exit 0.
func TestLRSServeStops(t *testing.T) {
	path := filepath.Join(t.TempDir(), "traces.db")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), lrsChildEnv+"="+strings.Join([]string{"lrs", "serve", "--addr", "127.0.0.1:0", "--db", "sqlite:" + path, "--key", "a:a", "--quiet"}, "\n"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest("GET", strings.TrimSpace(line)+"/about", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("about: %v %v", res, err)
	}
	_ = res.Body.Close()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("end: %v", err)
	}
	if _, err := os.Stat(path + ".sum"); err != nil {
		t.Errorf("the file was not closed in order: %v", err)
	}
}

// TestLRSFaultsInFrench: what goes wrong with a database is said in French,
// with what to do.
func TestLRSFaultsInFrench(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, spoil func(path string)) string {
		path := filepath.Join(dir, name)
		if code, _, errs := lrsRun("key", "list", "--db", "sqlite:"+path); code != 0 {
			t.Fatal(errs)
		}
		spoil(path)
		return "sqlite:" + path
	}
	newer := file("neuf.db", func(path string) {
		db, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("UPDATE meta SET value = '99' WHERE name = 'schema'"); err != nil {
			t.Fatal(err)
		}
	})
	changed := file("change.db", func(path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b[5000] ^= 1
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	})
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"key", "list", "--db", newer}, "ce programme connaît la version"},
		{[]string{"serve", "--db", changed, "--key", "a:a", "--addr", "127.0.0.1:0"}, "a changé depuis sa fermeture"},
		{[]string{"key", "list", "--db", "sqlite:" + dir + "/absent/traces.db"}, "dossier absent ou accès refusé"},
		{[]string{"load", "--key", "a:a", "--to", "http://127.0.0.1:1/xapi"}, "connexion refusée par 127.0.0.1:1"},
		{[]string{"serve", "--db", "postgres://a@127.0.0.1:1/traces", "--key", "a:a", "--addr", "127.0.0.1:0"}, "PostgreSQL ne répond pas à 127.0.0.1:1"},
	} {
		if code, _, errs := lrsRun(c.args...); code != exitUnreadable || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d, %s", c.args, code, errs)
		}
	}
}
