// SPDX-License-Identifier: Apache-2.0

// Package strictxml reads the XML of exchange formats (LHEO, cmi5, SCORM,
// legacy framework files) as a bounded tree with positions.
//
// It is a filter over encoding/xml that refuses what that reader lets pass:
// any DOCTYPE, hence any entity of the document's own; duplicate attributes;
// undeclared prefixes; text or a second element outside the root. Nothing is
// ever opened: no DTD, no stylesheet, no XInclude.
//
// Limits: 16 MiB, depth 64, 100,000 elements, 64 attributes each. Encodings:
// UTF-8, ISO-8859-1 and windows-1252, as the declaration says.
package strictxml
