// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

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
	n := strconv.Itoa(s.last())
	if !s.onResults() {
		return p.Raw(`<section class="corps" hidden`).Attr("data-etape", n).Raw(`></section>`).String()
	}
	p.Raw(`<section class="corps bilan"`).Attr("data-etape", n).Attr("aria-labelledby", "titre-"+n).Raw(`>`)
	p.Open(1).Attr("id", "titre-"+n).Raw(` tabindex="-1" class="grand">`).T("Votre profil").Close(1)
	s.conclusion(p)
	s.jumpList(p)
	p.Raw(`<div class="deux">`)
	s.chart(p)
	s.table(p)
	p.Raw(`</div></section>`)
	return p.String()
}

// conclusion says in one or two sentences what the figures mean.
func (s *State) conclusion(p *widget.Page) {
	p.Raw(`<p class="chapo">`)
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
		p.N(len(worst), "Une priorité ressort :", "{0} priorités ressortent :").Raw(` `)
		for i, w := range worst {
			if i > 0 && i == len(worst)-1 {
				p.Raw(` `).T("et").Raw(` `)
			} else if i > 0 {
				p.Raw(`, `)
			}
			p.Raw(`<strong>`).Own(w).Raw(`</strong>`)
		}
		p.Raw(`.`)
	default:
		p.N(most, "{1} compétences sont à {0} niveau de ce qui est attendu.", "{1} compétences sont à {0} niveaux de ce qui est attendu.", strconv.Itoa(len(worst)))
	}
	if reached > 0 && len(worst) > 0 && s.targetShown() {
		p.Raw(` `).N(reached, "{0} compétence correspond déjà au niveau attendu.", "{0} compétences correspondent déjà au niveau attendu.")
	}
	if skipped := len(s.answers) - known; skipped > 0 && known > 0 {
		p.Raw(` `).N(skipped, "{0} compétence passée n’est pas comptée.", "{0} compétences passées ne sont pas comptées.")
	}
	p.Raw(`</p>`)
}

func (s *State) jumpList(p *widget.Page) {
	p.Raw(`<nav class="sauts" aria-label="`).Text(s.t.T("Aller à")).Raw(`"><ul>`)
	link := func(id, fr string) {
		p.Raw(`<li><a data-m="voir"`).Attr("data-a", id).URL("href", "#"+id).Raw(`>`).T(fr).Raw(`</a></li>`)
	}
	link("niveaux", "Vos niveaux")
	if s.plan != nil {
		link("titre-parcours", "Parcours proposé")
		if len(s.plan.uncovered) > 0 {
			link("titre-reste", "Reste à couvrir")
		}
	}
	link("titre-garder", "Garder ou transmettre")
	p.Raw(`</ul></nav>`)
}

func (s *State) chart(p *widget.Page) {
	axes, top := s.axes()
	if len(axes) < view.RadarMin {
		return
	}
	p.Raw(`<figure class="dessin">`).Trusted(view.Radar(axes, top, s.t.T("Radar de vos niveaux. Les mêmes valeurs sont dans le tableau « Vos niveaux ».")))
	p.Raw(`<figcaption><span class="cle"><svg width="30" height="14" aria-hidden="true" focusable="false"><path class="own" d="M1 7h28"/><circle class="dot" cx="15" cy="7" r="4.5"/></svg> `).T("Votre niveau").Raw(`</span>`)
	if s.targetShown() {
		p.Raw(`<span class="cle"><svg width="30" height="14" aria-hidden="true" focusable="false"><path class="aim" d="M1 7h28"/><path class="mark" d="M15 1.500l5.500 5.500-5.500 5.500-5.500-5.500z"/></svg> `).T("Niveau attendu").Raw(`</span>`)
	}
	if len(axes) < len(s.answers) {
		p.Raw(`<span class="muted petit">`).T("Un axe par domaine : niveau médian des compétences renseignées.").Raw(`</span>`)
	}
	p.Raw(`</figcaption></figure>`)
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
	p.Raw(`<div class="tableau" part="table" id="niveaux" tabindex="-1"><table role="table"><caption class="moyen">`)
	if s.targetShown() {
		p.T("Vos niveaux et ceux attendus")
	} else {
		p.T("Vos niveaux")
	}
	p.Raw(`</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">`).T("Compétence").Raw(`</th><th role="columnheader" scope="col">`)
	if s.targetShown() {
		p.T("Vous et l’attendu").Raw(`</th><th role="columnheader" scope="col">`).T("Écart")
	} else {
		p.T("Votre niveau")
	}
	p.Raw(`</th></tr></thead>`)
	domain := competency.ID("-")
	open := false
	for i := range s.answers {
		q := &s.q.Questions[i]
		if q.Domain != domain {
			if open {
				p.Raw(`</tbody>`)
			}
			domain, open = q.Domain, true
			p.Raw(`<tbody role="rowgroup">`)
			if len(q.DomainLabel) > 0 {
				p.Raw(`<tr role="row" class="groupe"><th role="rowheader" scope="rowgroup" colspan="3">`).Own(q.DomainLabel).Raw(`</th></tr>`)
			}
		}
		s.row(p, q, s.answers[i])
	}
	p.Raw(`</tbody></table>`)
	s.scaleLine(p)
	p.Raw(`</div>`)
}

func (s *State) row(p *widget.Page, q *positioning.Question, a answer) {
	p.Raw(`<tr role="row"><th role="rowheader" scope="row">`).Own(q.Label).Raw(`</th><td role="cell" class="val">`)
	target := s.target(q)
	p.Trusted(view.Squares(a.value(), target, q.Top)).Raw(`<span>`)
	switch {
	case !a.known() && target > 0:
		p.T("passée, attendu {0}", strconv.Itoa(target))
	case !a.known():
		p.T("passée")
	case target > 0:
		p.T("vous {0}, attendu {1}", strconv.Itoa(a.rank), strconv.Itoa(target))
	default:
		p.T("vous {0}", strconv.Itoa(a.rank))
	}
	p.Raw(`</span></td>`)
	if !s.targetShown() {
		p.Raw(`</tr>`)
		return
	}
	p.Raw(`<td role="cell" class="ecart">`)
	switch g := gapOf(q, a); {
	case !a.known():
		p.Raw(`<span class="muted">`).T("Non compté").Raw(`</span>`)
	case target == 0:
		p.Raw(`<span class="muted">`).T("Pas d’attendu").Raw(`</span>`)
	case g > 0:
		p.Raw(`<span class="manque fort">`).Trusted(icon(iconUp)).N(g, "{0} niveau", "{0} niveaux").Raw(`</span>`)
	case a.rank > target:
		p.Raw(`<span class="vert fort">`).Trusted(icon(iconCheck)).T("Dépassé").Raw(`</span>`)
	default:
		p.Raw(`<span class="vert fort">`).Trusted(icon(iconCheck)).T("Atteint").Raw(`</span>`)
	}
	p.Raw(`</td></tr>`)
}

func (s *State) scaleLine(p *widget.Page) {
	p.Raw(`<p class="muted petit echelle">`).T("Échelle :")
	for i, c := range s.q.Questions[0].Choices {
		if i > 0 {
			p.Raw(` · `)
		} else {
			p.Raw(` `)
		}
		p.Raw(`<span class="nb">`).Int(c.Rank)
		p.Raw(` `)
		if c.Rank == 0 {
			p.T("pas encore")
		} else {
			p.Own(c.Label)
		}
		p.Raw(`</span>`)
	}
	p.Raw(`</p>`)
}
