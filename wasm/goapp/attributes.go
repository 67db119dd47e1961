// SPDX-License-Identifier: Apache-2.0

package goapp

import (
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// Script returns the line for app.Handler.RawHeaders that loads the widgets.
// integrity is the sha384-… value of sri.json; "" leaves it out.
func Script(loader, integrity string) string {
	s := `<script type="module" src="` + loader + `"`
	if integrity != "" {
		s += ` integrity="` + integrity + `" crossorigin`
	}
	return s + `></script>`
}

// Common holds the attributes that every widget understands. An empty field
// leaves the widget's default. The names are those of the attributes.
type Common struct {
	Langue          string `attr:"langue"`           // fr, en
	NiveauTitre     int    `attr:"niveau-titre"`     // 2 to 6
	Theme           string `attr:"theme"`            // auto, clair, sombre, hote
	Chargement      string `attr:"chargement"`       // visible, immediat
	Referentiel     string `attr:"referentiel"`      // address of a framework
	Profil          string `attr:"profil"`           // address or name of a profile
	Catalogue       string `attr:"catalogue"`        // address of a catalogue
	Stockage        string `attr:"stockage"`         // aucun, choix, plateforme
	Envoi           string `attr:"envoi"`            // aucun, evenement, or an https address
	EndpointXAPI    string `attr:"endpoint-xapi"`    // the academy's relay
	Campagne        string `attr:"campagne"`         // name of a campaign
	Pseudonyme      string `attr:"pseudonyme"`       // made by the academy's server
	Prefill         string `attr:"prefill"`          // address of a saved file
	AfficherAttendu string `attr:"afficher-attendu"` // apres, avant, jamais
	Mode            string `attr:"mode"`             // complet, court, page
	MaxBriques      int    `attr:"max-briques"`      // 0: no limit

	// Repli is what the page shows until the widget runs, and where it cannot:
	// a link to a page that does the same.
	Repli []app.UI

	OnPret   func(app.Context, event.Ready)
	OnErreur func(app.Context, event.Error)
	OnEfface func(app.Context, event.Erased)
}

// element builds the custom element of a component: its tagged fields become
// attributes, those that are set.
func element(tag string, component any, c *Common) app.HTMLElem {
	e := app.Elem(tag)
	for _, a := range attributes(reflect.ValueOf(component).Elem()) {
		e = e.Attr(a.name, a.value)
	}
	e = on(e, event.NameReady, c.OnPret)
	e = on(e, event.NameError, c.OnErreur)
	e = on(e, event.NameErased, c.OnEfface)
	return e.Body(c.Repli...)
}

type attribute struct{ name, value string }

func attributes(v reflect.Value) []attribute {
	var out []attribute
	for i := range v.NumField() {
		f, field := v.Type().Field(i), v.Field(i)
		name := f.Tag.Get("attr")
		switch {
		case f.Anonymous && f.Type == reflect.TypeFor[Common]():
			out = append(out, attributes(field)...)
		case name == "" || field.IsZero():
		case field.Kind() == reflect.Int:
			out = append(out, attribute{name, strconv.FormatInt(field.Int(), 10)})
		case field.Kind() == reflect.String:
			out = append(out, attribute{name, field.String()})
		}
	}
	return out
}

// on decodes the detail of an event into its Go type and calls h. A detail
// that does not fit is dropped: it is not from a widget of ours.
func on[D any](e app.HTMLElem, name string, h func(app.Context, D)) app.HTMLElem {
	if h == nil {
		return e
	}
	return e.On(name, func(ctx app.Context, ev app.Event) {
		text := app.Window().Get("JSON").Call("stringify", ev.Get("detail")).String()
		var detail D
		if json.Unmarshal([]byte(text), &detail) == nil {
			h(ctx, detail)
		}
	})
}
