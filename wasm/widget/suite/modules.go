// SPDX-License-Identifier: Apache-2.0

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

// Modules are the programs that a build of every widget is made of, the first
// for the people who learn, the second for those who judge and count. Each is
// fetched when a page holds one of its widgets. One for all weighed 1.3
// times the larger of them: nobody needs a quality grid to position herself.
func Modules() []string { return []string{"eafc", "qualite"} }

// Module names the program that holds a widget.
func Module(d widget.Definition) string {
	switch d.Package {
	case "labelreport", "badgecheck", "dashboard", "qualityreview":
		return "qualite"
	}
	return "eafc"
}
