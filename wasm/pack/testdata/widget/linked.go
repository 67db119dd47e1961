// SPDX-License-Identifier: Apache-2.0

//go:build weigh_linked

package main

import (
	_ "forge.apps.education.fr/eafc/briques/catalogue"
	_ "forge.apps.education.fr/eafc/briques/catalogue/label"
	_ "forge.apps.education.fr/eafc/briques/catalogue/planner"
)
