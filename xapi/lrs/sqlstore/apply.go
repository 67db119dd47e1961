// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlPutTomb         = `INSERT INTO tombstone (tenant, id, until) VALUES (?, ?, ?) ON CONFLICT (tenant, id) DO NOTHING`
	sqlDropTombs       = `DELETE FROM tombstone WHERE tenant = ? AND until < ?`
	sqlDropStatement   = `DELETE FROM statement WHERE tenant = ? AND stored = ? AND seq = ?`
	sqlRewrite         = `UPDATE statement SET payload = ?, crc = ? WHERE tenant = ? AND stored = ? AND seq = ?`
	sqlDropID          = `DELETE FROM statement_id WHERE tenant = ? AND id = ?`
	sqlDropAgentRef    = `DELETE FROM statement_agent WHERE tenant = ? AND key = ? AND direct = ? AND stored = ? AND seq = ? AND subject = ?`
	sqlDropActivityRef = `DELETE FROM statement_activity WHERE tenant = ? AND key = ? AND direct = ? AND stored = ? AND seq = ? AND subject = ?`
	sqlMoveAgentRef    = `INSERT INTO statement_agent (tenant, key, direct, stored, seq, subject) SELECT tenant, ?, direct, stored, seq, subject FROM statement_agent WHERE tenant = ? AND key = ? ON CONFLICT DO NOTHING`
	sqlDropAgentRefs   = `DELETE FROM statement_agent WHERE tenant = ? AND key = ?`
	sqlDropAgent       = `DELETE FROM agent WHERE tenant = ? AND key = ?`
	sqlDropDocuments   = `DELETE FROM document WHERE tenant = ? AND agent = ?`
	sqlMoveDocuments   = `UPDATE document SET agent = ? WHERE tenant = ? AND agent = ?`
	sqlDropHash        = `DELETE FROM statement_attachment WHERE tenant = ? AND sha2 = ? AND stored = ? AND seq = ?`
	sqlHashUsed        = `SELECT count(*) FROM statement_attachment WHERE tenant = ? AND sha2 = ?`
	sqlDropAttachment  = `DELETE FROM attachment WHERE tenant = ? AND sha2 = ?`
	sqlReferrers       = `SELECT stored, seq, depth FROM statement_ref WHERE tenant = ? AND target = ?`
	sqlReferred        = `SELECT target, depth FROM statement_ref WHERE tenant = ? AND stored = ? AND seq = ? AND subject IS NOT NULL AND depth > ?`
	sqlDropRefs        = `DELETE FROM statement_ref WHERE tenant = ? AND stored = ? AND seq = ? AND depth > ?`
	sqlEmptyRef        = `UPDATE statement_ref SET subject = NULL, verb_key = NULL, registration = NULL WHERE tenant = ? AND target = ?`
)

// Apply implements lrs.Store. Writers go on meanwhile: a deletion stops at the
// newest place that was counted, and goes in chunks of one commit each.
func (s *Store) Apply(ctx context.Context, t lrs.Tenant, p xapi.Plan) (xapi.Report, error) {
	var end lrs.Position
	if _, err := fmt.Sscanf(p.Token, "%d.%d", &end.Stored, &end.Seq); err != nil {
		return xapi.Report{}, fmt.Errorf("plan token %q: %w", p.Token, err)
	}
	now, err := s.count(ctx, t, p.Selection, end)
	if err != nil {
		return xapi.Report{}, fault(err)
	}
	if !lrs.SamePlan(now, p) {
		return xapi.Report{}, lrs.ErrPlanChanged
	}
	tally, err := lrs.NewTally(p.Selection)
	if err != nil {
		return xapi.Report{}, err
	}
	a := &applier{s: s, t: t, tally: tally}
	if err := a.run(ctx, end); err != nil {
		return a.report, fault(err)
	}
	s.cache.forget()
	if p.Selection.Action == xapi.ActionErase {
		return a.report, fault(a.scrub(ctx))
	}
	return a.report, nil
}

type applier struct {
	s      *Store
	t      lrs.Tenant
	tally  *lrs.Tally
	report xapi.Report
}

func (a *applier) run(ctx context.Context, end lrs.Position) error {
	if a.tally.Selection.Action == xapi.ActionErase {
		if err := a.secureDelete(ctx, "ON"); err != nil {
			return err
		}
	}
	err := a.s.eachConcerned(ctx, a.t, a.tally, end, func(list []lrs.Record) error {
		var add xapi.Report
		err := a.s.write(ctx, func(ctx context.Context, w session) error {
			add = xapi.Report{}
			if err := w.settle(ctx); err != nil {
				return err
			}
			if err := w.keepEnd(ctx, a.t); err != nil {
				return err
			}
			lists := listed{}
			for _, r := range list {
				if err := a.one(ctx, w, r, lists, &add); err != nil {
					return err
				}
			}
			return lists.each(func(k postingKey, places []lrs.Position) error { return w.removePlaces(ctx, a.t, k, places) })
		})
		if err == nil {
			a.report.Statements += add.Statements
			a.report.Rewritten += add.Rewritten
			a.report.Attachments += add.Attachments
		}
		return err
	})
	if err != nil || a.tally.Selection.Action == xapi.ActionDelete {
		return err
	}
	return a.s.write(ctx, a.person)
}

// keepEnd remembers the newest place ever given, which may be deleted now.
func (w session) keepEnd(ctx context.Context, t lrs.Tenant) error {
	var end lrs.Position
	if err := w.QueryRowContext(ctx, w.d.text(sqlEnd), string(t)).Scan(&end.Stored, &end.Seq); err == sql.ErrNoRows {
		return nil
	} else if err != nil {
		return err
	}
	text, found, err := w.meta(ctx, string(t), "end")
	if err != nil {
		return err
	}
	var old lrs.Position
	if found {
		if _, err := fmt.Sscanf(text, "%d %d", &old.Stored, &old.Seq); err != nil {
			return err
		}
	}
	if !old.Before(end) {
		return nil
	}
	_, err = w.exec(ctx, sqlMetaPut, string(t), "end", fmt.Sprintf("%d %d", end.Stored, end.Seq))
	return err
}

// one carries out the fate of one statement.
func (a *applier) one(ctx context.Context, w session, r lrs.Record, lists listed, add *xapi.Report) error {
	switch a.tally.FateOf(r) {
	case lrs.FateRewritten:
		add.Rewritten++
		payload, _ := lrs.Reidentify(r.Payload, a.tally.Who(), a.tally.By())
		if _, err := w.exec(ctx, sqlRewrite, string(payload), sumOf(payload), string(a.t), r.At().Stored, r.Seq); err != nil {
			return err
		}
		it := lrs.TakeApart(payload)
		return w.putPeople(ctx, a.t, []placed{{Item: &it, at: r.At()}})
	case lrs.FateDeleted:
		add.Statements++
		return a.drop(ctx, w, r, lists, add)
	}
	return nil
}

// drop removes a statement and every row that speaks of it.
func (a *applier) drop(ctx context.Context, w session, r lrs.Record, lists listed, add *xapi.Report) error {
	it := lrs.TakeApart(r.Payload)
	t, at := string(a.t), r.At()
	if err := w.cutChain(ctx, a.t, at, 0); err != nil {
		return err
	}
	if err := w.cutReferrers(ctx, a.t, r); err != nil {
		return err
	}
	if a.tally.Selection.Action == xapi.ActionErase {
		if _, err := w.exec(ctx, sqlPutTomb, t, r.ID[:], a.s.opt.Now().Add(lrs.Tombstone).UnixMicro()); err != nil {
			return err
		}
	}
	if err := a.dropAttachments(ctx, w, &it, at, add); err != nil {
		return err
	}
	if err := w.dropTables(ctx, a.t, &it, at, lists); err != nil {
		return err
	}
	_, err := w.exec(ctx, sqlDropStatement, t, at.Stored, at.Seq)
	return err
}

// cutReferrers takes from the statements that refer to one what they match by
// it, and by what it refers to in its turn.
func (w session) cutReferrers(ctx context.Context, t lrs.Tenant, r lrs.Record) error {
	type referrer struct {
		at    lrs.Position
		depth int
	}
	var list []referrer
	err := w.rows(ctx, sqlReferrers, []any{string(t), r.ID[:]}, func(rows *sql.Rows) error {
		var x referrer
		err := rows.Scan(&x.at.Stored, &x.at.Seq, &x.depth)
		list = append(list, x)
		return err
	})
	if err != nil {
		return err
	}
	it := lrs.TakeApart(r.Payload)
	for _, x := range list {
		if err := w.dropMentions(ctx, t, &it, x.at, r.Seq); err != nil {
			return err
		}
		if err := w.cutChain(ctx, t, x.at, x.depth); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, sqlEmptyRef, string(t), r.ID[:])
	return err
}

// dropTables removes the rows of a statement that are kept beside it; on SQLite
// what it is listed under is gathered in lists.
func (w session) dropTables(ctx context.Context, t lrs.Tenant, it *lrs.Item, at lrs.Position, lists listed) error {
	if w.d == SQLite {
		lists.add(it, at)
	} else if err := w.dropMentions(ctx, t, it, at, at.Seq); err != nil || !w.parted {
		return err
	}
	_, err := w.exec(ctx, sqlDropID, string(t), it.ID[:])
	return err
}

// dropMentions removes the rows that the statement at the place at has for
// what a subject mentions.
func (w session) dropMentions(ctx context.Context, t lrs.Tenant, it *lrs.Item, at lrs.Position, subject int64) error {
	for _, part := range []struct {
		query string
		list  []lrs.Mention
	}{{sqlDropAgentRef, it.Agents}, {sqlDropActivityRef, it.Activities}} {
		args := mentionRows(nil, t, part.list, at, subject)
		for ; len(args) > 0; args = args[6:] {
			if _, err := w.exec(ctx, part.query, args[:6]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// cutChain removes what the statement at the place at inherits from targets
// deeper than depth.
func (w session) cutChain(ctx context.Context, t lrs.Tenant, at lrs.Position, depth int) error {
	var targets [][]byte
	err := w.rows(ctx, sqlReferred, []any{string(t), at.Stored, at.Seq, depth}, func(rows *sql.Rows) error {
		var target []byte
		var d int
		err := rows.Scan(&target, &d)
		targets = append(targets, append([]byte(nil), target...))
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range targets {
		from, it, found, err := w.target(ctx, t, lrs.UUID(id))
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if err := w.dropMentions(ctx, t, &it, at, from.Seq); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, sqlDropRefs, string(t), at.Stored, at.Seq, depth)
	return err
}

func (a *applier) dropAttachments(ctx context.Context, w session, it *lrs.Item, at lrs.Position, add *xapi.Report) error {
	for _, h := range it.Hashes {
		if _, err := w.exec(ctx, sqlDropHash, string(a.t), h, at.Stored, at.Seq); err != nil {
			return err
		}
		var used int
		if err := w.QueryRowContext(ctx, w.d.text(sqlHashUsed), string(a.t), h).Scan(&used); err != nil {
			return err
		}
		if used > 0 {
			continue
		}
		res, err := w.exec(ctx, sqlDropAttachment, string(a.t), h)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return err
		}
		add.Attachments += int(n)
	}
	return nil
}

// person ends an erasure or a replacement: index rows, agent row, documents.
func (a *applier) person(ctx context.Context, w session) error {
	if err := w.settle(ctx); err != nil {
		return err
	}
	t, who, by := string(a.t), a.tally.Who(), lrs.KeyOf(a.tally.By())
	if _, err := w.exec(ctx, sqlMoveAgentRef, by[:], t, who[:]); err != nil {
		return err
	}
	if _, err := w.exec(ctx, sqlDropAgentRefs, t, who[:]); err != nil {
		return err
	}
	if w.d == SQLite {
		for _, kind := range []byte{kindAgent, kindRelatedAgent} {
			if err := w.movePlaces(ctx, a.t, postingOf(kind, who[:]), postingOf(kind, by[:])); err != nil {
				return err
			}
		}
	}
	if _, err := w.exec(ctx, sqlDropAgent, t, who[:]); err != nil {
		return err
	}
	if _, err := w.exec(ctx, sqlDropTombs, t, a.s.opt.Now().UnixMicro()); err != nil {
		return err
	}
	query, args := sqlDropDocuments, []any{t, who[:]}
	if a.tally.Selection.Action == xapi.ActionReplace {
		query, args = sqlMoveDocuments, []any{by[:], t, who[:]}
	}
	res, err := w.exec(ctx, query, args...)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	a.report.Documents = int(n)
	return err
}

func (a *applier) secureDelete(ctx context.Context, mode string) error {
	if a.s.writer == nil {
		return nil
	}
	return a.s.writer.alone(ctx, func(ctx context.Context, conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, "PRAGMA secure_delete="+mode)
		return err
	})
}

// scrub takes what was erased out of the files of the store.
func (a *applier) scrub(ctx context.Context) error {
	a.report.Remains = append(a.report.Remains, "les sauvegardes faites avant l'effacement")
	if a.s.writer != nil {
		return a.s.writer.alone(ctx, func(ctx context.Context, conn *sql.Conn) error {
			for _, q := range []string{"PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA secure_delete=OFF"} {
				if _, err := conn.ExecContext(ctx, q); err != nil {
					return err
				}
			}
			return nil
		})
	}
	a.report.Remains = append(a.report.Remains, "les journaux (WAL) de PostgreSQL, jusqu'à leur recyclage")
	for _, table := range []string{"statement", "agent", "document", "attachment"} {
		if _, err := a.s.db.ExecContext(ctx, "VACUUM FULL "+table); err != nil {
			return err
		}
	}
	_, err := a.s.db.ExecContext(ctx, "CHECKPOINT")
	if state := stateOf(err); state == "42501" {
		return nil // the role may not; the server will, in its time
	}
	return err
}
