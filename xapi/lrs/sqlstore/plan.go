// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlScan           = `SELECT ` + recordColumns + ` FROM statement s WHERE s.tenant = ? AND (s.stored, s.seq) > (?, ?) AND (s.stored, s.seq) <= (?, ?) ORDER BY s.stored, s.seq LIMIT ?`
	sqlScanAgent      = `SELECT ` + recordColumns + ` FROM statement_agent a JOIN statement s ON s.tenant = a.tenant AND s.stored = a.stored AND s.seq = a.seq WHERE a.tenant = ? AND a.key = ? AND a.direct = ? AND a.subject = a.seq AND (a.stored, a.seq) > (?, ?) ORDER BY a.stored, a.seq LIMIT ?`
	sqlCountDocuments = `SELECT count(*) FROM document WHERE tenant = ? AND agent = ?`
)

// scanChunk is how many statements are looked at, or changed, at a time.
const scanChunk = 256

// Plan implements lrs.Store. The token is the newest place looked at.
func (s *Store) Plan(ctx context.Context, t lrs.Tenant, sel xapi.Selection) (xapi.Plan, error) {
	var end lrs.Position
	err := s.db.QueryRowContext(ctx, s.dialect.text(sqlEnd), string(t)).Scan(&end.Stored, &end.Seq)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return xapi.Plan{}, fault(err)
	}
	p, err := s.count(ctx, t, sel, end)
	return p, fault(err)
}

// count looks at every statement a selection may concern.
func (s *Store) count(ctx context.Context, t lrs.Tenant, sel xapi.Selection, end lrs.Position) (xapi.Plan, error) {
	tally, err := lrs.NewTally(sel)
	if err != nil {
		return xapi.Plan{}, err
	}
	err = s.eachConcerned(ctx, t, tally, end, func(list []lrs.Record) error {
		for _, r := range list {
			tally.Add(r)
		}
		return nil
	})
	if err != nil {
		return xapi.Plan{}, err
	}
	documents := 0
	if sel.Action != xapi.ActionDelete {
		who := tally.Who()
		if err := s.db.QueryRowContext(ctx, s.dialect.text(sqlCountDocuments), string(t), who[:]).Scan(&documents); err != nil {
			return xapi.Plan{}, err
		}
	}
	return tally.Plan(documents, fmt.Sprintf("%d.%d", end.Stored, end.Seq)), nil
}

// eachConcerned hands over, in chunks, the statements up to end of a deletion,
// or those that name the person.
func (s *Store) eachConcerned(ctx context.Context, t lrs.Tenant, tally *lrs.Tally, end lrs.Position, each func([]lrs.Record) error) error {
	if tally.Selection.Action != xapi.ActionDelete {
		for direct := range 2 {
			if err := s.eachOfPerson(ctx, t, tally.Who(), direct, each); err != nil {
				return err
			}
		}
		return nil
	}
	if !tally.Before.IsZero() && tally.Before.UnixMicro() <= end.Stored {
		end = lrs.Position{Stored: tally.Before.UnixMicro() - 1, Seq: 1<<63 - 1}
	}
	var from lrs.Position
	for {
		list, err := s.reader().records(ctx, sqlScan, []any{string(t), from.Stored, from.Seq, end.Stored, end.Seq, scanChunk})
		if err != nil || len(list) == 0 {
			return err
		}
		from = list[len(list)-1].At()
		if err := each(list); err != nil {
			return err
		}
	}
}

// settleFor completes the tables of a tenant when something waits.
func (s *Store) settleFor(ctx context.Context, t lrs.Tenant) error {
	if err := s.catchUp(ctx, t); err != nil || !s.tail.waits(t) {
		return err
	}
	return s.Settle(ctx)
}

// ofPerson returns the next statements that name a person, after a place.
func (s *Store) ofPerson(ctx context.Context, t lrs.Tenant, who lrs.Key, direct int, from lrs.Position) ([]lrs.Record, error) {
	if s.writer == nil {
		return s.reader().records(ctx, sqlScanAgent, []any{string(t), who[:], direct, from.Stored, from.Seq, scanChunk})
	}
	if err := s.settleFor(ctx, t); err != nil {
		return nil, err
	}
	key := postingOf(kindRelatedAgent, who[:])
	if direct == 1 {
		key[0] = kindAgent
	}
	for { // a list may name statements that are gone
		part := span{from, wholeSpan.hi}
		var places []lrs.Position
		p := s.reader().postings(t, key, part, true)
		for len(places) < scanChunk {
			at, ok, err := p.peek(ctx)
			if err != nil {
				return nil, err
			}
			if !ok {
				break
			}
			places, p.found = append(places, at), p.found[1:]
		}
		list, err := s.at(ctx, t, places, "", nil)
		if err != nil || len(list) > 0 || len(places) < scanChunk {
			return list, err
		}
		from = places[len(places)-1]
	}
}

func (s *Store) eachOfPerson(ctx context.Context, t lrs.Tenant, who lrs.Key, direct int, each func([]lrs.Record) error) error {
	var from lrs.Position
	for {
		list, err := s.ofPerson(ctx, t, who, direct, from)
		if err != nil || len(list) == 0 {
			return err
		}
		from = list[len(list)-1].At()
		if err := each(list); err != nil {
			return err
		}
	}
}
