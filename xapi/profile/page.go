// SPDX-License-Identifier: Apache-2.0

//go:build !js

package profile

import (
	"bytes"
	"html/template"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Page returns a page that explains a profile to a person, in lang: its
// concepts, what each template asks for, its patterns.
func Page(p *Profile, lang string) []byte {
	words := pageWords["fr"]
	if lang == "en" {
		words = pageWords["en"]
	} else {
		lang = "fr"
	}
	in := func(m xapi.LanguageMap) string {
		if s, ok := m.Get(xapi.LanguageTag(lang)); ok {
			return s
		}
		if len(m) > 0 {
			return m[0].Text
		}
		return ""
	}
	page := template.Must(template.New("page").Funcs(template.FuncMap{
		"in":    in,
		"any":   func(r Rule) string { return r.any.words() },
		"all":   func(r Rule) string { return r.all.words() },
		"none":  func(r Rule) string { return r.none.words() },
		"asked": func(r Rule) string { return words["rule-"+r.Presence] },
	}).Parse(pageTemplate))
	var b bytes.Buffer
	if err := page.Execute(&b, map[string]any{"P": p, "Lang": lang, "W": words}); err != nil {
		return []byte(template.HTMLEscapeString(err.Error()))
	}
	return b.Bytes()
}

var pageWords = map[string]map[string]string{
	"fr": {"version": "version", "concepts": "Vocabulaire", "templates": "Gabarits", "patterns": "Motifs", "type": "nature", "meaning": "sens",
		"verb": "verbe", "object": "objet", "place": "valeur", "asks": "demande", "among": "parmi", "not": "sauf", "of": "membres",
		"rule-included": "obligatoire", "rule-excluded": "interdite", "rule-recommended": "recommandée", "rule-": ""},
	"en": {"version": "version", "concepts": "Vocabulary", "templates": "Templates", "patterns": "Patterns", "type": "kind", "meaning": "meaning",
		"verb": "verb", "object": "object", "place": "value", "asks": "asks", "among": "among", "not": "except", "of": "members",
		"rule-included": "required", "rule-excluded": "forbidden", "rule-recommended": "recommended", "rule-": ""},
}

const pageTemplate = `<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{in .P.PrefLabel}}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:auto;padding:1rem;color:#161616;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #929292}
code{overflow-wrap:anywhere}h3{margin-bottom:0}</style></head>
<body><main><h1>{{in .P.PrefLabel}}</h1>
<p>{{in .P.Definition}}</p>
<p><code>{{.P.ID}}</code>{{range .P.Versions}}, {{$.W.version}} <code>{{.ID}}</code>{{end}}</p>
<h2>{{.W.concepts}}</h2>
<table><tr><th scope="col">IRI</th><th scope="col">{{.W.type}}</th><th scope="col">{{.W.meaning}}</th></tr>
{{range .P.Concepts}}<tr><td><code>{{.ID}}</code></td><td>{{.Type}}</td><td><strong>{{in .PrefLabel}}</strong>. {{in .Definition}}</td></tr>
{{end}}</table>
<h2>{{.W.templates}}</h2>
{{range .P.Templates}}<h3>{{in .PrefLabel}}</h3>
<p>{{in .Definition}}</p>
<p><code>{{.ID}}</code><br>{{$.W.verb}} <code>{{.Verb}}</code>{{with .ObjectActivityType}}<br>{{$.W.object}} <code>{{.}}</code>{{end}}</p>
<table><tr><th scope="col">{{$.W.place}}</th><th scope="col">{{$.W.asks}}</th></tr>
{{range .Rules}}<tr><td><code>{{.Location}}</code></td><td>{{asked .}}{{with any .}} {{$.W.among}} {{.}}{{end}}{{with all .}} {{$.W.among}} {{.}}{{end}}{{with none .}} {{$.W.not}} {{.}}{{end}}</td></tr>
{{end}}</table>
{{end}}<h2>{{.W.patterns}}</h2>
<table><tr><th scope="col">IRI</th><th scope="col">{{.W.type}}</th><th scope="col">{{.W.of}}</th></tr>
{{range .P.Patterns}}<tr><td><code>{{.ID}}</code>{{with in .PrefLabel}}<br>{{.}}{{end}}</td><td>{{.Kind}}</td><td>{{range .Members}}<code>{{.}}</code><br>{{end}}</td></tr>
{{end}}</table>
</main></body></html>
`
