// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Find implements lrs.Store.
func (s *Store) Find(ctx context.Context, t lrs.Tenant, q lrs.Query) (lrs.Page, error) {
	list, err := s.find(ctx, t, q)
	if err != nil {
		return lrs.Page{}, fault(err)
	}
	size := q.Size()
	if len(list) <= size {
		return lrs.Page{Records: list}, nil
	}
	page := lrs.Page{Records: list[:size]}
	var newest lrs.Position
	if q.Bound == nil {
		if newest, _, err = s.reader().newest(ctx, t); err != nil {
			return lrs.Page{}, fault(err)
		}
	}
	page.More = q.Next(list[size-1].At(), newest)
	return page, nil
}

func (s *Store) find(ctx context.Context, t lrs.Tenant, q lrs.Query) ([]lrs.Record, error) {
	if s.dialect == SQLite {
		return s.findSQLite(ctx, t, q)
	}
	query, args := s.findText(t, q)
	return s.reader().records(ctx, query, args)
}

// finder writes the query of one page. Each branch reads one index in the
// order of the page and stops when the page is full; branches are merged. On
// SQLite a filter finds this way only what statements inherit from those they
// refer to: the tables of agents and activities hold nothing else.
type finder struct {
	q     lrs.Query
	t     lrs.Tenant
	sql   strings.Builder
	args  []any
	limit int
	first bool
	order string
	join  string // keeps SQLite to the order written: the index first
	d     Dialect
}

// add appends text with its arguments.
func (f *finder) add(text string, args ...any) {
	f.sql.WriteString(text)
	f.args = append(f.args, args...)
}

func (s *Store) findText(t lrs.Tenant, q lrs.Query) (string, []any) {
	f := &finder{q: q, t: t, limit: q.Size() + 1, first: true, order: " DESC", join: " JOIN ", d: s.dialect}
	if s.dialect == SQLite {
		f.join = " CROSS JOIN "
	}
	if q.Ascending {
		f.order = ""
	}
	if !filtered(q) {
		f.add(`SELECT `+recordColumns+` FROM statement s WHERE s.tenant = ? AND s.voided = 0`, string(t))
		f.bounds("s")
		f.add(` ORDER BY s.stored` + f.order + `, s.seq` + f.order + ` LIMIT ?`)
		f.args = append(f.args, f.limit)
		return f.sql.String(), f.args
	}
	f.add(`SELECT ` + recordColumns + ` FROM (`)
	switch {
	case q.Agent != nil:
		f.mentionBranches("statement_agent", *q.Agent, q.RelatedAgents)
	case q.Activity != nil:
		f.mentionBranches("statement_activity", *q.Activity, q.RelatedActivities)
	case s.dialect == SQLite:
		f.refBranch()
	default:
		f.ownBranch()
		f.refBranch()
	}
	f.add(`) m`+f.join+`statement s ON s.tenant = ? AND s.stored = m.stored AND s.seq = m.seq ORDER BY m.stored`+f.order+`, m.seq`+f.order+` LIMIT ?`,
		string(t), f.limit)
	return f.sql.String(), f.args
}

// open and shut enclose one branch.
func (f *finder) open() {
	if !f.first {
		f.add(` UNION `)
	}
	f.first = false
	f.add(`SELECT stored, seq FROM (SELECT DISTINCT d.stored AS stored, d.seq AS seq FROM `)
}

func (f *finder) shut() {
	f.bounds("d")
	f.add(` ORDER BY d.stored`+f.order+`, d.seq`+f.order+` LIMIT ?) b`, f.limit)
}

// bounds limits the place of the referrer: since, until, cursor, walk.
func (f *finder) bounds(alias string) {
	if !f.q.Since.IsZero() {
		f.add(` AND `+alias+`.stored > ?`, micro(f.q.Since))
	}
	if !f.q.Until.IsZero() {
		f.add(` AND `+alias+`.stored <= ?`, micro(f.q.Until))
	}
	if p := f.q.After; p != nil {
		op := `<`
		if f.q.Ascending {
			op = `>`
		}
		f.add(` AND (`+alias+`.stored, `+alias+`.seq) `+op+` (?, ?)`, p.Stored, p.Seq)
	}
	if p := f.q.Bound; p != nil && f.q.Ascending {
		f.add(` AND (`+alias+`.stored, `+alias+`.seq) <= (?, ?)`, p.Stored, p.Seq)
	}
}

// micro rounds down to what stores keep.
func micro(t time.Time) int64 { return t.UnixMicro() }

// mentionBranches reads an index of agents or activities; what is mentioned
// directly and what is only related are two runs of it.
func (f *finder) mentionBranches(table string, k lrs.Key, related bool) {
	for direct := 1; direct >= 0; direct-- {
		if direct == 0 && !related {
			return
		}
		f.open()
		f.add(table+` d`+f.join+`statement s ON s.tenant = d.tenant AND s.stored = d.stored AND s.seq = d.seq AND s.voided = 0 WHERE d.tenant = ? AND d.key = ? AND d.direct = ?`,
			string(f.t), append([]byte(nil), k[:]...), direct)
		if f.q.Verb != "" {
			f.subject(`verb_key`, keyOf(f.q.Verb))
		}
		if f.q.Registration != nil {
			f.subject(`registration`, f.q.Registration[:])
		}
		if f.q.Agent != nil && f.q.Activity != nil {
			f.add(` AND EXISTS (SELECT 1 FROM statement_activity v WHERE v.tenant = ? AND v.key = ? AND v.direct IN (1, ?) AND v.stored = d.stored AND v.seq = d.seq AND v.subject = d.subject)`,
				string(f.t), f.q.Activity[:], directOrNot(f.q.RelatedActivities))
		}
		f.shut()
	}
}

func directOrNot(related bool) int {
	if related {
		return 0
	}
	return 1
}

// subject asks a column of the statement the index row speaks of: the
// referrer itself, or a target of it.
func (f *finder) subject(column string, value []byte) {
	f.add(` AND (d.subject = d.seq AND s.`+column+` = ? OR d.subject <> d.seq AND EXISTS (SELECT 1 FROM statement_ref r WHERE r.tenant = ? AND r.stored = d.stored AND r.seq = d.seq AND r.subject = d.subject AND r.`+column+` = ?))`,
		value, string(f.t), value)
}

// ownBranch finds by the statement's own verb and registration.
func (f *finder) ownBranch() {
	f.open()
	f.add(`statement d WHERE d.tenant = ? AND d.voided = 0`, string(f.t))
	f.columns()
	f.shut()
}

// refBranch finds by those of a target.
func (f *finder) refBranch() {
	f.open()
	f.add(`statement_ref d`+f.join+`statement s ON s.tenant = d.tenant AND s.stored = d.stored AND s.seq = d.seq AND s.voided = 0 WHERE d.tenant = ? AND d.subject IS NOT NULL`, string(f.t))
	f.columns()
	f.shut()
}

func (f *finder) columns() {
	if f.q.Verb != "" {
		f.add(` AND d.verb_key = ?`, keyOf(f.q.Verb))
	}
	if f.q.Registration != nil {
		f.add(` AND d.registration = ?`, f.q.Registration[:])
	}
}
