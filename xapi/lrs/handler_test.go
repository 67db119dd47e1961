// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// server serves a fresh memory store with a key for each of two tenants and
// one for each scope.
func server(t testing.TB, o lrs.Options) http.Handler {
	t.Helper()
	keys := []lrs.StaticKey{{User: "a", Password: "a", Tenant: "ac-a"}, {User: "b", Password: "b", Tenant: "ac-b"}}
	for _, s := range lrs.Scopes() {
		keys = append(keys, lrs.StaticKey{User: string(s), Password: "x", Tenant: "ac-a", Scopes: []lrs.Scope{s}})
	}
	auth, err := lrs.StaticKeys(keys...)
	if err != nil {
		t.Fatal(err)
	}
	o.Auth, o.Mount = auth, "/xapi"
	return lrs.New(lrs.NewMemory(nil), o)
}

// request is one exchange; the zero fields are those of most.
type request struct {
	method, path, body string
	user, version      string
	header             map[string]string
}

func (q request) do(h http.Handler) *httptest.ResponseRecorder {
	r := httptest.NewRequest(or(q.method, "GET"), "/xapi"+q.path, strings.NewReader(q.body))
	user := or(q.user, "a")
	password := "x"
	if len(user) == 1 {
		password = user
	}
	if user != "-" {
		r.SetBasicAuth(user, password)
	}
	if v := or(q.version, "2.0.0"); v != "-" {
		r.Header.Set("X-Experience-API-Version", v)
	}
	if q.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for k, v := range q.header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

func trace(n int, actor string) string {
	return fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d","actor":{"account":{"homePage":"https://example.org","name":"%s"}},"verb":{"id":"https://example.org/v"},"object":{"id":"https://example.org/a"}}`, n, actor)
}

const (
	oneAgent = `%7B%22mbox%22%3A%22mailto%3Aa%40example.org%22%7D`
	aState   = "/activities/state?activityId=https://example.org/a&agent=" + oneAgent + "&stateId=s"
	aProfile = "/activities/profile?activityId=https://example.org/a&profileId=p"
)

func TestAnswers(t *testing.T) {
	cases := []struct {
		name   string
		before []request
		q      request
		status int
		code   string // of the first issue
	}{
		{"no version", nil, request{path: "/statements", version: "-"}, 400, "LRS-001"},
		{"unknown version", nil, request{path: "/statements", version: "0.95"}, 400, "LRS-001"},
		{"version 1.0", nil, request{path: "/statements", version: "1.0"}, 200, ""},
		{"version 2.0.1", nil, request{path: "/statements", version: "2.0.1"}, 200, ""},
		{"about without version or key", nil, request{path: "/about", version: "-", user: "-"}, 200, ""},
		{"no key", nil, request{path: "/statements", user: "-"}, 401, "LRS-002"},
		{"wrong key", nil, request{path: "/statements", header: map[string]string{"Authorization": "Basic eDp4"}}, 401, "LRS-002"},
		{"unknown resource", nil, request{path: "/nothing"}, 404, "LRS-005"},
		{"method not served", nil, request{method: "DELETE", path: "/statements"}, 405, "LRS-006"},
		{"unknown parameter", nil, request{path: "/statements?foo=1"}, 400, "LRS-007"},
		{"parameter in wrong case", nil, request{path: "/statements?Verb=https://example.org/v"}, 400, "LRS-007"},
		{"parameter twice", nil, request{path: "/statements?limit=1&limit=2"}, 400, "LRS-010"},
		{"negative limit", nil, request{path: "/statements?limit=-1"}, 400, "LRS-009"},
		{"bad format", nil, request{path: "/statements?format=all"}, 400, "LRS-009"},
		{"bad agent", nil, request{path: "/statements?agent=%7B%7D"}, 400, ""},
		{"both ids", nil, request{path: "/statements?statementId=x&voidedStatementId=y"}, 400, "LRS-011"},
		{"forged cursor", nil, request{path: "/statements?cursor=" + strings.Repeat("A", 64)}, 400, "LRS-009"},
		{"post", nil, request{method: "POST", path: "/statements", body: trace(1, "a")}, 200, ""},
		{"empty batch", nil, request{method: "POST", path: "/statements", body: "[]"}, 200, ""},
		{"empty body", nil, request{method: "POST", path: "/statements", body: " "}, 400, "LRS-014"},
		{"a number", nil, request{method: "POST", path: "/statements", body: "1"}, 400, "LRS-014"},
		{"an array not closed", nil, request{method: "POST", path: "/statements", body: "[" + trace(1, "a")}, 400, ""},
		{"something after an array", nil, request{method: "POST", path: "/statements", body: "[" + trace(1, "a") + "] x"}, 400, ""},
		{"a name twice", nil, request{method: "POST", path: "/statements", body: strings.Replace(trace(1, "a"), `"verb"`, `"verb":{"id":"https://example.org/w"},"verb"`, 1)}, 400, ""},
		{"the same id twice in a batch", nil, request{method: "POST", path: "/statements", body: "[" + trace(1, "a") + "," + trace(1, "a") + "]"}, 400, "LRS-015"},
		{"another content", []request{{method: "POST", path: "/statements", body: trace(1, "a")}}, request{method: "POST", path: "/statements", body: trace(1, "b")}, 409, "LRS-016"},
		{"put", nil, request{method: "PUT", path: "/statements?statementId=00000000-0000-4000-8000-000000000001", body: trace(1, "a")}, 204, ""},
		{"put under another id", nil, request{method: "PUT", path: "/statements?statementId=00000000-0000-4000-8000-000000000002", body: trace(1, "a")}, 400, "LRS-017"},
		{"put without id", nil, request{method: "PUT", path: "/statements", body: trace(1, "a")}, 400, "LRS-008"},
		{"text", nil, request{method: "POST", path: "/statements", body: trace(1, "a"), header: map[string]string{"Content-Type": "text/plain"}}, 400, "LRS-012"},
		{"multipart without boundary", nil, request{method: "POST", path: "/statements", body: trace(1, "a"), header: map[string]string{"Content-Type": "multipart/mixed"}}, 400, "LRS-025"},
		{"brotli", nil, request{method: "POST", path: "/statements", body: trace(1, "a"), header: map[string]string{"Content-Encoding": "br"}}, 415, "LRS-028"},
		{"unknown statement", nil, request{path: "/statements?statementId=00000000-0000-4000-8000-000000000009"}, 404, "LRS-018"},
		{"alternate syntax in 2.0", nil, request{method: "POST", path: "/statements?method=GET", body: "limit=1", header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, 400, ""},
		{"alternate syntax in 1.0.3", nil, request{method: "POST", path: "/statements?method=GET", body: "limit=1", version: "1.0.3", header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, 200, ""},
		{"state twice in 1.0.3", []request{{method: "PUT", path: aState, body: "{}", version: "1.0.3"}}, request{method: "PUT", path: aState, body: "{}", version: "1.0.3"}, 204, ""},
		{"state twice in 2.0", []request{{method: "PUT", path: aState, body: "{}"}}, request{method: "PUT", path: aState, body: "{}"}, 409, "LRS-021"},
		{"new profile in 1.0.3", nil, request{method: "PUT", path: aProfile, body: "{}", version: "1.0.3"}, 400, "LRS-020"},
		{"new profile in 2.0", nil, request{method: "PUT", path: aProfile, body: "{}"}, 204, ""},
		{"existing profile in 1.0.3", []request{{method: "PUT", path: aProfile, body: "{}"}}, request{method: "PUT", path: aProfile, body: "{}", version: "1.0.3"}, 409, "LRS-021"},
		{"If-Match false", []request{{method: "PUT", path: aProfile, body: "{}"}}, request{method: "DELETE", path: aProfile, header: map[string]string{"If-Match": `"x"`}}, 412, "LRS-022"},
		{"merge with what is no object", []request{{method: "PUT", path: aState, body: "[]"}}, request{method: "POST", path: aState, body: "{}"}, 400, "LRS-019"},
		{"a JSON document that is none", nil, request{method: "PUT", path: aState, body: "{"}, 400, ""},
		{"document without agent", nil, request{path: "/activities/state?activityId=https://example.org/a"}, 400, "LRS-008"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := server(t, lrs.Options{})
			for _, q := range c.before {
				if w := q.do(h); w.Code >= 300 {
					t.Fatalf("before: %d %s", w.Code, w.Body)
				}
			}
			w := c.q.do(h)
			if w.Code != c.status {
				t.Fatalf("status %d, want %d: %s", w.Code, c.status, w.Body)
			}
			if c.status >= 400 {
				var answer struct {
					Issues []struct{ Code, Message, Fix string }
				}
				if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Issues) == 0 || answer.Issues[0].Message == "" {
					t.Fatalf("body %s", w.Body)
				}
				if got := answer.Issues[0].Code; c.code != "" && got != c.code {
					t.Errorf("code %s, want %s", got, c.code)
				}
			}
			if w.Header().Get("X-Experience-API-Version") == "" {
				t.Error("no version in the answer")
			}
			if strings.HasPrefix(c.q.path, "/statements") && w.Header().Get("X-Experience-API-Consistent-Through") == "" {
				t.Error("no X-Experience-API-Consistent-Through")
			}
		})
	}
}

func TestOneBadStatementRefusesTheBatch(t *testing.T) {
	h := server(t, lrs.Options{})
	w := request{method: "POST", path: "/statements", body: "[" + trace(1, "a") + `,{"actor":1},` + trace(2, "a") + "]"}.do(h)
	if w.Code != 400 || !strings.Contains(w.Body.String(), `"pointer":"/1`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := (request{path: "/statements"}).do(h); !strings.Contains(w.Body.String(), `"statements":[]`) {
		t.Errorf("stored: %s", w.Body)
	}
}

func TestBytesComeBack(t *testing.T) {
	h := server(t, lrs.Options{})
	text := strings.TrimSuffix(trace(1, "a"), "}") + ",\n\t\"result\" : {\"extensions\":{\"https://example.org/x\":[1.0e+2, 12345678901234567890.1230, \"\\u00e9\"]}}"
	if w := (request{method: "POST", path: "/statements", body: text + " }"}).do(h); w.Code != 200 {
		t.Fatal(w.Body)
	}
	w := request{path: "/statements?statementId=00000000-0000-4000-8000-000000000001"}.do(h)
	if !strings.HasPrefix(w.Body.String(), text) {
		t.Errorf("%s\ndoes not begin with\n%s", w.Body, text)
	}
}

func TestWalkByMore(t *testing.T) {
	h := server(t, lrs.Options{})
	for n := range 23 {
		if w := (request{method: "POST", path: "/statements", body: trace(n, "a")}).do(h); w.Code != 200 {
			t.Fatal(w.Body)
		}
	}
	seen := map[string]bool{}
	for _, order := range []string{"true", "false"} {
		path := "/statements?limit=5&verb=https%3A%2F%2Fexample.org%2Fv&ascending=" + order
		for pages := 0; path != "" && pages < 10; pages++ {
			var answer struct {
				Statements []struct{ ID string }
				More       string
			}
			w := request{path: path}.do(h)
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			for _, s := range answer.Statements {
				if seen[order+s.ID] {
					t.Errorf("%s twice", s.ID)
				}
				seen[order+s.ID] = true
			}
			path = strings.TrimPrefix(answer.More, "/xapi")
			if path != "" {
				if other := (request{path: path, user: "b"}).do(h); other.Code != 400 {
					t.Errorf("another tenant's cursor: %d", other.Code)
				}
			}
		}
	}
	if len(seen) != 46 {
		t.Errorf("%d shown, want 46", len(seen))
	}
}

func TestScopes(t *testing.T) {
	write := request{method: "POST", path: "/statements", body: trace(1, "a")}
	read := request{path: "/statements"}
	state := request{method: "PUT", path: aState, body: "{}"}
	profile := request{method: "PUT", path: aProfile, body: "{}"}
	for scope, want := range map[lrs.Scope][4]int{
		lrs.ScopeWrite: {200, 403, 403, 403}, lrs.ScopeRead: {403, 200, 403, 403}, lrs.ScopeReadMine: {403, 200, 403, 403},
		lrs.ScopeState: {403, 403, 204, 403}, lrs.ScopeProfile: {403, 403, 403, 204}, lrs.ScopeAllRead: {403, 200, 403, 403},
		lrs.ScopeAll: {200, 200, 204, 204}, lrs.ScopeAdmin: {403, 403, 403, 403}, lrs.ScopeDefine: {403, 403, 403, 403},
	} {
		h := server(t, lrs.Options{})
		for i, q := range []request{write, read, state, profile} {
			q.user = string(scope)
			if w := q.do(h); w.Code != want[i] {
				t.Errorf("%s: %s %s: %d, want %d", scope, q.method, q.path, w.Code, want[i])
			}
		}
	}
}

func TestReadsMineOnly(t *testing.T) {
	h := server(t, lrs.Options{})
	request{method: "POST", path: "/statements", body: trace(1, "a")}.do(h)
	w := request{path: "/statements", user: string(lrs.ScopeReadMine)}.do(h)
	if !strings.Contains(w.Body.String(), `"statements":[]`) {
		t.Errorf("another's statement: %s", w.Body)
	}
	w = request{path: "/statements?statementId=00000000-0000-4000-8000-000000000001", user: string(lrs.ScopeReadMine)}.do(h)
	if w.Code != 404 {
		t.Errorf("another's statement by id: %d", w.Code)
	}
}

// TestTenantsNeverMix sends random requests with two tenants' keys; each
// tenant writes its own name, and no answer may hold the other's.
func TestTenantsNeverMix(t *testing.T) {
	requests := 2000
	if long() {
		requests = 10_000
	}
	h := server(t, lrs.Options{})
	rng := rand.New(rand.NewPCG(1, 1))
	read := 0
	for n := range requests {
		user := []string{"a", "b"}[rng.IntN(2)]
		mine, other := "secret-"+user, "secret-"+map[string]string{"a": "b", "b": "a"}[user]
		id := fmt.Sprintf("00000000-0000-4000-8000-%012d", rng.IntN(40))
		paths := []string{"/statements", "/statements?statementId=" + id, "/statements?related_agents=true&agent=" + url.QueryEscape(`{"account":{"homePage":"https://example.org","name":"`+other+`"}}`),
			"/statements?activity=https://example.org/a", aState, aProfile, "/agents?agent=" + oneAgent, "/activities?activityId=https://example.org/a"}
		q := request{path: paths[rng.IntN(len(paths))], user: user}
		switch rng.IntN(4) {
		case 0:
			q = request{method: "POST", path: "/statements", body: trace(n, mine), user: user}
		case 1:
			q = request{method: "POST", path: []string{aState, aProfile}[rng.IntN(2)], body: `{"who":"` + mine + `"}`, user: user}
		default:
			read++
		}
		w := q.do(h)
		if w.Code >= 500 || strings.Contains(w.Body.String(), other) && !strings.Contains(q.path, other) {
			t.Fatalf("request %d (%s %s by %s): %d %s", n, q.method, q.path, user, w.Code, w.Body)
		}
	}
	t.Logf("%d requests, %d of them reading, 0 across tenants", requests, read)
}

func TestLimits(t *testing.T) {
	small := lrs.Limits{Statement: 2000, Body: 6000, Batch: 3, Document: 1000, URL: 500, Multipart: 6000, Part: 2000, Parts: 2, PartHeader: 300}
	big := `,"result":{"response":"` + strings.Repeat("x", 2000) + `"}}`
	many := "[" + trace(1, "a") + "," + trace(2, "a") + "," + trace(3, "a") + "," + trace(4, "a") + "]"
	mixed := map[string]string{"Content-Type": "multipart/mixed; boundary=b"}
	part := func(size int, header string) string {
		return "--b\r\nContent-Type: application/json\r\n\r\n" + trace(1, "a") + "\r\n--b\r\n" + header + "Content-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " + strings.Repeat("ab", 32) + "\r\n\r\n" + strings.Repeat("x", size) + "\r\n--b--\r\n"
	}
	for _, c := range []struct {
		name   string
		q      request
		status int
	}{
		{"a statement", request{method: "POST", path: "/statements", body: strings.TrimSuffix(trace(1, "a"), "}") + big}, 413},
		{"a body", request{method: "POST", path: "/statements", body: strings.Repeat(" ", 6000) + trace(1, "a")}, 413},
		{"a batch", request{method: "POST", path: "/statements", body: many}, 413},
		{"a document", request{method: "PUT", path: aState, body: `"` + strings.Repeat("x", 1000) + `"`}, 413},
		{"a URL", request{path: "/statements?verb=https://example.org/" + strings.Repeat("x", 600)}, 414},
		{"a part", request{method: "POST", path: "/statements", body: part(3000, ""), header: mixed}, 413},
		{"a multipart body", request{method: "POST", path: "/statements", body: part(6000, ""), header: mixed}, 413},
		{"a part header", request{method: "POST", path: "/statements", body: part(1, "X-Long: "+strings.Repeat("x", 400)+"\r\n"), header: mixed}, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := server(t, lrs.Options{Limits: small})
			if w := c.q.do(h); w.Code != c.status {
				t.Errorf("%d, want %d: %s", w.Code, c.status, w.Body)
			}
		})
	}
}

// TestBombs sends bodies that grow, and looks at the heap.
func TestBombs(t *testing.T) {
	zeros := func(n int64) io.Reader { return io.LimitReader(spaces{}, n) }
	bodies := map[string]struct {
		header http.Header
		body   func() io.Reader
	}{
		"gzip": {http.Header{"Content-Type": {"application/json"}, "Content-Encoding": {"gzip"}}, func() io.Reader {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			if _, err := io.Copy(z, zeros(200<<20)); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			return &b
		}},
		"multipart": {http.Header{"Content-Type": {"multipart/mixed; boundary=b"}}, func() io.Reader {
			head := "--b\r\nContent-Type: application/json\r\n\r\n" + trace(1, "a") + "\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " + strings.Repeat("ab", 32) + "\r\n\r\n"
			return io.MultiReader(strings.NewReader(head), zeros(100<<20))
		}},
		"chunked": {http.Header{"Content-Type": {"application/json"}}, func() io.Reader { return zeros(100 << 20) }},
	}
	for name, c := range bodies {
		t.Run(name, func(t *testing.T) {
			h := server(t, lrs.Options{})
			body := c.body()
			r := httptest.NewRequest("POST", "/xapi/statements", io.NopCloser(body))
			r.ContentLength = -1
			r.SetBasicAuth("a", "a")
			r.Header = c.header.Clone()
			r.SetBasicAuth("a", "a")
			r.Header.Set("X-Experience-API-Version", "2.0.0")
			// An eager collector, so that what is counted is kept, not left over.
			defer debug.SetGCPercent(debug.SetGCPercent(10))
			var before, after runtime.MemStats
			debug.FreeOSMemory()
			runtime.ReadMemStats(&before)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			runtime.ReadMemStats(&after)
			if w.Code != 413 {
				t.Errorf("%d: %s", w.Code, w.Body)
			}
			grown := int64(after.HeapSys) - int64(before.HeapSys)
			t.Logf("refused with %d, heap from the system grew by %.1f MiB", w.Code, float64(grown)/(1<<20))
			if grown >= 32<<20 {
				t.Errorf("the heap grew by %d bytes", grown)
			}
		})
	}
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestFailuresAreSlowedDown(t *testing.T) {
	now := time.Now()
	h := server(t, lrs.Options{Limits: lrs.Limits{Failures: 3}, Now: func() time.Time { return now }})
	wrong := request{path: "/statements", header: map[string]string{"Authorization": "Basic eDp4"}}
	for range 3 {
		if w := wrong.do(h); w.Code != 401 {
			t.Fatalf("%d", w.Code)
		}
	}
	if w := (request{path: "/statements"}).do(h); w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("after 3 failures: %d", w.Code)
	}
	now = now.Add(2 * time.Minute)
	if w := (request{path: "/statements"}).do(h); w.Code != 200 {
		t.Errorf("two minutes later: %d", w.Code)
	}
}

func TestCORS(t *testing.T) {
	h := server(t, lrs.Options{CORS: []string{"https://site.example"}})
	for origin, want := range map[string]string{"https://site.example": "https://site.example", "https://other.example": ""} {
		w := request{method: "OPTIONS", path: "/statements", user: "-", version: "-", header: map[string]string{"Origin": origin}}.do(h)
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != want || w.Code != 204 {
			t.Errorf("%s: %d, allowed %q", origin, w.Code, got)
		}
	}
}

func TestForwardedForIsBelievedOfProxiesOnly(t *testing.T) {
	wrong := map[string]string{"Authorization": "Basic eDp4", "X-Forwarded-For": "203.0.113.7"}
	good := map[string]string{"X-Forwarded-For": "203.0.113.8"}
	for _, c := range []struct {
		proxies []netip.Prefix
		want    int
	}{{nil, 429}, {[]netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, 200}} { // httptest comes from 192.0.2.1
		h := server(t, lrs.Options{Limits: lrs.Limits{Failures: 2}, Proxies: c.proxies})
		for range 2 {
			request{path: "/statements", header: wrong}.do(h)
		}
		if w := (request{path: "/statements", header: good}).do(h); w.Code != c.want {
			t.Errorf("proxies %v: %d, want %d", c.proxies, w.Code, c.want)
		}
	}
}

// broken is a store that panics with what it was given.
type broken struct{ lrs.Store }

func (broken) Find(_ context.Context, _ lrs.Tenant, q lrs.Query) (lrs.Page, error) {
	panic("louise.canarin@example.org")
}

// A panic is an answer 500 without its text, in the answer and in the log.
func TestPanicIsQuiet(t *testing.T) {
	var logged bytes.Buffer
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: "a", Password: "a", Tenant: "ac-a"})
	if err != nil {
		t.Fatal(err)
	}
	h := lrs.New(broken{lrs.NewMemory(nil)}, lrs.Options{Auth: auth, Mount: "/xapi", Log: slog.New(slog.NewTextHandler(&logged, nil))})
	w := request{path: "/statements"}.do(h)
	if w.Code != 500 || strings.Contains(w.Body.String()+logged.String(), "canarin") || !strings.Contains(logged.String(), "msg=panic") {
		t.Errorf("%d %s\n%s", w.Code, w.Body, logged.String())
	}
}

// The log of the server names no client.
func TestServerLogIsAnonymous(t *testing.T) {
	var logged bytes.Buffer
	was := log.Writer()
	log.SetOutput(&logged)
	defer log.SetOutput(was)
	s := lrs.NewServer(http.NotFoundHandler())
	s.ErrorLog.Printf("http: TLS handshake error from 203.0.113.77:51234: EOF")
	s.ErrorLog.Printf("http: panic serving [2001:db8::77]:51234: %v", "x")
	if text := logged.String(); strings.Contains(text, "203.0.113.77") || strings.Contains(text, "2001:db8") || !strings.Contains(text, "TLS handshake error from client") {
		t.Error(text)
	}
}
