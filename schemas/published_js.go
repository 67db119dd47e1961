// SPDX-License-Identifier: Apache-2.0

package schemas

import "embed"

// A browser judges: the schemas, their titles and versions are enough.
//
//go:embed v1/*.schema.json v1/titles.json v1/versions.json
var published embed.FS
