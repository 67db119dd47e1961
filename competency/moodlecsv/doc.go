// SPDX-License-Identifier: Apache-2.0

// Package moodlecsv reads and writes the competency CSV of Moodle
// (tool_lpimportcsv): fourteen columns known by their position, since their
// headers are translated.
//
// Moodle drops without a word a row whose id number or short name is empty,
// cuts them at 100 characters, and looks for a row's parent with PHP's loose
// comparison: 1.1 and 1.10, or 10 and 1e1, are then one id, and children are
// duplicated. Write finds these before Moodle does: on a collision every id
// gets a letter (or the file is refused, Options.ExactIDs).
//
// Limits: those of internal/tabular.
package moodlecsv
