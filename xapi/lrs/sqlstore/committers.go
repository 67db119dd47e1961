// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"errors"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// committers write to PostgreSQL for everybody: small batches of one tenant
// that wait at the same moment share a transaction. A lone batch waits for
// nobody, and one that is refused leaves the others alone.
type committers struct {
	s    *Store
	jobs chan *putJob
	stop chan struct{}
	once sync.Once
	wg   sync.WaitGroup
}

// committerCount is how many transactions this process has open at a time.
const committerCount = 8

// commitWait bounds one shared transaction, over the time for trying again.
const commitWait = 3 * time.Second

func startCommitters(s *Store) *committers {
	c := &committers{s: s, jobs: make(chan *putJob, 1024), stop: make(chan struct{})}
	for range committerCount {
		c.wg.Go(c.loop)
	}
	return c
}

func (c *committers) close() {
	c.once.Do(func() { close(c.stop) })
	c.wg.Wait()
}

func (c *committers) put(ctx context.Context, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	j := &putJob{ctx: ctx, tenant: t, batch: b, done: make(chan error, 1)}
	select {
	case c.jobs <- j:
	case <-ctx.Done():
		return lrs.Stored{}, fault(ctx.Err())
	case <-c.stop:
		return lrs.Stored{}, errClosed
	}
	select {
	case err := <-j.done:
		return j.out, fault(err)
	case <-ctx.Done():
		return lrs.Stored{}, fault(ctx.Err())
	case <-c.stop:
		return lrs.Stored{}, errClosed
	}
}

func (c *committers) loop() {
	var kept *putJob // taken from the queue, for the next transaction
	for {
		j := kept
		kept = nil
		if j == nil {
			select {
			case j = <-c.jobs:
			case <-c.stop:
				return
			}
		}
		var group []*putJob
		group, kept = c.gather(j)
		if len(group) > 1 && c.together(group) {
			continue
		}
		for _, j := range group {
			j.done <- c.alone(j)
		}
	}
}

// gather takes what waits and can share a transaction with the first job: the
// same tenant, other ids, no more than a group.
func (c *committers) gather(first *putJob) (group []*putJob, next *putJob) {
	group = []*putJob{first}
	n := len(first.batch.Items)
	ids := map[lrs.UUID]bool{}
	for i := range first.batch.Items {
		ids[first.batch.Items[i].ID] = true
	}
	for n < c.s.opt.GroupSize/4 {
		select {
		case j := <-c.jobs:
			if j.tenant != first.tenant || n+len(j.batch.Items) > c.s.opt.GroupSize {
				return group, j
			}
			for i := range j.batch.Items {
				if ids[j.batch.Items[i].ID] {
					return group, j
				}
			}
			for i := range j.batch.Items {
				ids[j.batch.Items[i].ID] = true
			}
			group = append(group, j)
			n += len(j.batch.Items)
		default:
			return group, nil
		}
	}
	return group, nil
}

// together writes a group in one transaction; false means that each has to be
// tried by itself.
func (c *committers) together(group []*putJob) bool {
	var all lrs.Batch
	for _, j := range group {
		all.Items = append(all.Items, j.batch.Items...)
		all.Attachments = append(all.Attachments, j.batch.Attachments...)
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.s.opt.RetryFor+commitWait)
	defer cancel()
	var out lrs.Stored
	err := c.s.transact(ctx, func(ctx context.Context, w session) (err error) {
		out, err = c.s.putPostgreSQL(ctx, w, group[0].tenant, all)
		return err
	})
	var away lrs.ErrUnavailable
	if err != nil && !errors.As(fault(err), &away) {
		return false
	}
	for _, j := range group {
		j.out = lrs.Stored{New: len(j.batch.Items), At: out.At}
		if out.Repeated > 0 {
			j.out.New = 0 // which ones were there is not known
		}
		j.done <- err
	}
	return true
}

func (c *committers) alone(j *putJob) error {
	return c.s.transact(j.ctx, func(ctx context.Context, w session) (err error) {
		j.out, err = c.s.putPostgreSQL(ctx, w, j.tenant, j.batch)
		return err
	})
}
