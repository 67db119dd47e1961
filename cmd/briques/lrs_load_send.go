// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// loadTarget is the store that is loaded. The client shares the processors
// with the server it measures, so it is a lean one: a connection each, kept,
// and requests written by hand.
type loadTarget struct {
	secure        bool
	address, host string
	path          string
	head          string // the header lines every request has
}

func newLoadTarget(u *url.URL, user, password string) *loadTarget {
	t := &loadTarget{secure: u.Scheme == "https", address: u.Host, host: u.Hostname(), path: u.EscapedPath()}
	if u.Port() == "" {
		t.address = net.JoinHostPort(u.Hostname(), map[bool]string{true: "443", false: "80"}[t.secure])
	}
	t.head = " HTTP/1.1\r\nHost: " + u.Host + "\r\nAuthorization: Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password)) +
		"\r\nX-Experience-API-Version: 1.0.3\r\n"
	return t
}

// loadConn is one connection.
type loadConn struct {
	t    *loadTarget
	conn net.Conn
	in   *bufio.Reader
	out  []byte
}

const loadTimeout = 60 * time.Second

func (t *loadTarget) dial(ctx context.Context) (*loadConn, error) {
	d := net.Dialer{Timeout: 10 * time.Second}
	conn, err := d.DialContext(ctx, "tcp", t.address)
	if err != nil {
		return nil, err
	}
	if t.secure {
		conn = tls.Client(conn, &tls.Config{ServerName: t.host, MinVersion: tls.VersionTLS12})
	}
	return &loadConn{t: t, conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// do sends one request and reads the answer to its end.
func (c *loadConn) do(method, resource string, body []byte) (int, error) {
	c.out = append(append(append(append(append(c.out[:0], method...), ' '), c.t.path...), resource...), c.t.head...)
	if method == http.MethodPost {
		c.out = append(c.out, "Content-Type: application/json\r\nContent-Length: "...)
		c.out = append(strconv.AppendInt(c.out, int64(len(body)), 10), "\r\n"...)
	}
	c.out = append(append(c.out, "\r\n"...), body...)
	if err := c.conn.SetDeadline(time.Now().Add(loadTimeout)); err != nil {
		return 0, err
	}
	if _, err := c.conn.Write(c.out); err != nil {
		return 0, err
	}
	res, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return 0, err
	}
	if res.Close {
		return res.StatusCode, fmt.Errorf("%s: %d, and the connection is closed", c.t.address, res.StatusCode)
	}
	return res.StatusCode, nil
}

// sent is how a stretch of statements went.
type sent struct {
	times  []time.Duration // of the answers, sorted
	took   time.Duration
	failed int64
}

// send posts the statements from..to with every client at once.
func (o *lrsLoad) send(ctx context.Context, from, to int) (sent, error) {
	var next, failed atomic.Int64
	next.Store(int64(from))
	all := make([][]time.Duration, o.client)
	faults := make(chan error, o.client)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	start := time.Now()
	var wg sync.WaitGroup
	for c := range o.client {
		wg.Go(func() {
			times, err := o.sendSome(ctx, &next, to, &failed)
			all[c] = times
			if err != nil {
				faults <- err
				cancel()
			}
		})
	}
	wg.Wait()
	r := sent{took: time.Since(start), failed: failed.Load()}
	for _, t := range all {
		r.times = append(r.times, t...)
	}
	sortTimes(r.times)
	select {
	case err := <-faults:
		return r, err
	default:
		return r, ctx.Err()
	}
}

// sendSome is one client: it takes the next batch until there is none.
func (o *lrsLoad) sendSome(ctx context.Context, next *atomic.Int64, to int, failed *atomic.Int64) ([]time.Duration, error) {
	c, err := o.target.dial(ctx)
	if err != nil {
		return nil, err
	}
	defer c.conn.Close()
	var times []time.Duration
	var body []byte
	for ctx.Err() == nil {
		at := int(next.Add(int64(o.batch))) - o.batch
		if at >= to {
			return times, nil
		}
		n := min(o.batch, to-at)
		body = o.body(body[:0], at, n)
		began := time.Now()
		status, err := c.do(http.MethodPost, "/statements", body)
		times = append(times, time.Since(began))
		if err != nil {
			return times, err
		}
		if status != http.StatusOK {
			failed.Add(int64(n))
		}
	}
	return times, nil
}
