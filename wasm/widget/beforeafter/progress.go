// SPDX-License-Identifier: Apache-2.0

// Package beforeafter is <eafc-comparaison>: two exports of one person's
// positioning, and the way from one to the other.
package beforeafter

import (
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/positionpair"
)

// State is what the view shows.
type State struct{ positionpair.Pair }

// Widget returns the definition of <eafc-comparaison>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-comparaison", Folder: "comparaison", Package: "beforeafter",
		Title: [2]string{"Avant et après", "Before and after"}, Attributes: []string{"ancien", "avant", "apres"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	return s, s.Begin(env, "eafc-comparaison", "Avant et après", "avant", "apres")
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) { return s, s.Handle(m) }

func render(s *State) view.Frame {
	if !s.Shown() {
		return s.Frame(false, nil)
	}
	files, read := s.Files(s.T.T("Avant et après"), s.T.T("Deux auto-positionnements d’une même personne, sur le même référentiel : ce qui a changé de l’un à l’autre."), [2]string{s.T.T("Ouvrir le fichier d’avant"), s.T.T("Ouvrir le fichier d’après")})
	return s.Frame(true, s.Framework.Title, files, read, view.Slot{Name: "bilan", HTML: s.table()})
}

func (s *State) progress() []positioning.Progress {
	if !s.Complete() {
		return nil
	}
	list, _ := positioning.Compare(*s.Positions[0], *s.Positions[1])
	return list
}

func (s *State) table() string {
	if !s.Complete() {
		return ""
	}
	p := s.Page()
	list := s.progress()
	count := map[positioning.Move]int{}
	for _, g := range list {
		count[g.Move]++
	}
	p.F(`<section class="corps fiche" aria-labelledby="titre-bilan">{<2} id="titre-bilan" tabindex="-1" class="moyen">{Ce qui a changé}{>2}<p class="chapo">`).N(count[positioning.MoveUp], "{0} compétence en progrès.", "{0} compétences en progrès.")
	p.F(` `).N(count[positioning.MoveSame], "{0} inchangée.", "{0} inchangées.").F(` `).N(count[positioning.MoveDown], "{0} en baisse.", "{0} en baisse : on se juge parfois plus finement après une formation.").F(`</p>`)
	s.Lost(p)
	s.Key(p, s.T.T("Carrés pleins : après. Trait : avant."))
	p.F(`<div class="tableau"><table role="table"><caption class="sr">{Niveaux avant et après}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{Compétence}</th><th role="columnheader" scope="col">{Avant et après}</th><th role="columnheader" scope="col">{Évolution}</th></tr></thead><tbody role="rowgroup">`)
	for _, g := range list {
		s.Row(p, g.Item, g.After, g.Before, s.T.T("avant {0}, après {1}", s.Rank(g.Before), s.Rank(g.After)))
		switch g.Move {
		case positioning.MoveUp:
			p.F(`<span class="vert fort">`).N(g.Ranks, "+ {0} niveau", "+ {0} niveaux").F(`</span>`)
		case positioning.MoveDown:
			p.F(`<span class="manque fort">`).N(-g.Ranks, "− {0} niveau", "− {0} niveaux").F(`</span>`)
		case positioning.MoveSame:
			p.F(`<span>{inchangé}</span>`)
		case positioning.MoveNew:
			p.F(`<span class="muted">{nouveau : ni progrès ni recul}</span>`)
		default:
			p.F(`<span class="muted">{plus renseigné}</span>`)
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
	var moves []string
	for _, g := range s.progress() {
		var o view.Object
		o.Strs("item", string(g.Item), "move", string(g.Move))
		if g.Before != nil {
			o.Int("before", positioning.RankOf(*g.Before))
		}
		if g.After != nil {
			o.Int("after", positioning.RankOf(*g.After))
		}
		moves = append(moves, o.String())
	}
	var o view.Object
	return o.Strs("framework", string(s.Framework.URI), "version", s.Framework.Version).Raw("progress", view.Array(moves)).
		Int("losses", len(s.Losses[0])+len(s.Losses[1])).String(), true
}
