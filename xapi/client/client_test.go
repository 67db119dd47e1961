// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/client"
)

func statement(word string) []byte {
	return fmt.Appendf(nil, `{"actor":{"account":{"homePage":"https://exemple.fr","name":"k4f7"}},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/o/%s"}}`, word)
}

// start returns an LRS and a client on it.
func start(t *testing.T, lrs *fakeLRS, change func(*client.Options)) (*client.Client, client.Options) {
	t.Helper()
	if lrs.byID == nil {
		lrs.byID = map[xapi.UUID][]byte{}
	}
	server := httptest.NewServer(lrs)
	t.Cleanup(server.Close)
	o := client.Options{Endpoint: server.URL + "/xapi", Queue: filepath.Join(t.TempDir(), "queue"), Auth: client.Basic("clé", "secret-de-test"), BatchWait: time.Millisecond}
	if change != nil {
		change(&o)
	}
	c, err := client.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c, o
}

func send(t *testing.T, c *client.Client, raws ...[]byte) []xapi.UUID {
	t.Helper()
	ids, err := c.SendRaw(t.Context(), raws...)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func flush(t *testing.T, c *client.Client) {
	t.Helper()
	if err := c.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func parked(t *testing.T, c *client.Client) []client.Parked {
	t.Helper()
	all, err := c.Parked()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDelivery(t *testing.T) {
	lrs := &fakeLRS{}
	c, o := start(t, lrs, nil)
	var ids []xapi.UUID
	for i := range 120 {
		ids = append(ids, send(t, c, statement(fmt.Sprint(i)))...)
	}
	if s := c.Stats(); s.Queued != 120 || s.Bytes == 0 || s.Requests != 0 {
		t.Errorf("before: %+v", s)
	}
	if _, err := client.New(o); !errors.Is(err, client.ErrBusy) {
		t.Errorf("a second client on the queue: %v", err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := client.New(o) // everything is still there
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	flush(t, c)
	if lrs.posts != 3 || len(lrs.order) != 120 || lrs.order[0] != ids[0] || lrs.order[119] != ids[119] {
		t.Errorf("%d requests, %d statements", lrs.posts, len(lrs.order))
	}
	if s := c.Stats(); s.Delivered != 120 || s.Bytes != 0 || s.Parked != 0 {
		t.Errorf("after: %+v", s)
	}
}

func TestInvalidIsNotQueued(t *testing.T) {
	c, _ := start(t, &fakeLRS{}, nil)
	_, err := c.SendRaw(t.Context(), statement("1"), []byte(`{"actor":1}`))
	var invalid *client.InvalidError
	if !errors.As(err, &invalid) || invalid.Index != 1 || len(invalid.Issues) == 0 {
		t.Errorf("got %v", err)
	}
	if s := c.Stats(); s.Queued != 0 || s.Bytes != 0 {
		t.Errorf("queued: %+v", s)
	}
}

func TestPoisonIsParked(t *testing.T) {
	lrs := &fakeLRS{}
	c, _ := start(t, lrs, nil)
	var bad []xapi.UUID
	for i := range 50 {
		word := fmt.Sprint(i)
		if i%17 == 3 {
			word += "POISON"
		}
		ids := send(t, c, statement(word))
		if i%17 == 3 {
			bad = append(bad, ids...)
		}
	}
	flush(t, c)
	all := parked(t, c)
	if len(lrs.order) != 47 || len(all) != 3 {
		t.Fatalf("%d delivered, %d parked", len(lrs.order), len(all))
	}
	for i, p := range all {
		if p.ID != bad[i] || p.Reason != "invalid" || p.Status != 400 || !strings.Contains(p.Body, "poison") {
			t.Errorf("%+v", p)
		}
	}
	if err := c.Drop(bad[0]); err != nil {
		t.Error(err)
	}
	if err := c.Drop(bad[0]); !errors.Is(err, client.ErrNotParked) {
		t.Error(err)
	}
	if err := c.Drop("../cursor"); !errors.Is(err, client.ErrNotParked) {
		t.Error(err)
	}
	if err := c.Retry(t.Context(), bad[1]); err != nil {
		t.Error(err)
	}
	if n := len(parked(t, c)); n != 1 {
		t.Errorf("%d parked after drop and retry", n)
	}
	flush(t, c)
	if n := len(parked(t, c)); n != 2 {
		t.Errorf("%d parked after the retry was refused again", n)
	}
}

func TestConflict(t *testing.T) {
	const id = "12345678-1234-5678-1234-567812345678"
	with := func(word string) []byte {
		return xapi.Complete(statement(word), xapi.Additions{ID: id})
	}
	for _, c := range []struct {
		name   string
		stored []byte
		parked int
	}{{"equal", with("a"), 0}, {"another", with("b"), 1}, {"gone", nil, 1}} {
		lrs := &fakeLRS{byID: map[xapi.UUID][]byte{}}
		if c.stored != nil {
			lrs.byID[id] = c.stored
		}
		lrs.answer = func(r *http.Request, body []byte) (int, string, map[string]string) {
			if r.Method == http.MethodPost && strings.Contains(string(body), id) {
				return http.StatusConflict, "", nil
			}
			return 0, "", nil
		}
		cl, _ := start(t, lrs, nil)
		send(t, cl, statement("1"), with("a"), statement("2"))
		flush(t, cl)
		if all := parked(t, cl); len(all) != c.parked || c.parked == 1 && all[0].Reason != "conflict" || len(lrs.order) != 2 {
			t.Errorf("%s: %d parked, %d delivered", c.name, len(all), len(lrs.order))
		}
	}
}

func TestTooLarge(t *testing.T) {
	lrs := &fakeLRS{maxBody: 1000}
	c, _ := start(t, lrs, nil)
	for i := range 9 {
		send(t, c, statement(fmt.Sprint(i)))
	}
	send(t, c, statement(strings.Repeat("x", 2000)))
	flush(t, c)
	if all := parked(t, c); len(all) != 1 || all[0].Reason != "tooLarge" || len(lrs.order) != 9 {
		t.Errorf("%d parked, %d delivered", len(all), len(lrs.order))
	}
}

// Whatever is not about the statements loses none of them.
func TestNothingIsLost(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		text   string
		header map[string]string
		paused bool
	}{
		{"401", 401, "", nil, true},
		{"403", 403, "", nil, true},
		{"404", 404, "", nil, true},
		{"redirect", 302, "", map[string]string{"Location": "https://ailleurs.exemple.fr/"}, true},
		{"429", 429, "", map[string]string{"Retry-After": "1"}, false},
		{"503", 503, "", nil, false},
		{"portal", 200, "<html>", nil, false},
		{"other ids", 200, `["12345678-1234-5678-1234-567812345678"]`, nil, false},
	} {
		lrs := &fakeLRS{}
		failing := true
		lrs.answer = func(*http.Request, []byte) (int, string, map[string]string) {
			if failing {
				return c.status, c.text, c.header
			}
			return 0, "", nil
		}
		var events []client.Event
		cl, _ := start(t, lrs, func(o *client.Options) {
			o.OnEvent = func(e client.Event) { events = append(events, e) }
		})
		send(t, cl, statement("1"), statement("2"))
		err := cl.Flush(t.Context())
		s := cl.Stats()
		if err == nil || s.Parked != 0 || s.Delivered != 0 || s.Bytes == 0 || (s.Paused != "") != c.paused {
			t.Errorf("%s: %v %+v", c.name, err, s)
		}
		if strings.Contains(fmt.Sprint(err, events, s), "secret") || strings.Contains(fmt.Sprint(err, events, s), "127.0.0.1") {
			t.Errorf("%s: an address or a credential is told: %v %v", c.name, err, events)
		}
		if last := events[len(events)-1]; c.status == 429 && last.Wait != time.Second {
			t.Errorf("%s: waits %v", c.name, last.Wait)
		}
		lrs.mu.Lock()
		failing = false
		lrs.mu.Unlock()
		flush(t, cl)
		if len(lrs.order) != 2 {
			t.Errorf("%s: %d delivered in the end", c.name, len(lrs.order))
		}
	}
}

func TestRun(t *testing.T) {
	lrs := &fakeLRS{}
	failures := 3
	lrs.answer = func(*http.Request, []byte) (int, string, map[string]string) {
		if failures--; failures >= 0 {
			return 401, "", nil
		}
		return 0, "", nil
	}
	var c *client.Client
	c, _ = start(t, lrs, func(o *client.Options) {
		o.OnEvent = func(e client.Event) {
			if e.Kind == client.EventPaused {
				go func() { time.Sleep(time.Millisecond); c.Resume() }()
			}
		}
	})
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	var senders sync.WaitGroup
	for i := range 8 {
		senders.Go(func() {
			for j := range 20 {
				if _, err := c.SendRaw(ctx, statement(fmt.Sprintf("%d-%d", i, j))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	senders.Wait()
	for c.Stats().Delivered < 160 && ctx.Err() == nil {
		time.Sleep(2 * time.Millisecond)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if len(lrs.order) != 160 {
		t.Errorf("%d delivered", len(lrs.order))
	}
}

func TestAttachment(t *testing.T) {
	lrs := &fakeLRS{}
	c, _ := start(t, lrs, nil)
	data := []byte("contenu\r\n--x")
	sum := sha256.Sum256(data)
	sha2 := hex.EncodeToString(sum[:])
	raw := strings.TrimSuffix(string(statement("1")), "}") + fmt.Sprintf(`,"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"p"},"contentType":"text/plain","length":%d,"sha2":"%s"}]}`, len(data), sha2)
	if _, err := c.SendWith(t.Context(), []byte(raw), client.Content{ContentType: "text/plain", SHA2: sha2, Data: data}); err != nil {
		t.Fatal(err)
	}
	flush(t, c)
	if lrs.parts != 1 || len(lrs.order) != 1 {
		t.Errorf("%d parts, %d statements", lrs.parts, len(lrs.order))
	}
}

func TestMaxAge(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	lrs := &fakeLRS{}
	c, _ := start(t, lrs, func(o *client.Options) { o.MaxAge = time.Hour; o.Now = func() time.Time { return now } })
	send(t, c, statement("1"))
	now = now.Add(2 * time.Hour)
	send(t, c, statement("2"))
	flush(t, c)
	if all := parked(t, c); len(all) != 1 || all[0].Reason != "tooOld" || len(lrs.order) != 1 {
		t.Errorf("%v, %d delivered", all, len(lrs.order))
	}
}

func TestCap(t *testing.T) {
	c, _ := start(t, &fakeLRS{}, func(o *client.Options) { o.QueueCap = 600 })
	var err error
	for range 5 {
		if _, err = c.SendRaw(t.Context(), statement("1")); err != nil {
			break
		}
	}
	if !errors.Is(err, client.ErrFull) {
		t.Errorf("got %v", err)
	}
	flush(t, c)
	send(t, c, statement("2"))
}

// Every length of torn tail leaves the records before it.
func TestTornTail(t *testing.T) {
	lrs := &fakeLRS{}
	c, o := start(t, lrs, nil)
	send(t, c, statement("1"))
	segment := filepath.Join(o.Queue, "0000000000000001.seg")
	one, _ := os.ReadFile(segment)
	send(t, c, statement("2"))
	two, _ := os.ReadFile(segment)
	c.Close()
	for cut := len(one); cut < len(two); cut += 7 {
		torn := append([]byte(nil), two[:cut]...)
		if cut%2 == 0 && cut > len(one)+9 {
			torn = append([]byte(nil), two...)
			torn[cut] ^= 1
		}
		if err := os.WriteFile(segment, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := client.New(o)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if s := c.Stats(); s.Bytes != int64(len(one)) {
			t.Errorf("cut at %d: %d bytes left, want %d", cut, s.Bytes, len(one))
		}
		c.Close()
	}
	if err := os.WriteFile(filepath.Join(o.Queue, "cursor"), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := client.New(o); !errors.Is(err, client.ErrCorrupt) {
		t.Errorf("damaged cursor: %v", err)
	}
}

// Segments roll over, and those done with are removed.
func TestSegments(t *testing.T) {
	lrs := &fakeLRS{}
	c, o := start(t, lrs, func(o *client.Options) { o.BatchBytes = 4 << 20 })
	big := strings.Repeat("x", 200<<10)
	for i := range 60 {
		send(t, c, statement(big+fmt.Sprint(i)))
	}
	files := func() int {
		all, _ := filepath.Glob(filepath.Join(o.Queue, "*.seg"))
		return len(all)
	}
	if n := files(); n < 2 {
		t.Errorf("%d segments", n)
	}
	flush(t, c)
	if n := files(); n != 1 || len(lrs.order) != 60 {
		t.Errorf("%d segments left, %d delivered", n, len(lrs.order))
	}
}

// An answer that is too long is refused, never cut and taken for whole.
func TestLongAnswer(t *testing.T) {
	asked := 0
	c, err := client.New(client.Options{Endpoint: "http://localhost:1", Queue: t.TempDir(),
		HTTP: &http.Client{Transport: says(http.StatusOK, http.Header{}, make([]byte, 8<<20+1), &asked)}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	d, err := c.ActivityProfile("https://exemple.fr/a").Get(t.Context(), "p")
	if err == nil || !strings.Contains(err.Error(), "8 MiB") || asked != 1 {
		t.Fatalf("%d bytes, %v", len(d.Content), err)
	}
}
