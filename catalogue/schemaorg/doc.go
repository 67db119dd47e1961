// SPDX-License-Identifier: Apache-2.0

// Package schemaorg writes bricks and pathways as schema.org Course and
// CourseInstance in JSON-LD, for the pages of a site and the search engines
// that read them.
//
// The context is inlined ("@vocab"), so that a reader expands the document
// without the network. "<", ">" and "&" are escaped: the text can stand inside
// a <script type="application/ld+json"> whatever a title holds.
package schemaorg
