// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// pageSize suits rows of 2 KiB: 2,464 bytes each against 4,221 in pages of
// 4,096.
const pageSize = 16384

// openSQLite takes the writing connection, checks the file and sets its modes,
// each read back.
func (s *Store) openSQLite(ctx context.Context) (*writer, error) {
	if err := s.checkSum(); err != nil {
		return nil, err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.setModes(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := s.verifyAtOpen(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	w := &writer{s: s, conn: conn, stmts: map[string]*sql.Stmt{}, jobs: make(chan *job, 1024),
		stop: make(chan struct{}), gone: make(chan struct{}), ends: map[lrs.Tenant]lrs.Position{}}
	for _, first := range []func(context.Context, session) error{s.migrate, s.settleAtOpen} {
		if err := w.group([]work{{run: first}}); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	w.open = true
	go w.loop()
	return w, nil
}

// setModes sets what durability needs and reads it back: a mode that did not
// take is an error, not a surprise.
func (s *Store) setModes(ctx context.Context, conn *sql.Conn) error {
	ask := func(pragma string) (string, error) {
		var v string
		err := conn.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&v)
		return v, err
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout=5000"); err != nil {
		return err
	}
	pages, err := ask("page_count")
	if err != nil {
		return err
	}
	if pages == "0" { // only before the first write, and before WAL
		if _, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size=%d", pageSize)); err != nil {
			return err
		}
	}
	level, code := "FULL", "2"
	if s.opt.Unsafe != "" {
		level = s.opt.Unsafe
		code = map[string]string{"NORMAL": "1", "OFF": "0"}[level]
	}
	for _, m := range []struct{ set, read, want string }{
		{"journal_mode=WAL", "journal_mode", "wal"},
		{"synchronous=" + level, "synchronous", code},
		{"foreign_keys=ON", "foreign_keys", "1"},
		{"secure_delete=OFF", "", ""},
		{"cache_size=-32768", "", ""},
		{"wal_autocheckpoint=1000", "", ""},
	} {
		if _, err := conn.ExecContext(ctx, "PRAGMA "+m.set); err != nil {
			return err
		}
		if m.read == "" {
			continue
		}
		if got, err := ask(m.read); err != nil {
			return err
		} else if !strings.EqualFold(got, m.want) {
			return fmt.Errorf("SQLite keeps %s=%s, want %s", m.read, got, m.want)
		}
	}
	if pages == "0" {
		if got, err := ask("page_size"); err != nil {
			return err
		} else if got != fmt.Sprint(pageSize) {
			return fmt.Errorf("SQLite keeps page_size=%s, want %d", got, pageSize)
		}
	}
	return nil
}

// prepared is the querier of the writer: every text is compiled once.
type prepared struct{ w *writer }

func (p prepared) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := p.w.stmts[query]; st != nil {
		return st, nil
	}
	st, err := p.w.conn.PrepareContext(ctx, query)
	if err == nil {
		p.w.stmts[query] = st
	}
	return st, err
}

func (p prepared) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if strings.HasPrefix(query, "CREATE") || strings.HasPrefix(query, "ALTER") || strings.HasPrefix(query, "DROP") {
		return p.w.conn.ExecContext(ctx, query, args...)
	}
	st, err := p.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

func (p prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := p.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

func (p prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	st, err := p.stmt(ctx, query)
	if err != nil {
		return p.w.conn.QueryRowContext(ctx, query, args...)
	}
	return st.QueryRowContext(ctx, args...)
}
