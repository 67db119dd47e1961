// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func (s *State) onResults() bool { return s.ready() && s.step == s.last() }

// shown tells whether the expected levels may be seen.
func (s *State) targetShown() bool { return s.profile != nil && s.env.ShowTarget != "jamais" }

func (s *State) target(q *positioning.Question) int {
	if s.targetShown() {
		return q.Target
	}
	return 0
}

func (s *State) summary() string {
	p := s.page()
	n := itoa(s.last())
	if !s.onResults() {
		return p.F(`<section class="corps" hidden data-etape="{0}"></section>`, n).String()
	}
	p.F(`<section class="corps bilan" data-etape="{0}" aria-labelledby="titre-{0}">`, n)
	p.F(`{<1} id="titre-{0}" tabindex="-1" class="grand">{Votre profil}{>1}`, n)
	s.conclusion(p)
	s.jumpList(p)
	p.F(`<div class="deux">`)
	s.chart(p)
	s.table(p)
	return p.F(`</div></section>`).String()
}

// conclusion says in one or two sentences what the figures mean.
func (s *State) conclusion(p *widget.Page) {
	p.F(`<p class="chapo" id="conclusion">`)
	var worst []competency.Text
	most, reached, aimed := 0, 0, 0
	for i := range s.answers {
		q, a := &s.q.Questions[i], s.answers[i]
		if q.Target == 0 || !a.known() {
			continue
		}
		aimed++
		g := gapOf(q, a)
		if g == 0 {
			reached++
		}
		if g > most {
			most, worst = g, nil
		}
		if g == most && g > 0 {
			worst = append(worst, q.Label)
		}
	}
	known := 0
	for _, a := range s.answers {
		if a.known() {
			known++
		}
	}
	switch {
	case known == 0:
		p.T("Vous avez passé toutes les compétences : il n’y a rien à conclure, et rien n’est compté comme une lacune.")
	case !s.targetShown() || aimed == 0:
		p.N(known, "Vous vous êtes situé sur {0} compétence.", "Vous vous êtes situé sur {0} compétences.")
	case len(worst) == 0:
		p.T("Vous atteignez ou dépassez le niveau attendu partout où vous vous êtes situé.")
	case len(worst) <= 3:
		p.T([...]string{"Une priorité ressort :", "Deux priorités ressortent :", "Trois priorités ressortent :"}[len(worst)-1]).F(` `)
		for i, w := range worst {
			if i > 0 && i == len(worst)-1 {
				p.F(` {et} `)
			} else if i > 0 {
				p.F(`, `)
			}
			p.F(`<strong>{!0}</strong>`, s.t.O(w))
		}
		p.F(`.`)
	default:
		p.N(most, "{1} compétences sont à {0} niveau de ce qui est attendu.", "{1} compétences sont à {0} niveaux de ce qui est attendu.", itoa(len(worst)))
	}
	if reached > 0 && len(worst) > 0 && s.targetShown() {
		p.F(` `).N(reached, "{0} compétence correspond déjà au niveau attendu.", "{0} compétences correspondent déjà au niveau attendu.")
	}
	if skipped := len(s.answers) - known; skipped > 0 && known > 0 {
		p.F(` `).N(skipped, "{0} compétence passée n’est pas comptée.", "{0} compétences passées ne sont pas comptées.")
	}
	p.F(`</p>`)
}

func (s *State) jumpList(p *widget.Page) {
	p.F(`<nav class="sauts" aria-label="{@Aller à}"><ul>`)
	link := func(id, fr string) {
		p.F(`<li><a data-m="voir" data-a="{0}"`, id).URL("href", "#"+id).F(`>`).T(fr).F(`</a></li>`)
	}
	link("niveaux", "Vos niveaux")
	if s.plan != nil {
		link("titre-parcours", "Parcours proposé")
		if len(s.plan.uncovered) > 0 {
			link("titre-reste", "Reste à couvrir")
		}
	}
	link("titre-garder", "Garder ou transmettre")
	p.F(`</ul></nav>`)
}

func (s *State) chart(p *widget.Page) {
	axes, top := s.axes()
	if len(axes) < view.RadarMin {
		return
	}
	p.F(`<figure class="dessin">{!0}<figcaption><span class="cle"><svg width="30" height="14" aria-hidden="true" focusable="false"><path class="own" d="M1 7h28"/><circle class="dot" cx="15" cy="7" r="4.5"/></svg> {Votre niveau}</span>`,
		view.Radar(axes, top, s.t.T("Radar de vos niveaux. Les mêmes valeurs sont dans le tableau « Vos niveaux ».")))
	if s.targetShown() {
		p.F(`<span class="cle"><svg width="30" height="14" aria-hidden="true" focusable="false"><path class="aim" d="M1 7h28"/><path class="mark" d="M15 1.500l5.500 5.500-5.500 5.500-5.500-5.500z"/></svg> {Niveau attendu}</span>`)
	}
	if len(axes) < len(s.answers) {
		p.F(`<span class="muted petit">{Un axe par domaine : niveau médian des compétences renseignées.}</span>`)
	}
	p.F(`</figcaption></figure>`)
}

// axes are the competencies, or beyond twelve the domains: the lower median
// of what is known there, never a mean.
func (s *State) axes() ([]view.Axis, int) {
	top := 0
	var axes []view.Axis
	for i := range s.answers {
		q := &s.q.Questions[i]
		words, _ := s.t.Own(q.Label)
		a := view.Axis{Label: words, Value: s.answers[i].value(), Target: -1}
		if t := s.target(q); t > 0 {
			a.Target = t
		}
		axes, top = append(axes, a), max(top, q.Top)
	}
	if len(axes) <= view.RadarMax {
		return axes, top
	}
	var out []view.Axis
	for i := 0; i < len(axes); {
		domain := s.q.Questions[i].Domain
		var values, targets []int
		j := i
		for ; j < len(axes) && s.q.Questions[j].Domain == domain; j++ {
			if axes[j].Value >= 0 {
				values = append(values, axes[j].Value)
			}
			if axes[j].Target >= 0 {
				targets = append(targets, axes[j].Target)
			}
		}
		words, _ := s.t.Own(s.q.Questions[i].DomainLabel)
		out = append(out, view.Axis{Label: words, Value: median(values), Target: median(targets)})
		i = j
	}
	if len(out) > view.RadarMax {
		return nil, top
	}
	return out, top
}

func median(v []int) int {
	if len(v) == 0 {
		return -1
	}
	for i := range v {
		for j := i; j > 0 && v[j] < v[j-1]; j-- {
			v[j], v[j-1] = v[j-1], v[j]
		}
	}
	return v[(len(v)-1)/2]
}

func (s *State) table(p *widget.Page) {
	p.F(`<div class="tableau" part="table" id="niveaux" tabindex="-1"><table role="table"><caption class="moyen">`)
	columns := "2"
	if s.targetShown() {
		columns = "3"
		p.F(`{Vos niveaux et ceux attendus}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{Compétence}</th><th role="columnheader" scope="col">{Vous et l’attendu}</th><th role="columnheader" scope="col">{Écart}</th></tr></thead>`)
	} else {
		p.F(`{Vos niveaux}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{Compétence}</th><th role="columnheader" scope="col">{Votre niveau}</th></tr></thead>`)
	}
	axes, _ := s.axes()
	numbered, group := len(axes) >= view.RadarMin && view.Numbered(axes), 0
	number := func(n int) string {
		if !numbered {
			return ""
		}
		return s.page().F(`<span class="num">{0}</span> `, itoa(n)).String()
	}
	domain, body, under := competency.ID("-"), "", ""
	for i := range s.answers {
		q := &s.q.Questions[i]
		if q.Domain != domain {
			domain = q.Domain
			p.F(`{!0}<tbody role="rowgroup">`, body)
			body = `</tbody>`
			group++
			under = ""
			if len(q.DomainLabel) > 0 {
				under = ` headers="d-` + itoa(group) + `"`
				p.F(`<tr role="row" class="groupe"><th role="rowheader" scope="rowgroup" id="d-{3}" colspan="{2}">{!1}{!0}</th></tr>`, s.t.O(q.DomainLabel), widget.If(len(axes) < len(s.answers), number(group)), columns, itoa(group))
			}
		}
		s.row(p, q, s.answers[i], under, widget.If(len(axes) == len(s.answers), number(i+1)))
	}
	p.F(`</tbody></table><p class="muted petit echelle">{Échelle :} <span class="nb">0 {pas encore}</span>`)
	for _, c := range s.q.Questions[0].Choices[1:] {
		p.F(` · <span class="nb">{0} {!1}</span>`, itoa(c.Rank), s.t.O(c.Label))
	}
	p.F(`</p></div>`)
}

// row writes a competency; under names the header of its domain.
func (s *State) row(p *widget.Page, q *positioning.Question, a answer, under, number string) {
	target := s.target(q)
	p.F(`<tr role="row"><th role="rowheader" scope="row"{!3}>{!2}{!0}</th><td role="cell" class="val">{!1}<span>`, s.t.O(q.Label), view.Squares(a.value(), target, q.Top), number, under)
	switch {
	case !a.known() && target > 0:
		p.T("passée, attendu {0}", itoa(target))
	case !a.known():
		p.T("passée")
	case target > 0:
		p.T("vous {0}, attendu {1}", itoa(a.rank), itoa(target))
	default:
		p.T("vous {0}", itoa(a.rank))
	}
	p.F(`</span></td>`)
	if s.targetShown() {
		p.F(`<td role="cell" class="ecart">`)
		switch g := gapOf(q, a); {
		case !a.known():
			p.F(`<span class="muted">{Non compté}</span>`)
		case target == 0:
			p.F(`<span class="muted">{Pas d’attendu}</span>`)
		case g > 0:
			p.F(`<span class="manque fort">{!0}`, icon(iconUp)).N(g, "{0} niveau", "{0} niveaux").F(`</span>`)
		case a.rank > target:
			p.F(`<span class="vert fort">{!0}{Dépassé}</span>`, icon(iconCheck))
		default:
			p.F(`<span class="vert fort">{!0}{Atteint}</span>`, icon(iconCheck))
		}
		p.F(`</td>`)
	}
	p.F(`</tr>`)
}
