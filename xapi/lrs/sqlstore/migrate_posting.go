// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// listsVersion is the version of a SQLite file from which on places are lists;
// listsFrom is how far a migration is, in percent, when they are packed.
const (
	listsVersion = 4
	listsFrom    = 50
)

// oldIndexes are the tables that version 3 of a SQLite file was searched by, in
// the order of the keys that their places are listed under now.
var oldIndexes = []struct {
	kind  byte
	query string
}{
	{kindAgent, `SELECT key, stored, seq FROM statement_agent WHERE tenant = ? AND direct = 1 AND subject = seq ORDER BY tenant, key, direct, stored, seq`},
	{kindRelatedAgent, `SELECT key, stored, seq FROM statement_agent WHERE tenant = ? AND direct = 0 AND subject = seq ORDER BY tenant, key, direct, stored, seq`},
	{kindActivity, `SELECT key, stored, seq FROM statement_activity WHERE tenant = ? AND direct = 1 AND subject = seq ORDER BY tenant, key, direct, stored, seq`},
	{kindRelatedActivity, `SELECT key, stored, seq FROM statement_activity WHERE tenant = ? AND direct = 0 AND subject = seq ORDER BY tenant, key, direct, stored, seq`},
	{kindRegistration, `SELECT key, stored, seq FROM statement_registration WHERE tenant = ? ORDER BY tenant, key, stored, seq`},
	{kindVerb, `SELECT key, stored, seq FROM statement_verb WHERE tenant = ? ORDER BY tenant, key, stored, seq`},
}

// packIndexes lists places under their keys from the rows of version 3. It
// reads and writes in the order of the tables and holds a few rows at a time.
func packIndexes(ctx context.Context, w session) error {
	var tenants []lrs.Tenant
	err := w.tenants(ctx, func(t lrs.Tenant) error {
		tenants = append(tenants, t)
		return nil
	})
	if err != nil {
		return err
	}
	if len(tenants) == 0 {
		return nil
	}
	w.tell(listsFrom)
	for n, t := range tenants {
		for i, x := range oldIndexes {
			p := packer{w: w, t: t, parts: float64(len(tenants) * len(oldIndexes)), part: float64(n*len(oldIndexes) + i)}
			if err := p.pack(ctx, x.kind, x.query); err != nil {
				return err
			}
		}
	}
	w.tell(100)
	return nil
}

// packer turns rows of one place each, in order, into lists.
type packer struct {
	w           session
	t           lrs.Tenant
	parts, part float64
	key         postingKey
	places      []lrs.Position
	rows        []posting
}

func (p *packer) pack(ctx context.Context, kind byte, query string) error {
	err := p.w.rows(ctx, query, []any{string(p.t)}, func(rows *sql.Rows) error {
		var key sql.RawBytes
		var at lrs.Position
		if err := rows.Scan(&key, &at.Stored, &at.Seq); err != nil {
			return err
		}
		k := postingOf(kind, key)
		full := len(p.places) >= postingMost && p.places[len(p.places)-1].Stored != at.Stored
		if k != p.key || full {
			if err := p.end(ctx); err != nil {
				return err
			}
		}
		p.key, p.places = k, append(p.places, at)
		return nil
	})
	if err == nil {
		err = p.end(ctx)
	}
	if err != nil {
		return err
	}
	return p.w.putPostings(ctx, p.t, p.rows)
}

// end writes the list that is full.
func (p *packer) end(ctx context.Context) error {
	if len(p.places) == 0 {
		return nil
	}
	p.rows = append(p.rows, posting{p.key, p.places[0].Stored, packPlaces(nil, p.places)})
	if p.places = p.places[:0]; len(p.rows) < bulkMost {
		return nil
	}
	done := (p.part + float64(p.key[1])/256) / p.parts // keys are spread evenly
	p.w.tell(listsFrom + int((100-listsFrom)*done))
	err := p.w.putPostings(ctx, p.t, p.rows)
	p.rows = p.rows[:0]
	return err
}
