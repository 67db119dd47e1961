// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

func TestPage(t *testing.T) {
	p := &page{}
	html := app.HTMLString(p.Render())
	if !strings.Contains(html, "Rien encore.") {
		t.Error(html)
	}
	p.result = &event.Result{Levels: make([]event.Level, 11), Gaps: make([]event.Gap, 2)}
	if html := app.HTMLString(p.Render()); !strings.Contains(html, "11 niveaux, 2 écarts.") {
		t.Error(html)
	}
}
