// SPDX-License-Identifier: Apache-2.0

// Package suite lists the widgets of a build. A build that wants only some
// of them sets the tags eafc_only and eafc_FOLDER (briques widgets build
// --only does): see the files only_*.go.
package suite

import "forge.apps.education.fr/eafc/briques/wasm/widget"

// All returns the widgets of this build, in the order of the documentation.
func All() []widget.Definition {
	var out []widget.Definition
	for _, add := range []func() []widget.Definition{selfpositionWidget, brickexplorerWidget, pathwayviewWidget, frameworkbrowserWidget, labelreportWidget, beforeafterWidget, secondlookWidget, portfolioreaderWidget, brickcheckWidget, badgecheckWidget,
		dashboardWidget, qualityreviewWidget} {
		out = append(out, add()...)
	}
	return out
}
