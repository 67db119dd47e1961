// SPDX-License-Identifier: Apache-2.0

//go:build stub

package goapp_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/goapp"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

type component interface{ Render() app.UI }

var components = []component{&goapp.AutoPositionnement{}, &goapp.Catalogue{}, &goapp.Parcours{}, &goapp.Referentiel{}, &goapp.Label{}, &goapp.Comparaison{}, &goapp.SecondRegard{}, &goapp.Portfolio{}, &goapp.Verificateur{}, &goapp.Badge{}, &goapp.Indicateurs{}, &goapp.AutoEvaluation{}}

// TestEveryWidget: every widget has one component, which sets every attribute
// the widget reads, and no other.
func TestEveryWidget(t *testing.T) {
	byTag := map[string]component{}
	for _, c := range components {
		byTag[c.Render().(*app.Element).Tag] = c
	}
	all := suite.All()
	if len(byTag) != len(components) || len(all) != len(components) {
		t.Errorf("%d widgets, %d components, %d tags", len(all), len(components), len(byTag))
	}
	for _, w := range all {
		c := byTag[w.Tag]
		if c == nil {
			t.Errorf("<%s> has no component", w.Tag)
			continue
		}
		fill(reflect.ValueOf(c).Elem())
		attrs := c.Render().(*app.Element).Attrs
		want := slices.Concat(widget.Attributes, w.Attributes)
		for _, name := range want {
			if _, ok := attrs[name]; !ok {
				t.Errorf("<%s> has no field for %q", w.Tag, name)
			}
		}
		if len(attrs) != len(want) {
			t.Errorf("<%s>: %d attributes, want %d: %v", w.Tag, len(attrs), len(want), attrs)
		}
	}
}

// fill gives every tagged field a value.
func fill(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case v.Type().Field(i).Type == reflect.TypeFor[goapp.Common]():
			fill(f)
		case v.Type().Field(i).Tag.Get("attr") == "":
		case f.Kind() == reflect.Int:
			f.SetInt(3)
		default:
			f.SetString("x")
		}
	}
}
