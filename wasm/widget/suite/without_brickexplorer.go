// SPDX-License-Identifier: Apache-2.0

//go:build eafc_only && !eafc_brickexplorer

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func brickexplorerWidget() []widget.Definition { return nil }
