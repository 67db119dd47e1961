// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// How long is waited between tries.
const (
	firstWait = time.Second
	longWait  = 15 * time.Minute
)

// Run delivers the queue until ctx is done, and returns its error; another
// error is one of the disk, after which nothing more can be promised.
func (c *Client) Run(ctx context.Context) error {
	for tries := 0; ; {
		if err := c.gather(ctx); err != nil {
			return err
		}
		wait, err := c.deliver(ctx, tries)
		switch {
		case err != nil:
			return err
		case wait == 0:
			tries = 0
			continue
		}
		tries++
		if err := c.pause(ctx, wait); err != nil {
			return err
		}
	}
}

// Flush delivers until the queue is empty. It returns an error when sending
// pauses, when a try fails, or when ctx is done; what is left stays queued.
func (c *Client) Flush(ctx context.Context) error {
	for !c.queue.empty() {
		wait, err := c.deliver(ctx, 0)
		if err != nil {
			return err
		}
		if wait > 0 {
			s := c.Stats()
			if s.Paused != "" {
				return fmt.Errorf("client: paused: %s", s.Paused)
			}
			return fmt.Errorf("client: not delivered yet: %s", s.LastError)
		}
	}
	return nil
}

// Resume ends a pause, as after the credentials have been mended.
func (c *Client) Resume() {
	select {
	case c.resume <- struct{}{}:
	default:
	}
}

// gather waits until a batch is full, or its oldest statement has waited.
func (c *Client) gather(ctx context.Context) error {
	var timer <-chan time.Time
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		records, _, err := c.queue.peek(c.o.BatchCount, c.o.BatchBytes)
		if err != nil {
			return err
		}
		size := 0
		for _, r := range records {
			size += len(r)
		}
		if len(records) >= c.o.BatchCount || size >= c.o.BatchBytes {
			return nil
		}
		if len(records) > 0 && timer == nil {
			timer = time.After(c.o.BatchWait)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.wake:
		case <-timer:
			return nil
		}
	}
}

func (c *Client) pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-c.resume:
	case <-timer.C:
	}
	return nil
}

// deliver sends the batch at the cursor. A wait above zero means that it has
// to be tried again; the error is one of the disk.
func (c *Client) deliver(ctx context.Context, tries int) (wait time.Duration, err error) {
	c.delivering.Lock()
	defer c.delivering.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	encoded, end, err := c.queue.peek(c.o.BatchCount, c.o.BatchBytes)
	if err != nil || len(encoded) == 0 {
		return 0, err
	}
	batch := make([]record, len(encoded))
	for i, b := range encoded {
		if batch[i], err = decodeRecord(b); err != nil {
			return 0, fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
	}
	if batch, err = c.tooOld(batch); err != nil {
		return 0, err
	}
	var stop *stopError
	err = c.settle(ctx, batch)
	switch {
	case err == nil:
		c.count(func(s *Stats) { s.Paused = "" })
		return 0, c.queue.done(end)
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case errors.As(err, &stop):
		return c.again(stop, tries), nil
	}
	return 0, err
}

// tooOld parks what has waited too long and returns the rest.
func (c *Client) tooOld(batch []record) (rest []record, err error) {
	if c.o.MaxAge <= 0 {
		return batch, nil
	}
	for _, r := range batch {
		if c.o.Now().Sub(time.UnixMilli(r.queued)) < c.o.MaxAge {
			rest = append(rest, r)
		} else if err := c.park(r, "tooOld", answer{}); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// stopError ends a delivery that has to be tried again.
type stopError struct {
	paused bool // nothing will change by itself
	status int
	after  time.Duration // asked by the LRS
	reason string
}

func (e *stopError) Error() string { return e.reason }

// again notes why a delivery stopped and returns how long to wait.
func (c *Client) again(e *stopError, tries int) time.Duration {
	wait := e.after
	switch {
	case e.paused:
		wait = longWait
	case wait <= 0:
		most := min(longWait, firstWait<<min(tries, 20))
		wait = time.Duration(rand.Int64N(int64(most))) + time.Millisecond
	}
	kind := EventRetry
	c.count(func(s *Stats) {
		s.LastError, s.Paused = e.reason, ""
		s.Retries++
		if e.paused {
			s.Paused = e.reason
		}
	})
	if e.paused {
		kind = EventPaused
	}
	c.event(Event{Kind: kind, Status: e.status, Wait: wait, Reason: e.reason})
	return wait
}

// settle brings every record of the batch to an end: accepted or parked. The
// error is a stopError, or one of the disk.
func (c *Client) settle(ctx context.Context, batch []record) error {
	if len(batch) == 0 {
		return nil
	}
	a, err := c.post(ctx, batch)
	if err != nil {
		return err
	}
	switch {
	case a.accepted:
		c.count(func(s *Stats) { s.Delivered += len(batch) })
		c.event(Event{Kind: EventDelivered, Count: len(batch), Status: a.status})
		return nil
	case len(batch) > 1:
		half := len(batch) / 2
		if err := c.settle(ctx, batch[:half]); err != nil {
			return err
		}
		return c.settle(ctx, batch[half:])
	case a.status == http.StatusConflict:
		return c.conflict(ctx, batch[0], a)
	case a.status == http.StatusRequestEntityTooLarge:
		return c.park(batch[0], "tooLarge", a)
	}
	return c.park(batch[0], "invalid", a)
}

// conflict asks what the LRS has under the id: the same statement is one
// that was delivered before.
func (c *Client) conflict(ctx context.Context, r record, a answer) error {
	s, _ := xapi.Decode(r.json, c.o.Validate)
	stored, err := c.stored(ctx, s.ID)
	if err != nil {
		return err
	}
	ours := r.json
	if s.Timestamp == timestampOf(time.UnixMilli(r.queued)) {
		// The moment is one that Send wrote, not its caller: who sends the same
		// statement again gives none either, and the first one stands.
		s.Timestamp = ""
		ours = s.AppendJSON(nil)
	}
	if stored != nil && xapi.Equal(ours, stored) {
		c.count(func(s *Stats) { s.Delivered++ })
		c.event(Event{Kind: EventDelivered, Count: 1, Status: a.status})
		return nil
	}
	return c.park(r, "conflict", a)
}

// park sets a record aside, durably.
func (c *Client) park(r record, reason string, a answer) error {
	s, is := xapi.Decode(r.json, c.o.Validate)
	if len(is) == 0 {
		is = issue.Issues{}
	}
	err := c.parked.put(Parked{ID: s.ID, At: c.o.Now(), Reason: reason, Status: a.status, Body: a.body,
		Issues: is, Statement: r.json, Contents: r.parts})
	if err != nil {
		return err
	}
	c.count(func(s *Stats) { s.Parked++ })
	c.event(Event{Kind: EventParked, Count: 1, Status: a.status, Reason: reason})
	return nil
}
