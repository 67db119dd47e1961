// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// printed is the results as a document of its own, at most two A4 pages for
// twelve competencies: no control, nothing hidden.
func (s *State) printed() string {
	p := s.page()
	p.Heading = 2
	p.F(`<main class="papier"><header><h1>{Auto-positionnement} · {!0}</h1><p>{1} · {Référentiel {2}}`, s.t.O(s.framework.Title), s.t.Day(s.env.Day), s.framework.Version)
	if s.targetShown() {
		p.F(` · {Profil attendu :} {!0}`, s.t.O(s.profile.Title))
	}
	p.F(`</p></header>`)
	s.conclusion(p)
	p.F(`<div class="deux">`)
	s.chart(p)
	s.table(p)
	p.F(`</div>`)
	if s.plan != nil && len(s.plan.steps) > 0 {
		p.F(`<h2>{Parcours proposé} · {0}</h2><table class="etapes"><tbody>`, s.t.Hours(s.plan.minutes))
		for i, st := range s.plan.steps {
			p.F(`<tr><td>{0}</td><th scope="row">{!1}</th><td><ul>`, itoa(i+1), s.t.O(st.brick.Title))
			s.reasons(p, st.serves)
			p.F(`</ul></td><td>{0}</td><td>{1}</td></tr>`, s.t.Hours(int(st.brick.Total())), catalogue.Label(st.brick.Modality, s.t.Lang()))
		}
		p.F(`</tbody></table>`)
		s.proof(p)
	}
	if s.plan != nil {
		s.rest(p)
	}
	open := false
	for i, a := range s.answers {
		if a.note == "" {
			continue
		}
		if !open {
			p.F(`<h2>{Vos exemples}</h2><dl class="exemples">`)
			open = true
		}
		p.F(`<dt>{!0}</dt><dd>{1}</dd>`, s.t.O(s.q.Questions[i].Label), a.note)
	}
	return p.F(`{!0}<footer class="petit">{Ce n’est ni une note ni une évaluation de carrière.}</footer></main>`, widget.On(open, `</dl>`)).String()
}
