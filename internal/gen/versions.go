// SPDX-License-Identifier: Apache-2.0

package gen

import "forge.apps.education.fr/eafc/briques/schemas"

// version is the version of one schema and the day it was made.
type version struct{ Version, Date string }

// first is the version of every schema of the first release.
var first = version{"1.0.0", "2026-11-22"}

// versions holds the schemas that have moved on since. A superset raises the
// second number, other words for the same the third (schemas/compat says
// which); anything else begins v2.
var versions = map[schemas.Kind]version{
	schemas.KindWidgetConfig: {"1.1.0", "2026-11-30"}, // stockage: plateforme
}

func versionOf(k schemas.Kind) version {
	if v, ok := versions[k]; ok {
		return v
	}
	return first
}
