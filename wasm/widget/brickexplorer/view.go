// SPDX-License-Identifier: Apache-2.0

package brickexplorer

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/ascending"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

func render(s *State) view.Frame {
	if s.index == nil || s.Awaited > 0 {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.catalogue.Title, view.Slot{Name: "filtre", HTML: s.filter()}, view.Slot{Name: "fiche", HTML: s.sheet()}, view.Slot{Name: "liste", HTML: s.list()})
}

// filter never changes by its own events: what is chosen lives in the
// controls, what follows in the list.
func (s *State) filter() string {
	p := s.Page()
	p.F(`<form class="corps filtre" role="search" data-m="rien"><p class="large"><label for="q">{Chercher une formation}</label><input class="champ" id="q" name="chercher" type="search" autocomplete="off" data-i="chercher"></p><p><label for="m">{Modalité}</label><select class="champ" id="m" name="modalite" data-m="modalite"><option value="">{@toutes}</option>`)
	for _, m := range []catalogue.Modality{catalogue.ModalityOnSite, catalogue.ModalityBlended, catalogue.ModalityRemoteLive, catalogue.ModalityRemoteAsync, catalogue.ModalitySelfPaced, catalogue.ModalityWorkplace} {
		p.F(`<option value="{0}">{1}</option>`, string(m), catalogue.Label(m, s.T.Lang()))
	}
	p.F(`</select></p><p><label for="d">{Durée}</label><select class="champ" id="d" name="duree" data-m="duree"><option value="">{@toutes}</option>`)
	for _, h := range []int{3, 6, 12} {
		p.F(`<option value="{0}">{@au plus {1}}</option>`, strconv.Itoa(h*60), s.T.Hours(h*60))
	}
	p.F(`</select></p><p><label for="p">{Public}</label><select class="champ" id="p" name="public" data-m="public"><option value="">{@tous}</option>`)
	for _, v := range s.publics {
		p.F(`<option lang="{0}">{1}</option>`, s.T.Plain, v)
	}
	return p.F(`</select></p></form>`).String()
}

// publics are the publics of every brick, each once, in order.
func publics(c *catalogue.Catalogue) []string {
	seen := map[string]bool{}
	var out []string
	for i := range c.Bricks {
		for _, v := range c.Bricks[i].Publics {
			if !seen[v] {
				seen[v] = true
				out = append(out, v)
			}
		}
	}
	ascending.Strings(out)
	return out
}

func (s *State) list() string {
	p := s.Page()
	p.F(`<section class="corps liste" aria-labelledby="compte"{!0}>{<1} id="compte" class="moyen">`, widget.On(s.open != nil, ` hidden`))
	p.N(s.result.Total, "{0} brique trouvée", "{0} briques trouvées").Close(1)
	if s.result.Total == 0 {
		return p.F(`<p class="muted">{Aucune brique ne correspond. Essayez un autre mot, ou moins de filtres.}</p></section>`).String()
	}
	p.F(`<ul class="briques">`)
	apart := false
	for i, h := range s.result.Hits {
		if h.Approximate && !apart {
			apart = true
			p.F(`</ul><p class="muted">{Mots voisins :}</p><ul class="briques">`)
		}
		b := h.Brick
		p.F(`<li class="brique" part="brick">{<2} class="titre"><button type="button" class="lien" id="b-{0}" data-m="ouvrir" data-a="{1}">{!2}</button>{>2}`, strconv.Itoa(i), string(b.ID), s.T.O(b.Title))
		s.chips(p, b)
		p.F(`</li>`)
	}
	p.F(`</ul>`)
	if s.result.Total > len(s.result.Hits) {
		p.F(`<p class="suite">{#,plus,plus,,Voir plus de briques}</p>`)
	}
	return p.F(`</section>`).String()
}

func (s *State) chips(p *widget.Page, b *catalogue.Brick) {
	p.F(`<ul class="puces"><li>{0}</li><li>{1}</li><li>{2}</li></ul>`, s.T.Hours(int(b.Total())), catalogue.Label(b.Modality, s.T.Lang()), catalogue.Label(b.Status, s.T.Lang()))
}

// sheet is the page of one brick.
func (s *State) sheet() string {
	b := s.open
	if b == nil {
		return ""
	}
	p := s.Page()
	p.F(`<article class="corps fiche" aria-labelledby="fiche">{#lien,fermer,fermer,,Retour à la liste}{<1} id="fiche" tabindex="-1" class="grand">{!0}{>1}`, s.T.O(b.Title)).F(`<p class="chapo">{!0}</p>`, s.T.O(b.Summary))
	s.chips(p, b)
	if len(b.Targets) > 0 {
		p.F(`{<2} class="moyen">{Ce qu’elle développe}{>2}<ul>`)
		for _, t := range b.Targets {
			p.F(`<li>{!0} · {niveau {1} visé}</li>`, s.itemName(t.Item), strconv.Itoa(t.Rank))
		}
		p.F(`</ul>`)
	}
	if len(b.Entry) > 0 {
		p.F(`{<2} class="moyen">{Niveau d’entrée}{>2}<ul>`)
		for _, e := range b.Entry {
			p.F(`<li>{!0} · {niveau {1}}</li>`, s.itemName(e.Item), strconv.Itoa(e.Rank))
		}
		p.F(`</ul>`)
	}
	if len(b.Prerequisites) > 0 {
		p.F(`{<2} class="moyen">{À suivre avant}{>2}<ul>`)
		for _, q := range b.Prerequisites {
			p.F(`<li>`)
			for i, r := range q.AnyOf {
				if i > 0 {
					p.F(` {ou} `)
				}
				p.Trusted(s.brickName(r))
			}
			p.F(`</li>`)
		}
		p.F(`</ul>`)
	}
	if len(b.Publics) > 0 {
		p.F(`{<2} class="moyen">{Public}{>2}<p>{~0}</p>`, strings.Join(b.Publics, ", "))
	}
	if len(b.Accessibility) > 0 {
		p.F(`{<2} class="moyen">{Accessibilité}{>2}<p>{!0}</p>`, s.T.O(b.Accessibility))
	}
	return p.F(`<p class="muted petit">{0} · {1}</p></article>`, string(b.ID), b.Version).String()
}

func (s *State) itemName(r competency.Ref) string {
	if s.framework != nil {
		if it, ok := s.framework.Item(r.Item); ok {
			return s.T.O(it.Label)
		}
	}
	return view.Escape(string(r.Item))
}

func (s *State) brickName(r catalogue.BrickRef) string {
	for i := range s.catalogue.Bricks {
		if s.catalogue.Bricks[i].ID == r.ID {
			return s.T.O(s.catalogue.Bricks[i].Title)
		}
	}
	return view.Escape(string(r.ID))
}
