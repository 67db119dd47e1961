// SPDX-License-Identifier: Apache-2.0

package client

import "time"

// Stats counts what a client has done since New, and says how it stands.
type Stats struct {
	Queued    int    // by Send
	Delivered int    // accepted by the LRS
	Parked    int    // refused for good
	Requests  int    // sent
	Retries   int    // requests that will be made again
	Bytes     int64  // waiting in the queue
	Paused    string // why nothing is sent; "" when sending
	LastError string // of the last request that failed
}

// Stats returns the counts.
func (c *Client) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Bytes = c.queue.size()
	return s
}

func (c *Client) count(f func(*Stats)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.stats)
}

// EventKind is what happened.
type EventKind string

// The kinds of event.
const (
	EventQueued    EventKind = "queued"
	EventDelivered EventKind = "delivered"
	EventParked    EventKind = "parked"
	EventRetry     EventKind = "retry"
	EventPaused    EventKind = "paused"
)

// Valid reports whether k is one of the declared kinds.
func (k EventKind) Valid() bool {
	switch k {
	case EventQueued, EventDelivered, EventParked, EventRetry, EventPaused:
		return true
	}
	return false
}

// Event tells progress and feeds metrics. It holds no statement.
type Event struct {
	Kind   EventKind
	Count  int           // statements
	Status int           // of the answer; 0 without one
	Wait   time.Duration // before the next try
	Reason string
}

func (c *Client) event(e Event) {
	if c.o.OnEvent == nil {
		return
	}
	c.events.Lock()
	defer c.events.Unlock()
	c.o.OnEvent(e)
}
