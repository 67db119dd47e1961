// SPDX-License-Identifier: Apache-2.0

// Package spoken words for people, in French and in English, what the standard
// library says in programmers' English: a file that is not there, a connection
// that is refused, a certificate of somebody else, a text that is no JSON.
//
// It reads sentences, not types: what a queue on disk kept of an error, or what
// a driver put in its own sentence, is worded as well. Words that it does not
// know stay as they are.
package spoken
