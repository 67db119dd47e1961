// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// printed is the results as a document of its own, at most two A4 pages for
// twelve competencies: no control, nothing hidden.
func (s *State) printed() string {
	p := s.page()
	p.Heading = 2
	p.Raw(`<main class="papier"><header><h1>`).T("Auto-positionnement").Raw(` · `).Own(s.framework.Title).Raw(`</h1><p>`)
	p.Text(s.t.Day(s.env.Day)).Raw(` · `).T("Référentiel {0}", s.framework.Version)
	if s.targetShown() {
		p.Raw(` · `).T("Profil attendu :").Raw(` `).Own(s.profile.Title)
	}
	p.Raw(`</p></header>`)
	s.conclusion(p)
	p.Raw(`<div class="deux">`)
	s.chart(p)
	s.table(p)
	p.Raw(`</div>`)
	if s.plan != nil && len(s.plan.steps) > 0 {
		p.Raw(`<h2>`).T("Parcours proposé").Raw(` : `).Text(s.t.Hours(s.plan.minutes)).Raw(`</h2><table class="etapes"><tbody>`)
		for i, st := range s.plan.steps {
			p.Raw(`<tr><td>`)
			p.Int(i + 1)
			p.Raw(`</td><th scope="row">`).Own(st.brick.Title).Raw(`</th><td>`)
			for j, g := range st.serves {
				if q := s.questionOf(g); q != nil {
					if j > 0 {
						p.Raw(` ; `)
					}
					p.Own(q.Label).Raw(` : `).T("niveau {0} vers {1}", strconv.Itoa(g.From), strconv.Itoa(g.To))
				}
			}
			p.Raw(`</td><td>`).Text(s.t.Hours(int(st.brick.Total()))).Raw(`</td><td>`).Text(catalogue.Label(st.brick.Modality, s.t.Lang())).Raw(`</td></tr>`)
		}
		p.Raw(`</tbody></table>`)
		s.proof(p)
	}
	if s.plan != nil {
		s.rest(p)
	}
	s.printNotes(p)
	return p.Raw(`<footer class="petit">`).T("Ce n’est ni une note ni une évaluation de carrière.").Raw(`</footer></main>`).String()
}

func (s *State) printNotes(p *widget.Page) {
	open := false
	for i, a := range s.answers {
		if a.note == "" {
			continue
		}
		if !open {
			p.Raw(`<h2>`).T("Vos exemples").Raw(`</h2><dl class="exemples">`)
			open = true
		}
		p.Raw(`<dt>`).Own(s.q.Questions[i].Label).Raw(`</dt><dd>`).Text(a.note).Raw(`</dd>`)
	}
	if open {
		p.Raw(`</dl>`)
	}
}
