// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// sumFile lies beside a SQLite file that was closed in order: the SHA-256 of
// it. It is removed when the file is opened, so it never speaks of an older
// state.
func (s *Store) sumFile() string { return s.opt.Path + ".sum" }

// checkSum compares a file closed in order with its sum.
func (s *Store) checkSum() error {
	if s.opt.Path == "" {
		return nil
	}
	want, err := os.ReadFile(s.sumFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.opt.Path + "-wal"); err == nil && !s.opt.SkipVerify {
		// Somebody else wrote after us: the full check will tell.
		return os.Remove(s.sumFile())
	}
	if !s.opt.SkipVerify {
		got, err := sumOfFile(s.opt.Path)
		if err != nil {
			return err
		}
		if got != strings.TrimSpace(string(want)) {
			return fmt.Errorf("%s changed since it was closed: %w", s.opt.Path, lrs.ErrCorrupt)
		}
	}
	return os.Remove(s.sumFile())
}

func (s *Store) leaveSum() error {
	if s.opt.Path == "" || s.dialect != SQLite {
		return nil
	}
	if _, err := os.Stat(s.opt.Path + "-wal"); err == nil {
		return nil // another process has it open
	}
	sum, err := sumOfFile(s.opt.Path)
	if err != nil {
		return err
	}
	return os.WriteFile(s.sumFile(), []byte(sum+"\n"), 0o600)
}

func sumOfFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, bufio.NewReaderSize(f, 1<<20)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// verifyAtOpen reads a file that was not closed in order.
func (s *Store) verifyAtOpen(ctx context.Context, conn *sql.Conn) error {
	if s.opt.SkipVerify {
		return nil
	}
	var tables int
	if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'statement'").Scan(&tables); err != nil || tables == 0 {
		return err
	}
	return checkSQLite(ctx, conn)
}

func checkSQLite(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check(1)")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			return fmt.Errorf("%s: %w", line, lrs.ErrCorrupt)
		}
	}
	return rows.Err()
}

const sqlAllSums = `SELECT s.tenant, s.id, s.crc, s.payload FROM statement s WHERE s.tenant = ?`

// Check implements lrs.Store: the structure of a SQLite file, then every
// statement against its checksum.
func (s *Store) Check(ctx context.Context) error {
	if s.dialect == SQLite {
		if err := checkSQLite(ctx, s.db); err != nil {
			return fault(err)
		}
	}
	tenants, err := s.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		err := s.reader().rows(ctx, sqlAllSums, []any{string(t)}, func(rows *sql.Rows) error {
			var tenant string
			var id []byte
			var crc int64
			var payload sql.RawBytes
			if err := rows.Scan(&tenant, &id, &crc, &payload); err != nil {
				return err
			}
			if sumOf(payload) != crc {
				return fmt.Errorf("statement %x of %s: %w", id, tenant, lrs.ErrCorrupt)
			}
			return nil
		})
		if err != nil {
			return fault(err)
		}
	}
	return nil
}

// Tenants lists the tenants that have statements here.
func (s *Store) Tenants(ctx context.Context) ([]lrs.Tenant, error) {
	var out []lrs.Tenant
	err := s.reader().tenants(ctx, func(t lrs.Tenant) error {
		out = append(out, t)
		return nil
	})
	return out, fault(err)
}
