// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_selfposition

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/selfposition"
)

func selfpositionWidget() []widget.Definition { return []widget.Definition{selfposition.Widget()} }
