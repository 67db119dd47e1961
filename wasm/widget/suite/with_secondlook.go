// SPDX-License-Identifier: Apache-2.0

//go:build !eafc_only || eafc_secondlook

package suite

import (
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/secondlook"
)

func secondlookWidget() []widget.Definition { return []widget.Definition{secondlook.Widget()} }
