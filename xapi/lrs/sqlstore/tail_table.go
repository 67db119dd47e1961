// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"context"
	"slices"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// tailTable is one table that statements are found by.
type tailTable struct {
	put     string
	columns int
	add     func([]line, lrs.Tenant, *trace) []line
}

// line is one row of a table.
type line struct {
	tenant lrs.Tenant
	key    []byte
	direct bool
	at     lrs.Position
}

var tailTables = []tailTable{
	{`INSERT INTO statement_id (tenant, id, stored, seq) VALUES `, 4, func(out []line, t lrs.Tenant, x *trace) []line {
		return append(out, line{t, x.id[:], false, x.at})
	}},
	{`INSERT INTO statement_verb (tenant, key, stored, seq) VALUES `, 4, func(out []line, t lrs.Tenant, x *trace) []line {
		return append(out, line{t, x.verb[:], false, x.at})
	}},
	{`INSERT INTO statement_registration (tenant, key, stored, seq) VALUES `, 4, func(out []line, t lrs.Tenant, x *trace) []line {
		if x.registration.IsZero() {
			return out
		}
		return append(out, line{t, x.registration[:], false, x.at})
	}},
	{sqlPutAgentRef, 6, func(out []line, t lrs.Tenant, x *trace) []line { return mentionLines(out, t, x.agents, x.at) }},
	{sqlPutActivityRef, 6, func(out []line, t lrs.Tenant, x *trace) []line { return mentionLines(out, t, x.activities, x.at) }},
}

func mentionLines(out []line, t lrs.Tenant, list []lrs.Mention, at lrs.Position) []line {
	for i := range list {
		out = append(out, line{t, list[i].Key[:], list[i].Direct, at})
	}
	return out
}

// lines returns the rows of a table, in its order.
func (b tailTable) lines(lists []traces) []line {
	var out []line
	for _, l := range lists {
		from := len(out)
		for i := range l.list {
			out = b.add(out, l.tenant, &l.list[i])
		}
		slices.SortStableFunc(out[from:], func(x, y line) int {
			if c := bytes.Compare(x.key, y.key); c != 0 || x.direct == y.direct {
				return c
			}
			if y.direct {
				return -1
			}
			return 1
		})
	}
	return out
}

// putLines inserts rows. Those that are there already stay: after a crash some
// are written again.
func (w session) putLines(ctx context.Context, b tailTable, lines []line) error {
	args := make([]any, 0, bulkMost*b.columns)
	for len(lines) > 0 {
		n := min(len(lines), bulkMost)
		args = args[:0]
		for i := range lines[:n] {
			x := &lines[i]
			args = append(args, string(x.tenant), x.key)
			if b.columns == 6 {
				direct := 0
				if x.direct {
					direct = 1
				}
				args = append(args, direct, x.at.Stored, x.at.Seq, x.at.Seq)
				continue
			}
			args = append(args, x.at.Stored, x.at.Seq)
		}
		if err := w.bulk(ctx, b.put, b.columns, onceMore, args); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return nil
}

// sweep writes a tail to the tables a little with every commit, so that nobody
// waits for all of it. Rows that are in a table and in the tail are found once;
// only when the last is written does the tail let go of its statements.
type sweep struct {
	lists []traces
	table int
	lines []line // of the table, those not yet written
	taken int    // written by the transaction that runs
}

// sweepStep is how many rows one commit adds, more when the tail has grown
// meanwhile.
const sweepStep = 4096

// step writes some rows inside a transaction.
func (s *sweep) step(ctx context.Context, w session) error {
	s.taken = 0
	if len(w.mark.settled) > 0 {
		return nil // the same transaction has written them all, and perhaps deleted some
	}
	if s.table == len(tailTables) {
		return w.keepSettled(ctx, s.lists)
	}
	if s.lines == nil {
		s.lines = tailTables[s.table].lines(s.lists)
	}
	s.taken = min(w.tail.step*max(1, w.tail.length()/w.tail.most), len(s.lines))
	return w.putLines(ctx, tailTables[s.table], s.lines[:s.taken])
}

// advance goes on after the commit; false: there is nothing left.
func (s *sweep) advance() bool {
	if s.table == len(tailTables) {
		return false
	}
	if s.lines = s.lines[s.taken:]; len(s.lines) == 0 {
		s.table, s.lines = s.table+1, nil
	}
	s.taken = 0
	return true
}
