// SPDX-License-Identifier: Apache-2.0

package goapp

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// Verificateur is <eafc-verificateur>: it checks documents on the device of
// the person as `briques validate` does.
type Verificateur struct {
	app.Compo
	Common

	Genre string `attr:"genre"` // kind of the documents; empty: each says its own

	OnControle func(app.Context, event.Checked)
}

// Render returns the element.
func (w *Verificateur) Render() app.UI {
	return on(element("eafc-verificateur", w, &w.Common), event.NameCheck, w.OnControle)
}

// Badge is <eafc-badge>: it verifies an Open Badges 3.0 credential.
type Badge struct {
	app.Compo
	Common

	Cles      string `attr:"cles"`      // address of the jwks.json that is trusted
	Emetteurs string `attr:"emetteurs"` // accepted issuers, separated by spaces; empty: any
	Retraits  string `attr:"retraits"`  // address of the revocations.jwt
	Badge     string `attr:"badge"`     // address of a badge to verify; empty: opened by the person

	OnControle func(app.Context, event.Checked)
}

// Render returns the element.
func (w *Badge) Render() app.UI {
	return on(element("eafc-badge", w, &w.Common), event.NameCheck, w.OnControle)
}
