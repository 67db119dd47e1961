// SPDX-License-Identifier: Apache-2.0

// Command main is eafc.wasm: every widget but the brick checker.
package main

import (
	"forge.apps.education.fr/eafc/briques/wasm/element"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

func main() { element.Serve(suite.All()) }
