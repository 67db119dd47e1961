// SPDX-License-Identifier: Apache-2.0

// Package sqlstore is a lrs.Store on database/sql, for SQLite and PostgreSQL.
// It imports no driver: the caller opens the *sql.DB.
//
// The tenant is the first column of every primary key, unique constraint and
// index, and an equality in every query, so that a database sharded by tenant
// can hold the tables (designed for Citus and YugabyteDB; neither was run).
//
// On SQLite one goroutine writes and commits for everybody: what waits while
// a commit is on its way to the disk goes into the next one. The file is in WAL
// mode with synchronous=FULL, and an acknowledgement follows the sync. On
// PostgreSQL (13 or newer) each batch is one transaction and concurrent ones
// are ordered by its start on the clock of the database; a follower reads
// behind the oldest running transaction, so that it misses nothing.
package sqlstore
