// SPDX-License-Identifier: Apache-2.0

//go:build eafc_only && !eafc_dashboard

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func dashboardWidget() []widget.Definition { return nil }
