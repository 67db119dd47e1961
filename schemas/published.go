// SPDX-License-Identifier: Apache-2.0

//go:build !js

package schemas

import "embed"

//go:embed v1
var published embed.FS
