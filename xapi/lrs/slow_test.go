// SPDX-License-Identifier: Apache-2.0

package lrs_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"sort"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

var fixed = time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)

// TestSlowClients holds many connections that send their headers a byte at a
// time, and times a healthy client beside them.
func TestSlowClients(t *testing.T) {
	slow, posts := 100, 60
	if long() {
		slow, posts = 500, 400
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := lrs.NewServer(server(t, lrs.Options{}))
	go func() { _ = s.Serve(lrs.Listen(l, 0, 2000)) }()
	defer s.Close()
	stop := make(chan struct{})
	defer close(stop)
	for i := range slow {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			defer c.Close()
			head := "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nX-Slow: "
			if i%2 == 0 { // half of them are slow with the body
				head = "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTph\r\nX-Experience-API-Version: 2.0.0\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
			}
			if _, err := io.WriteString(c, head); err != nil {
				return
			}
			for {
				select {
				case <-stop:
					return
				case <-time.After(200 * time.Millisecond):
					if _, err := io.WriteString(c, "x"); err != nil {
						return
					}
				}
			}
		}()
	}
	var times []time.Duration
	for n := range posts {
		r, err := http.NewRequest("POST", "http://"+l.Addr().String()+"/xapi/statements", strings.NewReader(trace(n, "a")))
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth("a", "a")
		r.Header.Set("X-Experience-API-Version", "2.0.0")
		r.Header.Set("Content-Type", "application/json")
		start := time.Now()
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if res.StatusCode != 200 {
			t.Fatalf("status %d", res.StatusCode)
		}
		times = append(times, time.Since(start))
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	t.Logf("%d slow connections, %d posts: p50 %v, p99 %v", slow, posts, times[len(times)/2], times[len(times)*99/100])
}

// TestSlowBodyIsCutOff wants a body under the rate ended.
func TestSlowBodyIsCutOff(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := lrs.NewServer(server(t, lrs.Options{Limits: lrs.Limits{SlowAfter: 200 * time.Millisecond}}))
	go func() { _ = s.Serve(l) }()
	defer s.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	start := time.Now()
	fmt.Fprintf(c, "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTph\r\nX-Experience-API-Version: 2.0.0\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[")
	if err := c.SetReadDeadline(start.Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(c)
	if took := time.Since(start); took > 4*time.Second || !strings.Contains(string(b), " 400 ") {
		t.Errorf("after %v: %.200s", took, b)
	}
}

// TestConnectionsFromOneAddress wants those over the bound closed.
func TestConnectionsFromOneAddress(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := lrs.Listen(inner, 10, 2)
	defer l.Close()
	accepted := make(chan net.Conn, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			accepted <- c
		}
	}()
	var conns []net.Conn
	for range 3 {
		c, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns = append(conns, c)
	}
	_ = conns[2].SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := conns[2].Read(make([]byte, 1)); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("the third connection: %v, want it closed", err)
	}
	first := <-accepted
	_ = first.Close()
	c, err := net.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	<-accepted
	select {
	case <-accepted:
	case <-time.After(5 * time.Second):
		t.Error("a place that was given back was not used")
	}
}
