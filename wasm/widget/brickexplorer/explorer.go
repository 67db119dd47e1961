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
	reading   *read.CatalogueReader // until every brick is read
	indexing  *catalogue.Indexer    // until every brick is indexed
	index     *catalogue.Index
	publics   []string
	text      string // what is looked for
	modality  string // "" is any, as for the two others
	public    string
	most      catalogue.Minutes
	limit     int
	result    catalogue.Result
	open      *catalogue.Brick
}

// step is how many bricks are shown at first, and added by "Voir plus".
const step = 24

// How many bricks are read, and indexed, before the page takes its turn.
const readSlice, indexSlice = 200, 500

// Widget returns the definition of <eafc-catalogue>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-catalogue", Folder: "catalogue", Package: "brickexplorer",
		Title: [2]string{"Catalogue de briques", "Brick catalogue"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Adopt: adopt, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{limit: step}
	effects := s.Open(env, "Catalogue de briques", [2]string{"catalogue", env.Catalogue}, [2]string{"referentiel", env.Framework})
	for i := range effects {
		if effects[i].Name == "catalogue" {
			effects[i].Kind = widget.LoadText
		}
	}
	return s, effects
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		if m.Name == widget.MsgLoadFailed { // of the framework: ids stand for names
			effects = append(effects, s.shown()...)
		}
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		if m.Arg == "catalogue" {
			s.reading = read.OpenCatalogue(m.Value)
			return s, s.prepare()
		}
		s.framework, _ = read.Framework(m.Doc)
		return s, s.shown()
	case widget.MsgContinue:
		return s, s.prepare()
	case "chercher", "modalite", "duree", "public":
		s.filterBy(m.Name, m.Value)
		return s, s.search()
	case "plus":
		at := len(s.result.Hits)
		s.limit += step
		s.search()
		return s, widget.Do(widget.Focus, "b-"+strconv.Itoa(at), "")
	case "ouvrir", widget.MsgGoto:
		if s.catalogue == nil {
			return s, nil
		}
		for i := range s.catalogue.Bricks {
			if string(s.catalogue.Bricks[i].ID) == m.Arg {
				s.open = &s.catalogue.Bricks[i]
				return s, widget.Do(widget.Focus, "fiche", "")
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
		return s, widget.Do(widget.Focus, id, "")
	}
	return s, nil
}

// filterBy sets one control of the filter.
func (s *State) filterBy(name, value string) {
	s.limit = step
	switch name {
	case "chercher":
		s.text = value
	case "modalite":
		s.modality = value
	case "duree":
		n, _ := strconv.Atoi(value)
		s.most = catalogue.Minutes(n)
	case "public":
		s.public = value
	}
}

// keeps reports whether the filters let a brick through; one that names no
// public is for all.
func (s *State) keeps(b *catalogue.Brick) bool {
	if s.modality != "" && s.modality != string(b.Modality) || s.most > 0 && b.Total() > s.most {
		return false
	}
	if s.public == "" || len(b.Publics) == 0 {
		return true
	}
	for _, p := range b.Publics {
		if p == s.public {
			return true
		}
	}
	return false
}

// adopt takes over the filter of the prerendered page.
func adopt(s *State, snap widget.Snapshot) *State {
	for _, name := range []string{"chercher", "modalite", "duree", "public"} {
		s.filterBy(name, snap.Fields[name])
	}
	s.search()
	return s
}

// prepare does a slice of the work that comes before the first list: reading,
// then indexing. A small catalogue takes one.
func (s *State) prepare() []widget.Effect {
	again := widget.Do(widget.Continue, "", "")
	if s.reading != nil {
		if s.reading.Step(readSlice) {
			s.Share = s.reading.Share() / 2
			return again
		}
		c, faults, err := s.reading.Catalogue()
		s.reading = nil
		if err != nil {
			faults = widget.RuleUnreadable.Alone("", widget.Failed(err).After("catalogue : ", "catalogue: "))
		}
		if c == nil {
			s.Faults = faults
			return s.Raise()
		}
		s.indexing = catalogue.NewIndexer(catalogue.IndexOptions{}, c)
		s.catalogue = c
	}
	if s.indexing != nil {
		if s.indexing.Step(indexSlice) {
			s.Share = 50 + s.indexing.Share()/2
			return again
		}
		s.index, s.indexing = s.indexing.Index(), nil
		s.publics = publics(s.catalogue)
		_, s.T.Plain = s.catalogue.Title.Find("fr")
		return s.shown()
	}
	return nil
}

// shown runs the first search once every document is there.
func (s *State) shown() []widget.Effect {
	if s.Awaited > 0 || s.index == nil {
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
	s.result = s.index.Find(s.text, s.keeps, s.limit)
	return widget.Do(widget.Announce, "", s.T.N(s.result.Total, "{0} brique trouvée", "{0} briques trouvées"))
}

func export(s *State, kind string) (string, bool) {
	if s.index == nil || kind != "etat" && kind != "json" {
		return "", false
	}
	var ids []string
	for _, h := range s.result.Hits {
		ids = append(ids, string(h.Brick.ID))
	}
	var o view.Object
	return o.Int("total", s.result.Total).Raw("bricks", view.Strings(ids)).String(), true
}
