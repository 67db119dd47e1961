// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Options tunes a Store. The zero value is the default.
type Options struct {
	// Now is the clock of SQLite stores; PostgreSQL has its own. nil: time.Now.
	Now func() time.Time
	// Path is the file of a SQLite database. When it is given, a file that was
	// closed in order is compared at open with the sum left beside it, and a
	// damaged one is refused.
	Path string
	// SkipVerify opens without reading the whole file again.
	SkipVerify bool
	// GroupSize is the most statements in one commit of SQLite. 0: 256.
	GroupSize int
	// Unsafe weakens synchronous ("NORMAL", "OFF"): for tests that must see
	// acknowledgements lost. Never set it.
	Unsafe string
	// Observe is told of every commit: statements in it, and how long it took.
	Observe func(statements int, took time.Duration)
	// Migrating is told how far the tables of an earlier program have been
	// brought forward, in percent.
	Migrating func(percent int)
	// Partitions makes a fresh PostgreSQL database with one partition for each
	// month of storage. One that exists stays as it was made.
	Partitions bool
	// RetryFor bounds how long a PostgreSQL transaction is tried again. 0: 5 s.
	RetryFor time.Duration
}

// Store is a lrs.Store on one database.
type Store struct {
	db         *sql.DB
	dialect    Dialect
	opt        Options
	writer     *writer     // SQLite only
	committers *committers // PostgreSQL only
	cache      cache
	compiled   *compiled    // SQLite only
	tail       *tail        // SQLite only
	parted     bool         // PostgreSQL only: one partition for each month
	months     atomic.Int64 // until when they are made

	through struct {
		sync.Mutex
		at, asked time.Time
	}
}

var _ lrs.Store = (*Store)(nil)

// Open prepares the database for statements: it makes or migrates the tables
// (forward only), checks a SQLite file and sets its modes. The Store owns db
// from then on.
func Open(ctx context.Context, db *sql.DB, d Dialect, o Options) (*Store, error) {
	if !d.Valid() {
		return nil, fmt.Errorf("dialect %q: want %q or %q", d, SQLite, PostgreSQL)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.GroupSize <= 0 {
		o.GroupSize = 256
	}
	if o.RetryFor <= 0 {
		o.RetryFor = 5 * time.Second
	}
	s := &Store{db: db, dialect: d, opt: o, compiled: &compiled{DB: db, stmts: map[string]*sql.Stmt{}}, tail: newTail()}
	if d == SQLite {
		w, err := s.openSQLite(ctx)
		if err != nil {
			return nil, errors.Join(fault(err), db.Close())
		}
		s.writer = w
		return s, nil
	}
	if err := s.openPostgreSQL(ctx); err != nil {
		return nil, errors.Join(fault(err), db.Close())
	}
	s.committers = startCommitters(s)
	return s, nil
}

// Close ends the writer, leaves the sum of a SQLite file beside it and closes
// the database.
func (s *Store) Close() error {
	if s.writer != nil {
		return errors.Join(s.writer.close(), s.db.Close(), s.leaveSum())
	}
	s.committers.close()
	return s.db.Close()
}

// querier is what reading needs: a pool, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// session is one write transaction: a querier that knows its dialect.
type session struct {
	querier
	d      Dialect
	tx     int64 // transaction number, 0 on SQLite: each statement's seq stands
	cache  *pending
	tail   *tail // SQLite only, with the mark of the transaction
	mark   *mark
	parted bool

	progress func(percent int) // of a migration
}

func (w session) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return w.ExecContext(ctx, w.d.text(query), args...)
}

func (w session) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return w.QueryContext(ctx, w.d.text(query), args...)
}

// write runs f in one transaction and returns when it is durable.
func (s *Store) write(ctx context.Context, f func(context.Context, session) error) error {
	if s.writer != nil {
		return fault(s.writer.do(ctx, 1, f))
	}
	return fault(s.transact(ctx, f))
}

// reader is the session of the pool. On SQLite every text is compiled once;
// pgx does so by itself.
func (s *Store) reader() session {
	if s.dialect == SQLite {
		return session{querier: s.compiled, d: s.dialect}
	}
	return session{querier: s.db, d: s.dialect, parted: s.parted}
}

// compiled is a pool that keeps its statements.
type compiled struct {
	*sql.DB
	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

// compiledMost bounds the statements kept; there are fewer texts than that.
const compiledMost = 1000

// QueryContext runs a kept statement.
func (c *compiled) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := c.kept(ctx, query)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.DB.QueryContext(ctx, query, args...)
	}
	return st.QueryContext(ctx, args...)
}

// QueryRowContext runs a kept statement.
func (c *compiled) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if st, err := c.kept(ctx, query); err == nil && st != nil {
		return st.QueryRowContext(ctx, args...)
	}
	return c.DB.QueryRowContext(ctx, query, args...)
}

// kept compiles a text, or returns nil when enough are kept.
func (c *compiled) kept(ctx context.Context, query string) (*sql.Stmt, error) {
	c.mu.Lock()
	st, full := c.stmts[query], len(c.stmts) >= compiledMost
	c.mu.Unlock()
	if st != nil || full {
		return st, nil
	}
	st, err := c.DB.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old := c.stmts[query]; old != nil {
		return old, st.Close()
	}
	c.stmts[query] = st
	return st, nil
}
