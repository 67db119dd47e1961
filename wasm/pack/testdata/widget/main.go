// SPDX-License-Identifier: Apache-2.0

// Command widget is a widget with nothing of its own: it loads a framework,
// says what is wrong with it and draws its header, like every other. What a
// package adds to a widget is measured against it.
package main

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/element"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

type state struct {
	widget.Shell
	framework *competency.Framework
}

func start(env widget.Env) (*state, []widget.Effect) {
	s := &state{}
	return s, s.Open(env, "Vide", [2]string{"referentiel", env.Framework})
}

func update(s *state, m widget.Msg) (*state, []widget.Effect) {
	effects, done := s.Common(m)
	if done || m.Name != widget.MsgLoaded {
		return s, effects
	}
	f, faults := read.Framework(m.Doc)
	if s.framework = f; f == nil {
		s.Faults = append(s.Faults, faults...)
		return s, s.Raise()
	}
	return s, s.Ready("eafc-vide")
}

func render(s *state) view.Frame {
	if s.framework == nil {
		return s.Frame(false, nil)
	}
	return s.Frame(true, s.framework.Title)
}

func main() {
	element.Serve([]widget.Definition{widget.Define(widget.Definition{Tag: "eafc-vide"}, widget.Program[*state]{Init: start, Update: update, View: render})})
}
