// SPDX-License-Identifier: Apache-2.0

// Package positioning lets a person place themselves on a competency
// framework ("auto-positionnement") so that the answer can be defended.
//
// Compile turns a Framework and an expected Profile into a Questionnaire. A
// run is a State, the fold of its Events through Apply; Next says what to
// show, Result what is known, Gaps what is left to reach. All are pure: no
// clock, no randomness, no map order, and the same bytes in Go and in
// WebAssembly.
//
// For each competency the person first makes one anchored choice, in rank
// order, never a bare number; "not concerned", "I don't know" and "I would
// rather pass" are answers too, and none of them is zero. A confirmation
// branch then asks about the indicators of a few ranks: at most
// ⌈log2(ranks+1)⌉ prompts, see Search. What the two say is kept side by side:
// a contradiction is listed and never averaged, and counts for its lower rank
// until somebody settles it with a reason.
//
// Taking an event back returns to the very state before it; what was taken
// back is not kept anywhere.
//
// Limits: 500 competencies, 12 ranks, 3 indicators a prompt.
package positioning
