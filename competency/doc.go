// SPDX-License-Identifier: Apache-2.0

// Package competency holds competency frameworks ("référentiels de
// compétences") as versioned data: items, scales with observable levels,
// associations, rubrics, and what people say of themselves on them.
//
// What we promise:
//
//   - One item belongs to one framework; reuse is an Association. The
//     hierarchy is AssociationIsChildOf only; an item may have several
//     parents. The order is Seq, then the natural order of codes (1.2 before
//     1.10), then ID.
//   - Ranks go from 1 to L, 2 ≤ L ≤ 12. Rank 0 means "not yet level 1": it is
//     an answer, not the absence of one.
//   - Decode is strict: a document that is read is one that every other
//     reader reads alike. All faults come at once, with line and column.
//   - Encode and Digest are RFC 8785 over sorted parts: two documents that
//     say the same have the same digest.
//   - Diff, Apply and Migrate move a framework and the claims made on it from
//     one version to the next; a claim is kept, moved or listed as lost.
//
// The model follows 1EdTech CASE 1.1 and SKOS. It differs from them on
// purpose: identifiers are lower-case UUIDs of version 1 to 5 only, levels
// are data of the framework (a Scale) rather than rubrics, texts hold several
// languages, and every text says where it comes from (Origin).
//
// In js builds the package reaches none of fmt, encoding/json, reflect,
// regexp, net/url, time and crypto: widgets carry it.
package competency
