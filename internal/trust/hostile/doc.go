// SPDX-License-Identifier: Apache-2.0

// Package hostile makes the files that nobody should have to read: each is a
// valid document with one fault, and says which issue a reader owes for it.
//
// The makers know a format and nothing of its readers: JSON takes any valid
// document of one of our kinds, XML, Archive, CSV and the others do the same
// for theirs. The tests run the cases through every reader of the library and
// hold each to its code and place, to a bound of CPU time and memory, and to
// opening and writing nothing.
package hostile

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Case is one hostile file and the first error it is owed.
type Case struct {
	Name    string
	Data    []byte
	Code    string        // "" when the reader may accept the file
	Pointer issue.Pointer // of the error
	Line    int           // 0: any
	Column  int
}
