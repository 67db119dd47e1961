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
	s.sending, s.reason = sendBusy, ""
	var o view.Object
	return []widget.Effect{{Kind: widget.Emit, Name: event.NameSend, Value: o.Str("payload", s.payload).String()}}
}

func (s *State) emitted(cancelled bool) []widget.Effect {
	if s.sending != sendBusy {
		return nil
	}
	if cancelled {
		return s.sent("la page n’a pas accepté l’envoi")
	}
	switch {
	case s.env.Endpoint != "":
		return []widget.Effect{{Kind: widget.Send, Name: strings.TrimSuffix(s.env.Endpoint, "/") + "/statements", Value: s.payload}}
	case s.env.Send != "evenement":
		return []widget.Effect{{Kind: widget.Send, Name: s.env.Send, Value: s.payload}}
	}
	return s.sent("")
}

func (s *State) sent(reason string) []widget.Effect {
	if reason != "" {
		s.sending, s.reason = sendFailed, reason
		fault := widget.RuleSending.At("", reason)
		return append(errorEvent(fault), widget.Effect{Kind: widget.Focus, Name: "echec"})
	}
	s.sending = sendDone
	return []widget.Effect{{Kind: widget.Focus, Name: "envoye"}}
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
	return o.Str("framework", string(s.framework.URI)).Str("version", s.framework.Version).Str("day", s.env.Day).
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
