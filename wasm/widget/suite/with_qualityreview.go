// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_qualityreview

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/qualityreview"
)

func qualityreviewWidget() []widget.Definition {
	return []widget.Definition{qualityreview.Widget()}
}
