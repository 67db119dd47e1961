// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_pathwayview

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/pathwayview"
)

func pathwayviewWidget() []widget.Definition { return []widget.Definition{pathwayview.Widget()} }
