// SPDX-License-Identifier: Apache-2.0

//go:build eafc_only && !eafc_beforeafter

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func beforeafterWidget() []widget.Definition { return nil }
