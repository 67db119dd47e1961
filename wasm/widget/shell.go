// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Shell is what every widget that shows documents has in common: header,
// footer, waiting, faults, language, print and sizes of headings. Embed it.
type Shell struct {
	Env      Env
	T        *Texts
	Name     string // French name of the widget
	Faults   issue.Issues
	Warnings issue.Issues
	Awaited  int
	Share    int // of a long document that was read, in percent
}

// Open returns the effects that load documents, by name and address, and
// counts them. A name without an address is not loaded.
func (s *Shell) Open(env Env, name string, documents ...[2]string) []Effect {
	s.Env, s.T, s.Name = env, env.Texts, name
	var out []Effect
	for _, d := range documents {
		if d[1] != "" {
			s.Awaited++
			out = Effects(out).And(Load, d[0], d[1])
		}
	}
	if s.Awaited == 0 {
		s.Faults = RuleContent.Alone("", documents[0][0])
	}
	return out
}

// Common handles the messages that every widget shares; done says that the
// widget has nothing more to do with it. Call it first.
func (s *Shell) Common(m Msg) (effects []Effect, done bool) {
	switch m.Name {
	case MsgLoaded:
		s.Awaited--
		return nil, false
	case MsgLoadFailed:
		s.Awaited--
		s.Faults.Add(&RuleUnreadable, "", m.What())
		return s.Raise(), true
	case MsgLanguage:
		plain := s.T.Plain
		s.T, s.Env.Lang = NewTexts(m.Arg, m.Doc), m.Arg
		s.T.Plain = plain
		return nil, true
	case "langue":
		other := "en"
		if s.T.Lang() == "en" {
			other = "fr"
		}
		return Do(Language, "", other).And(Focus, "langue", ""), true
	case "voir":
		return Do(Focus, m.Arg, ""), true
	}
	return nil, false
}

// Raise returns the event that tells the page about the first fault.
func (s *Shell) Raise() []Effect {
	if len(s.Faults) == 0 {
		return nil
	}
	var o view.Object
	return Do(Emit, "eafc:erreur", o.Strs("code", s.Faults[0].Code, "message", s.Faults[0].Message).String())
}

// Ready returns the event that tells the page that the widget shows its
// documents.
func (s *Shell) Ready(tag string) []Effect {
	var o view.Object
	return Do(Emit, "eafc:pret", o.Strs("widget", tag, "version", s.Env.Version).String())
}

// Page returns a builder for one slot.
func (s *Shell) Page() *Page { return &Page{Texts: s.T, Heading: s.Env.Heading} }

// Frame returns header, slots and footer; instead of the slots the waiting
// line or the faults, as long as shown is false.
func (s *Shell) Frame(shown bool, title competency.Text, slots ...view.Slot) view.Frame {
	p := s.Page()
	p.F(`<div class="tete" part="header">`).Open(0).F(` class="nom" part="title"><slot name="titre"><span>`).T(s.Name).F(`</span>`)
	if len(title) > 0 {
		p.F(` <span class="de">{!0}</span>`, s.T.O(title))
	}
	p.F(`</slot>`).Close(0).F(`</div>`)
	f := view.Frame{{Name: "tete", HTML: p.String()}}
	switch {
	case shown:
		f = append(f, slots...)
	case len(s.Faults) > 0:
		q := s.Page()
		q.F(`<div class="corps"><div class="alerte" role="alert"><p class="fort rouge">{Ce document ne peut pas s’afficher.}</p>`).Issues(s.Faults).F(`</div><slot></slot></div>`)
		f = append(f, view.Slot{Name: "faute", HTML: q.String()})
	default:
		q := s.Page()
		q.F(`<div class="corps"><p class="attente">{Chargement…}</p>`)
		if s.Share > 0 {
			q.F(`<progress class="part" max="100" value="{0}" aria-label="{@Part du document déjà lue}"></progress>`, strconv.Itoa(s.Share))
		}
		f = append(f, view.Slot{Name: "charge", HTML: q.F(`</div>`).String()})
	}
	lang, name := "en", "English"
	if s.T.Lang() == "en" {
		lang, name = "fr", "Français"
	}
	return append(f, view.Slot{Name: "pied", HTML: s.Page().F(`<div class="pied" part="footer"><ul><li>{Version {0}}</li><li><button type="button" class="lien" id="langue" data-m="langue" lang="{1}">{2}</button></li></ul><slot name="pied"></slot></div>`, s.Env.Version, lang, name).String()})
}
