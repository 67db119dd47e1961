// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"slices"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// elsewhere is what a course, or another window of it, said that this page
// did not, as long as the person has not seen to it.
type elsewhere struct {
	added   int      // answers taken over where this page had none
	items   []int    // questions of which two answers are known
	other   []answer // of each of items, the one that does not count
	offered bool     // nothing is taken over: it may not be hers
	decided bool     // she has seen to it: what comes next is another matter
}

// past are the answers of a code, as far as it can be read.
type past struct {
	answers []answer
	known   int // of how many questions, from the first on
}

func (s *State) past(code string) (past, bool) {
	run, lost, fault := positioning.ResumeCut(s.q, code)
	return past{answersOf(s.q, run), len(s.answers) - lost}, fault == nil
}

// course takes over what a course holds. how is "reprise" when it is read for
// the first time; "ailleurs" when it has changed since base, the code that
// both sides had, for whatever changed on one side only counts; "offre" when
// nothing tells that it is of the same account.
func (s *State) course(d view.Doc) []widget.Effect {
	if !s.env.Platform {
		return nil
	}
	how := d.Text("how")
	there, ok := s.past(d.Text("code"))
	if !ok {
		if how == "offre" {
			return nil
		}
		s.notice = widgetNotice{kind: "kept"}
		return widget.Do(widget.Focus, "avis", "")
	}
	base := past{answers: make([]answer, len(s.answers)), known: len(s.answers)}
	if how != "reprise" {
		base, _ = s.past(d.Text("base")) // no answer of what cannot be read
	}
	e := s.elsewhere
	if e == nil || e.offered || e.decided {
		e = &elsewhere{offered: how == "offre"}
	}
	next, added, taken := slices.Clone(s.answers), 0, 0
	for i, t := range there.answers[:there.known] {
		here, was := s.answers[i], answer{}
		t.note = here.note
		if i < base.known {
			was = base.answers[i]
		}
		switch changed := i >= base.known || !same(t, was); {
		case same(here, t) || !changed:
		case how == "offre":
			if t.given {
				e.know(i, t, false)
			}
		case !here.given:
			next[i] = t
			added++
		case i < base.known && same(here, was): // it is newer there
			next[i] = t
			taken++
			e.know(i, here, true)
		case t.given:
			e.know(i, t, false)
		}
	}
	if added+taken > 0 {
		s.replace(next)
	}
	if how != "reprise" {
		e.added += added
	}
	s.elsewhere = e
	news := len(e.items) > 0 || e.added > 0
	if !news {
		s.elsewhere = nil
	}
	if how == "reprise" {
		return s.resumed(len(s.answers) - there.known)
	}
	if !news {
		return nil
	}
	return widget.Do(widget.Announce, "", s.otherAnswers())
}

// resumed shows where one stands, and what a code that was cut has lost.
func (s *State) resumed(lost int) []widget.Effect {
	effects := s.enter(s.firstOpen())
	if lost == 0 {
		return effects
	}
	s.notice = widgetNotice{kind: "cut", lost: lost}
	return widget.Effects(effects).And(widget.Focus, "avis", "")
}

func same(a, b answer) bool {
	return a.given == b.given && a.skipped == b.skipped && a.rank == b.rank
}

// know keeps the answer to question i that does not count. What was said in
// this page (own) is not forgotten for another.
func (e *elsewhere) know(i int, a answer, own bool) {
	k := slices.Index(e.items, i)
	if k < 0 {
		e.items, e.other = append(e.items, i), append(e.other, a)
	} else if !own {
		e.other[k] = a
	}
}

// exchange returns the answers with those of e in their place, and puts into
// e what they replace.
func (s *State) exchange(e *elsewhere) []answer {
	next := slices.Clone(s.answers)
	for k, i := range e.items {
		e.other[k].note = next[i].note
		next[i], e.other[k] = e.other[k], next[i]
	}
	return next
}

// replace changes answers without moving the person.
func (s *State) replace(next []answer) {
	was := s.answers
	s.assign(next)
	for i := range next {
		if !same(was[i], next[i]) {
			s.written[i] = s.answers[i]
		}
	}
	if s.onResults() {
		s.conclude()
	}
}

// decide does what the person wants of the other answers.
func (s *State) decide(what string) []widget.Effect {
	e := s.elsewhere
	if e == nil {
		return nil
	}
	switch what {
	case "prendre":
		s.replace(s.exchange(e))
		e.offered, e.decided, e.added = false, true, 0
		i := e.items[0]
		var o view.Object
		o.Str("item", string(s.q.Questions[i].Item))
		if a := s.answers[i]; a.known() {
			o.Int("level", a.rank)
		} else {
			o.Raw("level", "null")
		}
		return widget.Effects(s.save()).And(widget.Emit, event.NameAnswer, o.Bool("skipped", s.answers[i].skipped).String()).And(widget.Focus, "ailleurs", "")
	case "fichier":
		other := *s
		other.assign(other.exchange(&elsewhere{items: e.items, other: slices.Clone(e.other)}))
		return widget.Do(widget.Download, "auto-positionnement-"+s.env.Day+"-autres.reprise.json", other.saved())
	}
	s.elsewhere = nil
	return widget.Do(widget.Focus, "titre-"+itoa(s.step), "")
}

func (s *State) otherAnswers() string {
	return s.t.T("Ce cours a d’autres réponses, données dans une autre fenêtre ou sur un autre appareil.")
}

func (s *State) elsewhereView(p *widget.Page) {
	e := s.elsewhere
	if e == nil {
		return
	}
	p.F(`<div class="alerte avis" id="ailleurs" tabindex="-1" role="group" aria-labelledby="t-ailleurs"><p class="fort" id="t-ailleurs">{Ce cours a d’autres réponses, données dans une autre fenêtre ou sur un autre appareil.}</p>`)
	if e.added > 0 {
		p.F(`<p>`).N(e.added, "{0} réponse est ajoutée ici.", "{0} réponses sont ajoutées ici.").F(`</p>`)
	}
	if len(e.items) > 0 {
		if e.offered {
			p.F(`<p>{Rien n’est changé ici. La dernière fenêtre qui enregistre l’emporte : prenez ces réponses si ce sont les vôtres, puis ne gardez qu’une fenêtre ouverte.}</p>`)
		}
		p.F(`<details><summary>`).N(len(e.items), "{0} réponse diffère", "{0} réponses diffèrent").F(`</summary><ul>`)
		for k, i := range e.items {
			p.F(`<li><strong>{!0}</strong> {(ici : {1} ; ailleurs : {2})}</li>`, s.t.O(s.q.Questions[i].Label), s.words(s.answers[i]), s.words(e.other[k]))
		}
		p.F(`</ul></details><div class="actions">{#,autres-prendre,ailleurs,prendre,Prendre les autres réponses}{#,autres-fichier,ailleurs,fichier,Les enregistrer dans un fichier}{#sobre,autres-laisser,ailleurs,laisser,Garder celles d’ici}</div></div>`)
		return
	}
	p.F(`{#sobre,autres-laisser,ailleurs,laisser,Fermer ce message}</div>`)
}

func (s *State) words(a answer) string {
	switch {
	case a.known():
		return s.t.T("niveau {0}", itoa(a.rank))
	case a.given:
		return s.t.T("passée")
	}
	return s.t.T("sans réponse")
}
