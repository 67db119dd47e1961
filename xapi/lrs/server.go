// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// NewServer returns an http.Server with the time limits a store on a network
// needs: headers within 5 s and 32 KiB, idle connections closed after 120 s.
// Bodies are timed by the handler of New. What it logs goes to the standard
// logger's writer, without the addresses of clients.
func NewServer(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 120 * time.Second, MaxHeaderBytes: 32<<10 - 4096,
		ErrorLog: log.New(anonymous{log.Writer()}, "", log.LstdFlags)}
}

// Listen bounds the connections of a listener: in all, and from one address.
// One over the bound is closed at once. Zero: 4,096 and 64.
func Listen(l net.Listener, total, perAddress int) net.Listener {
	if total == 0 {
		total = 4096
	}
	if perAddress == 0 {
		perAddress = 64
	}
	return &bounded{Listener: l, total: total, per: perAddress, from: map[string]int{}}
}

type bounded struct {
	net.Listener
	total, per int

	mu   sync.Mutex
	open int
	from map[string]int
}

// Accept returns the next connection inside the bounds.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host, _, err := net.SplitHostPort(c.RemoteAddr().String())
		if err != nil {
			host = c.RemoteAddr().String()
		}
		if b.enter(host) {
			return &boundedConn{Conn: c, b: b, host: host}, nil
		}
		_ = c.Close() // refused: nothing was promised
	}
}

func (b *bounded) enter(host string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open >= b.total || b.from[host] >= b.per {
		return false
	}
	b.open++
	b.from[host]++
	return true
}

func (b *bounded) leave(host string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open--
	if b.from[host]--; b.from[host] == 0 {
		delete(b.from, host)
	}
}

type boundedConn struct {
	net.Conn
	b    *bounded
	host string
	once sync.Once
}

// Close gives the place back.
func (c *boundedConn) Close() error {
	c.once.Do(func() { c.b.leave(c.host) })
	return c.Conn.Close()
}
