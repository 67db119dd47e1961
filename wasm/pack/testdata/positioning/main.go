// SPDX-License-Identifier: Apache-2.0

// Command positioning is the empty widget of ../widget with a positioning in
// it: compile the questionnaire, apply what the person does, ask for the next
// step, resume from a code, write one, conclude, list the gaps and the
// position.
package main

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/element"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

type state struct {
	widget.Shell
	framework *competency.Framework
	profile   positioning.Profile
	q         *positioning.Questionnaire
	run       positioning.State
	gaps      []positioning.Gap
	position  positioning.Position
}

func start(env widget.Env) (*state, []widget.Effect) {
	s := &state{}
	return s, s.Open(env, "Vide", [2]string{"referentiel", env.Framework})
}

func update(s *state, m widget.Msg) (*state, []widget.Effect) {
	effects, done := s.Common(m)
	if done {
		return s, effects
	}
	if m.Name == widget.MsgLoaded {
		f, faults := read.Framework(m.Doc)
		if s.framework = f; f == nil {
			s.Faults = append(s.Faults, faults...)
			return s, s.Raise()
		}
		s.q, s.Warnings = positioning.Compile(f, &s.profile, positioning.Policy{Confirmation: positioning.Confirmation(m.Value)})
		s.run, _ = positioning.Resume(s.q, m.Arg)
		return s, s.Ready("eafc-vide")
	}
	s.run, _ = positioning.Apply(s.q, s.run, positioning.Event{Kind: positioning.EventKind(m.Name), Item: competency.ID(m.Arg)})
	outcome := positioning.Result(s.q, s.run)
	s.position, s.gaps = outcome.Position("", ""), positioning.Gaps(outcome, s.profile)
	return s, nil
}

func render(s *state) view.Frame {
	if s.framework == nil {
		return s.Frame(false, nil)
	}
	step := positioning.Next(s.q, s.run)
	return s.Frame(true, s.framework.Title, view.Slot{Name: string(step.Item), HTML: positioning.Code(s.q, s.run)})
}

func main() {
	element.Serve([]widget.Definition{widget.Define(widget.Definition{Tag: "eafc-vide"}, widget.Program[*state]{Init: start, Update: update, View: render})})
}
