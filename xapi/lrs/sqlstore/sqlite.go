// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// writer owns the one connection that changes a SQLite file.
type writer struct {
	s       *Store
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	jobs    chan *job
	stop    chan struct{}
	gone    chan struct{}
	once    sync.Once
	version int64 // PRAGMA data_version at the last group
	open    bool  // the tables are there
	sweep   *sweep
	rest    time.Duration // between two parts of a sweep when nobody writes

	mu        sync.Mutex
	openSince time.Time // of the group being written; zero: none
	ends      map[lrs.Tenant]lrs.Position
}

// restFor is how many times longer than it works the writer rests, when nobody
// writes and it completes the tables: those who search come first.
const restFor = 3

type job struct {
	size int
	put  *putJob                                // a batch to store, or
	run  func(context.Context, session) error   // something else, or
	raw  func(context.Context, *sql.Conn) error // outside any transaction
	done chan error

	refused error // by itself; the others of its transaction stand
}

var errClosed = errors.New("the store is closed")

// do hands f to the writer and waits until what it did is on the disk. The
// statement of a caller that gives up may still be committed.
func (w *writer) do(ctx context.Context, size int, f func(context.Context, session) error) error {
	return w.send(ctx, &job{size: size, run: f, done: make(chan error, 1)})
}

// put stores a batch and waits until it is on the disk.
func (w *writer) put(ctx context.Context, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	p := &putJob{tenant: t, batch: b}
	err := w.send(ctx, &job{size: max(1, len(b.Items)), put: p, done: make(chan error, 1)})
	if err != nil {
		return lrs.Stored{}, fault(err)
	}
	return p.out, nil
}

// alone runs f on the writing connection with no transaction open.
func (w *writer) alone(ctx context.Context, f func(context.Context, *sql.Conn) error) error {
	return w.send(ctx, &job{raw: f, done: make(chan error, 1)})
}

func (w *writer) send(ctx context.Context, j *job) error {
	select {
	case w.jobs <- j:
	case <-w.stop:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-w.gone:
		select {
		case err := <-j.done:
			return err
		default:
			return errClosed
		}
	}
}

// loop commits for everybody: what came while the last commit was on its way
// to the disk makes the next one.
func (w *writer) loop() {
	defer close(w.gone)
	for {
		first, ok := w.next()
		if !ok {
			return
		}
		if first == nil {
			began := time.Now()
			w.commit(nil, 0)
			w.rest = restFor * time.Since(began)
			continue
		}
		if first.raw != nil {
			first.done <- first.raw(context.Background(), w.conn)
			continue
		}
		group, n := []*job{first}, first.size
		var raw *job
	gather:
		for n < w.s.opt.GroupSize {
			select {
			case j := <-w.jobs:
				if j.raw != nil {
					raw = j
					break gather
				}
				group = append(group, j)
				n += j.size
			default:
				break gather
			}
		}
		w.commit(group, n)
		if raw != nil {
			raw.done <- raw.raw(context.Background(), w.conn)
		}
	}
}

// next returns the job to begin with, or none when nobody has come for a while
// and the tables are being written.
func (w *writer) next() (first *job, ok bool) {
	var idle <-chan time.Time
	if w.sweep != nil {
		timer := time.NewTimer(w.rest)
		defer timer.Stop()
		idle = timer.C
	}
	select {
	case first = <-w.jobs:
		return first, true
	case <-idle:
		return nil, true
	case <-w.stop:
		return nil, false
	}
}

// work is what runs at once inside a transaction: something by itself, or
// batches of one tenant.
type work struct {
	run  func(context.Context, session) error
	job  *job // of run; nil when its refusal undoes the transaction
	puts []*putJob
}

// workOf puts batches of one tenant that follow each other together.
func workOf(group []*job) []work {
	var out []work
	for _, j := range group {
		if j.put == nil {
			out = append(out, work{run: j.run, job: j})
			continue
		}
		j.put.out, j.put.err = lrs.Stored{}, nil
		if n := len(out); n > 0 && len(out[n-1].puts) > 0 && out[n-1].puts[0].tenant == j.put.tenant {
			out[n-1].puts = append(out[n-1].puts, j.put)
			continue
		}
		out = append(out, work{puts: []*putJob{j.put}})
	}
	return out
}

// commit writes a group. A job that is refused before it wrote leaves the
// others alone; any other fault undoes the group and runs each job by itself.
func (w *writer) commit(group []*job, statements int) {
	start := time.Now()
	for _, j := range group {
		j.refused = nil
	}
	works := workOf(group)
	if w.sweep == nil && w.s.tail.length() >= w.s.tail.most {
		w.sweep = &sweep{parts: w.s.tail.closeParts(nil)}
	}
	err := w.group(works)
	if err != nil && len(group) > 1 {
		for _, j := range group {
			w.commit([]*job{j}, j.size)
		}
		return
	}
	if err != nil && len(group) == 0 {
		w.sweep = nil // it begins again with the next statements
	}
	if w.s.opt.Observe != nil && err == nil && len(group) > 0 {
		w.s.opt.Observe(statements, time.Since(start))
	}
	for _, j := range group {
		switch {
		case err != nil:
			j.done <- err
		case j.put != nil:
			j.done <- j.put.err
		default:
			j.done <- j.refused
		}
	}
}

// group runs works in one transaction.
func (w *writer) group(works []work) (err error) {
	ctx := context.Background()
	known := w.s.cache.pending()
	w.mu.Lock()
	w.openSince = w.s.opt.Now().UTC()
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.openSince = time.Time{}
		if err != nil {
			w.ends = map[lrs.Tenant]lrs.Position{}
		}
		w.mu.Unlock()
	}()
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	ses := session{querier: prepared{w}, d: SQLite, cache: known, tail: w.s.tail}
	if err := w.notice(ctx, ses); err != nil {
		w.rollback(ctx)
		return err
	}
	ses.mark = w.s.tail.mark()
	defer func() {
		if err != nil {
			w.s.tail.undo(ses.mark)
		}
	}()
	for _, x := range works {
		if len(x.puts) > 0 {
			err = w.s.putGroup(ctx, ses, x.puts[0].tenant, x.puts)
		} else if err = x.run(ctx, ses); err != nil && x.job != nil && harmless(err) {
			x.job.refused, err = err, nil
		}
		if err != nil {
			w.rollback(ctx)
			return err
		}
	}
	if w.sweep != nil {
		if err = w.sweep.step(ctx, ses); err != nil {
			w.rollback(ctx)
			return err
		}
	}
	if _, err = w.conn.ExecContext(ctx, "COMMIT"); err != nil {
		w.rollback(ctx)
		return err
	}
	known.commit()
	if w.s.tail.settle(ses.mark.settled); len(ses.mark.settled) > 0 || w.sweep != nil && !w.sweep.advance() {
		w.sweep = nil
	}
	return nil
}

// notice forgets what is remembered of the file when another process has
// changed it, as a command of the operator does, and reads the tail again.
func (w *writer) notice(ctx context.Context, ses session) error {
	version, err := w.dataVersion(ctx)
	if err != nil || version == w.version {
		return err
	}
	w.mu.Lock()
	w.ends = map[lrs.Tenant]lrs.Position{}
	w.mu.Unlock()
	w.s.cache.forget()
	w.s.tail.forget()
	w.sweep = nil
	if w.open {
		err = ses.tenants(ctx, func(t lrs.Tenant) error { return w.s.loadTail(ctx, ses, t) })
	}
	if err == nil {
		w.version = version
	}
	return err
}

// dataVersion changes when another process has changed the file.
func (w *writer) dataVersion(ctx context.Context) (version int64, err error) {
	err = (prepared{w}).QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, err
}

func (w *writer) rollback(ctx context.Context) {
	_, _ = w.conn.ExecContext(ctx, "ROLLBACK") // after some faults SQLite has done it already
}

// harmless reports whether a job refused with err has written nothing.
func harmless(err error) bool {
	var conflict lrs.ErrConflict
	return errors.As(err, &conflict) || errors.Is(err, lrs.ErrPrecondition) || errors.Is(err, lrs.ErrMoved)
}

// tick gives the next place in a tenant's order: strictly later than the last.
func (w *writer) tick(ctx context.Context, ses session, t lrs.Tenant) (lrs.Position, error) {
	end, ok := w.ends[t]
	if !ok {
		var stored, seq sql.NullInt64
		if err := ses.QueryRowContext(ctx, sqlEnd, string(t)).Scan(&stored, &seq); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return end, err
		}
		high, found, err := ses.meta(ctx, string(t), "end")
		if err != nil {
			return end, err
		}
		end = lrs.Position{Stored: stored.Int64, Seq: seq.Int64}
		if found { // the newest statements may have been deleted
			var p lrs.Position
			if _, err := fmt.Sscanf(high, "%d %d", &p.Stored, &p.Seq); err == nil && end.Before(p) {
				end = p
			}
		}
	}
	end.Stored = max(end.Stored+1, w.s.opt.Now().UnixMicro())
	end.Seq++
	w.mu.Lock()
	w.ends[t] = end
	w.mu.Unlock()
	return end, nil
}

func (w *writer) close() error {
	w.once.Do(func() { close(w.stop) })
	<-w.gone
	ctx := context.Background()
	err := w.group([]work{{run: func(ctx context.Context, ses session) error { return ses.settle(ctx) }}})
	_, checkpoint := w.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	err = errors.Join(err, checkpoint)
	for _, st := range w.stmts {
		err = errors.Join(err, st.Close())
	}
	return errors.Join(err, w.conn.Close())
}

// through is the moment before which everything stored is visible.
func (w *writer) through() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.s.opt.Now().UTC()
	if !w.openSince.IsZero() && w.openSince.Before(now) {
		return w.openSince
	}
	return now
}
