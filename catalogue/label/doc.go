// SPDX-License-Identifier: Apache-2.0

// Package label decides about quality and says why. A Profile ("référentiel
// de label": the IH2EF proposal, the RNQ, EQAVET…) is data: criteria and rules
// in a closed expression language. Evaluate reads the facts of a brick or a
// pathway and the pieces of evidence, and proposes a verdict with a reason for
// every finding. A named authority then decides (Decide), may depart from the
// proposal only with a reasoned override, and the Decision remembers by digest
// the report it was made on.
//
// Truth has three values (Kleene): what nobody has stated is unknown, never
// false. Taking facts or evidence away can only move a finding to unknown. A
// rule of mode evidence is never made true by code: only a person's override
// does that.
//
// A Report holds no clock and no map order: the same facts give the same
// bytes, natively and in the browser. Digests are "sha256:" over the RFC 8785
// form of the document.
package label
