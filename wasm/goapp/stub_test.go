// SPDX-License-Identifier: Apache-2.0

//go:build stub

package goapp_test

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/goapp"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// json is a value that stringifies to itself.
type json string

func (j json) Get(string) app.Value          { return j }
func (j json) Call(string, ...any) app.Value { return j }
func (j json) String() string                { return string(j) }

func TestRender(t *testing.T) {
	app.SetWindow(json(`{"framework":"u","version":"1.0.0","levels":[{"item":"a","level":2}],"gaps":[]}`))
	var got event.Result
	w := &goapp.AutoPositionnement{Common: goapp.Common{Referentiel: "r.json", NiveauTitre: 3}, OnResultat: func(_ app.Context, r event.Result) { got = r }}
	e := w.Render().(*app.Element)
	if e.Tag != "eafc-auto-positionnement" || len(e.Attrs) != 2 || e.Attrs["referentiel"] != "r.json" || e.Attrs["niveau-titre"] != "3" {
		t.Errorf("element %+v", e)
	}
	if len(e.Handlers) != 1 {
		t.Errorf("%d handlers, want one", len(e.Handlers))
	}
	e.Handlers[event.NameResult](app.Context{}, app.Event{Value: json("")})
	if got.Version != "1.0.0" || len(got.Levels) != 1 || got.Levels[0].Level != 2 {
		t.Errorf("detail %+v", got)
	}
}
