// SPDX-License-Identifier: Apache-2.0

// Package imscase reads and writes competency frameworks as 1EdTech CASE
// packages (Competencies and Academic Standards Exchange, 1.0 and 1.1).
//
// Parse reads any package that is JSON and diagnoses it; Lossless gives back
// what was read, Strict a package that is valid CASE 1.1, with one issue for
// each repair. Reading a strict package again finds nothing to repair.
//
// Where CASE has no place for something of ours (other languages, scales,
// origins, flags), it travels in an extension named "briques" beside the
// members that say the rest in CASE's own terms: anchors are a CFRubric per
// scale, indicators CFItems of type "Indicator". FromFramework lists these
// losses for other tools as CASE-018; ToFramework undoes them.
//
// Limits: 64 MiB, depth 64, 5,000,000 values.
package imscase
