// SPDX-License-Identifier: Apache-2.0

//go:build !js

package portfolio

import (
	"html/template"
	"io"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
)

// pageLook is light or dark as the reader's device is; on a small screen each
// row of a table is a card.
const pageLook = `:root{color-scheme:light dark;--ink:#161626;--soft:#55556d;--page:#fff;--line:#c9c9d6;--card:#f5f5fe;--link:#000091}
@media(prefers-color-scheme:dark){:root{--ink:#ececf4;--soft:#b3b3c6;--page:#16161f;--line:#44445a;--card:#20202e;--link:#a9a9ff}}
a{color:var(--link)}caption{text-align:left;font-weight:700;padding:.5rem 0}h2{margin-top:2rem}
body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page);overflow-wrap:break-word}h1{font-size:1.7rem;line-height:1.25}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:600}
@media(max-width:48rem){thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table,tbody,tr,th,td,caption{display:block}tr{margin:0 0 1rem;background:var(--card)}th,td{border:0}td:empty{display:none}td[data-t]::before{content:attr(data-t) " : ";color:var(--soft)}}
@media print{tr{break-inside:avoid}}`

// page is readable alone: no script, no style from elsewhere, no image.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"piece": func(d competency.Digest) string { return pieceFolder + strings.TrimPrefix(string(d), "sha256:") },
	"kind":  func(k EvidenceKind) string { return kindWords[k] },
	"basis": func(b competency.Basis) string { return basisWords[b] },
	"safe": func(u competency.IRI) bool {
		return strings.HasPrefix(string(u), "https:") || strings.HasPrefix(string(u), "http:")
	},
	"name":  func(competency.Ref) string { return "" }, // WriteHTML gives the real ones
	"word":  func(competency.Claim) string { return "" },
	"title": func(u competency.IRI) string { return string(u) },
}).Parse(`<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Portfolio de {{.Owner}}</title>
<style>` + pageLook + `</style>
<main>
<h1>Portfolio de {{.Owner}}</h1>
<p>Ce fichier appartient à son titulaire. Il se lit sans connexion ; rien n’en est envoyé.</p>
{{range .Positions}}<h2>Positionnement</h2>
<p>Référentiel {{title .Framework}}, version {{.Version}}</p>
<table>
<caption>Niveaux déclarés</caption>
<thead><tr><th scope="col">Compétence</th><th scope="col">Niveau</th><th scope="col">Vérifié</th><th scope="col">Fondement</th><th scope="col">Date</th></tr></thead>
<tbody>
{{range .Claims}}<tr><th scope="row">{{with name .Item}}{{.}}{{else}}compétence <code>{{.Item.Item}}</code>{{end}}</th><td data-t="niveau">{{.Rank}}{{with word .}} · {{.}}{{end}}</td><td data-t="vérifié">{{with .Checked}}{{.}}{{end}}</td><td data-t="fondement">{{basis .Basis}}</td><td data-t="date">{{.On}}</td></tr>
{{end}}</tbody></table>
{{end}}{{if .Evidence}}<h2>Preuves</h2>
<ul>
{{range .Evidence}}<li>{{.Title}} ({{kind .Kind}}, {{.Created}}{{with .ExpiresOn}}, jusqu’au {{.}}{{end}}){{if .SHA256}} : <a href="{{piece .SHA256}}">pièce</a>{{end}}{{if safe .URI}} : <a href="{{.URI}}" rel="noreferrer">lien</a>{{end}}{{with .Attestation}} ; attestée par {{.By}}{{with .Role}}, {{.}}{{end}}, le {{.On}}{{end}}</li>
{{end}}</ul>
{{end}}{{if .Notes}}<h2>Notes</h2>
{{range .Notes}}<p>{{.On}} : {{.Text}}</p>
{{end}}{{end}}{{if .Grants}}<h2>Partages</h2>
<ul>
{{range .Grants}}<li>{{.To}}, jusqu’au {{.Until}}</li>
{{end}}</ul>
{{end}}</main>
</html>
`))

var kindWords = map[EvidenceKind]string{KindDocument: "document", KindLink: "lien", KindBadge: "badge", KindStatement: "trace", KindObservation: "observation"}

var basisWords = map[competency.Basis]string{competency.BasisSelfDeclared: "déclaré", competency.BasisEvidenced: "avec preuve",
	competency.BasisConfirmed: "confirmé", competency.BasisCertified: "certifié"}

// WriteHTML writes p as a page that can be read alone. The frameworks give
// the titles of competencies and levels; without them identifiers are shown.
func WriteHTML(w io.Writer, p *Portfolio, frameworks ...*competency.Framework) error {
	t, err := page.Clone()
	if err != nil {
		return err
	}
	of := func(u competency.IRI) *competency.Framework {
		for _, f := range frameworks {
			if f != nil && f.URI == u {
				return f
			}
		}
		return nil
	}
	item := func(r competency.Ref) (*competency.Framework, *competency.Item) {
		f := of(r.Framework)
		if f == nil {
			return nil, nil
		}
		it, _ := f.Item(r.Item)
		return f, it
	}
	return t.Funcs(template.FuncMap{
		"name": func(r competency.Ref) string {
			if _, it := item(r); it != nil {
				return it.Label.In("fr")
			}
			return ""
		},
		"word": func(c competency.Claim) string {
			f, it := item(c.Item)
			if it == nil || f.Version != c.Item.Version { // a level may have another name there
				return ""
			}
			scale, _ := f.ScaleOf(it)
			l, _ := scale.Level(c.Rank)
			return l.Label.In("fr")
		},
		"title": func(u competency.IRI) string {
			if f := of(u); f != nil {
				return f.Title.In("fr")
			}
			return string(u)
		},
	}).Execute(w, p)
}
