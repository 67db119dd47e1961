// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_brickcheck

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/brickcheck"
)

func brickcheckWidget() []widget.Definition { return []widget.Definition{brickcheck.Widget()} }
