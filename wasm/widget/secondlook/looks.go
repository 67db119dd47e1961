// SPDX-License-Identifier: Apache-2.0

// Package secondlook is <eafc-second-regard>: a peer's or a tutor's position
// laid beside one's own, differences first. Nothing is merged or averaged.
package secondlook

import (
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/positionpair"
)

// State is what the view shows.
type State struct{ positionpair.Pair }

// Widget returns the definition of <eafc-second-regard>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-second-regard", Folder: "second-regard", Package: "secondlook",
		Title: [2]string{"Second regard", "Second look"}, Attributes: []string{"ancien", "sien", "autre"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	return s, s.Begin(env, "eafc-second-regard", "Second regard", "sien", "autre")
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) { return s, s.Handle(m) }

func render(s *State) view.Frame {
	if !s.Shown() {
		return s.Frame(false, nil)
	}
	files, read := s.Files(s.T.T("Second regard"), s.T.T("Votre auto-positionnement, et celui qu’une autre personne a rempli en pensant à vous : de quoi parler ensemble."), [2]string{s.T.T("Ouvrir mon fichier"), s.T.T("Ouvrir le fichier de l’autre personne")})
	return s.Frame(true, s.Framework.Title, files, read, view.Slot{Name: "bilan", HTML: s.table()})
}

func (s *State) looks() []positioning.Look {
	if !s.Complete() {
		return nil
	}
	list, _ := positioning.SecondLook(*s.Positions[0], *s.Positions[1])
	return list
}

func (s *State) table() string {
	if !s.Complete() {
		return ""
	}
	p := s.Page()
	list := s.looks()
	same, differ := 0, 0
	for _, l := range list {
		switch l.Agreement {
		case positioning.AgreementSame:
			same++
		case positioning.AgreementApart, positioning.AgreementNear:
			differ++
		}
	}
	p.F(`<section class="corps fiche" aria-labelledby="titre-bilan">{<2} id="titre-bilan" tabindex="-1" class="moyen">{Les différences d’abord}{>2}<p class="chapo">`).N(differ, "{0} différence à discuter.", "{0} différences à discuter.").F(` `).N(same, "{0} accord.", "{0} accords.").F(` {Aucun des deux regards ne remplace l’autre.}</p>`)
	s.Lost(p)
	s.Key(p, s.T.T("Carrés pleins : vous. Trait : l’autre personne."))
	p.F(`<div class="tableau"><table role="table"><caption class="sr">{Votre niveau et celui vu par l’autre personne}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{Compétence}</th><th role="columnheader" scope="col">{Les deux regards}</th><th role="columnheader" scope="col">{Différence}</th></tr></thead><tbody role="rowgroup">`)
	for _, l := range list {
		s.Row(p, l.Item, l.Own, l.Other, s.T.T("vous {0}, l’autre {1}", s.Rank(l.Own), s.Rank(l.Other)))
		switch {
		case l.Agreement == positioning.AgreementSame:
			p.F(`<span class="vert fort">{d’accord}</span>`)
		case l.Agreement == positioning.AgreementOnlyOwn:
			p.F(`<span class="muted">{vous seul}</span>`)
		case l.Agreement == positioning.AgreementOnlyOther:
			p.F(`<span class="muted">{l’autre seul}</span>`)
		case l.Difference > 0:
			p.F(`<span class="fort">`).N(l.Difference, "vu {0} niveau plus haut", "vu {0} niveaux plus haut").F(`</span>`)
		default:
			p.F(`<span class="manque fort">`).N(-l.Difference, "vu {0} niveau plus bas", "vu {0} niveaux plus bas").F(`</span>`)
		}
		p.F(`</td></tr>`)
	}
	p.F(`</tbody></table></div>`)
	return p.F(`</section>`).String()
}

func export(s *State, kind string) (string, bool) {
	if !s.Complete() || kind != "etat" && kind != "json" {
		return "", false
	}
	var looks []string
	for _, l := range s.looks() {
		var o view.Object
		looks = append(looks, o.Strs("item", string(l.Item), "agreement", string(l.Agreement)).Int("difference", l.Difference).String())
	}
	var o view.Object
	return o.Strs("framework", string(s.Framework.URI), "version", s.Framework.Version).Raw("looks", view.Array(looks)).String(), true
}
