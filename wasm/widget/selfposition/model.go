// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// profileOf reads a target profile; nil when there is none. A target on
// another version of the framework counts for this one if the item is there.
func profileOf(d view.Doc, f *competency.Framework) *positioning.Profile {
	if d.Get("targets").Len() == 0 {
		return nil
	}
	p := &positioning.Profile{URI: competency.IRI(d.Text("uri")), Version: d.Text("version"), Title: competency.Text{}}
	d.Get("title").Each(func(lang string, v view.Doc) { p.Title[lang] = v.Str() })
	d.Get("targets").Each(func(_ string, t view.Doc) {
		item := t.Get("item")
		id := competency.ID(item.Text("item"))
		if uri := item.Text("framework"); uri != "" && uri != string(f.URI) {
			return
		}
		if _, ok := f.Item(id); ok {
			p.Targets = append(p.Targets, positioning.Target{Item: f.Ref(id), Rank: t.Whole("rank")})
		}
	})
	if len(p.Targets) == 0 {
		return nil
	}
	return p
}

// answer is what a person said about one competency, as the screens need it.
// The zero value is no answer yet.
type answer struct {
	given   bool
	skipped bool
	rank    int
	note    string
}

func (a answer) known() bool { return a.given && !a.skipped }

// value is the rank, or -1 when there is none: never zero for "skipped".
func (a answer) value() int {
	if a.known() {
		return a.rank
	}
	return -1
}

// gapOf is how many levels are missing; 0 when reached or unknown.
func gapOf(q *positioning.Question, a answer) int {
	if !a.known() || q.Target <= a.rank {
		return 0
	}
	return q.Target - a.rank
}

// say applies an answer to the run.
func (s *State) say(i int, a answer) bool {
	e := positioning.Event{Kind: positioning.EventClaim, Item: s.q.Questions[i].Item, Rank: a.rank}
	if a.skipped {
		e = positioning.Event{Kind: positioning.EventSkip, Item: e.Item}
	}
	run, fault := positioning.Apply(s.q, s.run, e)
	if fault != nil {
		return false
	}
	a.note = s.answers[i].note
	s.run, s.answers[i] = run, a
	return true
}

// saved writes the run as a resume file: answers by permanent identifier, so
// that it survives another profile, and the texts, which stay with the person.
func (s *State) saved() string {
	var list []string
	for i, a := range s.answers {
		if !a.given && a.note == "" {
			continue
		}
		var o view.Object
		o.Str("item", string(s.q.Questions[i].Item)).Opt("code", s.q.Questions[i].Code)
		if a.known() {
			o.Int("rank", a.rank)
		} else if a.skipped {
			o.Bool("skipped", true)
		}
		list = append(list, o.Opt("note", a.note).String())
	}
	var o view.Object
	return o.Int("eafc", 1).Strs("kind", "reprise", "widget", "eafc-auto-positionnement", "framework", string(s.framework.URI),
		"version", s.framework.Version, "savedOn", s.env.Day, "code", positioning.Code(s.q, s.run)).Raw("answers", view.Array(list)).String()
}

// restore takes a resume file over; nil when all went well.
func (s *State) restore(d view.Doc) issue.Issues {
	if d.Text("kind") == "code" {
		return s.resume(d.Text("code"))
	}
	switch {
	case d.Kind() != view.KindObject || d.Text("kind") != "reprise" && d.Get("answers").Kind() != view.KindArray:
		return widget.RuleContent.Alone("", issue.Text{FR: "un fichier de reprise", EN: "a resume file"})
	case d.Whole("eafc") != 1:
		return widget.RuleMajor.Alone("/eafc", d.Get("eafc").JSON())
	case d.Text("framework") != string(s.framework.URI):
		return widget.RuleForeign.Alone("/framework", d.Text("framework"))
	}
	n := len(s.q.Questions)
	s.run, s.answers, s.written, s.failed = positioning.Start(s.q), make([]answer, n), make([]answer, n), make([]bool, n)
	d.Get("answers").Each(func(_ string, v view.Doc) {
		i, ok := s.q.Index(competency.ID(v.Text("item")))
		if !ok {
			return
		}
		s.answers[i].note = limit(v.Text("note"))
		switch {
		case v.Get("skipped").Bool():
			s.say(i, answer{given: true, skipped: true})
		case v.Get("rank").Kind() == view.KindNumber:
			if r := v.Whole("rank"); r >= 0 && r <= s.q.Questions[i].Top {
				s.say(i, answer{given: true, rank: r})
			}
		}
	})
	copy(s.written, s.answers)
	s.plan, s.payload, s.sending = nil, "", sendIdle
	return nil
}

// resume takes over a resume code, as SCORM keeps it.
func (s *State) resume(code string) issue.Issues {
	session := positioning.NewSession(s.q)
	if fault := session.Resume(code); fault != nil {
		return widget.RuleUnreadable.Alone("", code)
	}
	s.assign(answersOf(s.q, session.State()))
	copy(s.written, s.answers)
	return nil
}

// answersOf takes the answers out of a run.
func answersOf(q *positioning.Questionnaire, run positioning.State) []answer {
	out := make([]answer, len(q.Questions))
	for i := range out {
		switch a := run.Answer(i); a.Status {
		case positioning.StatusOpen:
		case positioning.StatusClaimed:
			out[i] = answer{given: true, rank: a.Rank}
		default:
			out[i] = answer{given: true, skipped: true}
		}
	}
	return out
}

// assign replaces every answer.
func (s *State) assign(next []answer) {
	s.run, s.answers = positioning.Start(s.q), make([]answer, len(next))
	for i, a := range next {
		if a.given {
			s.say(i, a)
		}
		s.answers[i].note = a.note
	}
	s.plan, s.payload, s.sending = nil, "", sendIdle
}
