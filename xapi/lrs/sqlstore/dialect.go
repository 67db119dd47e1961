// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"strconv"
	"strings"
)

// Dialect is the database that a Store talks to.
type Dialect string

// The dialects.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// Valid reports whether d is one of the declared dialects.
func (d Dialect) Valid() bool { return d == SQLite || d == PostgreSQL }

// text returns a query written with ? in the dialect's own placeholders.
func (d Dialect) text(query string) string {
	if d != PostgreSQL {
		return query
	}
	var b strings.Builder
	b.Grow(len(query) + 16)
	n := 0
	for i := 0; i < len(query); i++ {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// places returns "(?,?),(?,?)" for rows of n columns.
func places(rows, columns int) string {
	row := "(" + strings.Repeat("?,", columns)
	row = row[:len(row)-1] + "),"
	s := strings.Repeat(row, rows)
	return s[:len(s)-1]
}

// marks returns "?,?,?".
func marks(n int) string { return strings.Repeat("?,", n-1) + "?" }
