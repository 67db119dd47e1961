// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlState    = `SELECT (SELECT value FROM meta WHERE tenant = ? AND name = 'moved'), EXISTS (SELECT 1 FROM tombstone WHERE tenant = ?), EXISTS (SELECT 1 FROM statement_ref WHERE tenant = ?)`
	sqlPlaces   = `SELECT id, stored, seq FROM statement_id WHERE tenant = ? AND id IN `
	sqlDigestAt = `SELECT digest, timestamp FROM statement WHERE tenant = ? AND stored = ? AND seq = ?`
)

// putJob is one batch that waits to be stored.
type putJob struct {
	ctx    context.Context
	tenant lrs.Tenant
	batch  lrs.Batch
	out    lrs.Stored
	err    error // refused by itself; the others of its transaction stand
	done   chan error
}

// putGroup stores batches of one tenant that wait at the same moment, as if
// they were one: each text of SQL runs once for all. It reads before it
// writes: it is the only writer, so what it read stays true, and a refused
// batch has changed nothing.
func (s *Store) putGroup(ctx context.Context, w session, t lrs.Tenant, jobs []*putJob) error {
	g := &puttingGroup{s: s, w: w, t: t, at: map[lrs.UUID]lrs.Position{}, dead: map[lrs.UUID]bool{}, made: map[lrs.UUID]*lrs.Item{}}
	if err := g.look(ctx, jobs); err != nil {
		return err
	}
	var fresh []placed
	var attachments []lrs.Attachment
	for _, j := range jobs {
		list, err := g.place(ctx, j)
		if err != nil {
			return err
		}
		if j.err == nil {
			fresh = append(fresh, list...)
			attachments = append(attachments, j.batch.Attachments...)
		}
	}
	if err := w.bulk(ctx, sqlPutStatement, columnsOfStatement, "", statementRows(t, fresh, 0)); err != nil {
		return err
	}
	traces := make([]trace, len(fresh))
	for i, p := range fresh {
		traces[i] = traceOf(p.Item, p.at)
	}
	w.tail.add(t, traces)
	return g.parts(ctx, fresh, attachments)
}

// puttingGroup is what is known of the ids of a group.
type puttingGroup struct {
	s     *Store
	w     session
	t     lrs.Tenant
	state struct{ tombs, refs bool }
	at    map[lrs.UUID]lrs.Position // statements stored before
	dead  map[lrs.UUID]bool         // erased ones
	made  map[lrs.UUID]*lrs.Item    // stored by this group
}

// look reads what the file has of the ids of every job.
func (g *puttingGroup) look(ctx context.Context, jobs []*putJob) error {
	t := string(g.t)
	var moved sql.NullString
	if err := g.w.QueryRowContext(ctx, sqlState, t, t, t).Scan(&moved, &g.state.tombs, &g.state.refs); err != nil {
		return err
	}
	if moved.Valid {
		err := movedTo(g.t, moved.String)
		for _, j := range jobs {
			j.err = err
		}
		return nil
	}
	var ids []lrs.UUID
	for _, j := range jobs {
		for i := range j.batch.Items {
			id := j.batch.Items[i].ID
			if at, ok := g.w.tail.place(g.t, id); ok {
				g.at[id] = at
				continue
			}
			ids = append(ids, id)
		}
	}
	err := g.w.byID(ctx, sqlPlaces, g.t, ids, func(rows *sql.Rows) error {
		var id []byte
		var at lrs.Position
		err := rows.Scan(&id, &at.Stored, &at.Seq)
		if err == nil {
			g.at[lrs.UUID(id)] = at
		}
		return err
	})
	if err != nil || !g.state.tombs {
		return err
	}
	return g.w.byID(ctx, sqlTombs, g.t, ids, func(rows *sql.Rows) error {
		var id []byte
		err := rows.Scan(&id)
		if err == nil {
			g.dead[lrs.UUID(id)] = true
		}
		return err
	})
}

// place gives the new statements of a job their places, or sets the error of
// the job.
func (g *puttingGroup) place(ctx context.Context, j *putJob) ([]placed, error) {
	if j.err != nil {
		return nil, nil
	}
	items := j.batch.Items
	known := make([]bool, len(items))
	for i := range items {
		same, there, err := g.compare(ctx, &items[i])
		if err != nil {
			return nil, err
		}
		if there && !same {
			j.err = lrs.ErrConflict{ID: items[i].ID}
			return nil, nil
		}
		known[i] = there
	}
	fresh := make([]placed, 0, len(items))
	for i := range items {
		it := &items[i]
		if known[i] {
			j.out.Repeated++
			continue
		}
		at, err := g.s.writer.tick(ctx, g.w, g.t)
		if err != nil {
			return nil, err
		}
		it.Stamp(time.UnixMicro(at.Stored))
		fresh = append(fresh, placed{it, at})
		g.made[it.ID] = it
		j.out.At = time.UnixMicro(at.Stored).UTC()
	}
	j.out.New = len(fresh)
	return fresh, nil
}

// compare tells whether a statement with the id is there, and equal.
func (g *puttingGroup) compare(ctx context.Context, it *lrs.Item) (same, there bool, err error) {
	if g.dead[it.ID] {
		return true, true, nil
	}
	if old := g.made[it.ID]; old != nil {
		return it.SameAs(old.Digest, old.Timestamp), true, nil
	}
	at, ok := g.at[it.ID]
	if !ok {
		return false, false, nil
	}
	return g.w.sameAt(ctx, g.t, it, at)
}

// sameAt compares an item with the statement that stands at a place.
func (w session) sameAt(ctx context.Context, t lrs.Tenant, it *lrs.Item, at lrs.Position) (same, there bool, err error) {
	var digest []byte
	var timestamp sql.NullInt64
	err = w.QueryRowContext(ctx, sqlDigestAt, string(t), at.Stored, at.Seq).Scan(&digest, &timestamp)
	if err == sql.ErrNoRows {
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	var when time.Time
	if timestamp.Valid {
		when = time.UnixMicro(timestamp.Int64)
	}
	return it.SameAs([32]byte(digest), when), true, nil
}

// parts writes what hangs on the statements. References are looked for only
// when there is one, here or in the file.
func (g *puttingGroup) parts(ctx context.Context, fresh []placed, attachments []lrs.Attachment) error {
	if err := g.w.putBodies(ctx, g.t, fresh, attachments); err != nil {
		return err
	}
	refers := g.state.refs
	for _, p := range fresh {
		refers = refers || !p.Ref.IsZero()
	}
	if refers {
		if err := g.w.putRefs(ctx, g.t, fresh); err != nil {
			return err
		}
	}
	if err := g.w.putPeople(ctx, g.t, fresh); err != nil {
		return err
	}
	return g.w.putDefinitions(ctx, g.t, fresh)
}
