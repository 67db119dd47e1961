// SPDX-License-Identifier: Apache-2.0

package brickcheck

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

const (
	iconDrop view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 4v11M7.5 10.500 12 15l4.500-4.500M5 19h14"/></svg>`
	iconGood view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.500 4.500 4.500L19 7.500"/></svg>`
	iconBad  view.Static = `<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 6l12 12M18 6 6 18"/></svg>`
)

func render(s *State) view.Frame {
	return s.Frame(true, nil, view.Slot{Name: "depot", HTML: s.entry()}, view.Slot{Name: "avis", HTML: s.notice()}, view.Slot{Name: "constats", HTML: s.results(false)})
}

func (s *State) entry() string {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{Contrôler des documents}{>1}<p class="chapo">{Briques, parcours, catalogues, référentiels, traces : chaque faute avec sa ligne, sa colonne et son remède.}</p>
<p class="local">{!0}{Le contrôle se fait sur cet appareil : rien n’est téléversé.}</p>
<div class="depot" data-depot="ouvrir">{!1}<p class="fort">{Déposez vos fichiers JSON ici}</p><label class="btn primary fichier" part="button button-primary" for="ouvrir">{Choisir des fichiers}<input type="file" id="ouvrir" data-m="ouvrir" data-octets multiple accept=".json,application/json"></label><p class="petit muted">{Plusieurs à la fois, 10 Mio au plus chacun}</p></div>
<details><summary>{Coller un texte}</summary><label for="saisie">{Document JSON}</label><textarea id="saisie" class="code" rows="8" spellcheck="false" data-i="saisie" data-m="saisie"></textarea>`, string(iconGood), string(iconDrop))
	return p.F(`{#,coller,coller,,Contrôler ce texte}</details></section>`).String()
}

func (s *State) notice() string {
	if len(s.issues) == 0 {
		return ""
	}
	return s.Page().F(`<div class="corps"><div class="alerte">`).Issues(s.issues).F(`</div></div>`).String()
}

func (s *State) results(paper bool) string {
	if len(s.documents) == 0 {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-constats">{<1} id="titre-constats" tabindex="-1" class="moyen">{Résultat}{>1}<p class="chapo">{0}</p>`, s.summary())
	for i := range s.documents {
		s.document(p, &s.documents[i])
	}
	if !paper {
		p.F(`<div class="actions suite">{#,t-json,telecharger,json,Compte rendu (JSON)}{#,imprimer,imprimer,,Imprimer ou PDF}{#sobre,effacer,effacer,,Tout effacer}</div>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) document(p *widget.Page, d *document) {
	p.F(`<div class="boite document"><div class="entete">{<2} class="titre">{0}{>2}`, d.name)
	switch {
	case d.source != "":
		p.F(`<p class="attente">{Contrôle en cours…}</p></div></div>`)
		return
	case len(d.refused) > 0:
		p.F(`</div>`).Issues(d.refused).F(`</div>`)
		return
	}
	r := d.report(s.T.Lang())
	errors, warnings := r.count()
	switch r.verdict {
	case "valid":
		p.F(`<p class="verdict vert">{!1}<strong>{valide {0}}</strong></p>`, d.answer.Text("version"), string(iconGood))
	case "invalid":
		p.F(`<p class="verdict rouge">{!0}<strong>`, string(iconBad)).N(errors, "{0} faute à corriger", "{0} fautes à corriger").F(`</strong></p>`)
	case "unreadable":
		p.F(`<p class="verdict rouge">{!0}<strong>{illisible}</strong></p>`, string(iconBad))
	default:
		p.F(`<p class="verdict rouge">{!0}<strong>{genre inconnu}</strong></p>`, string(iconBad))
	}
	p.F(`</div>`)
	if t := d.answer.Get("title").Get(s.T.Lang()).Str(); t != "" {
		p.F(`<p class="petit muted">{0}`, t)
		if warnings > 0 {
			p.F(` · `).N(warnings, "{0} avertissement", "{0} avertissements")
		}
		p.F(`</p>`)
	}
	if r.issues.Len() > 0 {
		p.F(`<ol class="fautes">`)
		for i := range r.issues.Len() {
			s.fault(p, r.issues.At(i), d.answer.Get("excerpts").At(i))
		}
		p.F(`</ol>`)
	}
	p.F(`</div>`)
}

func (s *State) fault(p *widget.Page, i, e view.Doc) {
	typo := func(name string) string { return view.Typo(s.T.Lang(), i.Get(name).Str()) }
	p.F(`<li><p class="petit"><code>{0}</code> `, i.Text("code"))
	if i.Text("severity") != string(issue.SeverityError) {
		p.F(`<span class="manque">{avertissement}</span> `)
	}
	if n := i.Whole("line"); n > 0 {
		p.F(`<strong class="nb">{ligne {0}, colonne {1}}</strong> `, strconv.Itoa(n), strconv.Itoa(i.Whole("column")))
	}
	p.F(`<code>{0}</code></p><p>{1}</p>`, i.Text("pointer"), typo("message"))
	if text := []rune(e.Text("text")); len(text) > 0 {
		at := min(e.Whole("at"), len(text))
		end := min(at+e.Whole("width"), len(text))
		p.F(`<pre class="extrait">{0}<mark>{1}</mark>{2}</pre>`, string(text[:at]), string(text[at:end]), string(text[end:]))
	}
	if fix := typo("fix"); fix != "" {
		p.F(`<p><span class="vert fort">{Remède :}</span> {0}</p>`, fix)
	}
	p.F(`</li>`)
}
