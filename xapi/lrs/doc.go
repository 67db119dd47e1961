// SPDX-License-Identifier: Apache-2.0

// Package lrs is a learning record store ("entrepôt de traces") that a Go
// program embeds as one http.Handler: every resource of xAPI 1.0.3 and 2.0 on
// one endpoint, over a Store the caller chooses.
//
// New returns the handler. NewMemory is a Store for tests and demonstrations;
// package sqlstore keeps the same promises on SQLite and PostgreSQL, and
// package lrstest is the contract that each of them passes.
//
// What the package promises:
//
//   - A batch of statements is stored whole or not at all, and a statement is
//     acknowledged only once its store says that it is durable.
//   - A statement comes back byte for byte as it was received, with id,
//     stored, authority, version and timestamp filled in, a lone
//     contextActivities object put in an array and, in 2.0, offsets of
//     timestamps turned to UTC.
//   - A key belongs to one tenant, and no request reads or writes another's.
//   - One id has one statement: an equal repeat changes nothing, a different
//     one is refused with 409, whatever the concurrency.
//
// Where the two versions of the specification ask for different answers, the
// X-Experience-API-Version header of the request decides. A 1.0.3 client
// gets a 2.0 statement as it is, since converting is forbidden (xAPI 1.0.3
// Part Three §3.3), unless Options.StrictVersion asks for xapi.Downgrade.
package lrs
