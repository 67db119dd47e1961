// SPDX-License-Identifier: Apache-2.0

//go:build !js

package portfolio

import (
	"html/template"
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// page is readable alone: no script, no style from elsewhere, no image.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"piece": func(d competency.Digest) string { return pieceFolder + strings.TrimPrefix(string(d), "sha256:") },
	"basis": func(b competency.Basis) string { return basisWords[b] },
	"safe": func(u competency.IRI) bool {
		return strings.HasPrefix(string(u), "https:") || strings.HasPrefix(string(u), "http:")
	},
}).Parse(`<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Portfolio de {{.Owner}}</title>
<h1>Portfolio de {{.Owner}}</h1>
<p>Ce fichier appartient à son titulaire. Il se lit sans connexion ; rien n’en est envoyé.</p>
{{range .Positions}}<h2>Positionnement</h2>
<p>Référentiel {{.Framework}}, version {{.Version}}</p>
<table>
<caption>Niveaux déclarés</caption>
<tr><th scope="col">Compétence</th><th scope="col">Rang</th><th scope="col">Vérifié</th><th scope="col">Fondement</th><th scope="col">Date</th></tr>
{{range .Claims}}<tr><td>{{.Item.Item}}</td><td>{{.Rank}}</td><td>{{with .Checked}}{{.}}{{end}}</td><td>{{basis .Basis}}</td><td>{{.On}}</td></tr>
{{end}}</table>
{{end}}{{if .Evidence}}<h2>Preuves</h2>
<ul>
{{range .Evidence}}<li>{{.Title}} ({{.Kind}}, {{.Created}}{{with .ExpiresOn}}, jusqu’au {{.}}{{end}}){{if .SHA256}} : <a href="{{piece .SHA256}}">pièce</a>{{end}}{{if safe .URI}} : <a href="{{.URI}}" rel="noreferrer">lien</a>{{end}}{{with .Attestation}} ; attestée par {{.By}}{{with .Role}}, {{.}}{{end}}, le {{.On}}{{end}}</li>
{{end}}</ul>
{{end}}{{if .Notes}}<h2>Notes</h2>
{{range .Notes}}<p>{{.On}} : {{.Text}}</p>
{{end}}{{end}}{{if .Grants}}<h2>Partages</h2>
<ul>
{{range .Grants}}<li>{{.To}}, jusqu’au {{.Until}}</li>
{{end}}</ul>
{{end}}</html>
`))

var basisWords = map[competency.Basis]string{competency.BasisSelfDeclared: "déclaré", competency.BasisEvidenced: "avec preuve",
	competency.BasisConfirmed: "confirmé", competency.BasisCertified: "certifié"}

// WriteHTML writes p as a page that can be read alone.
func WriteHTML(w io.Writer, p *Portfolio) error { return page.Execute(w, p) }
