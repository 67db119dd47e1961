// SPDX-License-Identifier: Apache-2.0

// Package pathwayview is <eafc-parcours>: the steps of a published pathway,
// what comes before what, and the hours per modality.
package pathwayview

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// State is what the view shows.
type State struct {
	widget.Shell
	catalogue *catalogue.Catalogue
	pathway   *catalogue.Pathway
}

// Widget returns the definition of <eafc-parcours>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-parcours", Folder: "parcours", Package: "pathwayview",
		Title: [2]string{"Parcours de formation", "Training pathway"}, Attributes: []string{"parcours"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	return s, s.Open(env, "Parcours de formation", [2]string{"catalogue", env.Catalogue})
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		c, faults := read.Catalogue(m.Doc)
		wanted := s.Env.Own["parcours"]
		if c != nil {
			for i := range c.Pathways {
				if wanted == "" || string(c.Pathways[i].ID) == wanted {
					s.catalogue, s.pathway = c, &c.Pathways[i]
					return s, s.Ready("eafc-parcours")
				}
			}
			faults = widget.RuleContent.Alone("/pathways", issue.Text{FR: "parcours « " + wanted + " »", EN: "pathway “" + wanted + "”"})
		}
		s.Faults = faults
		return s, s.Raise()
	case "imprimer":
		return s, widget.Do(widget.Print, s.T.T("Parcours de formation"), s.steps(true))
	}
	return s, nil
}

func (s *State) brick(r catalogue.BrickRef) *catalogue.Brick {
	for i := range s.catalogue.Bricks {
		if s.catalogue.Bricks[i].Ref() == r {
			return &s.catalogue.Bricks[i]
		}
	}
	return nil
}

func render(s *State) view.Frame {
	if s.pathway == nil {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.pathway.Title, view.Slot{Name: "etapes", HTML: s.steps(false)})
}

func (s *State) steps(paper bool) string {
	p := s.Page()
	w := s.pathway
	var sums [6]int
	order := [...]catalogue.Modality{catalogue.ModalityOnSite, catalogue.ModalityBlended, catalogue.ModalityRemoteLive, catalogue.ModalityRemoteAsync, catalogue.ModalitySelfPaced, catalogue.ModalityWorkplace}
	p.F(`<section class="corps" aria-labelledby="titre-0">{<1} id="titre-0" tabindex="-1" class="grand">{!0}{>1}`, s.T.O(w.Title)).F(`<p class="chapo">{!0}</p><p class="fort">`, s.T.O(w.Summary)).N(len(w.Steps), "{0} étape", "{0} étapes").F(` · {0}</p><ol class="briques suite">`, s.T.Hours(int(w.Total)))
	for i := range w.Steps {
		st := &w.Steps[i]
		p.F(`<li class="brique" part="brick"><div class="tb"><span class="num" aria-hidden="true">{0}</span>{<2}>`, strconv.Itoa(i+1))
		for j, r := range st.Bricks() {
			if j > 0 {
				p.F(` {ou} `)
			}
			if b := s.brick(r); b != nil {
				p.Trusted(s.T.O(b.Title))
				for k, m := range order {
					if m == b.Modality && j == 0 && !st.Optional {
						sums[k] += int(b.Total())
					}
				}
			} else {
				p.Text(string(r.ID))
			}
		}
		p.Close(2).F(`</div><ul class="puces">`)
		if b := s.brick(st.Bricks()[0]); b != nil {
			p.F(`<li>{0}</li><li>{1}</li>`, s.T.Hours(int(b.Total())), catalogue.Label(b.Modality, s.T.Lang()))
		}
		if st.Optional {
			p.F(`<li>{au choix}</li>`)
		}
		for _, a := range st.After {
			p.F(`<li>{après l’étape {0}}</li>`, strconv.Itoa(a+1))
		}
		p.F(`</ul></li>`)
	}
	p.F(`</ol><table class="sommes"><caption class="moyen">{Heures par modalité}</caption><tbody>`)
	for k, m := range order {
		if sums[k] > 0 {
			p.F(`<tr><th scope="row">{0}</th><td>{1}</td></tr>`, catalogue.Label(m, s.T.Lang()), s.T.Hours(sums[k]))
		}
	}
	p.F(`<tr><th scope="row">{Durée totale annoncée}</th><td>{0}</td></tr></tbody></table>`, s.T.Hours(int(w.Total)))
	if !paper {
		p.F(`<p class="suite">{#,imprimer,imprimer,,Imprimer ou PDF}</p>`)
	}
	return p.F(`</section>`).String()
}

func export(s *State, kind string) (string, bool) {
	if s.pathway == nil || kind != "etat" {
		return "", false
	}
	var o view.Object
	return o.Strs("pathway", string(s.pathway.ID), "version", s.pathway.Version).Int("steps", len(s.pathway.Steps)).String(), true
}
