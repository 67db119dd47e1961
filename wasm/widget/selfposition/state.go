// SPDX-License-Identifier: Apache-2.0

// Package selfposition is <eafc-auto-positionnement>: a person says where she
// stands, competency by competency, sees her profile beside the expected one,
// the shortest pathway of bricks that closes the gaps, and decides alone what
// she keeps and what she sends.
package selfposition

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// State is one run of the widget.
type State struct {
	env widget.Env
	t   *widget.Texts

	framework *competency.Framework
	catalogue *catalogue.Catalogue
	goal      view.Doc // the target profile, as loaded
	profile   *positioning.Profile
	awaited   int // documents still on their way
	pending   view.Doc
	faults    issue.Issues // why nothing can be shown
	warnings  issue.Issues

	q       *positioning.Questionnaire
	run     positioning.State
	answers []answer
	written []answer // what the slots hold: refreshed on entering a step
	step    int      // 0 introduction, 1…n questions, n+1 results
	failed  []bool   // question i has been left without an answer
	visited int      // furthest step

	remember   bool
	resumable  bool // a stored run is on this device
	ticked     bool // what the box showed when its slot was written
	refused    bool // the browser refuses storage
	notice     widgetNotice
	elsewhere  *elsewhere
	panel      string // "", "acces", "donnees"
	confirming bool   // "Tout effacer" has been pressed once

	plan    *proposal
	payload string
	sending sendState
	reason  issue.Text

	cache  []string // HTML of the question slots
	cached []questionKey
}

type widgetNotice struct {
	kind   string // "", "info", "error", "kept", "cut"
	words  string
	faults issue.Issues
	lost   int // of a code that was cut
}

type sendState uint8

const (
	sendIdle sendState = iota
	sendBusy
	sendDone
	sendFailed
)

// Widget returns the definition of <eafc-auto-positionnement>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{
		Tag: "eafc-auto-positionnement", Folder: "auto-positionnement", Package: "selfposition",
		Title: [2]string{"Auto-positionnement", "Self-positioning"},
		Slots: []string{"titre", "introduction", "pied"},
	}, widget.Program[*State]{Init: start, Update: update, View: render, Adopt: adopt, Export: export})
}

// Names of the documents that the widget loads.
const (
	docFramework = "referentiel"
	docProfile   = "profil"
	docCatalogue = "catalogue"
	docPrefill   = "prefill"
)

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{env: env, t: env.Texts}
	if env.Framework == "" {
		s.faults = widget.RuleContent.Alone("", issue.Text{FR: "attribut « referentiel »", EN: "attribute “referentiel”"})
		return s, nil
	}
	var effects []widget.Effect
	load := func(name, address string) {
		if address != "" {
			effects = widget.Effects(effects).And(widget.Load, name, address)
			s.awaited++
		}
	}
	load(docFramework, env.Framework)
	load(docProfile, widget.ProfileAddress(env.Framework, env.Profile))
	load(docCatalogue, env.Catalogue)
	load(docPrefill, env.Prefill)
	return s, effects
}

func (s *State) last() int   { return len(s.answers) + 1 }
func (s *State) ready() bool { return s.q != nil }

func count(answers []answer) int {
	n := 0
	for _, a := range answers {
		if a.given {
			n++
		}
	}
	return n
}

// store is the key of this run on the device: one per framework version.
func (s *State) store() string {
	return "auto-positionnement/" + string(s.framework.ID) + "@" + s.framework.Version
}

func (s *State) question(id string) int {
	for i := range s.q.Questions {
		if q := &s.q.Questions[i]; string(q.Item) == id || q.Code == id {
			return i
		}
	}
	return -1
}
