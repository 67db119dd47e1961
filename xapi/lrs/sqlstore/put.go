// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"hash/crc32"
	"sort"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlEnd             = `SELECT stored, seq FROM statement WHERE tenant = ? ORDER BY stored DESC, seq DESC LIMIT 1`
	sqlKnown           = `SELECT id, digest, timestamp FROM statement WHERE tenant = ? AND id IN `
	sqlKnownParted     = `SELECT s.id, s.digest, s.timestamp FROM statement_id i JOIN statement s ON s.tenant = i.tenant AND s.stored = i.stored AND s.seq = i.seq WHERE i.tenant = ? AND i.id IN `
	sqlTombs           = `SELECT id FROM tombstone WHERE tenant = ? AND id IN `
	sqlPutStatement    = `INSERT INTO statement (tenant, id, seq, tx, stored, timestamp, version, verb, verb_key, object_key, registration, voided, digest, crc, payload) VALUES `
	sqlPutAgentRef     = `INSERT INTO statement_agent (tenant, key, direct, stored, seq, subject) VALUES `
	sqlPutActivityRef  = `INSERT INTO statement_activity (tenant, key, direct, stored, seq, subject) VALUES `
	sqlPutID           = `INSERT INTO statement_id (tenant, id, stored, seq) VALUES `
	sqlPutHash         = `INSERT INTO statement_attachment (tenant, sha2, stored, seq) VALUES `
	sqlPutAttachment   = `INSERT INTO attachment (tenant, sha2, content_type, body) VALUES (?, ?, ?, ?) ON CONFLICT (tenant, sha2) DO NOTHING`
	sqlPutAgent        = `INSERT INTO agent (tenant, key, name_key, identifier, name) VALUES `
	sqlPutActivity     = `INSERT INTO activity (tenant, key, iri, definition) VALUES (?, ?, ?, ?) ON CONFLICT (tenant, key) DO NOTHING`
	sqlGetDefinition   = `SELECT definition FROM activity WHERE tenant = ? AND key = ?`
	sqlSetDefinition   = `UPDATE activity SET definition = ? WHERE tenant = ? AND key = ?`
	columnsOfStatement = 15
)

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// sumOf is the checksum kept beside a payload and compared at every reading.
func sumOf(payload []byte) int64 { return int64(crc32.Checksum(payload, crcTable)) }

func keyOf(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:16]
}

// placed is an item that was given its place.
type placed struct {
	*lrs.Item
	at lrs.Position
}

// Put implements lrs.Store.
func (s *Store) Put(ctx context.Context, t lrs.Tenant, b lrs.Batch) (lrs.Stored, error) {
	if s.writer != nil {
		return s.writer.put(ctx, t, b)
	}
	return s.committers.put(ctx, t, b)
}

// compare tells which items the tenant has already, equal, or remembers as
// erased. One that differs is ErrConflict.
func (w session) compare(ctx context.Context, t lrs.Tenant, items []lrs.Item) ([]bool, error) {
	known := make([]bool, len(items))
	if len(items) == 0 {
		return known, nil
	}
	where := make(map[lrs.UUID]int, len(items))
	ids := make([]lrs.UUID, len(items))
	for i := range items {
		where[items[i].ID] = i
		ids[i] = items[i].ID
	}
	if err := w.compareStored(ctx, t, items, known, where, ids); err != nil {
		return nil, err
	}
	return known, w.byID(ctx, sqlTombs, t, ids, func(rows *sql.Rows) error {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			return err
		}
		known[where[lrs.UUID(id)]] = true
		return nil
	})
}

// compareStored marks the items that are stored and equal.
func (w session) compareStored(ctx context.Context, t lrs.Tenant, items []lrs.Item, known []bool, where map[lrs.UUID]int, ids []lrs.UUID) error {
	if w.d == PostgreSQL {
		query := sqlKnown
		if w.parted {
			query = sqlKnownParted
		}
		return w.byID(ctx, query, t, ids, func(rows *sql.Rows) error {
			var id, digest []byte
			var timestamp sql.NullInt64
			if err := rows.Scan(&id, &digest, &timestamp); err != nil {
				return err
			}
			i := where[lrs.UUID(id)]
			var at time.Time
			if timestamp.Valid {
				at = time.UnixMicro(timestamp.Int64)
			}
			if !items[i].SameAs([32]byte(digest), at) {
				return lrs.ErrConflict{ID: items[i].ID}
			}
			known[i] = true
			return nil
		})
	}
	for i := range items {
		at, there, err := w.placeOf(ctx, t, items[i].ID)
		if err != nil {
			return err
		}
		same := false
		if there {
			if same, there, err = w.sameAt(ctx, t, &items[i], at); err != nil {
				return err
			}
		}
		if there && !same {
			return lrs.ErrConflict{ID: items[i].ID}
		}
		known[i] = there
	}
	return nil
}

// listSizes are the lengths that lists of ids are padded to, so that few texts
// are compiled.
var listSizes = []int{1, 4, 16, 64, 256}

// byID runs a query that ends in "id IN" for lists of ids.
func (w session) byID(ctx context.Context, query string, t lrs.Tenant, ids []lrs.UUID, each func(*sql.Rows) error) error {
	for len(ids) > 0 {
		n := min(len(ids), listSizes[len(listSizes)-1])
		size := listSizes[sort.SearchInts(listSizes, n)]
		args := make([]any, 0, size+1)
		args = append(args, string(t))
		for i := range size {
			args = append(args, ids[min(i, n-1)][:])
		}
		ids = ids[n:]
		if err := w.rows(ctx, query+"("+marks(size)+")", args, each); err != nil {
			return err
		}
	}
	return nil
}

// rows runs a query and hands every row to each.
func (w session) rows(ctx context.Context, query string, args []any, each func(*sql.Rows) error) error {
	rows, err := w.query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// bulkMost is the most rows one text inserts.
const bulkMost = 64

// bulk inserts rows of n columns, many to a statement. On SQLite a fault rolls
// the whole transaction back, which spares the journal that undoes one
// statement: it took a fifth of the writer's time.
func (w session) bulk(ctx context.Context, head string, columns int, tail string, args []any) error {
	if w.d == SQLite {
		head = "INSERT OR ROLLBACK" + strings.TrimPrefix(head, "INSERT")
	}
	for len(args) > 0 {
		size := bulkSize(len(args) / columns)
		if _, err := w.exec(ctx, head+places(size, columns)+tail, args[:size*columns]...); err != nil {
			return err
		}
		args = args[size*columns:]
	}
	return nil
}

// bulkSize is how many of some rows one text inserts: few texts are compiled.
func bulkSize(rows int) int {
	for _, s := range []int{bulkMost, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2} {
		if rows >= s {
			return s
		}
	}
	return 1
}

func statementRows(t lrs.Tenant, items []placed, tx int64) []any {
	args := make([]any, 0, len(items)*columnsOfStatement)
	for _, p := range items {
		var timestamp, registration any
		if !p.Timestamp.IsZero() {
			timestamp = p.Timestamp.UnixMicro()
		}
		if !p.Registration.IsZero() {
			registration = p.Registration[:]
		}
		n := tx
		if n == 0 {
			n = p.at.Seq
		}
		args = append(args, string(t), p.ID[:], p.at.Seq, n, p.at.Stored, timestamp, p.Version, p.Verb, keyOf(p.Verb), p.Object[:],
			registration, 0, p.Digest[:], sumOf(p.Payload), string(p.Payload))
	}
	return args
}

// putBodies writes the attachments of statements just inserted.
func (w session) putBodies(ctx context.Context, t lrs.Tenant, items []placed, attachments []lrs.Attachment) error {
	var hashes []any
	for _, p := range items {
		for i, h := range p.Hashes {
			if !containsBefore(p.Hashes, i) {
				hashes = append(hashes, string(t), h, p.at.Stored, p.at.Seq)
			}
		}
	}
	if err := w.bulk(ctx, sqlPutHash, 4, "", hashes); err != nil {
		return err
	}
	for _, a := range attachments {
		if _, err := w.exec(ctx, sqlPutAttachment, string(t), a.Hash, a.ContentType, nonNil(a.Body)); err != nil {
			return err
		}
	}
	return nil
}

// putParts writes everything that hangs on statements just inserted.
func (w session) putParts(ctx context.Context, t lrs.Tenant, items []placed, attachments []lrs.Attachment) error {
	if err := w.putTables(ctx, t, items); err != nil {
		return err
	}
	if err := w.putBodies(ctx, t, items, attachments); err != nil {
		return err
	}
	if err := w.putRefs(ctx, t, items); err != nil {
		return err
	}
	if err := w.putPeople(ctx, t, items); err != nil {
		return err
	}
	return w.putDefinitions(ctx, t, items)
}

// putTables writes the rows that statements are found by, at once.
func (w session) putTables(ctx context.Context, t lrs.Tenant, items []placed) error {
	if w.d == SQLite {
		return w.insertListed(ctx, t, items)
	}
	var agents, activities []any
	for _, p := range items {
		agents = mentionRows(agents, t, p.Agents, p.at, p.at.Seq)
		activities = mentionRows(activities, t, p.Activities, p.at, p.at.Seq)
	}
	if w.parted {
		if err := w.bulk(ctx, sqlPutID, 4, "", idRows(t, items)); err != nil {
			return err
		}
	}
	if err := w.putMentions(ctx, "statement_agent", agents); err != nil {
		return err
	}
	return w.putMentions(ctx, "statement_activity", activities)
}

func idRows(t lrs.Tenant, items []placed) []any {
	var args []any
	for _, p := range items {
		args = append(args, string(t), p.ID[:], p.at.Stored, p.at.Seq)
	}
	return args
}

// putMentions inserts rows of mentionRows in PostgreSQL, as arrays: one text
// for any number.
func (w session) putMentions(ctx context.Context, table string, args []any) error {
	if len(args) == 0 {
		return nil
	}
	n := len(args) / 6
	keys, direct := make([][]byte, n), make([]int16, n)
	stored, seq, subject := make([]int64, n), make([]int64, n), make([]int64, n)
	for i := range n {
		row := args[i*6:]
		keys[i], direct[i], stored[i], seq[i], subject[i] = row[1].([]byte), int16(row[2].(int)), row[3].(int64), row[4].(int64), row[5].(int64)
	}
	_, err := w.exec(ctx, `INSERT INTO `+table+` (tenant, key, direct, stored, seq, subject) SELECT ?::text, * FROM unnest(?::bytea[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[])`,
		args[0], keys, direct, stored, seq, subject)
	return err
}

func containsBefore(list []string, i int) bool {
	for _, s := range list[:i] {
		if s == list[i] {
			return true
		}
	}
	return false
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func mentionRows(args []any, t lrs.Tenant, list []lrs.Mention, at lrs.Position, subject int64) []any {
	for i := range list {
		direct := 0
		if list[i].Direct {
			direct = 1
		}
		args = append(args, string(t), list[i].Key[:], direct, at.Stored, at.Seq, subject)
	}
	return args
}

// putPeople adds agents not seen before, in the order of their keys so that
// concurrent writers do not wait in a circle.
func (w session) putPeople(ctx context.Context, t lrs.Tenant, items []placed) error {
	var list []lrs.Identity
	for _, p := range items {
		for _, who := range p.People {
			k := cacheKey{t, who.Key, hashOf(who.Name)}
			if !w.cache.has(k, 1) {
				w.cache.note(k, 1)
				list = append(list, who)
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return bytes.Compare(list[i].Key[:], list[j].Key[:]) < 0 })
	var args []any
	for i := range list {
		who := &list[i]
		var name any
		if who.Name != nil {
			name = string(who.Name)
		}
		args = append(args, string(t), who.Key[:], keyOf(string(who.Name)), string(who.Identifier), name)
	}
	return w.bulk(ctx, sqlPutAgent, 5, " ON CONFLICT (tenant, key, name_key) DO NOTHING", args)
}

// putDefinitions merges the definitions of activities into those kept.
func (w session) putDefinitions(ctx context.Context, t lrs.Tenant, items []placed) error {
	var list []*lrs.Definition
	for _, p := range items {
		for i := range p.Definitions {
			if d := &p.Definitions[i]; !w.hasDefinition(t, d) {
				list = append(list, d)
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return bytes.Compare(list[i].Key[:], list[j].Key[:]) < 0 })
	for _, d := range list {
		if err := w.putDefinition(ctx, t, d); err != nil {
			return err
		}
	}
	return nil
}

// hasDefinition reports whether the database is known to have an activity as
// it is given.
func (w session) hasDefinition(t lrs.Tenant, d *lrs.Definition) bool {
	if d.JSON == nil {
		return w.cache.has(cacheKey{t, d.Key, activityEntry + 1}, 1)
	}
	return w.cache.has(cacheKey{t, d.Key, activityEntry}, hashOf(d.JSON))
}

func (w session) putDefinition(ctx context.Context, t lrs.Tenant, d *lrs.Definition) error {
	k, known := cacheKey{t, d.Key, activityEntry}, cacheKey{t, d.Key, activityEntry + 1}
	value := hashOf(d.JSON)
	if w.hasDefinition(t, d) { // it came twice
		return nil
	}
	var definition any
	if d.JSON != nil {
		definition = string(d.JSON)
	}
	res, err := w.exec(ctx, sqlPutActivity, string(t), d.Key[:], d.IRI, definition)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil {
		return err
	} else if n == 0 && d.JSON != nil {
		if err := w.mergeDefinition(ctx, t, d); err != nil {
			return err
		}
	}
	w.cache.note(known, 1)
	if d.JSON != nil {
		w.cache.note(k, value)
	}
	return nil
}

func (w session) mergeDefinition(ctx context.Context, t lrs.Tenant, d *lrs.Definition) error {
	query := sqlGetDefinition
	if w.d == PostgreSQL {
		query += " FOR UPDATE"
	}
	var old sql.NullString
	if err := w.QueryRowContext(ctx, w.d.text(query), string(t), d.Key[:]).Scan(&old); err != nil {
		return err
	}
	var kept []byte
	if old.Valid {
		kept = []byte(old.String)
	}
	merged := lrs.MergeDefinition(kept, d.JSON)
	if old.Valid && string(merged) == old.String {
		return nil
	}
	_, err := w.exec(ctx, sqlSetDefinition, string(merged), string(t), d.Key[:])
	return err
}
