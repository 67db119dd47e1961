// SPDX-License-Identifier: Apache-2.0

package portfolioreader

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func (s *State) file() string {
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-0">`).Open(1).F(` id="titre-0" tabindex="-1" class="grand">{Portfolio de compétences}`).Close(1)
	if s.portfolio == nil {
		p.F(`<p>{Vos niveaux, vos preuves et ce que vous partagez, dans un fichier qui est à vous.}</p>`)
	}
	p.F(`<p class="muted">{Le fichier est lu sur cet appareil et n’en part pas.}</p><div class="actions"><label class="btn fichier" part="button" for="ouvrir">{Ouvrir un portfolio}<input type="file" id="ouvrir" data-m="ouvrir" accept=".json,application/json"></label></div>`)
	if bad := append(s.Warnings[:len(s.Warnings):len(s.Warnings)], s.bad...); len(bad) > 0 {
		p.F(`<div class="alerte">`).Issues(bad).F(`</div>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) positions(paper bool) string {
	if s.portfolio == nil {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-positions">`).Open(2).F(` id="titre-positions" tabindex="-1" class="moyen">{Positions}`).Close(2)
	if len(s.portfolio.Positions) == 0 {
		p.F(`<p>{Ce portfolio ne contient aucune position.}</p>`)
	}
	for i := range s.portfolio.Positions {
		pos := &s.portfolio.Positions[i]
		var name string
		if s.framework != nil && pos.Framework == s.framework.URI {
			name = s.T.O(s.framework.Title)
		} else if title := s.source.Get("title").Str(); title != "" {
			name = view.Escape(title)
		} else {
			name = s.Page().F(`{non nommé dans ce fichier} <code class="ref">{0}</code>`, string(pos.Framework)).String()
		}
		p.F(`<p class="muted petit">{Référentiel} {!0}, {version {1}}</p>`, name, pos.Version)
		if s.framework != nil && (pos.Framework != s.framework.URI || pos.Version != s.framework.Version) {
			p.F(`<p>{Cette position concerne un autre référentiel ou une autre version que cette page.}</p>`)
		}
		p.F(`<div class="tableau"><table role="table"><caption class="sr">{Positions}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{Compétence}</th><th role="columnheader" scope="col">{Niveau}</th><th role="columnheader" scope="col">{Fondement}</th></tr></thead><tbody role="rowgroup">`)
		for _, c := range pos.Claims {
			p.F(`<tr role="row"><th role="rowheader" scope="row">{!0}</th><td role="cell" class="val">{!1}</td><td role="cell" class="petit">{2}, <span class="nb">{3}</span></td></tr>`,
				s.name(c.Item), s.level(c), s.basis(c.Basis), s.T.Day(string(c.On)))
		}
		p.F(`</tbody></table></div>`)
	}
	if !paper {
		p.F(`<div class="actions suite">`).Button("", "imprimer", "imprimer", "", "Imprimer ou PDF").Button("", "t-json", "telecharger", "json", "Portfolio (JSON)").Button("", "t-csv", "telecharger", "csv", "Tableau (CSV)").F(`</div>`)
	}
	return p.F(`</section>`).String()
}

// name is what a competency is called, as HTML: by the framework, else by the
// file itself; of what neither names, the beginning of its identifier.
func (s *State) name(r competency.Ref) string {
	if it := s.item(r); it != nil {
		return s.T.O(it.Label)
	}
	if label := s.written(r.Item); label != "" {
		return view.Escape(label)
	}
	first, _, _ := strings.Cut(string(r.Item), "-") // enough of a UUID to tell two apart
	return s.Page().F(`<span class="masque">{compétence non nommée dans ce fichier}</span> <code class="ref" title="{0}">{1}</code>`, string(r.Item), first).String()
}

// written is what a file of <eafc-auto-positionnement> calls a competency.
func (s *State) written(id competency.ID) (label string) {
	s.source.Get("answers").Each(func(_ string, v view.Doc) {
		if v.Get("item").Str() == string(id) {
			label = v.Get("label").Str()
		}
	})
	return label
}

// level draws a level, and says it with the word that the framework has for it.
func (s *State) level(c competency.Claim) string {
	p := s.Page()
	it := s.item(c.Item)
	if it == nil {
		return p.F(`<span>{niveau {1}}</span>`, "", strconv.Itoa(c.Rank)).String()
	}
	scale, _ := s.framework.ScaleOf(it)
	p.F(`{!0}<span>{niveau {1}}`, view.Squares(c.Rank, -1, scale.Top()), strconv.Itoa(c.Rank))
	if l, ok := scale.Level(c.Rank); ok {
		p.F(` · {!0}`, s.T.O(l.Label))
	} else if c.Rank == 0 {
		p.F(` · {pas encore}`)
	}
	return p.F(`</span>`).String()
}

func (s *State) basis(b competency.Basis) string {
	switch b {
	case competency.BasisSelfDeclared:
		return s.T.T("déclaré par soi-même")
	case competency.BasisEvidenced:
		return s.T.T("appuyé par une preuve")
	case competency.BasisConfirmed:
		return s.T.T("confirmé par une autre personne")
	}
	return s.T.T("certifié")
}

func (s *State) evidence(paper bool) string {
	if s.portfolio == nil || len(s.portfolio.Evidence) == 0 {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-preuves">`).Open(2).F(` id="titre-preuves" class="moyen">{Preuves}`).Close(2).F(`<ul class="pieces">`)
	for i := range s.portfolio.Evidence {
		e := &s.portfolio.Evidence[i]
		p.F(`<li><strong>{~0}</strong><br><span class="petit">{1} · <span class="nb">{2}</span>`, e.Title, s.kind(e.Kind), s.T.Day(string(e.Created)))
		if e.ExpiresOn != "" {
			p.F(` · <span class="nb">{valable jusqu’au {0}}</span>`, s.T.Day(string(e.ExpiresOn)))
			if string(e.ExpiresOn) < s.Env.Day {
				p.F(` <strong class="rouge">{(périmée)}</strong>`)
			}
		}
		p.F(`</span>`)
		if _, ok := view.Safe(string(e.URI)); ok {
			p.F(` · <a`).URL("href", string(e.URI)).F(`>{Ouvrir la pièce}<span class="sr"> {~0}</span></a>`, e.Title)
		}
		s.about(p, e.Items)
		if a := e.Attestation; a != nil {
			p.F(`<br>{Attestation de {0}, {1} : {2}}`, a.By, s.T.Day(string(a.On)), s.basis(a.Basis))
			if a.Reason != "" {
				p.F(` · {~0}`, a.Reason)
			}
		}
		switch {
		case e.SHA256 == "":
		case paper:
			p.F(`<br><code>{0}</code>`, string(e.SHA256))
		default:
			p.F(`<details><summary class="petit">{Empreinte du fichier}</summary><code class="petit">{0}</code></details>`, string(e.SHA256))
		}
		p.F(`</li>`)
	}
	return p.F(`</ul></section>`).String()
}

// about lists the competencies that something concerns.
func (s *State) about(p *widget.Page, items []competency.Ref) {
	for i, r := range items {
		if i == 0 {
			p.F(`<br>{Concerne :} `)
		} else {
			p.F(` · `)
		}
		p.Trusted(s.name(r))
	}
}

func (s *State) kind(k portfolio.EvidenceKind) string {
	switch k {
	case portfolio.KindLink:
		return s.T.T("lien")
	case portfolio.KindBadge:
		return s.T.T("badge")
	case portfolio.KindStatement:
		return s.T.T("trace d’activité")
	case portfolio.KindObservation:
		return s.T.T("observation")
	}
	return s.T.T("document")
}

func (s *State) grants() string {
	if s.portfolio == nil || len(s.portfolio.Grants) == 0 {
		return ""
	}
	p := s.Page()
	p.F(`<section class="corps fiche" aria-labelledby="titre-partages">`).Open(2).F(` id="titre-partages" class="moyen">{Ce qui est partagé}`).Close(2).F(`<ul class="pieces">`)
	for i := range s.portfolio.Grants {
		g := &s.portfolio.Grants[i]
		p.F(`<li><strong>{~0}</strong><br><span class="petit"><span class="nb">{jusqu’au {1}}</span>`, g.To, s.T.Day(string(g.Until)))
		if string(g.Until) < s.Env.Day {
			p.F(` <strong class="rouge">{(terminé)}</strong>`)
		}
		p.F(` · `).N(len(g.Evidence), "{0} preuve", "{0} preuves").F(`</span>`)
		s.about(p, g.Items)
		p.F(`</li>`)
	}
	return p.F(`</ul></section>`).String()
}
