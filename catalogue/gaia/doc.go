// SPDX-License-Identifier: Apache-2.0

// Package gaia reads and writes the flat files that GAIA, the ministry's
// training management system, hands over each day: a folder AAAAMMJJ with
// <academy>_Formations, _Intervenants and _Stagiaires files in CP1252, fields
// separated by "|", without header and without quoting.
//
// A dispositif becomes a pathway, a module a brick, a session a session.
// Names and addresses go to Options.Pseudonym and nowhere else: no value,
// issue or error of this package holds one.
//
// Every line is kept, reported or blank; FileReport counts them, and
// Read = Kept + Reported + Blank. No date is moved, no text cut, no person
// merged with another who shares the address. Times are those of
// Europe/Paris. Limits: 2,000,000 lines and 4,096 bytes a line.
package gaia
