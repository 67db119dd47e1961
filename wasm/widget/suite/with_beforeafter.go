// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_beforeafter

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/beforeafter"
)

func beforeafterWidget() []widget.Definition { return []widget.Definition{beforeafter.Widget()} }
