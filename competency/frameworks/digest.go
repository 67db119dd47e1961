// SPDX-License-Identifier: Apache-2.0

//go:build !js

package frameworks

import "forge.apps.education.fr/eafc/briques/competency"

func digest(f *competency.Framework) competency.Digest { return f.Digest() }
