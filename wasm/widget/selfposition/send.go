// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

func (s *State) sends() bool { return s.env.Endpoint != "" || s.env.Send != "" }

// send shows nothing new to the page before it says what leaves: the event
// carries the very text of the payload, and the page may refuse.
func (s *State) send() []widget.Effect {
	if s.payload == "" || !s.sends() || s.sending == sendBusy || s.sending == sendDone {
		return nil
	}
	s.sending, s.reason = sendBusy, issue.Text{}
	var o view.Object
	return widget.Do(widget.Emit, event.NameSend, o.Str("payload", s.payload).String())
}

func (s *State) emitted(cancelled bool) []widget.Effect {
	if s.sending != sendBusy {
		return nil
	}
	if cancelled {
		return s.sent(issue.Text{FR: "la page n’a pas accepté l’envoi", EN: "the page did not accept it"})
	}
	switch {
	case s.env.Endpoint != "":
		return s.under(strings.TrimSuffix(s.env.Endpoint, "/") + "/statements")
	case s.env.Send != "evenement":
		return s.under(s.env.Send)
	}
	return s.sent(issue.Text{})
}

// under sends, and says so if it lasts: the button was written anew.
func (s *State) under(address string) []widget.Effect {
	return widget.Do(widget.Send, address, s.payload).And(widget.Announce, "", s.t.T("Envoi en cours…")).And(widget.Focus, "envoyer", "")
}

func (s *State) sent(reason issue.Text) []widget.Effect {
	if reason.FR != "" {
		s.sending, s.reason = sendFailed, reason
		fault := widget.RuleSending.At("", reason)
		return widget.Effects(errorEvent(fault)).And(widget.Announce, "", "").And(widget.Focus, "echec", "")
	}
	s.sending = sendDone
	return widget.Do(widget.Focus, "envoye", "").And(widget.Announce, "", "")
}

func (s *State) sendFault() issue.Issues { return widget.RuleSending.Alone("", s.reason) }

// payloadOf writes the bytes that leave if the person says so: the framework,
// the levels, the day. Passed competencies, examples and names are not in it.
func (s *State) payloadOf() string {
	known := false
	for _, a := range s.answers {
		known = known || a.known()
	}
	switch {
	case !known || !s.sends():
		return ""
	case s.env.Endpoint != "":
		return s.statements()
	}
	var levels []string
	for i, a := range s.answers {
		if a.known() {
			var o view.Object
			q := &s.q.Questions[i]
			levels = append(levels, o.Str("item", string(q.Item)).Opt("code", q.Code).Int("level", a.rank).String())
		}
	}
	var o view.Object
	return o.Strs("framework", string(s.framework.URI), "version", s.framework.Version, "day", s.env.Day).
		Opt("campaign", s.env.Campaign).Str("holder", s.holder()).Raw("levels", view.Array(levels)).String()
}

// holder is the pseudonym that the academy's server gave, else one drawn for
// this sending alone.
func (s *State) holder() string {
	if s.env.Pseudonym != "" {
		return s.env.Pseudonym
	}
	return s.digits(64, 96)
}

// digits returns part of the random digits of this run.
func (s *State) digits(from, to int) string {
	r := s.env.Random
	for len(r) < to {
		r += "0"
	}
	return r[from:to]
}
