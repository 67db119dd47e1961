// SPDX-License-Identifier: Apache-2.0

// Command widgets writes the self-positioning of a framework as a prerendered
// element, all questions on one page: the page that run.mjs times.
package main

import (
	"fmt"
	"os"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
)

func main() {
	f, err := os.ReadFile(os.Args[1])
	if err == nil {
		var html string
		html, err = pack.Prerender(pack.Options{Widget: "auto-positionnement", Documents: map[string][]byte{"referentiel": f}, Attributes: map[string]string{"mode": "page", "stockage": "aucun", "chargement": "immediat"}})
		fmt.Print(html)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
