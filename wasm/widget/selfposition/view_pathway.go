// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func (s *State) pathway() string {
	if !s.onResults() || s.plan == nil {
		return ""
	}
	p := s.page()
	p.Raw(`<section class="corps parcours" aria-labelledby="titre-parcours">`)
	p.Open(2).Raw(` id="titre-parcours" tabindex="-1" class="moyen">`).T("Parcours proposé").Close(2)
	if s.plan.problem != "" {
		p.Raw(`<p>`).T(s.plan.problem).Raw(`</p>`)
	}
	if len(s.plan.steps) > 0 {
		s.tiles(p)
		p.Raw(`<ol class="briques">`)
		for i := range s.plan.steps {
			s.brick(p, i)
		}
		p.Raw(`</ol>`)
		s.proof(p)
	}
	s.rest(p)
	return p.Raw(`</section>`).String()
}

func (s *State) tiles(p *widget.Page) {
	n := len(s.plan.steps)
	p.Raw(`<dl class="tuiles">`)
	tile := func(value, fr string) {
		p.Raw(`<div><dt>`).T(fr).Raw(`</dt><dd>`).Text(value).Raw(`</dd></div>`)
	}
	if n == 1 {
		tile("1", "brique")
	} else {
		tile(strconv.Itoa(n), "briques")
	}
	tile(s.t.Hours(s.plan.minutes), "au total")
	tile(s.t.Hours(s.plan.remote), "à distance")
	p.Raw(`</dl>`)
}

func (s *State) brick(p *widget.Page, i int) {
	step := s.plan.steps[i]
	b := step.brick
	p.Raw(`<li class="brique" part="brick"><div class="tb"><span class="num" aria-hidden="true">`).Int(i + 1)
	p.Raw(`</span>`)
	p.Open(3).Raw(`>`).Own(b.Title).Close(3).Raw(`</div><ul class="raisons">`)
	for _, g := range step.serves {
		q := s.questionOf(g)
		if q == nil {
			continue
		}
		p.Raw(`<li>`).Own(q.Label).Raw(` : <span class="nb">`).T("niveau {0} vers {1}", strconv.Itoa(g.From), strconv.Itoa(g.To)).Raw(`</span></li>`)
	}
	for _, t := range step.neededBy {
		p.Raw(`<li class="muted">`).T("Nécessaire avant :").Raw(` `).Own(t).Raw(`</li>`)
	}
	p.Raw(`</ul><ul class="puces"><li>`).Text(s.t.Hours(int(b.Total()))).Raw(`</li><li>`).Text(catalogue.Label(b.Modality, s.t.Lang())).Raw(`</li>`)
	if r := int(b.Remote); r > 0 && b.OnSite > 0 {
		p.Raw(`<li>`).T("dont {0} à distance", s.t.Hours(r)).Raw(`</li>`)
	}
	if len(b.Decisions) > 0 {
		p.Raw(`<li class="vert fort">`).Trusted(icon(iconCheck)).T("Label IH2EF").Raw(`</li>`)
	} else if b.Status == catalogue.StatusTrialled {
		p.Raw(`<li>`).Text(catalogue.Label(b.Status, s.t.Lang())).Raw(`</li>`)
	}
	p.Raw(`</ul></li>`)
}

func (s *State) proof(p *widget.Page) {
	p.Raw(`<p class="preuve muted petit">`)
	switch {
	case s.plan.optimal:
		p.T("Aucun autre choix de briques du catalogue ne comble ces écarts en moins de temps : c’est prouvé par le calcul.")
	case s.plan.over > 0:
		p.T("Au plus {0} au-dessus du minimum possible : la recherche a été arrêtée avant la preuve.", s.t.Hours(s.plan.over))
	}
	p.Raw(`</p>`)
}

func (s *State) rest(p *widget.Page) {
	if len(s.plan.uncovered) == 0 {
		return
	}
	p.Raw(`<div class="reste">`)
	p.Open(2).Raw(` id="titre-reste" tabindex="-1" class="moyen">`).T("Reste à couvrir").Close(2).Raw(`<p class="muted">`)
	p.T("Aucune brique du catalogue ne mène à ces niveaux. Ce manque est une information pour l’EAFC, pas un reproche.").Raw(`</p><ul>`)
	for _, g := range s.plan.uncovered {
		if q := s.questionOf(g); q != nil {
			p.Raw(`<li><strong>`).Own(q.Label).Raw(`</strong> : `).T("niveau {0} vers {1}", strconv.Itoa(g.From), strconv.Itoa(g.To)).Raw(`</li>`)
		}
	}
	p.Raw(`</ul></div>`)
}

func (s *State) questionOf(g positioning.Gap) *positioning.Question {
	if i, ok := s.q.Index(g.Item.Item); ok {
		return &s.q.Questions[i]
	}
	return nil
}
