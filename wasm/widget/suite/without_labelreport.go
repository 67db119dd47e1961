// SPDX-License-Identifier: Apache-2.0

//go:build eafc_only && !eafc_labelreport

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func labelreportWidget() []widget.Definition { return nil }
