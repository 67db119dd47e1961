// SPDX-License-Identifier: Apache-2.0

// Package portfolio is a person's own file ("e-portfolio"): positions,
// evidence by link or by digest, notes and sharing grants. It belongs to its
// owner, a pseudonym: nothing in it is sent anywhere by this package.
//
// The file is a reproducible ZIP: portfolio.json, index.html (readable alone,
// without script or anything remote) and pieces/<sha256>. Limits: 200
// entries, 50 MiB each, 200 MiB in all, a ratio of 100; other names and links
// are refused and nothing is written to disk.
//
// Erase leaves neither the piece nor its identifier; Share gives only what a
// grant names; Merge joins two files without loss or duplicates; Records is
// what may be turned into xAPI statements, as plain data.
package portfolio
