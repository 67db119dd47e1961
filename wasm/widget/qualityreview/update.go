// SPDX-License-Identifier: Apache-2.0

package qualityreview

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
	"forge.apps.education.fr/eafc/briques/wasm/widget/read"
)

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	if effects, done := s.Common(m); done {
		s.written = s.work
		return s, effects
	}
	if m.Name == widget.MsgLoaded {
		return s, s.load(m)
	}
	if !s.ready() {
		return s, nil
	}
	s.memory.asking = m.Name == "effacer"
	return s, s.act(m)
}

func (s *State) act(m widget.Msg) []widget.Effect {
	switch m.Name {
	case "objet":
		s.work.subject = limit(m.Value)
		s.evaluate()
		return s.save()
	case "nature":
		s.work.kinds = without(s.work.kinds, m.Arg)
		if m.Value != "" {
			s.work.kinds = append(s.work.kinds, m.Arg)
		}
		s.evaluate()
		return s.save()
	case "aller", widget.MsgGoto:
		return s.jump(m.Arg)
	case "suivant":
		return s.enter(s.step + 1)
	case "precedent":
		return s.enter(s.step - 1)
	case "constat":
		o := s.work.override(m.Arg)
		o.Truth = label.Truth(m.Value)
		return s.judge(o)
	case "motif":
		o := s.work.override(m.Arg)
		o.Reason = limit(m.Value)
		return s.judge(o)
	case "lien":
		return s.link(m.Doc)
	case widget.MsgFile:
		if m.Arg == "ouvrir" {
			return s.open(m.Doc)
		}
		return s.attach(label.Evidence{Title: m.File, SHA256: "sha256:" + m.Value})
	case widget.MsgImport:
		return s.open(m.Doc)
	case "relier":
		return s.tie(m.Value)
	case "delier":
		return s.untie(m.Arg)
	case "action":
		rule, member, _ := strings.Cut(m.Arg, " ")
		s.change(rule, member, limit(m.Value))
		s.sending.payload = s.payload()
		return s.save()
	case "memoriser":
		s.memory.on = m.Value != ""
		if s.memory.on {
			return s.save()
		}
		return widget.Do(widget.Forget, s.key(), "")
	case "quitter":
		s.step, s.written, s.memory.ticked = 0, s.work, s.memory.on
		s.notice = s.T.T("Le fichier de reprise est téléchargé. Rouvrez-le ici pour continuer.")
		return widget.Effects(s.download("reprise")).And(widget.Focus, "avis", "")
	case "telecharger":
		return s.download(m.Arg)
	case "imprimer":
		return widget.Do(widget.Print, s.T.T("Auto-évaluation qualité"), s.printed())
	case "envoyer", widget.MsgEmitted, widget.MsgSent, widget.MsgSendFailed:
		return s.send(m)
	case widget.MsgStored:
		if s.restore(m.Doc) == nil {
			s.memory.on, s.memory.ticked = true, true
			s.written = s.work
			s.evaluate()
		}
	case widget.MsgStorageRefused:
		s.memory = memory{refused: true}
		return widget.Do(widget.Announce, "", s.T.T("Ce navigateur refuse la mémorisation ici. Vous pourrez enregistrer un fichier de reprise.")).And(widget.Focus, "commencer", "")
	case widget.MsgFileRefused:
		s.faults = widget.RuleUnreadable.Alone("", m.Reason())
		return widget.Do(widget.Focus, "avis", "")
	case "effacer":
		return widget.Do(widget.Focus, "effacer-oui", "")
	case "annuler":
		return widget.Do(widget.Focus, "effacer", "")
	case "effacer-oui", widget.MsgErase:
		s.work, s.memory, s.faults, s.step, s.visited, s.sending = work{}, memory{}, nil, 0, 0, sending{}
		s.written = s.work
		s.notice = s.T.T("Tout est effacé : il ne reste rien de cette auto-évaluation sur cet appareil.")
		s.evaluate()
		return widget.Do(widget.Forget, s.key(), "").And(widget.Random, "", "").And(widget.Emit, event.NameErased, "{}").And(widget.Focus, "avis", "")
	case widget.MsgRandom:
		s.Env.Random, s.work.id = m.Value, ""
		s.evaluate()
	}
	return nil
}

func without(list []string, name string) []string {
	var out []string
	for _, x := range list {
		if x != name {
			out = append(out, x)
		}
	}
	return out
}

func limit(s string) string {
	if r := []rune(s); len(r) > read.MaxText {
		return string(r[:read.MaxText])
	}
	return s
}

// enter shows a step: its controls are written anew, the focus goes to its
// heading.
func (s *State) enter(step int) []widget.Effect {
	s.step = min(max(step, 0), s.last())
	s.visited = max(s.visited, s.step)
	s.written, s.memory.ticked, s.notice, s.faults, s.refused = s.work, s.memory.on, "", nil, nil
	name := "introduction"
	if r := s.rule(); r != nil {
		name = r.ID
	} else if s.step > 0 {
		name = "resultats"
		s.sending.payload = s.payload()
	}
	var o view.Object
	return widget.Do(widget.Emit, event.NameStep, o.Str("step", name).Int("index", s.step).Int("total", s.last()+1).String()).And(widget.Focus, "titre-"+itoa(s.step), "")
}

func (s *State) jump(id string) []widget.Effect {
	switch id {
	case "introduction":
		return s.enter(0)
	case "resultats":
		return s.enter(s.last())
	}
	for i := range s.profile.Rules {
		if s.profile.Rules[i].ID == id {
			return s.enter(i + 1)
		}
	}
	return nil
}

func (s *State) judge(o label.Override) []widget.Effect {
	if s.profile.Rule(o.Rule) == nil || o.Truth != "" && !o.Truth.Valid() {
		return nil
	}
	before := s.holds()
	s.work.say(o)
	s.settle()
	if now := s.holds(); now != before { // not at every letter of a reason
		return widget.Effects(s.tell()).And(widget.Announce, "", now)
	}
	return s.tell()
}

// link records a link as a piece: a list of one address (text/uri-list, RFC
// 2483), whose digest is that of the list, for nothing is fetched.
func (s *State) link(d view.Doc) []widget.Effect {
	title := limit(d.Text("intitule"))
	address, ok := view.Safe(d.Text("adresse"))
	if !ok || !competency.IRI(address).Valid() {
		s.refused = &link{title, d.Text("adresse")}
		return widget.Do(widget.Focus, "adresse", "")
	}
	if title == "" {
		title = address
	}
	return s.attach(label.Evidence{Title: title, URI: competency.IRI(address), MediaType: "text/uri-list", SHA256: string(label.DigestOf([]byte(address + "\r\n")))})
}

// attach adds a piece to the rule on screen; the same piece is not recorded
// twice.
func (s *State) attach(e label.Evidence) []widget.Effect {
	if s.rule() == nil {
		return nil
	}
	for i := range s.work.pieces {
		if s.work.pieces[i].SHA256 == e.SHA256 {
			return s.tie(s.work.pieces[i].ID)
		}
	}
	e.ID, e.On = s.freeID(), competency.Date(s.Env.Day)
	if e.Title == "" {
		e.Title = e.ID
	}
	s.work.pieces = append(s.work.pieces[:len(s.work.pieces):len(s.work.pieces)], e)
	return s.tie(e.ID)
}

func (s *State) freeID() string {
	for n := len(s.work.pieces) + 1; ; n++ {
		id := "P" + itoa(n)
		free := true
		for i := range s.work.pieces {
			free = free && s.work.pieces[i].ID != id
		}
		if free {
			return id
		}
	}
}

// tie makes a recorded piece support the rule on screen.
func (s *State) tie(id string) []widget.Effect {
	r := s.rule()
	if r == nil {
		return nil
	}
	words := ""
	s.pieces(func(e *label.Evidence) bool {
		if e.ID == id {
			words = s.T.T("Pièce ajoutée : {0}", e.Title)
			e.Supports = append(without(e.Supports, r.ID), r.ID)
		}
		return true
	})
	s.faults, s.refused, s.written = nil, nil, s.work
	s.shown++
	s.evaluate()
	return widget.Effects(s.tell()).And(widget.Announce, "", words).And(widget.Focus, "titre-pieces", "")
}

// untie takes a piece off the rule on screen; one that supports nothing more
// is dropped.
func (s *State) untie(id string) []widget.Effect {
	r := s.rule()
	if r == nil {
		return nil
	}
	words := ""
	s.pieces(func(e *label.Evidence) bool {
		if e.ID == id {
			words = s.T.T("Pièce retirée : {0}", e.Title)
			e.Supports = without(e.Supports, r.ID)
		}
		return len(e.Supports) > 0
	})
	s.written = s.work
	s.evaluate()
	return widget.Effects(s.tell()).And(widget.Announce, "", words).And(widget.Focus, "titre-pieces", "")
}

// pieces replaces the pieces by those that keep accepts, changed or not.
func (s *State) pieces(keep func(*label.Evidence) bool) {
	var out []label.Evidence
	for _, e := range s.work.pieces {
		if keep(&e) {
			out = append(out, e)
		}
	}
	s.work.pieces = out
}

// save keeps the work on the device, if and only if the box is ticked.
func (s *State) save() []widget.Effect {
	if !s.memory.on || !s.Env.Storage {
		return nil
	}
	return widget.Do(widget.Store, s.key(), s.saved())
}

// send shows nothing new before it leaves: the event carries the very text
// that was shown, and the page may refuse.
func (s *State) send(m widget.Msg) []widget.Effect {
	fail := func(why issue.Text) []widget.Effect {
		s.sending.busy, s.sending.fault = false, why
		return widget.Do(widget.Focus, "echec", "").And(widget.Announce, "", "")
	}
	switch {
	case m.Name == "envoyer":
		if s.sending.payload == "" || s.Env.Send == "" || s.sending.busy || s.sending.done {
			return nil
		}
		s.sending.busy, s.sending.fault = true, issue.Text{}
		var o view.Object
		return widget.Do(widget.Emit, event.NameSend, o.Str("payload", s.sending.payload).String())
	case !s.sending.busy || m.Name == widget.MsgEmitted && m.Arg != event.NameSend:
		return nil
	case m.Name == widget.MsgSendFailed:
		return fail(m.Reason())
	case m.Name == widget.MsgEmitted && m.Value == "1":
		return fail(issue.Text{FR: "la page n’a pas accepté l’envoi", EN: "the page did not accept it"})
	case m.Name == widget.MsgEmitted && s.Env.Send != "evenement":
		return widget.Do(widget.Send, s.Env.Send, s.sending.payload).And(widget.Announce, "", s.T.T("Envoi en cours…")).And(widget.Focus, "envoyer", "")
	}
	s.sending.busy, s.sending.done = false, true
	return widget.Do(widget.Focus, "envoye", "").And(widget.Announce, "", "")
}
