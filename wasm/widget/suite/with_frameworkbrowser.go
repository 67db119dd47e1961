// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_frameworkbrowser

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/frameworkbrowser"
)

func frameworkbrowserWidget() []widget.Definition {
	return []widget.Definition{frameworkbrowser.Widget()}
}
