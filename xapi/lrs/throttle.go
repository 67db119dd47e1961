// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// throttle counts wrong credentials by address: over the limit in a minute,
// the address waits for the next one.
type throttle struct {
	mu     sync.Mutex
	limit  int
	minute time.Time
	failed map[string]int
}

// wait returns how long the address has to wait, zero when it may try.
func (t *throttle) wait(addr string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Sub(t.minute) >= time.Minute || t.failed == nil {
		t.minute, t.failed = now, map[string]int{}
	}
	if t.failed[addr] < t.limit {
		return 0
	}
	return time.Minute - now.Sub(t.minute)
}

func (t *throttle) fail(addr string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.failed) < 100_000 {
		t.failed[addr]++
	}
}

// addressOf is the peer's address without its port or, when the peer is a
// listed proxy, the last address of X-Forwarded-For that is none.
func (h *handler) addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if !h.isProxy(host) {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			return host
		}
		if !h.isProxy(hop) {
			return hop
		}
	}
	return host
}

func (h *handler) isProxy(host string) bool {
	a, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range h.o.Proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}
