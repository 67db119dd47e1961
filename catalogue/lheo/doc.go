// SPDX-License-Identifier: Apache-2.0

// Package lheo reads and writes LHEO 2.3, the French description of training
// offers (namespace http://lheo.gouv.fr/2.3). LHEO 2.2 is read with a warning.
//
// A brick is a formation with an identifiant-module; a pathway is a formation
// with sous-modules. The grammar (order, cardinality, length and codes of the
// 170 elements) stands in grammar.txt: what is read is held against it, with
// the path, line and column of every fault, and nothing is written that does
// not obey it.
//
// What LHEO has no element for but keeps as text stands in the attribute
// "info", which LHEO leaves to its users: the version beside an identifier,
// the exact moment beside a day. Everything else that is lost is listed as
// LHEO-006. Hours are whole in LHEO: minutes are rounded up (LHEO-004).
package lheo
