// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Options says where statements go and how. Endpoint and Queue are required.
type Options struct {
	Endpoint string              // of the LRS, as https://lrs.exemple.fr/xapi
	Auth     func(*http.Request) // puts credentials on a request; see Basic
	Queue    string              // folder of the queue, for one process at a time
	QueueCap int64               // bytes; 0 is 1 GiB
	Validate xapi.Options        // rules that Send judges by; its Version is the one spoken

	BatchCount int           // statements in a request; 0 is 50
	BatchBytes int           // bytes in a request; 0 is 512 KiB
	BatchWait  time.Duration // how long a statement waits for others; 0 is 2 s
	MaxAge     time.Duration // parked when not delivered for so long; 0 is never

	HTTP    *http.Client // 0 is a client with a time limit of 30 s
	Now     func() time.Time
	NewID   func() xapi.UUID
	OnEvent func(Event) // called in order, from one goroutine at a time
}

// Basic puts HTTP Basic credentials on requests.
func Basic(user, password string) func(*http.Request) {
	return func(r *http.Request) { r.SetBasicAuth(user, password) }
}

// Client sends statements. Its methods may be called by several goroutines.
type Client struct {
	o        Options
	endpoint *url.URL
	http     *http.Client
	queue    *queue
	parked   *shelf

	delivering sync.Mutex // one delivery at a time
	wake       chan struct{}
	resume     chan struct{}

	mu     sync.Mutex
	stats  Stats
	events sync.Mutex
}

// New opens the queue and returns a client. Nothing is sent before Run or
// Flush.
func New(o Options) (*Client, error) {
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return nil, errors.New("client: the endpoint is no http or https address")
	}
	if o.Queue == "" {
		return nil, errors.New("client: no folder for the queue")
	}
	u.Path = strings.TrimRight(u.Path, "/")
	set := func(p *int, d int) {
		if *p <= 0 {
			*p = d
		}
	}
	set(&o.BatchCount, 50)
	set(&o.BatchBytes, 512<<10)
	if o.BatchWait <= 0 {
		o.BatchWait = 2 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = newID
	}
	if o.Validate.Version == "" {
		o.Validate.Version = xapi.V20
	}
	c := &Client{o: o, endpoint: u, http: noRedirects(o.HTTP), wake: make(chan struct{}, 1), resume: make(chan struct{}, 1)}
	if c.queue, err = openQueue(o.Queue, o.QueueCap); err != nil {
		return nil, err
	}
	if c.parked, err = openShelf(o.Queue); err != nil {
		c.queue.close()
		return nil, err
	}
	return c, nil
}

// newID returns a random UUID (RFC 9562, version 4).
func newID() xapi.UUID {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0F|0x40, b[8]&0x3F|0x80
	return xapi.UUID(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}

// noRedirects returns a copy of h that gives redirects back as answers.
func noRedirects(h *http.Client) *http.Client {
	own := http.Client{Timeout: 30 * time.Second}
	if h != nil {
		own = *h
	}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

// InvalidError says which of the statements given to Send are not valid.
// None of them was queued.
type InvalidError struct {
	Index  int // of the first one
	Issues issue.Issues
}

// Error names the first invalid statement and its first fault.
func (e *InvalidError) Error() string {
	return fmt.Sprintf("client: statement %d: %v", e.Index+1, e.Issues)
}

// Send queues statements and returns their ids once they are safe on disk.
// One that is not valid refuses them all.
func (c *Client) Send(ctx context.Context, statements ...xapi.Statement) ([]xapi.UUID, error) {
	raws := make([][]byte, len(statements))
	for i, s := range statements {
		if raws[i] = s.Raw(); raws[i] == nil {
			raws[i] = s.AppendJSON(nil)
		}
	}
	return c.SendRaw(ctx, raws...)
}

// SendRaw is Send for statements as JSON; their bytes are sent as they are,
// an id and a timestamp added where they lack.
func (c *Client) SendRaw(ctx context.Context, statements ...[]byte) ([]xapi.UUID, error) {
	records := make([]record, len(statements))
	for i, s := range statements {
		records[i].json = s
	}
	return c.enqueue(ctx, records)
}

// SendWith queues one statement with the contents of its attachments.
func (c *Client) SendWith(ctx context.Context, statement []byte, contents ...Content) (xapi.UUID, error) {
	ids, err := c.enqueue(ctx, []record{{json: statement, parts: contents}})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

func (c *Client) enqueue(ctx context.Context, records []record) ([]xapi.UUID, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now := c.o.Now()
	ids, encoded := make([]xapi.UUID, len(records)), make([][]byte, len(records))
	for i := range records {
		s, is := xapi.Decode(records[i].json, c.o.Validate)
		if is.HasErrors() {
			return nil, &InvalidError{i, is}
		}
		add := xapi.Additions{}
		if ids[i] = s.ID; ids[i] == "" {
			ids[i] = c.o.NewID()
			add.ID = ids[i]
		}
		if s.Timestamp == "" {
			add.Timestamp = timestampOf(now)
		}
		records[i].json = xapi.Complete(records[i].json, add)
		records[i].queued = now.UnixMilli()
		encoded[i] = records[i].encode()
	}
	if err := c.queue.append(encoded); err != nil {
		return nil, err
	}
	c.count(func(s *Stats) { s.Queued += len(records) })
	c.event(Event{Kind: EventQueued, Count: len(records)})
	select {
	case c.wake <- struct{}{}:
	default:
	}
	return ids, nil
}

// timestampOf is the moment that Send writes into a statement without one, to
// the millisecond that the queue keeps too.
func timestampOf(t time.Time) xapi.Timestamp {
	return xapi.Timestamp(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// Close closes the queue. What has not been delivered stays in it.
func (c *Client) Close() error {
	c.delivering.Lock()
	defer c.delivering.Unlock()
	return c.queue.close()
}
