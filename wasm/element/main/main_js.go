// SPDX-License-Identifier: Apache-2.0

// Command main holds widgets: all of them, or those of the build tags (pack
// makes eafc.wasm and eafc-qualite.wasm of it).
package main

import (
	"forge.apps.education.fr/eafc/briques/wasm/element"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

func main() { element.Serve(suite.All()) }
