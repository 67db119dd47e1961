// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// A statement that refers to another matches what its target matches. So that
// no query has to walk chains, the rows that filters read are written for the
// referrer too, with subject naming the target: when the referrer comes, for
// targets already there, and when a target comes, for referrers that wait.

const (
	sqlWaiting   = `SELECT target, stored, seq, depth, voids FROM statement_ref WHERE tenant = ? AND subject IS NULL AND target IN `
	sqlPutRef    = `INSERT INTO statement_ref (tenant, target, stored, seq, depth, voids, subject, verb_key, registration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, target, stored, seq) DO NOTHING`
	sqlFillRef   = `UPDATE statement_ref SET subject = ?, verb_key = ?, registration = ? WHERE tenant = ? AND target = ? AND stored = ? AND seq = ?`
	sqlTarget    = `SELECT payload FROM statement WHERE tenant = ? AND stored = ? AND seq = ?`
	sqlSetVoided = `UPDATE statement SET voided = 1 WHERE tenant = ? AND stored = ? AND seq = ?`
	onceMore     = ` ON CONFLICT DO NOTHING`
)

type waiting struct {
	target lrs.UUID
	at     lrs.Position
	depth  int
	voids  bool
}

func (w session) putRefs(ctx context.Context, t lrs.Tenant, items []placed) error {
	ids := make([]lrs.UUID, len(items))
	byID := make(map[lrs.UUID]placed, len(items))
	for i, p := range items {
		ids[i] = p.ID
		byID[p.ID] = p
	}
	var wait []waiting
	err := w.byID(ctx, sqlWaiting, t, ids, func(rows *sql.Rows) error {
		var target []byte
		var x waiting
		var voids int
		if err := rows.Scan(&target, &x.at.Stored, &x.at.Seq, &x.depth, &voids); err != nil {
			return err
		}
		x.target, x.voids = lrs.UUID(target), voids != 0
		wait = append(wait, x)
		return nil
	})
	if err != nil {
		return err
	}
	for _, x := range wait {
		p := byID[x.target]
		if err := w.reach(ctx, t, x, p.Item, p.at); err != nil {
			return err
		}
	}
	for _, p := range items {
		if p.Ref.IsZero() {
			continue
		}
		if err := w.refer(ctx, t, waiting{target: p.Ref, at: p.at, depth: 1, voids: p.Voids}); err != nil {
			return err
		}
	}
	return nil
}

// refer records that the statement at x.at refers to x.target, and inherits
// from it when it is there.
func (w session) refer(ctx context.Context, t lrs.Tenant, x waiting) error {
	if x.depth > lrs.MaxRefDepth {
		return nil
	}
	voids := 0
	if x.voids {
		voids = 1
	}
	res, err := w.exec(ctx, sqlPutRef, string(t), x.target[:], x.at.Stored, x.at.Seq, x.depth, voids, nil, nil, nil)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err // a circle: the statement refers to this one already
	}
	at, target, found, err := w.target(ctx, t, x.target)
	if err != nil || !found {
		return err
	}
	return w.reach(ctx, t, x, &target, at)
}

// target reads a statement that is referred to.
func (w session) target(ctx context.Context, t lrs.Tenant, id lrs.UUID) (at lrs.Position, it lrs.Item, found bool, err error) {
	at, found, err = w.placeOf(ctx, t, id)
	if err != nil || !found {
		return at, it, false, err
	}
	var payload []byte
	err = w.QueryRowContext(ctx, w.d.text(sqlTarget), string(t), at.Stored, at.Seq).Scan(&payload)
	if errors.Is(err, sql.ErrNoRows) {
		return at, it, false, nil
	}
	if err != nil {
		return at, it, false, err
	}
	return at, lrs.TakeApart(payload), true, nil
}

// reach gives the referrer what its target matches, and goes on along the
// chain.
func (w session) reach(ctx context.Context, t lrs.Tenant, x waiting, target *lrs.Item, at lrs.Position) error {
	var registration any
	if !target.Registration.IsZero() {
		registration = target.Registration[:]
	}
	if _, err := w.exec(ctx, sqlFillRef, at.Seq, keyOf(target.Verb), registration, string(t), x.target[:], x.at.Stored, x.at.Seq); err != nil {
		return err
	}
	if err := w.bulk(ctx, sqlPutAgentRef, 6, onceMore, mentionRows(nil, t, target.Agents, x.at, at.Seq)); err != nil {
		return err
	}
	if err := w.bulk(ctx, sqlPutActivityRef, 6, onceMore, mentionRows(nil, t, target.Activities, x.at, at.Seq)); err != nil {
		return err
	}
	if x.voids && !target.Voids {
		if _, err := w.exec(ctx, sqlSetVoided, string(t), at.Stored, at.Seq); err != nil {
			return err
		}
	}
	if target.Ref.IsZero() {
		return nil
	}
	return w.refer(ctx, t, waiting{target: target.Ref, at: x.at, depth: x.depth + 1})
}
