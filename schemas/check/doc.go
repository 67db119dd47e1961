// SPDX-License-Identifier: Apache-2.0

// Package check judges Go values by their validate tags, with
// go-playground/validator, and words what it finds as the schema route does:
// same codes, same pointers, French and English.
//
// A value that Struct accepts encodes to a document that the published
// schema accepts, and the other way round; tests compare the two on random
// values. Fast uses this to accept documents without the schema engine.
//
// A nil slice of a required member is written as an empty list.
package check
