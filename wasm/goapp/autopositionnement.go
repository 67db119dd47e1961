// SPDX-License-Identifier: Apache-2.0

package goapp

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// AutoPositionnement is <eafc-auto-positionnement>: a person positions
// herself, sees her gaps and the shortest pathway, and sends what she chose.
type AutoPositionnement struct {
	app.Compo
	Common

	OnEtape    func(app.Context, event.Step)
	OnReponse  func(app.Context, event.Answer)
	OnResultat func(app.Context, event.Result)
	OnEnvoi    func(app.Context, event.Sending)
}

// Render returns the element.
func (w *AutoPositionnement) Render() app.UI {
	e := element("eafc-auto-positionnement", w, &w.Common)
	e = on(e, event.NameStep, w.OnEtape)
	e = on(e, event.NameAnswer, w.OnReponse)
	e = on(e, event.NameResult, w.OnResultat)
	return on(e, event.NameSend, w.OnEnvoi)
}
