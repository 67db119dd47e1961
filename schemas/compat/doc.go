// SPDX-License-Identifier: Apache-2.0

// Package compat says whether a JSON Schema stays inside the portable subset
// that Go, ECMAScript and Python engines read alike (Lint), and whether a new
// version of a schema still accepts all that the old one did (Compare).
//
// Compare compares languages, not texts: numbers as intervals, strings as
// automata, objects property by property and, where there are conditions,
// discriminator value by discriminator value. Every narrowing carries a
// witness, a document that the old schema accepts and the new one refuses,
// confirmed by the engine. What can be neither proved nor witnessed is
// "unknown", and counts as a narrowing for whoever guards a release.
//
// Both work on schema documents only; nothing is loaded from anywhere.
package compat
