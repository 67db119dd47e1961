// SPDX-License-Identifier: Apache-2.0

// Package assets holds what the pages need besides the WebAssembly modules:
// the loader, the styles, the parent's half of the frame protocol, and the
// sentences of the other languages. The build (wasm/pack) puts them together.
package assets

import "embed"

// Files are the sources as they are written.
//
//go:embed loader.js host.js cadre.js scorm.js eafc.css papier.css langues/*.json
var Files embed.FS

// Text returns the source name.
func Text(name string) string {
	b, err := Files.ReadFile(name)
	if err != nil {
		panic("assets: " + err.Error()) // a file that is embedded is there
	}
	return string(b)
}
