// SPDX-License-Identifier: Apache-2.0

package lrs

import "time"

// MaxPage is the most statements one page holds, and what a limit of 0 means.
const MaxPage = 500

// Query selects statements of one tenant, voided ones left out. The zero value
// selects all, newest first. Filters combine by "and"; a statement whose
// object is a StatementRef matches too when its target does (depth 16).
type Query struct {
	Agent             *Key
	RelatedAgents     bool
	Verb              string
	Activity          *Key
	RelatedActivities bool
	Registration      *UUID
	Since             time.Time // exclusive; zero: no bound
	Until             time.Time // inclusive; zero: no bound
	Limit             int       // 0 or more than MaxPage: MaxPage
	Ascending         bool
	After             *Position // where the previous page ended
	Bound             *Position // no statement after it is shown
}

// Size returns the number of statements a page of q may hold.
func (q Query) Size() int {
	if q.Limit <= 0 || q.Limit > MaxPage {
		return MaxPage
	}
	return q.Limit
}

// Position is a place in the total order of a tenant's statements.
type Position struct {
	Stored int64 // microseconds since 1970, UTC
	Seq    int64
}

// Before reports whether p comes before o.
func (p Position) Before(o Position) bool {
	return p.Stored < o.Stored || p.Stored == o.Stored && p.Seq < o.Seq
}

// At returns the place of a record.
func (r Record) At() Position { return Position{Stored: r.Stored.UnixMicro(), Seq: r.Seq} }

// Page is one answer to a Query. More is nil on the last page; otherwise it is
// the query of the next one.
type Page struct {
	Records []Record
	More    *Query
}

// Next returns the query that continues q after the records of a page, with
// the bound of the whole walk.
func (q Query) Next(last Position, newest Position) *Query {
	q.After = &last
	if q.Bound == nil {
		q.Bound = &newest
	}
	return &q
}
