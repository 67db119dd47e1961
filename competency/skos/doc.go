// SPDX-License-Identifier: Apache-2.0

// Package skos reads and writes frameworks as SKOS, in Turtle and JSON-LD: a
// ConceptScheme, a Concept per item (notation, prefLabel, definition,
// broader, matches), an OrderedCollection per scale.
//
// What SKOS has no word for travels in one literal per resource,
// briques:more, so that reading our own files gives the same framework;
// Write lists it as SKOS-008, since other tools will not see it. Read checks
// the integrity conditions S13, S14, S27 and S46 of SKOS.
//
// Turtle: prefixes, lists, blank nodes, long and tagged literals; a base must
// be http, https or urn. JSON-LD: inline contexts with term definitions only;
// nothing is ever fetched. DigComp 3.0's own JSON-LD, which has no vocabulary,
// is recognised and read too (ReadDigComp).
//
// Limits: 32 MiB, depth 64, 2,000,000 statements.
package skos
