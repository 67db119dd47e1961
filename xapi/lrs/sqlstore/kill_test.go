// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// TestKilled ends a writer with SIGKILL under load, again and again on one
// file: what was acknowledged is there, once; what was not may be, and a
// repeat does not double it.
func TestKilled(t *testing.T) {
	rounds := 4
	if long() {
		rounds = 100
	}
	path := filepath.Join(t.TempDir(), "traces.db")
	rng := rand.New(rand.NewPCG(3, 5))
	total, unacked, next := 0, 0, 1
	for round := range rounds {
		acked := killOnce(t, path, next, time.Duration(60+rng.IntN(150))*time.Millisecond)
		s, err := openFile(path, sqlstore.Options{SkipVerify: round%10 != 0})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		highest := next - 1
		for n := range acked {
			highest = max(highest, n)
			if _, err := s.Get(context.Background(), "t", number(n)); err != nil {
				t.Errorf("round %d: acknowledged statement %d: %v", round, n, err)
			}
		}
		for n := next; n <= highest+8; n++ { // the client repeats what it does not know of
			done, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}})
			if err != nil {
				t.Fatal(err)
			}
			if !acked[n] && done.Repeated == 1 {
				unacked++
			}
			if acked[n] && done.New == 1 {
				t.Errorf("round %d: statement %d was lost", round, n)
			}
		}
		total += len(acked)
		next = highest + 9
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := openFile(path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f, err := s.Figures(context.Background(), "t", time.UnixMicro(0))
	if err != nil {
		t.Fatal(err)
	}
	if int(f.Statements) != next-1 {
		t.Errorf("%d rows, want %d", f.Statements, next-1)
	}
	found := int64(0)
	for _, v := range f.Verbs {
		found += v.Count
	}
	if found != f.Statements {
		t.Errorf("%d statements are found by their verb, want %d", found, f.Statements)
	}
	t.Logf("%d kills, %d acknowledged, 0 lost; %d stored though their acknowledgement never came, none doubled", rounds, total, unacked)
}

func killOnce(t *testing.T, path string, from int, after time.Duration) map[int]bool {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %d %d FULL", childEnv, path, from, 1_000_000, 8))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked := map[int]bool{}
	lines := bufio.NewScanner(out)
	var once sync.Once
	for lines.Scan() {
		once.Do(func() { time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) })
		if n, err := strconv.Atoi(strings.TrimPrefix(lines.Text(), "ack ")); err == nil {
			acked[n] = true
		}
	}
	_ = cmd.Wait() // it was killed
	return acked
}

// TestPostgreSQLCrashes kills PostgreSQL with all its backends under load.
func TestPostgreSQLCrashes(t *testing.T) {
	postgres(t) // skips where there is none
	crashes := 1
	if long() {
		crashes = 20
	}
	c, why := startCluster()
	if c == nil {
		t.Skip("NOT RUN: " + why)
	}
	defer func() { c.stop("immediate"); _ = os.RemoveAll(c.dir) }()
	s, err := openPostgres(c.fresh(t), sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var mu sync.Mutex
	acked, refused := map[int]bool{}, 0
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for n := 1 + w; ; n += 8 {
				for {
					select {
					case <-stop:
						return
					default:
					}
					ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
					_, err := s.Put(ctx, "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}})
					cancel()
					mu.Lock()
					if err == nil {
						acked[n] = true
					} else {
						refused++
					}
					mu.Unlock()
					if err == nil {
						break
					}
					var away lrs.ErrUnavailable
					if !errors.As(err, &away) {
						t.Errorf("put %d: %v", n, err)
					}
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
	}
	for range crashes {
		time.Sleep(300 * time.Millisecond)
		c.kill(t)
		if err := c.startAgain(); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(300 * time.Millisecond)
	close(stop)
	wg.Wait()
	for n := range acked {
		if _, err := s.Get(context.Background(), "t", number(n)); err != nil {
			t.Errorf("acknowledged statement %d: %v", n, err)
		}
	}
	t.Logf("%d crashes, %d acknowledged, 0 lost, %d attempts refused and repeated", crashes, len(acked), refused)
}

// kill ends the server and each of its processes with SIGKILL.
func (c *cluster) kill(t *testing.T) {
	t.Helper()
	b, err := os.ReadFile(c.dir + "/data/postmaster.pid")
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(strings.SplitN(string(b), "\n", 2)[0]))
	if err != nil {
		t.Fatal(err)
	}
	pids := []int{pid}
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, s := range strings.Fields(string(children)) {
		if n, err := strconv.Atoi(s); err == nil {
			pids = append(pids, n)
		}
	}
	for _, p := range pids {
		_ = syscall.Kill(p, syscall.SIGKILL) // a backend may have gone by itself
	}
}

func (c *cluster) startAgain() error {
	var err error
	for range 50 {
		_ = os.Remove(c.dir + "/data/postmaster.pid")
		if err = c.start(); err == nil {
			return nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return err
}
