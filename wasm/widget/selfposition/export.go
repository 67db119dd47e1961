// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// export answers exporter(kind), and etat() for the kind "etat".
func export(s *State, kind string) (string, bool) {
	if !s.ready() {
		return "", false
	}
	switch kind {
	case "etat":
		var o view.Object
		return o.Int("step", s.step).Int("total", s.last()+1).Int("answered", count(s.answers)).Raw("result", s.resultDetail()).String(), true
	case "json":
		return s.portfolio(), true
	case "csv":
		return s.csv(), true
	case "xapi":
		return s.statements(), true
	case "reprise":
		return s.saved(), true
	case "code":
		return positioning.Code(s.q, s.run), true
	}
	return "", false
}

func (s *State) download(kind string) []widget.Effect {
	content, ok := export(s, kind)
	if !ok {
		return nil
	}
	name := "auto-positionnement-" + s.env.Day
	switch kind {
	case "json":
		name = "portfolio-" + s.env.Day + ".json"
	case "reprise":
		name += ".reprise.json"
	default:
		name += "." + kind
	}
	return widget.Do(widget.Download, name, content).And(widget.Announce, "", s.t.T("Fichier enregistré : {0}", name))
}

// portfolio is the resume file with the words a person needs to read it
// without this page. It is not sent anywhere.
func (s *State) portfolio() string {
	lang := s.t.Lang()
	var list []string
	for i, a := range s.answers {
		q := &s.q.Questions[i]
		var o view.Object
		o.Str("item", string(q.Item)).Opt("code", q.Code).Str("label", q.Label.In(lang))
		if a.known() {
			o.Int("rank", a.rank)
			if a.rank > 0 {
				o.Str("level", q.Choices[a.rank].Label.In(lang))
			}
		} else if a.skipped {
			o.Bool("skipped", true)
		}
		if q.Target > 0 {
			o.Int("target", q.Target)
		}
		list = append(list, o.Opt("note", a.note).String())
	}
	var o view.Object
	o.Int("eafc", 1).Strs("kind", "portfolio", "widget", "eafc-auto-positionnement", "framework", string(s.framework.URI),
		"version", s.framework.Version, "title", s.framework.Title.In(lang), "savedOn", s.env.Day)
	if s.profile != nil {
		o.Opt("profile", s.profile.Title.In(lang))
	}
	o.Raw("answers", view.Array(list))
	if s.plan != nil {
		o.Raw("pathway", s.planJSON())
	}
	return o.String()
}

// csv writes the answers as a sheet.
func (s *State) csv() string {
	var rows [][]string
	line := func(cells ...string) { rows = append(rows, cells) }
	t := s.t
	line(t.T("Domaine"), t.T("Code"), t.T("Compétence"), t.T("Votre niveau"), t.T("Niveau attendu"), t.T("Écart"), t.T("Exemple vécu"))
	for i, a := range s.answers {
		q := &s.q.Questions[i]
		domain, _ := t.Own(q.DomainLabel)
		label, _ := t.Own(q.Label)
		rank, target, gap := "", "", ""
		if a.known() {
			rank = strconv.Itoa(a.rank)
		} else if a.skipped {
			rank = t.T("passée")
		}
		if n := s.target(q); n > 0 {
			target = strconv.Itoa(n)
			if a.known() {
				gap = strconv.Itoa(gapOf(q, a))
			}
		}
		line(domain, q.Code, label, rank, target, gap, a.note)
	}
	return widget.Sheet(rows)
}

// resultDetail is the detail of eafc:resultat (see event.Result).
func (s *State) resultDetail() string {
	var levels, gaps []string
	for i, a := range s.answers {
		if a.known() {
			q := &s.q.Questions[i]
			var o view.Object
			levels = append(levels, o.Str("item", string(q.Item)).Opt("code", q.Code).Int("level", a.rank).String())
		}
	}
	for _, g := range s.gaps() {
		var o view.Object
		gaps = append(gaps, o.Str("item", string(g.Item.Item)).Int("from", g.From).Int("to", g.To).String())
	}
	var o view.Object
	o.Strs("framework", string(s.framework.URI), "version", s.framework.Version).Raw("levels", view.Array(levels)).Raw("gaps", view.Array(gaps))
	if s.plan != nil {
		o.Raw("pathway", s.planJSON())
	}
	return o.String()
}

func (s *State) planJSON() string {
	var bricks, rest []string
	for _, st := range s.plan.steps {
		var o view.Object
		bricks = append(bricks, o.Strs("id", string(st.brick.ID), "version", st.brick.Version).Int("minutes", int(st.brick.Total())).String())
	}
	for _, g := range s.plan.uncovered {
		var o view.Object
		rest = append(rest, o.Str("item", string(g.Item.Item)).Int("from", g.From).Int("to", g.To).String())
	}
	proof := "bounded"
	if s.plan.optimal {
		proof = "optimal"
	}
	var o view.Object
	o.Raw("bricks", view.Array(bricks)).Int("minutes", s.plan.minutes).Int("remoteMinutes", s.plan.remote).Str("proof", proof)
	if len(rest) > 0 {
		o.Raw("uncovered", view.Array(rest))
	}
	return o.String()
}
