// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Result codes of SQLite that mean "not now": busy, locked, disk full, no
// memory, input or output fault, read-only, cannot open.
var sqliteUnavailable = map[int]bool{5: true, 6: true, 7: true, 8: true, 10: true, 13: true, 14: true}

// Result codes of SQLite for a damaged file.
var sqliteCorrupt = map[int]bool{11: true, 26: true}

// fault turns what a driver returns into the errors of the lrs package.
func fault(err error) error {
	if err == nil {
		return nil
	}
	var conflict lrs.ErrConflict
	var away lrs.ErrUnavailable
	switch {
	case errors.As(err, &conflict), errors.As(err, &away), errors.Is(err, lrs.ErrNotFound), errors.Is(err, lrs.ErrPrecondition),
		errors.Is(err, lrs.ErrPlanChanged), errors.Is(err, lrs.ErrCorrupt), errors.Is(err, lrs.ErrMoved):
		return err
	}
	var lite interface{ Code() int }
	if errors.As(err, &lite) {
		switch code := lite.Code() & 0xff; {
		case sqliteUnavailable[code]:
			return lrs.ErrUnavailable{After: 5 * time.Second, Cause: err}
		case sqliteCorrupt[code]:
			return errors.Join(lrs.ErrCorrupt, err)
		}
		return err
	}
	if state := stateOf(err); state != "" {
		switch state[:2] {
		case "08", "53", "57", "58", "40", "55", "25":
			return lrs.ErrUnavailable{After: 2 * time.Second, Cause: err}
		case "XX":
			return errors.Join(lrs.ErrCorrupt, err)
		}
		return err
	}
	var retry interface{ SafeToRetry() bool }
	if errors.As(err, &retry) && retry.SafeToRetry() || errors.Is(err, sql.ErrConnDone) || errors.Is(err, sql.ErrTxDone) {
		return lrs.ErrUnavailable{After: 2 * time.Second, Cause: err}
	}
	var netErr net.Error
	var op *net.OpError
	if errors.As(err, &netErr) || errors.As(err, &op) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, context.DeadlineExceeded) {
		return lrs.ErrUnavailable{After: 2 * time.Second, Cause: err}
	}
	return err
}

// stateOf returns the SQLSTATE of a PostgreSQL error, or "".
func stateOf(err error) string {
	var pg interface{ SQLState() string }
	if errors.As(err, &pg) && len(pg.SQLState()) == 5 {
		return pg.SQLState()
	}
	return ""
}

// retryable reports whether the transaction may succeed when run again.
func retryable(err error) bool {
	switch stateOf(err) {
	case "40001", "40P01":
		return true
	}
	return errors.Is(err, errClockBack)
}

// errClockBack says that the database clock is behind what was acknowledged.
var errClockBack = errors.New("the clock is behind the last statement stored")
