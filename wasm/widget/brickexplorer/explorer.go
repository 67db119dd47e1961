// SPDX-License-Identifier: Apache-2.0

// Package brickexplorer is <eafc-catalogue>: bricks found as people type,
// filtered by modality, length and public, each with its own page. The
// address of the host page is never touched.
package brickexplorer

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// State is what the explorer shows.
type State struct {
	widget.Shell
	catalogue *catalogue.Catalogue
	framework *competency.Framework
	index     *catalogue.Index
	query     catalogue.Query
	result    catalogue.Result
	open      *catalogue.Brick
}

// step is how many bricks are shown at first, and added by "Voir plus".
const step = 24

// Widget returns the definition of <eafc-catalogue>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-catalogue", Folder: "catalogue", Package: "brickexplorer",
		Title: [2]string{"Catalogue de briques", "Brick catalogue"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{query: catalogue.Query{Limit: step}}
	return s, s.Open(env, "Catalogue de briques", [2]string{"catalogue", env.Catalogue}, [2]string{"referentiel", env.Framework})
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		return s, s.loaded(m)
	case "chercher":
		s.query.Text, s.query.Limit = m.Value, step
		return s, s.search()
	case "modalite":
		s.query.Modalities = nil
		if m.Value != "" {
			s.query.Modalities = []catalogue.Modality{catalogue.Modality(m.Value)}
		}
		return s, s.search()
	case "duree":
		n, _ := strconv.Atoi(m.Value)
		s.query.MaxMinutes = catalogue.Minutes(n)
		return s, s.search()
	case "public":
		s.query.Publics = nil
		if m.Value != "" {
			s.query.Publics = []string{m.Value}
		}
		return s, s.search()
	case "plus":
		at := len(s.result.Hits)
		s.query.Limit += step
		s.search()
		return s, []widget.Effect{{Kind: widget.Focus, Name: "b-" + strconv.Itoa(at)}}
	case "ouvrir", widget.MsgGoto:
		for i := range s.catalogue.Bricks {
			if string(s.catalogue.Bricks[i].ID) == m.Arg {
				s.open = &s.catalogue.Bricks[i]
				return s, []widget.Effect{{Kind: widget.Focus, Name: "fiche"}}
			}
		}
	case "fermer":
		id := ""
		for i, h := range s.result.Hits {
			if h.Brick == s.open {
				id = "b-" + strconv.Itoa(i)
			}
		}
		s.open = nil
		return s, []widget.Effect{{Kind: widget.Focus, Name: id}}
	}
	return s, nil
}

func (s *State) loaded(m widget.Msg) []widget.Effect {
	if m.Arg == "referentiel" {
		s.framework, _ = read.Framework(m.Doc)
	} else {
		c, faults := read.Catalogue(m.Doc)
		if c == nil {
			s.Faults = faults
			return s.Raise()
		}
		s.catalogue = c
		s.index = catalogue.NewIndex(catalogue.IndexOptions{}, c)
	}
	if s.Awaited > 0 || s.catalogue == nil {
		return nil
	}
	s.search()
	return s.Ready("eafc-catalogue")
}

// search runs the query; the count is said by the status line.
func (s *State) search() []widget.Effect {
	if s.index == nil {
		return nil
	}
	s.result = s.index.Search(s.query)
	return []widget.Effect{{Kind: widget.Announce, Value: s.T.N(s.result.Total, "{0} brique trouvée", "{0} briques trouvées")}}
}

func export(s *State, kind string) (string, bool) {
	if s.catalogue == nil || kind != "etat" && kind != "json" {
		return "", false
	}
	var ids []string
	for _, h := range s.result.Hits {
		ids = append(ids, string(view.AppendJSON(nil, string(h.Brick.ID))))
	}
	var o view.Object
	return o.Int("total", s.result.Total).Raw("bricks", view.Array(ids)).String(), true
}
