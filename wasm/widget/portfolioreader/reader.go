// SPDX-License-Identifier: Apache-2.0

// Package portfolioreader is <eafc-portfolio>: it opens a portfolio on the
// device and shows positions, evidence and what is shared with whom. It
// saves the same document again, or its positions as a sheet.
package portfolioreader

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/portfolio"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

// State is what the view shows.
type State struct {
	widget.Shell
	framework *competency.Framework
	portfolio *portfolio.Portfolio
	source    view.Doc // the document as it was opened: exported unchanged
	bad       issue.Issues
}

// Widget returns the definition of <eafc-portfolio>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-portfolio", Folder: "portfolio", Package: "portfolioreader",
		Title: [2]string{"Portfolio de compétences", "Competency portfolio"}, Attributes: []string{"portfolio"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	effects := s.Open(env, "Portfolio de compétences", [2]string{"referentiel", env.Framework}, [2]string{"portfolio", env.Own["portfolio"]})
	if s.Awaited == 0 { // a file is enough
		s.Faults = nil
		return s, s.Ready("eafc-portfolio")
	}
	return s, effects
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		if m.Name == widget.MsgLoadFailed {
			effects = s.missed()
		}
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		if m.Arg == "referentiel" {
			f, faults := read.Framework(m.Doc)
			if f == nil {
				s.Faults = faults
				return s, s.missed()
			}
			s.framework = f
			_, s.T.Plain = f.Title.Find("fr")
		} else {
			s.open(m.Doc)
		}
		if s.Awaited == 0 {
			return s, s.Ready("eafc-portfolio")
		}
	case widget.MsgFile, widget.MsgImport:
		s.open(m.Doc)
		if s.portfolio != nil {
			return s, []widget.Effect{{Kind: widget.Focus, Name: "titre-positions"}}
		}
		return s, s.refused()
	case widget.MsgFileRefused:
		s.portfolio, s.bad = nil, widget.RuleUnreadable.Alone("", m.Reason())
		return s, s.refused()
	case widget.MsgErase:
		s.portfolio, s.bad, s.source = nil, nil, view.Doc{}
	case "imprimer":
		return s, []widget.Effect{{Kind: widget.Print, Name: s.T.T("Portfolio de compétences"), Value: s.positions(true) + s.evidence(true) + s.grants()}}
	case "telecharger":
		if text, ok := export(s, m.Arg); ok {
			name := "portfolio-" + s.Env.Day + "." + m.Arg
			return s, []widget.Effect{{Kind: widget.Download, Name: name, Value: text}, {Kind: widget.Announce, Value: s.T.T("Fichier enregistré : {0}", name)}}
		}
	}
	return s, nil
}

// missed keeps what could not be loaded as a remark: a file may still be
// opened, and names its competencies itself or not.
func (s *State) missed() []widget.Effect {
	effects := s.Raise()
	s.Warnings, s.Faults = append(s.Warnings, s.Faults...), nil
	if s.Awaited == 0 {
		effects = append(effects, s.Ready("eafc-portfolio")...)
	}
	return effects
}

// refused says why; the control was written anew with the reason, the focus
// goes back to it.
func (s *State) refused() []widget.Effect {
	return widget.Do(widget.Announce, "", s.bad.In(s.T.Lang())[0].Message).And(widget.Focus, "ouvrir", "")
}

func (s *State) open(d view.Doc) {
	s.portfolio, s.bad = read.Portfolio(d)
	s.source = d
	if s.portfolio == nil && len(s.bad) == 0 {
		s.bad = widget.RuleContent.Alone("", issue.Text{FR: "un portfolio", EN: "a portfolio"})
	}
}

func render(s *State) view.Frame {
	if s.Awaited > 0 {
		return s.Frame(false, nil)
	}
	var title competency.Text
	if s.framework != nil {
		title = s.framework.Title
	}
	return s.Frame(true, title, view.Slot{Name: "fichier", HTML: s.file()}, view.Slot{Name: "positions", HTML: s.positions(false)},
		view.Slot{Name: "preuves", HTML: s.evidence(false)}, view.Slot{Name: "partages", HTML: s.grants()})
}

// export gives the document as it was opened ("json"), its positions as a
// sheet ("csv"), or what it counts ("etat").
func export(s *State, kind string) (string, bool) {
	if s.portfolio == nil {
		return "", false
	}
	switch kind {
	case "json":
		return s.source.JSON(), true
	case "csv":
		return s.csv(), true
	case "etat":
		claims := 0
		for i := range s.portfolio.Positions {
			claims += len(s.portfolio.Positions[i].Claims)
		}
		var o view.Object
		return o.Int("positions", len(s.portfolio.Positions)).Int("claims", claims).Int("evidence", len(s.portfolio.Evidence)).Int("grants", len(s.portfolio.Grants)).String(), true
	}
	return "", false
}

// csv writes the positions as a sheet.
func (s *State) csv() string {
	rows := [][]string{{s.T.T("Compétence"), s.T.T("Niveau"), s.T.T("Fondement"), s.T.T("Date")}}
	for i := range s.portfolio.Positions {
		for _, c := range s.portfolio.Positions[i].Claims {
			label := s.written(c.Item.Item)
			if it := s.item(c.Item); it != nil {
				label, _ = s.T.Own(it.Label)
			} else if label == "" {
				label = s.T.T("compétence non nommée dans ce fichier") + " " + string(c.Item.Item)
			}
			rows = append(rows, []string{label, strconv.Itoa(c.Rank), s.basis(c.Basis), string(c.On)})
		}
	}
	return widget.Sheet(rows)
}

func (s *State) item(r competency.Ref) *competency.Item {
	if s.framework == nil || r.Framework != s.framework.URI {
		return nil
	}
	it, _ := s.framework.Item(r.Item)
	return it
}
