// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

func put(t testing.TB, s lrs.Store, n int) error {
	t.Helper()
	_, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}})
	return err
}

func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("NOT RUN: no tmpfs can be mounted here: " + err.Error())
	}
	defer func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) }()
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := openFile(filepath.Join(dir, "traces.db"), sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n, refused := 0, error(nil)
	for refused == nil && n < 10_000 {
		n++
		refused = put(t, s, n)
	}
	var away lrs.ErrUnavailable
	if !errors.As(refused, &away) || away.After <= 0 {
		t.Fatalf("a full disk answers %v, want ErrUnavailable", refused)
	}
	for k := 1; k < n; k++ {
		if _, err := s.Get(context.Background(), "t", number(k)); err != nil {
			t.Fatalf("acknowledged statement %d on a full disk: %v", k, err)
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := put(t, s, n); err != nil {
		t.Errorf("after space was made: %v", err)
	}
	t.Logf("%d acknowledged, then refused, all readable, then accepted again", n-1)
}

// TestCorruptFileIsRefused flips one byte in many places of a file that was
// closed in order, and wants it refused at open.
func TestCorruptFileIsRefused(t *testing.T) {
	places := 20
	if long() {
		places = 100
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "traces.db")
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 60 {
		if err := put(t, s, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(path + ".sum")
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range places {
		bad := bytes.Clone(good)
		at := rng.IntN(len(bad))
		bad[at] ^= byte(1 << rng.IntN(8))
		if err := errors.Join(os.WriteFile(path, bad, 0o600), os.WriteFile(path+".sum", sum, 0o600)); err != nil {
			t.Fatal(err)
		}
		s, err := openFile(path, sqlstore.Options{})
		if err == nil {
			t.Errorf("byte %d flipped: the file was opened", at)
			_ = s.Close()
		} else if !errors.Is(err, lrs.ErrCorrupt) {
			t.Errorf("byte %d flipped: %v, want ErrCorrupt", at, err)
		}
	}
	if err := errors.Join(os.WriteFile(path, good, 0o600), os.WriteFile(path+".sum", sum, 0o600)); err != nil {
		t.Fatal(err)
	}
	s, err = openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatalf("the sound file: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestDamagedPayloadIsNotServed flips bytes of texts in a file without a sum.
func TestDamagedPayloadIsNotServed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "traces.db")
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(t, s, 1), s.Close(), os.Remove(path+".sum")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b, []byte(`"response":"0000`))
	if at < 0 {
		t.Fatal("the text is not in the file")
	}
	b[at+14] = '7'
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = openFile(path, sqlstore.Options{SkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Get(context.Background(), "t", number(1)); !errors.Is(err, lrs.ErrCorrupt) {
		t.Errorf("get: %v, want ErrCorrupt", err)
	}
	if err := s.Check(context.Background()); !errors.Is(err, lrs.ErrCorrupt) {
		t.Errorf("check: %v, want ErrCorrupt", err)
	}
}

func TestClockSetBackSQLite(t *testing.T) {
	var back atomic.Int64
	s := sqliteStore(t, sqlstore.Options{Now: func() time.Time { return time.Now().Add(-time.Duration(back.Load())) }})
	var last time.Time
	for n := range 20 {
		if n == 10 {
			back.Store(int64(time.Hour))
		}
		if err := put(t, s, n); err != nil {
			t.Fatal(err)
		}
		r, err := s.Get(context.Background(), "t", number(n))
		if err != nil {
			t.Fatal(err)
		}
		if !r.Stored.After(last) {
			t.Errorf("statement %d stored at %v, not after %v", n, r.Stored, last)
		}
		last = r.Stored
	}
}

func TestClockSetBackPostgreSQL(t *testing.T) {
	address := postgres(t).fresh(t)
	s, err := openPostgres(address, sqlstore.Options{RetryFor: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := put(t, s, 1); err != nil {
		t.Fatal(err)
	}
	// The database has no other clock: what is stored goes ahead of it.
	if err := s.Exec(context.Background(), "UPDATE statement SET stored = stored + 3600000000"); err != nil {
		t.Fatal(err)
	}
	var away lrs.ErrUnavailable
	if err := put(t, s, 2); !errors.As(err, &away) {
		t.Errorf("put with the clock back: %v, want ErrUnavailable", err)
	}
	if err := s.Exec(context.Background(), "UPDATE statement SET stored = stored - 3600000000"); err != nil {
		t.Fatal(err)
	}
	if err := put(t, s, 2); err != nil {
		t.Errorf("put once the clock has caught up: %v", err)
	}
}

// slowProxy stands between a store and its database.
type slowProxy struct {
	l    net.Listener
	to   string
	mode atomic.Int32 // 0 through, 1 cut, 2 slowed to 8 kbit/s
	mu   sync.Mutex
	open map[net.Conn]bool
}

func newSlowProxy(t *testing.T, socket string) *slowProxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &slowProxy{l: l, to: socket, open: map[net.Conn]bool{}}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(c)
		}
	}()
	t.Cleanup(func() { _ = l.Close(); p.cut() })
	return p
}

func (p *slowProxy) serve(c net.Conn) {
	if p.mode.Load() == 1 {
		_ = c.Close()
		return
	}
	d, err := net.Dial("unix", p.to)
	if err != nil {
		_ = c.Close()
		return
	}
	p.mu.Lock()
	p.open[c], p.open[d] = true, true
	p.mu.Unlock()
	copyBytes := func(to, from net.Conn) {
		defer func() { _ = to.Close(); _ = from.Close() }()
		b := make([]byte, 4096)
		for {
			size := len(b)
			if p.mode.Load() == 2 {
				size = 100
			}
			n, err := from.Read(b[:size])
			if err != nil {
				return
			}
			if p.mode.Load() == 2 {
				time.Sleep(100 * time.Millisecond)
			}
			if _, err := to.Write(b[:n]); err != nil {
				return
			}
		}
	}
	go copyBytes(c, d)
	copyBytes(d, c)
}

func (p *slowProxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.open {
		_ = c.Close()
	}
	p.open = map[net.Conn]bool{}
}

func TestConnectionCutAndSlow(t *testing.T) {
	c := postgres(t)
	name := strings.TrimPrefix(strings.SplitN(c.fresh(t), "?", 2)[0], "postgres://postgres@/")
	p := newSlowProxy(t, c.dir+"/.s.PGSQL.5432")
	s, err := openPostgres("postgres://postgres@"+p.l.Addr().String()+"/"+name+"?sslmode=disable", sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	try := func(n int) (time.Duration, error) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		start := time.Now()
		_, err := s.Put(ctx, "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}})
		return time.Since(start), err
	}
	if _, err := try(1); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for i, mode := range []int32{1, 2} {
		p.mode.Store(mode)
		if mode == 1 {
			p.cut()
		}
		var away lrs.ErrUnavailable
		took, err := try(10 + i)
		if !errors.As(err, &away) || took > 10*time.Second {
			t.Errorf("mode %d: %v after %v, want ErrUnavailable within 10 s", mode, err, took)
		}
		p.mode.Store(0)
		p.cut()
		deadline := time.Now().Add(10 * time.Second)
		for {
			if _, err := try(10 + i); err == nil {
				break
			} else if time.Now().After(deadline) {
				t.Fatalf("mode %d: no recovery: %v", mode, err)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	time.Sleep(300 * time.Millisecond)
	if after := runtime.NumGoroutine(); after > before+20 {
		t.Errorf("%d goroutines, %d before", after, before)
	}
	page, err := s.Find(context.Background(), "t", lrs.Query{})
	if err != nil || len(page.Records) != 3 {
		t.Errorf("%d statements, %v; want 3", len(page.Records), err)
	}
}
