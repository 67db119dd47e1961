// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"hash/maphash"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// cache remembers what agents and activities the database already has, so
// that most statements write none. It is emptied every minute, since another
// process may have erased them.
type cache struct {
	mu    sync.Mutex
	since time.Time
	seen  map[cacheKey]uint64
}

type cacheKey struct {
	tenant lrs.Tenant
	key    lrs.Key
	name   uint64 // of a name; activityEntry for an activity
}

const (
	activityEntry = 1
	cacheLife     = time.Minute
	cacheMax      = 200_000
)

var cacheSeed = maphash.MakeSeed()

func hashOf(b []byte) uint64 { return maphash.Bytes(cacheSeed, b) | 2 }

// has reports whether the entry is known with this value.
func (c *cache) has(k cacheKey, value uint64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); c.seen == nil || len(c.seen) > cacheMax || now.Sub(c.since) > cacheLife {
		c.seen, c.since = make(map[cacheKey]uint64), now
	}
	got, ok := c.seen[k]
	return ok && got == value
}

func (c *cache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen = nil
}

// pending holds what a transaction will have made known once it commits.
type pending struct {
	cache *cache
	made  map[cacheKey]uint64
}

func (c *cache) pending() *pending { return &pending{cache: c, made: map[cacheKey]uint64{}} }

func (p *pending) has(k cacheKey, value uint64) bool {
	if got, ok := p.made[k]; ok {
		return got == value
	}
	return p.cache.has(k, value)
}

func (p *pending) note(k cacheKey, value uint64) { p.made[k] = value }

func (p *pending) commit() {
	p.cache.mu.Lock()
	defer p.cache.mu.Unlock()
	if p.cache.seen == nil {
		return
	}
	for k, v := range p.made {
		p.cache.seen[k] = v
	}
}
