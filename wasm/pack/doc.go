// SPDX-License-Identifier: Apache-2.0

// Package pack builds what a site deploys: the WebAssembly module, the
// loader with everything it needs in one file, one page per widget for
// frames, compressed siblings, and the table of hashes (Build); the first
// screen as HTML that works before the module arrives (Prerender); and the
// packages that are uploaded elsewhere: a SCORM 1.2 archive, a folder in a
// ZIP, a single HTML file (SCORM12, Zip, HTML). Handler serves the result as
// it must be served.
//
// The same inputs give the same bytes: no date and no path of the machine
// enters a file.
package pack
