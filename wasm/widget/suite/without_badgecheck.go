// SPDX-License-Identifier: Apache-2.0

//go:build eafc_only && !eafc_badgecheck

package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

func badgecheckWidget() []widget.Definition { return nil }
