// SPDX-License-Identifier: Apache-2.0

package main

import "fmt"

func Example() {
	fmt.Println(run())
	// Output:
	// - https://eafc.example/briques/conseil-pedagogique-utile
	// - https://eafc.example/briques/lire-les-apprentissages
	// 510 minutes, preuve : optimal, vérifiée : true
	// 0 constat sur la trace
	// <nil>
}
