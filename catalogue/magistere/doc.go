// SPDX-License-Identifier: Apache-2.0

// Package magistere exchanges bricks with the offer of M@gistère, the
// ministry's distance-training platform: the index of its courses as CSV, one
// row per brick, and the nominal hours its statistics show.
//
// The file is UTF-8 with a byte order mark and ";" between cells; Read also
// takes "," and CP1252. Columns are found by name, in any order. A course is
// named by its matricule YY_CODE_TITRE, which must be unique.
//
// Names and addresses of people (authors, contact, validateby) are neither
// written nor kept.
package magistere
