// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/internal/demo"
	"forge.apps.education.fr/eafc/briques/wasm/pack"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// canaryLog is a log that several goroutines write to.
type canaryLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *canaryLog) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *canaryLog) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// flock hands out canaries: a string that looks like what a person would
// rather not see in a log, told apart by its number.
type flock struct{ out []string }

func (f *flock) next(format string) string {
	c := fmt.Sprintf(format, fmt.Sprintf("canari%02d", len(f.out)))
	f.out = append(f.out, c)
	return c
}

func (f *flock) email() string { return f.next("louise.%s@example.org") }
func (f *flock) name() string  { return f.next("Louise-%s") }

// search fails for each canary, or part of one that names a person, in text.
func (f *flock) search(t *testing.T, where, text string) {
	t.Helper()
	low := strings.ToLower(text)
	for i, c := range f.out {
		for _, sign := range []string{c, url.QueryEscape(c), fmt.Sprintf("canari%02d", i)} {
			if strings.Contains(low, strings.ToLower(sign)) {
				t.Errorf("%s: %q came out", where, c)
				break
			}
		}
	}
	for _, address := range []string{"203.0.113.77", "2001:db8::77"} {
		if strings.Contains(low, address) {
			t.Errorf("%s: the address %s came out", where, address)
		}
	}
}

// TestCanaries puts personal strings into every place of a request to every
// handler, and looks for them in logs, metrics, the pages of the
// administration and the answers to somebody else.
func TestCanaries(t *testing.T) {
	logs, out := &canaryLog{}, &canaryLog{}
	was := log.Writer()
	log.SetOutput(logs)
	defer log.SetOutput(was)
	birds := &flock{}

	reader, writer := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"lrs", "serve", "--addr", "127.0.0.1:0", "--admin-addr", "127.0.0.1:0", "--db", "sqlite:" + filepath.Join(t.TempDir(), "t.db"),
			"--key", "a:a", "--origins", "*", "--proxies", "127.0.0.0/8"}, strings.NewReader(""), io.MultiWriter(writer, out), logs)
	}()
	lines := bufio.NewReader(reader)
	admin, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	admin, base = strings.TrimSpace(admin), strings.TrimSpace(base)
	for _, r := range lrsRequests(birds) {
		r.send(t, base)
	}
	raw, err := net.Dial("tcp", strings.TrimPrefix(strings.TrimSuffix(base, "/xapi"), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(raw, "%s / HTTP/9.9\r\n%s\r\n\r\n", birds.name(), birds.email())
	_, _ = io.ReadAll(raw)
	_ = raw.Close()

	for _, page := range []string{"metrics", "healthz", "readyz", ""} {
		birds.search(t, "administration /"+page, get(t, admin+page))
	}
	birds.search(t, "somebody else's answer", get(t, base+"/statements?limit=1"))
	stop()
	if code := <-ended; code != exitOK {
		t.Errorf("exit %d", code)
	}
	birds.search(t, "standard output", out.String())
	otherHandlers(t, birds)
	if text := logs.String(); !strings.Contains(text, `"route":"/statements"`) {
		t.Errorf("nothing was logged: %.500s", text)
	}
	birds.search(t, "logs", logs.String())
	if len(birds.out) < 40 {
		t.Errorf("%d canaries", len(birds.out))
	}
	t.Logf("%d canaries, %d bytes of log", len(birds.out), len(logs.String()))
}

func get(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// canaryRequest is one request; the zero fields are those of most.
type canaryRequest struct {
	method, path, body, kind string
	user, password           string
	header                   map[string]string
}

func (q canaryRequest) send(t *testing.T, base string) {
	t.Helper()
	r, err := http.NewRequest(q.method, base+q.path, strings.NewReader(q.body))
	if err != nil {
		t.Fatal(err)
	}
	if q.user == "" {
		q.user, q.password = "a", "a"
	}
	r.SetBasicAuth(q.user, q.password)
	r.Header.Set("X-Experience-API-Version", "2.0.0")
	if q.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if q.kind != "" {
		r.Header.Set("Content-Type", q.kind)
	}
	for name, value := range q.header {
		r.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", q.method, q.path, err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
}

// lrsRequests carry a canary each, in a place of its own: most are refused.
func lrsRequests(f *flock) (out []canaryRequest) {
	const verbAndObject = `"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/a"}`
	agent := func(mail string) string { return url.QueryEscape(`{"mbox":"mailto:` + mail + `"}`) }
	post := func(statement string) {
		out = append(out, canaryRequest{method: "POST", path: "/statements", body: statement})
	}
	ask := func(path string) { out = append(out, canaryRequest{method: "GET", path: path}) }
	q := url.QueryEscape

	post(`{"actor":{"name":"` + f.name() + `","mbox":"mailto:` + f.email() + `"},` + verbAndObject + `}`)
	post(`{"actor":{"account":{"homePage":"https://exemple.fr","name":"` + f.name() + `"}},` + verbAndObject + `,"result":{"response":"` + f.name() + ` a répondu"}}`)
	post(`{"actor":{"mbox":"` + f.email() + `"},` + verbAndObject + `}`)
	post(`{"actor":{"mbox":"mailto:a@b.fr"},` + verbAndObject + `,"` + f.name() + `":1}`)
	post(`{"actor":{"mbox":"mailto:a@b.fr"},` + verbAndObject + `,"context":{"extensions":{"https://exemple.fr/` + f.name() + `":"` + f.email() + `"}}}`)
	post(`{"actor":{"mbox":"mailto:a@b.fr"},` + verbAndObject + `,"timestamp":"` + f.name() + `"}`)
	post(`{"id":"` + f.name() + `","actor":{"mbox":"mailto:a@b.fr"},` + verbAndObject + `}`)
	post(`{"actor":` + f.name())
	post(f.name())
	post("[{\"actor\":\"" + f.email() + "\"}]")
	for _, parameter := range []string{"agent", "verb", "activity", "statementId", "voidedStatementId", "registration", "since", "until", "limit", "format", "cursor", "attachments"} {
		ask("/statements?" + parameter + "=" + q(f.email()))
	}
	ask("/statements?agent=" + agent(f.email()))
	ask("/statements?" + q(f.email()) + "=1")
	ask("/statements?limit=1&limit=" + q(f.name()))
	ask("/statements?%zz" + f.name())
	ask("/" + f.name())
	ask("/agents?agent=" + agent(f.email()))
	ask("/activities?activityId=" + q("https://exemple.fr/"+f.name()))
	for _, path := range []string{"/activities/state?activityId=https://exemple.fr/a&agent=" + agent(f.email()) + "&stateId=" + q(f.name()),
		"/agents/profile?agent=" + agent(f.email()) + "&profileId=" + q(f.name()), "/activities/profile?activityId=https://exemple.fr/a&profileId=" + q(f.name())} {
		for _, method := range []string{"PUT", "POST", "GET", "DELETE"} {
			out = append(out, canaryRequest{method: method, path: path, body: `{"nom":"` + f.name() + `"}`, header: map[string]string{"If-Match": `"` + f.name() + `"`}})
		}
	}
	for _, header := range []string{"X-Request-Id", "User-Agent", "Referer", "Cookie", "Accept-Language", "Origin", "From", "X-Experience-API-Version", "If-None-Match", "Content-Language", "X-Forwarded-User"} {
		out = append(out, canaryRequest{method: "GET", path: "/statements", header: map[string]string{header: f.email()}})
	}
	out = append(out,
		canaryRequest{method: "GET", path: "/statements", header: map[string]string{"X-Forwarded-For": "203.0.113.77, 2001:db8::77"}},
		canaryRequest{method: "GET", path: "/statements", user: f.name(), password: f.next("mot-de-passe-%s")},
		canaryRequest{method: "GET", path: "/statements", user: "ac-a." + f.name(), password: f.next("secret-%s")},
		canaryRequest{method: "GET", path: "/statements", header: map[string]string{"Authorization": "Bearer " + f.next("jeton.%s.x")}},
		canaryRequest{method: "GET", path: "/statements", header: map[string]string{"Authorization": f.name()}},
		canaryRequest{method: strings.ToUpper(f.next("louise%s")), path: "/statements"},
		canaryRequest{method: "POST", path: "/statements", body: f.name(), kind: f.next("text/%s")},
		canaryRequest{method: "POST", path: "/statements?method=" + f.name(), body: "agent=" + f.name(), kind: "application/x-www-form-urlencoded"},
		canaryRequest{method: "POST", path: "/statements", body: "--B\r\nContent-Type: application/json\r\n\r\n{}\r\n--B\r\nX-Name: " + f.name() + "\r\n\r\n" + f.name() + "\r\n--B--", kind: "multipart/mixed; boundary=B"},
		canaryRequest{method: "PUT", path: "/statements?statementId=" + q(f.name()), body: "{}"})
	sum := sha256.Sum256([]byte("x"))
	out = append(out, canaryRequest{method: "POST", path: "/statements", kind: "multipart/mixed; boundary=B", body: "--B\r\nContent-Type: application/json\r\n\r\n" +
		`{"actor":{"mbox":"mailto:a@b.fr"},` + verbAndObject + `,"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"` + f.name() + `"},"contentType":"text/plain","length":1,"sha2":"` +
		hex.EncodeToString(sum[:]) + `","fileUrl":"https://exemple.fr/` + f.name() + `"}]}` + "\r\n--B--"})
	return out
}

// otherHandlers gives canaries to the handlers that programs mount beside the
// store. They log nothing; what they print is their answer.
func otherHandlers(t *testing.T, f *flock) {
	t.Helper()
	site, err := demo.New(&demo.Data{}, fstest.MapFS{}, lrs.NewMemory(nil), "demo", f.next("secret-%s"))
	if err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]http.Handler{
		"credential": credential.Handler(func() credential.Options { return credential.Options{Now: "2026-11-22T00:00:00Z"} }),
		"widgets":    pack.Handler(fstest.MapFS{"a.js": {Data: []byte("a")}}),
		"demo":       site,
	} {
		for _, path := range []string{"/", "/" + f.name(), "/?nom=" + url.QueryEscape(f.email()), "/verifier", "/relais/statements", "/traces", "/donnees/" + f.name()} {
			for _, method := range []string{"GET", "POST"} {
				r := httptest.NewRequest(method, path, strings.NewReader("token="+f.name()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("User-Agent", f.name())
				r.Header.Set("Authorization", "Basic "+f.name())
				r.RemoteAddr = "203.0.113.77:1234"
				func() {
					defer func() {
						if p := recover(); p != nil {
							t.Errorf("%s %s %s: panic: %v", name, method, path, p)
						}
					}()
					h.ServeHTTP(httptest.NewRecorder(), r)
				}()
			}
		}
	}
	time.Sleep(time.Millisecond) // nothing is written later: handlers start no goroutine
}
