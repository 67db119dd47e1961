// SPDX-License-Identifier: Apache-2.0

// Package view turns the state of a widget into slots of HTML, natively and
// in WebAssembly alike. It imports the standard library only, and none of its
// heavy packages, so that a widget stays under its budget in bytes.
//
// A widget is a Frame: a list of named Slots whose names and order never
// change while the same document is shown. Diff says which slots changed;
// only these are replaced in the page. Nothing here compares DOM trees.
//
// HTML is written by a Builder. Literal markup is a Static, which only a
// constant can be (a test reads the syntax tree of the module to make sure);
// everything else goes through Text, Attr or URL, which escape. A Builder
// writes neither style attributes, nor event attributes, nor <style>: the
// pages run under a strict Content-Security-Policy.
//
// JSON comes in through Parse, which refuses what I-JSON refuses (a name
// twice, a lone surrogate, a number out of range) and gives a Doc; it goes
// out through AppendJSON.
package view
