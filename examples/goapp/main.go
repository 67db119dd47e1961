// SPDX-License-Identifier: Apache-2.0

// Command goapp is a go-app v9 program that shows two widgets of Briques and
// reads their events in Go. It is both halves: built for the browser it is
// the page, otherwise the server that serves it.
//
//	GOOS=js GOARCH=wasm go build -o web/app.wasm .
//	go run . -eafc DOSSIER_DES_WIDGETS -donnees DOSSIER
package main

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/goapp"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// page is the whole page.
type page struct {
	app.Compo

	result  *event.Result
	checked *event.Checked
}

// Render returns the page.
func (p *page) Render() app.UI {
	said := "Rien encore."
	if p.result != nil {
		said = strconv.Itoa(len(p.result.Levels)) + " niveaux, " + strconv.Itoa(len(p.result.Gaps)) + " écarts."
	}
	checked := ""
	if p.checked != nil {
		checked = p.checked.Kind + " : " + p.checked.Verdict
	}
	return app.Main().Body(
		app.H1().Text("Une page go-app"),
		app.P().ID("bilan").Text(said),
		&goapp.AutoPositionnement{
			Common:     goapp.Common{Referentiel: "/donnees/referentiel.json", Profil: "direction", NiveauTitre: 2, Repli: []app.UI{app.A().Href("/donnees/referentiel.json").Text("Lire le référentiel")}},
			OnResultat: func(_ app.Context, r event.Result) { p.result = &r; p.Update() },
		},
		app.P().ID("controle").Text(checked),
		&goapp.Verificateur{
			Common:     goapp.Common{NiveauTitre: 2},
			OnControle: func(_ app.Context, c event.Checked) { p.checked = &c; p.Update() },
		},
	)
}

func main() {
	app.Route("/", &page{})
	app.RunWhenOnBrowser()
	serve()
}
