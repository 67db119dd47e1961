// SPDX-License-Identifier: Apache-2.0

// Package strictjson reads JSON the way records must be read: I-JSON
// (RFC 7493), exact and bounded. One pass over the bytes finds duplicate
// names (escapes resolved), bad UTF-8, unpaired surrogates, numbers that a
// double cannot keep, and everything over a limit, each with its place.
//
// Reader is a pull parser: a codec walks the text and takes what it knows.
// Scan walks it for its faults alone. Index finds the line and column of any
// pointer. Unmarshal (outside the browser) fills a Go value.
//
// Two profiles exist. Document is for the documents of Briques: it also
// refuses null, names equal but for case, number spellings with more than
// one form, U+0000 and noncharacters. Wire is for data of other standards
// (xAPI, CASE), which keeps its spelling.
//
// Deviation from RFC 8259: a text over a limit is refused although it is
// JSON; the zero Limits are those of the Limits type.
package strictjson
