// SPDX-License-Identifier: Apache-2.0

// Package xapi reads, checks and compares learning records ("traces
// d'apprentissage"): xAPI statements of versions 1.0.3 and 2.0
// (IEEE 9274.1.1).
//
// Validate judges the bytes as they are, in one pass, and builds nothing.
// Every fault is one issue with its pointer, its line and column, the number
// of the requirement it breaks (XAPI-00001 to XAPI-00124) and how to mend
// it, in French and English. Decode gives the same verdict and a Statement
// that keeps its bytes: numbers, durations and extensions stay as they were
// written.
//
// What is stricter than most readers: a name written twice in any object,
// extensions included; a name in another case; bad UTF-8 and unpaired
// surrogates; numbers are compared as decimals, never as doubles.
//
// Where the specification leaves room, this package decides so: a UUID may
// have any version and variant; an IRI may hold any character beyond ASCII;
// an empty object is refused only where a required name lacks, and is a
// warning elsewhere; a timestamp of 1.0.3 may lack its offset, with a
// warning; seconds may be 60 only at 23:59:60 UTC; hour 24, week dates and
// the offset -00:00 are refused.
//
// The package is light enough for a browser: what needs time, crypto or
// net/textproto (Digest, signatures, multipart, Timestamp.Time) is left out
// of its js build. Ids and dates are always given by the caller.
package xapi
