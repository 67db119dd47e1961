// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_portfolioreader

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/portfolioreader"
)

func portfolioreaderWidget() []widget.Definition {
	return []widget.Definition{portfolioreader.Widget()}
}
