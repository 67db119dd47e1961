// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// served is a server of ours in another process.
type served struct {
	cmd *exec.Cmd
	url string
}

func serveChild(t *testing.T, args ...string) served {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), lrsChildEnv+"="+strings.Join(args, "\n"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = cmd.Wait()
		t.Fatalf("%v: %s", err, said.String())
	}
	return served{cmd, strings.TrimRight(strings.TrimSpace(line), "/")}
}

// sendUntilKilled sends total statements from four senders and kills the
// server once it has acknowledged killAt of them. It returns the identifiers
// of the acknowledged ones.
func (s served) sendUntilKilled(t *testing.T, path string, round, total, killAt int) []string {
	t.Helper()
	var mu sync.Mutex
	var acked []string
	next := make(chan string, total)
	for i := range total {
		next <- fmt.Sprintf("00000000-0000-4000-8000-%06d%06d", round, i)
	}
	close(next)
	client := &http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := range next {
				body := `{"id":"` + id + `","actor":{"account":{"homePage":"https://exemple.fr/p","name":"k"}},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/a"}}`
				r, err := http.NewRequest("POST", s.url+path, strings.NewReader(body))
				if err != nil {
					return
				}
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("X-Experience-API-Version", "2.0.0")
				r.SetBasicAuth("a", "a")
				res, err := client.Do(r)
				if err != nil {
					continue // killed: not acknowledged
				}
				got, err := io.ReadAll(res.Body)
				_ = res.Body.Close()
				if res.StatusCode != http.StatusOK || err != nil || !bytes.Contains(got, []byte(id)) {
					continue
				}
				mu.Lock()
				acked = append(acked, id)
				if len(acked) == killAt {
					_ = s.cmd.Process.Kill()
				}
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	_ = s.cmd.Wait()
	return acked
}

func (s served) get(t *testing.T, path string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequest("GET", s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Experience-API-Version", "2.0.0")
	r.SetBasicAuth("a", "a")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, b
}

// TestLRSServeKilled kills the store while it receives: what it acknowledged
// is there when it starts again.
func TestLRSServeKilled(t *testing.T) {
	rounds, total := 2, 60
	if os.Getenv("BRIQUES_LONG") != "" {
		rounds, total = 20, 200
	}
	args := []string{"lrs", "serve", "--addr", "127.0.0.1:0", "--db", "sqlite:" + filepath.Join(t.TempDir(), "traces.db"), "--key", "a:a", "--quiet"}
	var acked []string
	for round := range rounds {
		got := serveChild(t, args...).sendUntilKilled(t, "/statements", round, total, 1+rand.IntN(total-1))
		if len(got) == total {
			t.Errorf("round %d: killed too late", round)
		}
		acked = append(acked, got...)
	}
	again, lost := serveChild(t, args...), 0
	for _, id := range acked {
		if code, _ := again.get(t, "/statements?statementId="+id); code != http.StatusOK {
			lost++
		}
	}
	t.Logf("%d kills during %d sends each: %d acknowledged, %d lost", rounds, total, len(acked), lost)
	if lost > 0 || len(acked) < rounds {
		t.Errorf("%d of %d acknowledged statements are lost", lost, len(acked))
	}
}

// TestDemoKilled does the same to the demonstration, through its relay and
// its page of received statements. It builds the widgets: long.
func TestDemoKilled(t *testing.T) {
	if os.Getenv("BRIQUES_LONG") == "" {
		t.Skip("BRIQUES_LONG is not set")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	args := []string{"demo", "--addr", "127.0.0.1:0", "--db", filepath.Join(t.TempDir(), "demo.db")}
	const rounds, total = 2, 200
	var acked []string
	for round := range rounds {
		acked = append(acked, serveChild(t, args...).sendUntilKilled(t, "/relais/statements", round, total, 60+rand.IntN(100))...)
	}
	_, page := serveChild(t, args...).get(t, "/traces")
	lost := 0
	for _, id := range acked {
		if !bytes.Contains(page, []byte(id)) {
			lost++
		}
	}
	t.Logf("%d kills during %d sends each: %d acknowledged, %d lost", rounds, total, len(acked), lost)
	if lost > 0 || len(acked) < 60 {
		t.Errorf("%d of %d acknowledged statements are lost", lost, len(acked))
	}
}

func TestDemoBusyPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out, errs bytes.Buffer
	code := run(context.Background(), []string{"demo", "--addr", l.Addr().String()}, strings.NewReader(""), &out, &errs)
	if code != exitUnreadable || !strings.Contains(errs.String(), l.Addr().String()) || !strings.Contains(errs.String(), "--addr") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}
