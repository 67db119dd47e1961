// SPDX-License-Identifier: Apache-2.0

// Package brickcheck is <eafc-verificateur>: partners drop their documents
// and read every fault with its place, the line of the source and the mend,
// as `briques validate` prints them. Nothing leaves the device; the engine is
// a module of its own, fetched with the first document.
package brickcheck

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// MaxDocuments is how many documents are kept on screen.
const MaxDocuments = 50

// document is one checked file: waiting until answer or refused is there.
type document struct {
	name    string
	source  string // text, or handle of the loader; "" once checked
	answer  view.Doc
	reports [2]string // as the command writes them: French, English
	refused issue.Issues
}

// State is what the view shows.
type State struct {
	widget.Shell
	documents []document
	typed     string
	pasted    int
	busy      bool
	issues    issue.Issues // of the widget itself
}

// Widget returns the definition of <eafc-verificateur>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-verificateur", Folder: "verificateur", Package: "brickcheck", Engine: "verificateur", Raw: true,
		Title: [2]string{"Vérificateur de documents", "Document checker"}, Attributes: []string{"genre"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	s.Env, s.T, s.Name = env, env.Texts, "Vérificateur de documents"
	return s, s.Ready("eafc-verificateur")
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgFile:
		return s, s.add(m.File, m.Value)
	case widget.MsgFileRefused:
		return s, s.refuse(&widget.RuleTooLarge, m.Reason())
	case "saisie":
		s.typed = m.Value
	case "coller":
		return s, s.paste(s.typed)
	case widget.MsgImport:
		return s, s.paste(m.Value)
	case widget.MsgChecked:
		return s, s.settle(m)
	case "effacer", widget.MsgErase:
		return s, s.erase()
	case "imprimer":
		return s, widget.Do(widget.Print, s.T.T(s.Name), s.results(true))
	case "telecharger":
		if text, ok := export(s, "json"); ok {
			name := "verification-" + s.Env.Day + ".json"
			return s, widget.Do(widget.Download, name, text).And(widget.Announce, "", s.T.T("Fichier enregistré : {0}", name))
		}
	}
	return s, nil
}

// refuse tells a fault of the widget itself to whoever listens.
func (s *State) refuse(r *issue.Rule, what any) []widget.Effect {
	s.issues = r.Alone("", what)
	i := s.issues[0].In(s.T.Lang())
	var o view.Object
	return widget.Do(widget.Announce, "", i.Message).And(widget.Emit, "eafc:erreur", o.Strs("code", i.Code, "message", i.Message).String())
}

func (s *State) paste(text string) []widget.Effect {
	if strings.TrimSpace(text) == "" {
		return s.refuse(&widget.RuleContent, issue.Text{FR: "un texte JSON", EN: "a JSON text"})
	}
	s.pasted++
	return s.add("texte-"+strconv.Itoa(s.pasted)+".json", text)
}

func (s *State) add(name, source string) []widget.Effect {
	if len(s.documents) >= MaxDocuments {
		return widget.Effects(s.refuse(&widget.RuleTooLarge, name+", "+strconv.Itoa(MaxDocuments)+" documents")).And(widget.Check, "", source)
	}
	s.issues = nil
	s.documents = append(s.documents, document{name: name, source: source})
	if s.busy {
		return nil
	}
	return append(widget.Do(widget.Announce, "", s.T.T("Contrôle de {0}…", name)), s.next()...) // the first alone: the rest is said at the end
}

// next asks for the first document that waits; one is looked at at a time.
func (s *State) next() []widget.Effect {
	if s.busy {
		return nil
	}
	for i := range s.documents {
		if d := &s.documents[i]; d.source != "" {
			s.busy = true
			return widget.Do(widget.Check, s.Env.Own["genre"]+"/"+d.name, d.source)
		}
	}
	return nil
}

// settle takes the answer for the document that was asked for.
func (s *State) settle(m widget.Msg) []widget.Effect {
	s.busy = false
	var d *document
	for i := range s.documents {
		if s.documents[i].source != "" {
			d = &s.documents[i]
			break
		}
	}
	if d == nil || s.Env.Own["genre"]+"/"+d.name != m.Arg { // erased meanwhile
		return s.next()
	}
	d.source = ""
	if m.Reason().FR != "" {
		effects := s.refuse(&widget.RuleEngine, m.Reason())
		d.refused, s.issues = s.issues, nil
		return append(effects, s.next()...)
	}
	d.answer, d.reports = m.Doc, [2]string{m.Doc.Text("fr"), m.Doc.Text("en")}
	c := d.report("fr")
	errors, warnings := c.count()
	var o view.Object
	o.Opt("kind", c.kind).Str("verdict", c.verdict).Opt("version", d.answer.Text("version")).Int("errors", errors).Int("warnings", warnings)
	effects := append(widget.Do(widget.Emit, "eafc:controle", o.String()), s.next()...)
	if !s.busy {
		effects = widget.Effects(effects).And(widget.Announce, "", s.summary()).And(widget.Focus, "titre-constats", "")
	}
	return effects
}

func (s *State) erase() []widget.Effect {
	var out []widget.Effect
	for _, d := range s.documents {
		if d.source != "" && !s.busy {
			out = widget.Effects(out).And(widget.Check, "", d.source)
		}
	}
	s.documents, s.issues, s.typed = nil, nil, ""
	return widget.Effects(out).And(widget.Emit, "eafc:efface", "{}").And(widget.Announce, "", s.T.T("Tout est effacé.")).And(widget.Focus, "titre-0", "")
}
