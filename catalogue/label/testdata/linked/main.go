// SPDX-License-Identifier: Apache-2.0

// Command linked imports catalogue, planner and label and calls nothing: what
// they cost a widget before it uses them.
package main

import (
	_ "forge.apps.education.fr/eafc/briques/catalogue"
	_ "forge.apps.education.fr/eafc/briques/catalogue/label"
	_ "forge.apps.education.fr/eafc/briques/catalogue/planner"
)

func main() {}
