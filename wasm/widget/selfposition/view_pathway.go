// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func (s *State) pathway() string {
	if !s.onResults() || s.plan == nil {
		return ""
	}
	p := s.page()
	p.F(`<section class="corps parcours" aria-labelledby="titre-parcours">{<2} id="titre-parcours" tabindex="-1" class="moyen">{Parcours proposé}{>2}`)
	if s.plan.problem != "" {
		p.F(`<p>`).T(s.plan.problem).F(`</p>`)
	}
	if n := len(s.plan.steps); n > 0 {
		word := s.t.T("briques")
		if n == 1 {
			word = s.t.T("brique")
		}
		p.F(`<dl class="tuiles"><div><dt>{0}</dt><dd>{1}</dd></div><div><dt>{au total}</dt><dd>{2}</dd></div><div><dt>{à distance}</dt><dd>{3}</dd></div></dl><ol class="briques">`,
			word, itoa(n), s.t.Hours(s.plan.minutes), s.t.Hours(s.plan.remote))
		for i := range s.plan.steps {
			s.brick(p, i)
		}
		p.F(`</ol>`)
		s.proof(p)
	}
	s.rest(p)
	return p.F(`</section>`).String()
}

func (s *State) brick(p *widget.Page, i int) {
	step := s.plan.steps[i]
	b := step.brick
	p.F(`<li class="brique" part="brick"><div class="tb"><span class="num" aria-hidden="true">{0}</span>`, itoa(i+1))
	p.F(`{<3}>{!0}{>3}</div><ul class="raisons">`, s.t.O(b.Title))
	s.reasons(p, step.serves)
	for _, t := range step.neededBy {
		p.F(`<li class="muted">{Nécessaire avant :} {!0}</li>`, s.t.O(t))
	}
	p.F(`</ul><ul class="puces"><li>{0}</li><li>{1}</li>`, s.t.Hours(int(b.Total())), catalogue.Label(b.Modality, s.t.Lang()))
	if b.Remote > 0 && b.OnSite > 0 {
		p.F(`<li>{dont {0} à distance}</li>`, s.t.Hours(int(b.Remote)))
	}
	if len(b.Decisions) > 0 {
		p.F(`<li class="vert fort">{!0}{Label IH2EF}</li>`, icon(iconCheck))
	}
	p.F(`</ul></li>`)
}

// reasons says what levels are gained: why a brick is there, or what is left.
func (s *State) reasons(p *widget.Page, gaps []positioning.Gap) {
	for _, g := range gaps {
		if i, ok := s.q.Index(g.Item.Item); ok {
			p.F(`<li>{!0}, <span class="nb">{niveau {1} vers {2}}</span></li>`, s.t.O(s.q.Questions[i].Label), itoa(g.From), itoa(g.To))
		}
	}
}

func (s *State) proof(p *widget.Page) {
	p.F(`<p class="preuve muted petit">`)
	if s.plan.optimal {
		p.T("Le catalogue ne permet pas plus court : le calcul le prouve.")
	} else {
		p.T("Au plus {0} au-dessus du minimum possible : la recherche a été arrêtée avant la preuve.", s.t.Hours(s.plan.over))
	}
	p.F(`</p>`)
}

func (s *State) rest(p *widget.Page) {
	if len(s.plan.uncovered) == 0 {
		return
	}
	p.F(`<div class="reste">{<2} id="titre-reste" tabindex="-1" class="moyen">{Reste à couvrir}{>2}<p class="muted">{Aucune brique du catalogue ne mène à ces niveaux. Ce manque est une information pour l’EAFC, pas un reproche.}</p><ul>`)
	s.reasons(p, s.plan.uncovered)
	p.F(`</ul></div>`)
}
